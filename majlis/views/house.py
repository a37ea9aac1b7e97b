"""What every page's frame shows: the term, the rooms one may enter, who is signed in, and what must be said across the top."""

from __future__ import annotations

from datetime import UTC
from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from majlis import persian, queries
from majlis.addresses import address
from majlis.queries.alerts import unseen_count
from majlis.queries.kept import clock_moved, kept
from majlis.queries.letters import keeps_letters
from majlis.queries.standing import current_term
from majlis.queries.waiting import MOST_COUNTED
from majlis.rules.deadlines import legal_day
from majlis.rules.procedure import CLOSERS
from majlis.views.printed import word_of

ROLES = {
    "house.administrator": "مدیر خانه",
    "presiding_board.speaker": "رئیس مجلس",
    "presiding_board.deputy_speaker": "نایب‌رئیس مجلس",
    "presiding_board.secretary": "دبیر هیأت رئیسه",
    "presiding_board.observer": "ناظر هیأت رئیسه",
    "presiding_board.clerk": "کارمند دبیرخانه",
    "laws_deputy.head": "معاون قوانین",
    "laws_deputy.officer": "کارشناس معاونت قوانین",
    "liaison_office.head": "رئیس دفتر امور مجلس",
    "liaison_office.officer": "کارشناس امور مجلس",
    "ministry.deputy": "معاون پارلمانی",
    "ministry.expert": "کارشناس پارلمانی",
    "branch.head": "رئیس شعبه",
    "branch.deputy": "نایب‌رئیس شعبه",
    "branch.secretary": "دبیر شعبه",
    "branch.spokesperson": "سخنگوی شعبه",
    "conduct_board.chair": "رئیس هیأت نظارت",
    "conduct_board.deputy": "نایب‌رئیس هیأت نظارت",
    "conduct_board.secretary": "دبیر هیأت نظارت",
    "conduct_board.spokesperson": "سخنگوی هیأت نظارت",
    "conduct_board.registrar": "دفتردار هیأت نظارت",
    "conduct_board.member": "عضو هیأت نظارت",
    "appeal_board.chair": "رئیس هیأت تجدیدنظر",
    "appeal_board.secretary": "دبیر هیأت تجدیدنظر",
    "appeal_board.member": "عضو هیأت تجدیدنظر",
    "conduct_archive.holder": "کلیددار بایگانی هیأت نظارت",
    "chamber.member": "نماینده",
    "branch.member": "عضو شعبه",
    "committee.member": "عضو کمیسیون",
}
SEALED_TEXT = "بخش محرمانه. هر گشودن و چاپ ثبت می‌شود و رئیس هیأت آن را می‌بیند."
# The office that names a person first: what he presides over, before where he merely sits.
SHOWN_FIRST = tuple(ROLES)


def house(request: HttpRequest) -> dict[str, Any]:
    """The frame's facts, computed when a template first asks."""
    return {"house": Frame(request)}


