"""Lists of questions, notices and bills that come in (house procedure, Art. 4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from liaison.queries.imports import preview
from liaison.rules.kinds import KINDS
from liaison.rules.question_list import COLUMNS, QuestionList, read_questions
from majlis import persian, sheets
from majlis.imports import Count, Group, Left, ListImport, Preview, Upload
from majlis.rules.deadlines import legal_day


class MattersImport(ListImport):
    """A list of one kind of matter."""

    find = "liaison.queries.imports.new_intake"
    kind = ""

    def draft_key(self, subject: Any) -> str:
        return "liaison.intake"

    def read(self, subject: Any, name: str, data: bytes, facts: Mapping[str, Any], at: datetime) -> QuestionList:
        return read_questions(sheets.lines_of(name, data), data, legal_day(at), self.kind)

    def preview(self, subject: Any, upload: Upload) -> Preview:
        held = preview(upload.listed, upload.facts["source"], self.kind)
        new, left = len(held.new), [Left(each.line, each.reason, each.cells) for each in held.rejected]
        return Preview(
            new=new,
            counts=(
                Count("افزوده می‌شود", new),
                Count("از پیش هست", len(held.same)),
                Count("پذیرفته نیست", len(left), bad=True),
            ),
            groups=(
                Group(
                    "پذیرفته نیست", ("سطر", "موضوع", "دلیل"),
                    [(persian.digits(each.line), each.cells[1] or "—", each.reason) for each in left],
                    ("missing", "وارد نمی‌شود"),
                ),
                Group(
                    "افزوده می‌شود", ("شناسه", "موضوع", "نماینده", "وزارتخانه", "روز"),
                    [
                        (row.id, row.title, row.member or "دولت", row.ministry, persian.jalali(row.filed_on))
                        for row, *_ in held.new
                    ],
                ),
            ),
            left=left,
            heads=COLUMNS,
            facts=(("منبع", upload.facts["source"]),),
            button=f"ورود {persian.number(new)} {KINDS[self.kind].title}",
            blocked="" if new else f"در این فهرست {KINDS[self.kind].title} تازه‌ای نیست. چیزی برای ورود نمانده است.",
        )  # fmt: skip

    def body(self, upload: Upload) -> dict[str, Any]:
        rows = [row.canonical() for row in upload.listed.rows]
        return {"source": upload.facts["source"], "sha256": upload.listed.sha256, "rows": rows}


class QuestionsImport(MattersImport):
    word, kind = "import_questions", "question"


class NoticesImport(MattersImport):
    word, kind = "import_notices", "notice"


class BillsImport(MattersImport):
    word, kind = "import_bills", "government_bill"


class MemberBillsImport(MattersImport):
    word, kind = "import_member_bills", "member_bill"


QUESTIONS, NOTICES, BILLS, MEMBER_BILLS = QuestionsImport(), NoticesImport(), BillsImport(), MemberBillsImport()
