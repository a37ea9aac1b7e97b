"""The scoring form as data: what a member declares (Art. 3) and submits (Arts. 4, 9, 10), read and refused field by field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from committees.rules.bodies import COMMITTEES
from committees.rules.fields import Fault, Fields, in_form_order, unique_ids
from committees.rules.laws import FIGURES
from committees.rules.readings import READINGS, Readings, level_group
from majlis import persian

LEVELS = {
    "associate": "کاردانی",
    "bachelor": "کارشناسی",
    "master": "کارشناسی ارشد",
    "doctorate": "دکتری",
    "general_practitioner": "پزشک عمومی",
    "specialist": "متخصص یا فوق تخصص",
    "seminary_2": "سطح دو حوزه",
    "seminary_3": "سطح سه حوزه",
    "seminary_4": "سطح چهار حوزه",
    "other": "مقطع دیگر",
}
AUTHORITIES = {
    "science": "وزارت علوم، تحقیقات و فناوری",
    "health": "وزارت بهداشت، درمان و آموزش پزشکی",
    "seminary": "مرکز مدیریت حوزه‌های علمیهٔ قم",
    "none": "هیچ‌کدام",
}
# No level of its own: Art. 9 cannot set one such degree against another.
UNLEVELLED = "other"
TERM_MOST = 99
HEADINGS = ("degrees", "posts", "tenures", "services", "choices")


@dataclass(frozen=True)
class Degree:
    """A degree. `field` is its code in the field table, or empty; `counted`: the member names it for its level (Art. 9)."""

    id: str
    level: str
    field: str
    field_title: str
    institution: str
    authority: str
    day: date | None
    counted: bool
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Post:
    """An executive post. `post` is its row in the post table, `equivalent_to` a row of the equivalences; either may be empty.

    `to_day` None: it still runs.
    """

    id: str
    title: str
    post: str
    organisation: str
    from_day: date | None
    to_day: date | None
    order_number: str
    self_employed: bool
    equivalent_to: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Tenure:
    """A time as member of parliament, in one term."""

    id: str
    term: int
    from_day: date | None
    to_day: date | None
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Service:
    """A time as member of a specialised committee."""

    id: str
    committee: str
    from_day: date | None
    to_day: date | None
    documents: tuple[str, ...]


Claim = Degree | Post | Tenure | Service


@dataclass(frozen=True)
class Form:
    """A whole form. A declared record has no choices."""

    degrees: tuple[Degree, ...] = ()
    posts: tuple[Post, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    services: tuple[Service, ...] = ()
    choices: tuple[str, ...] = ()

    def body(self) -> dict[str, Any]:
        """The form as plain JSON values, days in ISO form; reading it again gives an equal form."""
        return {heading: _plain(each) for heading, each in asdict(self).items()}


class FormFaults(Exception):
    """A form that cannot be taken. `faults`: pairs of path ("degrees[0].level") and Persian sentence, in form order."""

    def __init__(self, faults: tuple[Fault, ...]):
        super().__init__("; ".join(f"{path}: {sentence}" for path, sentence in faults))
        self.faults = in_form_order(faults, HEADINGS)


def parse_form(
    data: Mapping[str, Any], *, day: date, readings: Readings = READINGS, among: Collection[str] = COMMITTEES
) -> Form:
    """Read a form for submission (Arts. 4, 9, 21).

    Args:
        data: the form's JSON object.
        day: the legal day of submission; nothing in the form may lie after it.
        among: the committees that may be chosen (those still open, for further choices and by-elections).
    Returns: the form, in which a level's only degree is counted.
    Raises: FormFaults with every fault at once; Refused before the directive's first day.
    """
    form, faults = _read(data, day, readings)
    faults = faults + _level_faults(form, readings, all_named=True) + _choice_faults(form, day, among)
    if faults:
        raise FormFaults(faults)
    return form


def parse_record(data: Mapping[str, Any], *, day: date, readings: Readings = READINGS) -> Form:
    """Read a declared record, which has no choices and need not yet name a level's degree (Arts. 3, 9).

    Raises: FormFaults with every fault at once.
    """
    form, faults = _read(data, day, readings)
    faults = faults + _level_faults(form, readings, all_named=False)
    if form.choices:
        faults = (*faults, ("choices", "اولویت کمیسیون بخشی از اظهار سوابق نیست؛ آن را در فرم امتیازبندی می‌نویسید."))
    if faults:
        raise FormFaults(faults)
    return form


def parse_draft(data: Mapping[str, Any], *, day: date, readings: Readings = READINGS) -> Form:
    """Read whatever a draft holds; what cannot be read is empty in the form (no article)."""
    return _read(data, day, readings)[0]


def form_faults(
    data: Mapping[str, Any], *, day: date, readings: Readings = READINGS, among: Collection[str] = COMMITTEES
) -> tuple[Fault, ...]:
    """What still keeps a draft from submission, in form order; nothing when it could be submitted."""
    try:
        parse_form(data, day=day, readings=readings, among=among)
    except FormFaults as refused:
        return refused.faults
    return ()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(data: Mapping[str, Any], day: date, readings: Readings) -> tuple[Form, tuple[Fault, ...]]:
    top = Fields(data, "", day)
    form = Form(
        degrees=tuple(_degree(each) for each in top.items("degrees")),
        posts=tuple(_post(each) for each in top.items("posts")),
        tenures=tuple(_tenure(each) for each in top.items("tenures")),
        services=tuple(_service(each) for each in top.items("services")),
        choices=top.codes("choices"),
    )
    faults = top.close() + unique_ids(form) + _term_faults(form)
    return _only_degrees_counted(form, readings), faults


def _degree(row: Fields) -> Degree:
    return Degree(
        id=row.id(),
        level=row.choice("level", LEVELS),
        field=row.code("field"),
        field_title=row.text("field_title", required=True),
        institution=row.text("institution", required=True),
        authority=row.choice("authority", AUTHORITIES),
        day=row.day("day", required=True),
        counted=row.flag("counted"),
        documents=row.documents(),
    )


def _post(row: Fields) -> Post:
    self_employed = row.flag("self_employed")
    from_day, to_day = row.span()
    return Post(
        id=row.id(),
        title=row.text("title", required=True),
        post=row.code("post"),
        organisation=row.text("organisation", required=not self_employed),
        from_day=from_day,
        to_day=to_day,
        order_number=row.text("order_number", required=not self_employed),
        self_employed=self_employed,
        equivalent_to=row.code("equivalent_to"),
        documents=row.documents(),
    )


def _tenure(row: Fields) -> Tenure:
    from_day, to_day = row.span()
    return Tenure(row.id(), row.number("term", most=TERM_MOST), from_day, to_day, row.documents())


def _service(row: Fields) -> Service:
    from_day, to_day = row.span()
    return Service(row.id(), row.choice("committee", COMMITTEES), from_day, to_day, row.documents())


def _groups(form: Form, readings: Readings) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, degree in enumerate(form.degrees):
        if degree.level and degree.level != UNLEVELLED:
            places.setdefault(level_group(degree.level, readings), []).append(place)
    return places


def _only_degrees_counted(form: Form, readings: Readings) -> Form:
    rivals = {place for places in _groups(form, readings).values() if len(places) > 1 for place in places}
    degrees = tuple(
        each if place in rivals or each.counted else Degree(**{**vars(each), "counted": True})
        for place, each in enumerate(form.degrees)
    )
    return Form(degrees, form.posts, form.tenures, form.services, form.choices)


def _level_faults(form: Form, readings: Readings, *, all_named: bool) -> tuple[Fault, ...]:
    faults = []
    for places in _groups(form, readings).values():
        named = [place for place in places if form.degrees[place].counted]
        for place in named[1:]:
            sentence = "از هر مقطع تنها یک مدرک شمرده می‌شود؛ مدرک دیگری از همین مقطع را هم برگزیده‌اید (مادهٔ ۹)."
            faults.append((f"degrees[{place}].counted", sentence))
        if all_named and not named:
            sentence = "در این مقطع چند مدرک دارید؛ یکی را برای شمارش برگزینید (مادهٔ ۹)."
            faults.append((f"degrees[{places[0]}].counted", sentence))
    return tuple(faults)


def _term_faults(form: Form) -> tuple[Fault, ...]:
    seen: set[int] = set()
    faults = []
    for place, tenure in enumerate(form.tenures):
        if tenure.term and tenure.term in seen:
            faults.append((f"tenures[{place}].term", "این دوره پیش‌تر نوشته شده است؛ هر دوره یک ردیف دارد."))
        seen.add(tenure.term)
    return tuple(faults)


def _choice_faults(form: Form, day: date, among: Collection[str]) -> tuple[Fault, ...]:
    wanted = FIGURES.value("choices", day)
    faults = []
    if len(form.choices) != wanted:
        faults.append(("choices", f"{persian.digits(wanted)} اولویت لازم است (مادهٔ ۴)."))
    for place, code in enumerate(form.choices):
        if code in form.choices[:place]:
            faults.append((f"choices[{place}]", "دو اولویت باید دو کمیسیون متفاوت باشد (مادهٔ ۴)."))
        elif code not in COMMITTEES:
            faults.append((f"choices[{place}]", "چنین کمیسیونی وجود ندارد."))
        elif code not in among:
            faults.append((f"choices[{place}]", "این کمیسیون اکنون جای خالی ندارد."))
    return tuple(faults)
