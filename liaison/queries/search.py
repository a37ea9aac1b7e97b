"""What of this office may be found: for the office its matters, for a ministry what was referred to it; tasks for who sees them
(house procedure, Arts. 1, 2, 9, 10)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from liaison.models import Answer, Matter, Referral, Task
from liaison.models.referral import GONE
from liaison.queries.scope import MEMBER, of_a_ministry, office, referrals, tasks
from liaison.queries.search_work import WORK_KINDS
from liaison.rules.tasks import RESTRICTED
from majlis.indexing import Entry, SearchKind, newest_first
from majlis.models import Person
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day


def _rows() -> QuerySet[Matter]:
    return Matter.objects.select_related("lead", "addressee")


def _entry(matter: Matter) -> Entry:
    """The matter's own words. What a ministry answered is not among them: it is that ministry's own."""
    return Entry(
        matter.title, matter.get_absolute_url(), newest_first(matter.filed_at), _told(matter), matter.text, number=matter.number,
        day=legal_day(matter.filed_at),
    )  # fmt: skip


def _told(matter: Matter) -> str:
    lead = str(matter.lead or "")
    if lead and matter.constituency:
        lead = f"{lead} ({matter.constituency})"
    told = (f"{matter.kind_label} {matter.number}", lead, matter.addressee.title if matter.addressee else "")
    return "، ".join(filter(None, told))


def _matters_for(viewer: Viewer) -> Q | None:
    return Q() if office(viewer) else None


def _referrals() -> QuerySet[Referral]:
    return Referral.objects.select_related("matter__lead", "matter__addressee")


def _referral(referral: Referral) -> Entry | None:
    """A matter as the ministry has it: what it says, and what is asked of this ministry alone."""
    if referral.stage in GONE:
        return None
    matter = referral.matter
    return Entry(
        matter.title, referral.get_absolute_url(), newest_first(referral.sent_at), _told(matter), f"{referral.request}\n{matter.text}",
        number=matter.number, day=legal_day(referral.sent_at),
    )  # fmt: skip


def _referrals_for(viewer: Viewer) -> Q | None:
    """The office finds the matter itself."""
    if office(viewer) or not of_a_ministry(viewer):
        return None
    return Q(key__in=referrals(viewer).order_by().values("pk"))


def _answers() -> QuerySet[Answer]:
    return Answer.objects.select_related("matter__lead", "matter__addressee", "referral__ministry")


def _answer(answer: Answer) -> Entry:
    """What was answered, by its own words: found by the office, and by the ministry whose answer it is."""
    referral = answer.referral
    who = referral.ministry.title if referral is not None else str(answer.author)
    return Entry(
        answer.matter.title, (referral or answer.matter).get_absolute_url(), newest_first(answer.at),
        f"پاسخ {who} به {answer.matter.kind_label} {answer.matter.number}", answer.text, number=answer.letter, day=legal_day(answer.at),
    )  # fmt: skip


def _answers_for(viewer: Viewer) -> Q | None:
    if office(viewer):
        return Q()
    if not of_a_ministry(viewer):
        return None
    own = Answer.objects.filter(referral__in=referrals(viewer).order_by().values("pk"))
    return Q(key__in=own.order_by().values("pk"))


def _tasks() -> QuerySet[Task]:
    return Task.objects.select_related("ministry", "person", "asker")


def _task(task: Task) -> Entry | None:
    """What is owed, by its own words; of what few may read nothing is kept for search."""
    if task.kind in RESTRICTED:
        return None
    owner = task.ministry or task.person
    told = (f"{task.kind_label} {task.number}", str(owner or ""), f"به {task.asker}" if task.asker else "")
    return Entry(
        task.title, task.get_absolute_url(), newest_first(task.given_at), "، ".join(filter(None, told)), f"{task.text}\n{task.origin}",
        number=task.number, day=legal_day(task.given_at),
    )  # fmt: skip


def _tasks_for(viewer: Viewer) -> Q | None:
    if office(viewer):
        return Q()
    if not of_a_ministry(viewer) and not viewer.holds(MEMBER):
        return None
    return Q(key__in=tasks(viewer).order_by().values("pk"))


def _owed_by_or_to(person: Person) -> QuerySet:
    named = Task.objects.filter(Q(person=person) | Q(asker=person))
    return named.order_by().values_list("pk", flat=True)


def _led_by(person: Person) -> QuerySet:
    return Matter.objects.filter(lead=person).order_by().values_list("pk", flat=True)


def _referred_of(person: Person) -> QuerySet:
    return Referral.objects.filter(matter__lead=person).order_by().values_list("pk", flat=True)


KINDS = (
    SearchKind(
        "matter",
        "سؤال، تذکر، استیضاح، طرح، لایحه و نامه",
        "bank",
        _rows,
        _entry,
        _matters_for,
        {"majlis.person": _led_by},
    ),
    SearchKind(
        "referral",
        "ارجاع‌شده به وزارتخانه",
        "inbox",
        _referrals,
        _referral,
        _referrals_for,
        {"majlis.person": _referred_of},
    ),
    SearchKind(
        "task", "کارهای سپرده و وعده‌ها", "check2-circle", _tasks, _task, _tasks_for, {"majlis.person": _owed_by_or_to}
    ),
    SearchKind("answer", "پاسخ‌ها", "reply", _answers, _answer, _answers_for),
    *WORK_KINDS,
)
