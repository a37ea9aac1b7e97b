"""The fourteen rows of Article 23's table, as the presiding board watches them: whose, from which act, and what the table itself leaves odd."""

from __future__ import annotations

from dataclasses import dataclass

from committees.rules.laws import DIRECTIVE
from majlis.rules.law import Article


@dataclass(frozen=True)
class Row:
    """One row. words: the acts that carry it out, the one that measures it first; opens: the act that begins it."""

    number: int
    title: str
    who: str
    words: tuple[str, ...]
    opens: str = ""
    oddity: str = ""

    @property
    def article(self) -> Article:
        return DIRECTIVE.article(f"23.{self.number}")

    @property
    def day_figure(self) -> str:
        """The key of the figure that holds the table's own day count."""
        return f"table_day_{self.number:02d}"


BOARD, MEMBER, LAWS, BRANCH, JOINT = "هیأت رئیسه", "نماینده", "معاونت قوانین", "شعبه", "هیأت رئیسه و رؤسای شعب"
ROWS = (
    Row(1, "گرفتن فرم از شعبه", MEMBER, ("issue_form",), "open_formation"),
    Row(2, "تحویل فرم با مدارک", MEMBER, ("submit_declaration",), "open_formation"),
    Row(3, "ارجاع فرم‌ها به معاونت قوانین", BOARD, ("refer_forms",), "open_formation"),
    Row(
        4, "ثبت و تطبیق با مدارک", LAWS, ("hand_over_records", "accept_item", "reject_item"), "refer_forms",
        "جدول این ۴۸ ساعت را «پیشنهادی» می‌خواند، اما متن مادهٔ ۶ همان را بی‌قید گفته است.",
    ),
    Row(
        5, "ارجاع ابهام‌ها به شعبه", BOARD, ("refer_ambiguity",), "hand_over_records",
        "مهلت ۴۸ ساعت است ولی روزشمار تنها از پنجم به ششم می‌رود؛ مهلت نوشته‌شده ملاک است.",
    ),
    Row(
        6, "تصمیم شعبه دربارهٔ ابهام", BRANCH, ("decide_ambiguity",), "refer_ambiguity",
        "اگر ردیف ۵ هم ۴۸ ساعت بگیرد این ردیف تا روز نهم می‌کشد؛ جدول روز هشتم می‌نویسد.",
    ),
    Row(7, "گردآوری نظر شعبه‌ها، رتبه‌بندی و توزیع", BOARD, ("publish_scores",), "hand_over_records"),
    Row(8, "اعتراض به امتیاز", MEMBER, ("file_objection",), "publish_scores"),
    Row(9, "رسیدگی به اعتراض‌ها", JOINT, ("decide_objection",), "publish_scores"),
    Row(10, "اعلام اعضای کمیسیون‌ها", BOARD, ("seat_members",), "settle_scores"),
    Row(
        11, "تعیین کمیسیون بازماندگان", BOARD, ("place_left_over", "name_further_choices"), "seat_members",
        "با ردیف ۱۲ هر دو در روز سیزدهم‌اند؛ جای‌گذاری و اعتراض هم‌زمان پیش می‌روند. این ۲۴ ساعت «پیشنهادی» است.",
    ),
    Row(12, "اعتراض به کمیسیون", MEMBER, ("object_to_seat",), "seat_members"),
    Row(13, "تصمیم نهایی دربارهٔ کمیسیون", JOINT, ("decide_seat_objection",), "seat_members"),
    Row(14, "فهرست نهایی", BOARD, ("finalise_roster",), "seat_members"),
)  # fmt: skip
