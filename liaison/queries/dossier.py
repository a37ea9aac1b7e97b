"""One matter as its page shows it: clocks with their certainty, the road, the ledger, referrals, answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liaison.facts import MatterFacts
from liaison.models import Answer, Matter, Referral
from liaison.models.referral import GONE
from liaison.queries.clocks import own_day
from liaison.queries.scope import office, referrals
from liaison.rules.kinds import KINDS
from liaison.rules.laws import CONSTITUTION, FIGURES, OVERSIGHT
from liaison.rules.procedure import STEPS
from liaison.rules.roads import CLOCKS, ROADS
from majlis import persian, queries
from majlis.models import Act, Membership
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.queries.members import in_the_chamber
from majlis.queries.reference import UNITS as house_units
from majlis.rules.deadlines import Deadline, legal_day
from majlis.rules.law import Article, Figure, Step

UNITS = {**house_units, "member": "نماینده", "time": "بار"}
CERTAINTY = {
    "B": "گزارش‌شده، تأییدنشده", "C": "دست دوم، تأییدنشده", "M": "از حافظه، تأییدنشده", "I": "برداشت", "NF": "در متنی یافت نشد",
}  # fmt: skip
CLOCKS_SHOWN = 3
NAMES_SHOWN = 40
BACKED_BY = {law.code: law for law in (CONSTITUTION, OVERSIGHT)}
PER_CENT = 100


@dataclass(frozen=True)
class Clock:
    """One of a matter's clocks. state: running, over, done, waiting. chip: kind, text, icon."""

    label: str
    state: str
    text: str
    detail: str = ""
    deadline: Deadline | None = None
    article: Article | None = None
    chip: tuple[str, str, str] | None = None


def amount(figure: Figure) -> str:
    """A figure as it is read: ۱۵ روز."""
    return f"{persian.number(figure.value)} {UNITS.get(figure.unit, figure.unit)}" if figure.value is not None else ""


def certainty_chip(figure: Figure) -> tuple[str, str, str] | None:
    """What is uncertain says so where it stands: «۱۵ روز: گزارش‌شده، تأییدنشده»."""
    told = CERTAINTY.get(figure.certainty)
    if told is None:
        return None
    return ("attention", f"{amount(figure)}: {told}" if figure.value is not None else f"مهلت {told}", "question-circle")


def clocks(matter: Matter, viewer: Viewer, acts: list[Act], standing: list[Referral]) -> list[Clock]:
    """A matter's clocks in the order of its road; the ministry's stands second, as it is on the way to the first."""
    rows = [_clock(STEPS[word], label, matter, viewer.at, acts) for word, label in CLOCKS.get(matter.kind, ())]
    if (own := own_day(matter)) is not None:
        step, end = own
        rows.insert(0, Clock(step.label, "over" if viewer.at >= end.ends_at else "running", "", "", end, step.article))
    # What was done last, what runs and what comes next; a long road would hide them.
    ahead = next((place for place, row in enumerate(rows) if row.state != "done"), len(rows))
    first = max(min(ahead - 1, len(rows) - CLOCKS_SHOWN), 0)
    rows = rows[first : first + CLOCKS_SHOWN]
    if matter.kind in ("question", "notice"):
        rows.insert(1, referral_clock(standing[0] if standing else None, viewer.at))
    return rows


def _clock(step: Step, label: str, matter: Matter, at: datetime, acts: list[Act]) -> Clock:
    done = next((act for act in acts if act.verb == step.word and matter.stage not in step.after), None)
    here = bool(step.clock_from) or matter.stage in step.after
    start = queries.started(step, matter) if here else None
    figure = FIGURES.on(step.limits[0].figure, legal_day(start or at))
    if done is not None:
        return Clock(
            label,
            "done",
            "انجام شد",
            persian.jalali_datetime(done.happened_at),
            None,
            step.article,
            ("overdue", "با دیرکرد", "") if done.content.get("_late") else ("done", "در مهلت", ""),
        )
    if matter.ended:
        return Clock(label, "done", "پایان یافت", "به این گام نرسید", None, step.article, None)
    limits = queries.step_deadlines_of(step, matter, at) if here else ()
    if not limits:
        what = f"{amount(figure)} پس از {_before(step)}" if figure.value is not None else "مهلت قانونی ندارد"
        chip = certainty_chip(figure) or ("none", f"بسته به {_before(step)}", "")
        return Clock(label, "waiting", "آغاز نشده" if start is None else "مهلت ندارد", what, None, step.article, chip)
    end = limits[0][1]
    state = "over" if at >= end.ends_at else "running"
    return Clock(label, state, "", "", end, step.article, certainty_chip(figure))


def _before(step: Step) -> str:
    return {"announce_question": "قرائت", "read_notice": "قرائت", "announce_interpellation": "اعلام وصول"}.get(
        step.clock_from, "گام پیشین"
    )


def referral_clock(referral: Referral | None, at: datetime) -> Clock:
    """Where the ministry's answer stands; its moment is the office's own, and no law's."""
    if referral is None:
        return Clock(
            "پاسخ وزارتخانه",
            "waiting",
            "ارجاع نشده",
            "مهلت آن را دفتر می‌گذارد",
            None,
            None,
            ("none", "نزد وزارتخانه نیست", ""),
        )
    label = f"پاسخ {referral.ministry.title}"
    if referral.stage in GONE:
        return Clock(label, "done", referral.stage_label, persian.jalali_datetime(referral.stage_since))
    if referral.stage == "answered":
        when = persian.jalali_datetime(referral.answered_at) if referral.answered_at else ""
        return Clock(label, "done", "رسید", when, None, STEPS["answer_referral"].article, ("done", "پاسخ داده شد", ""))
    end = due_of(referral)
    state = "over" if at >= referral.due_at else "running"
    chip = ("overdue", "مهلت گذشته", "") if state == "over" else ("waiting", Referral.STAGES[referral.stage], "")
    return Clock(label, state, "", "", end, STEPS["refer_to_ministry"].article, chip)