class Frame:
    """Lazy facts of the page's frame. Error pages ask for none of them."""

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def viewer(self) -> queries.Viewer:
        return self.request.viewer.itself  # type: ignore[attr-defined]

    @cached_property
    def public(self) -> bool:
        return self.viewer.person is None

    @cached_property
    def term_label(self) -> str:
        return self.term.label if self.term is not None else ""

    @cached_property
    def term(self) -> Any:
        """The term of the file that lies open; of the day, where the page is of none."""
        open_file = getattr(self.request, "term", None)
        house = apps.get_app_config("majlis").realm
        return open_file or kept(self.viewer, house, ("term",), lambda: current_term(self.viewer))

    @cached_property
    def person_name(self) -> str:
        user = self.request.user
        return self.viewer.person.name if self.viewer.person else (user.get_username() if user.is_authenticated else "")

    @cached_property
    def office_label(self) -> str:
        return office_label(self.viewer)

    @property
    def now(self) -> Any:
        # On a page that is only read the instant is a promise until it is asked for; a promise cannot be subtracted.
        return self.request.at.astimezone(UTC)  # type: ignore[attr-defined]

    @property
    def today_text(self) -> str:
        return persian.jalali_datetime(self.now)

    @property
    def nav(self) -> list[dict[str, Any]]:
        if self.public:
            return []
        path, waiting = self.request.path, queries.waiting_count(self.viewer)
        rows = [
            {
                "label": "کارتابل",
                "url": address("home"),
                "icon": "inbox",
                "active": path == "/",
                "count": counted_text(waiting),
            }
        ]
        for config in apps.get_app_configs():
            realm = getattr(config, "realm", None)
            if (
                realm is None
                or not realm.home
                or (realm.nav and not import_string(realm.nav)(self.viewer.within(realm)))
            ):
                continue
            url = address(realm.home)
            rows.append(
                {"label": realm.title, "url": url, "icon": realm.icon, "active": path.startswith(url), "count": ""}
            )
        if keeps_letters(self.viewer):
            url = address("letters")
            rows.append(
                {"label": "نامه‌ها", "url": url, "icon": "envelope", "active": path.startswith(url), "count": ""}
            )
        if self.viewer.holds("house.administrator"):
            url = address("admin:index")
            rows.append({"label": "مدیریت", "url": url, "icon": "gear", "active": path.startswith(url), "count": ""})
        return rows

    @property
    def printed(self) -> str:
        """What a page of a sealed realm sends back when it is printed."""
        return word_of(self.request)

    @cached_property
    def unseen(self) -> int:
        """How many alerts the bell counts."""
        return unseen_count(self.viewer)

    @property
    def search_url(self) -> str:
        """Where the field of the frame leads; the search page has its own field."""
        url = address("search")
        return "" if self.request.path == url else url

    @property
    def footer_links(self) -> list[dict[str, str]]:
        rows = [("این‌جا چگونه کار می‌کند", "explain"), ("سرهای زنجیره", "heads")]
        if self.viewer.holds(*CLOSERS):
            rows += [("تعطیلی ادارات", "closures"), ("عددهای قانون به روز", "figures")]
        return [{"label": label, "url": address(name)} for label, name in rows]

    @property
    def strips(self) -> list[dict[str, str]]:
        rows = []
        realm = getattr(self.request, "realm", None)
        if realm is not None and realm.sealed:
            idle = f"نشست شما پس از {persian.number(realm.idle_minutes)} دقیقه بی‌کاری بسته می‌شود."
            rows.append({"kind": "sealed", "text": SEALED_TEXT, "end": idle})
        if self.term is not None and self.term.demonstration:
            rows.append({"kind": "demo", "text": "دورهٔ نمایشی: نام‌ها، پرونده‌ها و امتیازها ساختگی است و سند رسمی نیست."})
        if settings.MAJLIS_MODE == "demo" and clock_moved(self.viewer):
            moved = {"kind": "rehearsal", "text": f"تمرین: ساعت خانه جابه‌جا شده است؛ اکنون {self.today_text}."}
            if self.viewer.holds("house.administrator"):
                moved |= {"url": address("rehearsal"), "link": "جابه‌جا کردن ساعت"}
            rows.append(moved)
        return rows


def counted_text(number: int) -> str:
    """A count as a small badge says it; nothing for none."""
    if number >= MOST_COUNTED:
        return f"{persian.number(MOST_COUNTED - 1)}+"
    return persian.number(number) if number else ""


def office_label(viewer: queries.Viewer) -> str:
    """The office under a person's name, with the body where it is one of several."""
    names = {queries.authority.office_name(each): each for each in viewer.offices}
    for name in SHOWN_FIRST:
        if name not in names:
            continue
        held = names[name]
        if held.body.kind in ("branch", "committee"):
            return f"{ROLES[name].split()[0]} {held.body.title}"
        if held.body.kind == "ministry":
            return f"{ROLES[name]} {held.body.title}"
        return f"نمایندهٔ {held.constituency}" if name == "chamber.member" and held.constituency else ROLES[name]
    return ""


def today(request: HttpRequest) -> Any:
    return legal_day(request.at)  # type: ignore[attr-defined]