def due_of(referral: Referral) -> Deadline:
    """The moment that the office set, as the page shows deadlines."""
    last = (referral.due_at - datetime.resolution).replace(second=0, microsecond=0)
    sent = f"فرستاده: {persian.jalali_datetime(referral.sent_at)}"
    lines = (sent, "مهلت را دفتر امور مجلس گذاشته است؛ مهلت قانونی ندارد")
    if referral.granted_at is not None:
        lines = (*lines, f"مهلت افزوده در {persian.jalali_datetime(referral.granted_at)} داده شد")
    return Deadline(referral.due_at, last, "office", lines)


@dataclass(frozen=True)
class Mile:
    """One row of the road. kind: "" for what is done, is-now, is-waiting."""

    title: str
    article: Article
    kind: str = ""
    when: str = ""
    detail: str = ""


def road(matter: Matter, acts: list[Act], at: datetime) -> list[Mile]:
    """What was done, what is on, what is still to come, from the first to the last."""
    rows = []
    if not any(act.verb.startswith("file_") for act in acts):
        step = STEPS[ROADS[matter.kind][0]]
        rows.append(
            Mile(
                step.done,
                step.article,
                "",
                _when(matter.filed_at, at),
                f"از فهرست {matter.source}" if matter.source else "",
            )
        )
    done = {act.verb for act in acts}
    for act in sorted(acts, key=lambda each: (each.happened_at, each.seq)):
        step = STEPS[act.verb]
        rows.append(Mile(step.done, step.article, "", _when(act.happened_at, at), _told(act)))
    if not matter.ended:
        ahead = [STEPS[word] for word in ROADS[matter.kind] if word not in done and not word.startswith("file_")]
        for place, step in enumerate(ahead):
            rows.append(Mile(step.label, step.article, "is-waiting" if place else "is-now", "" if place else "اکنون"))
    return rows


def _when(at: datetime, now: datetime) -> str:
    """As short as it stays clear: ۹ خرداد، ۱۰:۲۰; with the year where it is another."""
    year, month, day = persian.jalali_parts(legal_day(at))
    told = f"{persian.digits(day)} {persian.MONTHS[month - 1]}"
    if year != persian.jalali_parts(legal_day(now))[0]:
        told = f"{told} {persian.digits(year)}"
    return f"{told}، {persian.clock_text(at)}"


def _told(act: Act) -> str:
    content = act.content
    said = content.get("decision") or content.get("ledger") or content.get("reason") or content.get("note") or ""
    return f"{act.actor.name}{'؛ ' if said else ''}{said}"


def acts_on(matter: Matter, viewer: Viewer) -> list[Act]:
    """The acts of a matter; for the office those of its referrals too, for a ministry those of its own."""
    if office(viewer):
        return list(queries.acts_of(matter, roots=True))
    return list(queries.acts_of(*referrals(viewer).filter(matter=matter)))


def standing_referrals(matter: Matter, viewer: Viewer) -> list[Referral]:
    """A matter's referrals that stand with their ministry, those that wait first."""
    rows = referrals(viewer).filter(matter=matter).exclude(stage__in=GONE)
    return sorted(rows, key=lambda each: (not each.open, each.due_at))


def answers_of(matter: Matter, viewer: Viewer) -> list[Answer]:
    """The answers with their papers; a ministry reads its own."""
    rows = (
        Answer.objects.filter(matter=matter)
        .select_related("author", "referral__ministry")
        .prefetch_related("papers__document")
    )
    if not office(viewer):
        rows = rows.filter(referral__in=referrals(viewer).values("pk"))
    return list(rows)


@dataclass(frozen=True)
class Book:
    """The signature ledger as its card shows it: seats against need, names with their moments."""

    seats: tuple[str, ...]
    sentence: str
    effect: str
    figure: Figure
    rows: list[Any]
    article: Article

    @property
    def long(self) -> bool:
        """So many names that they stand behind a line of their own."""
        return len(self.rows) > NAMES_SHOWN


def book_of(matter: Matter, at: datetime) -> Book | None:
    """The ledger of a matter that stands on signatures; None for one that does not."""
    kind = KINDS[matter.kind]
    key = kind.signatures or (kind.share[0] if kind.share else "")
    rows = list(matter.signatures.select_related("person")) if key else []
    if not rows:
        return None
    ledger = MatterFacts(matter, at).ledger
    have, gone = ledger.count(at), len(rows) - ledger.count(at)
    seats = ["present"] * have + ["empty"] * max(ledger.needed - have, 0)
    seats.insert(ledger.needed, "need")
    figure = FIGURES.on(key, legal_day(matter.filed_at))
    seats = (*seats, *["withdrawn"] * gone)
    code, number = figure.article.split(" ", 1)
    article = BACKED_BY[code].article(number)
    return Book(seats, ledger.sentence(at), ledger.announced_sentence(at), figure, rows, article)


def askers_of(matter: Matter) -> list[Any]:
    """Who stands behind a matter, in the order of signing."""
    return list(matter.signatures.filter(withdrawn_at=None).select_related("person"))


def experts_of(referral: Referral, viewer: Viewer) -> list[Membership]:
    """The experts of a ministry today."""
    rows = Membership.objects.filter(on_day(viewer.day), body=referral.ministry, role="expert").select_related("person")
    return list(rows.order_by("person__sort_key"))


def chamber(viewer: Viewer) -> list[Membership]:
    """The members of the chamber today, by name."""
    return list(in_the_chamber(viewer).select_related("person").order_by("person__sort_key", "person_id"))
