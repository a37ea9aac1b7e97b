"""A small house played through its acts up to a stage, for tests of the officers' pages: no state that the law cannot reach."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator

from committees import actions as committee_actions
from committees.models import Ambiguity, Declaration, Formation, Item, ScoreTable
from committees.queries.doubts import unreferred_doubts
from committees.rules.bodies import COMMITTEES
from committees.rules.table_import import read_csv
from committees.rules.tables import canonical_rows
from majlis import actions
from majlis.models import Body, ClockOffset, Document, Membership, Person, Term, User
from majlis.register import Call, FirstSigned
from majlis.tests.databases import pointed_at

# Saturday 1405/02/05, ten in the morning in Tehran.
OPENED = datetime(2026, 4, 25, 6, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
AFTER_DAY_THREE = 87 * HOUR
HANDED_OVER, REFERRED, DECIDED, PUBLISHED = 95 * HOUR, 97 * HOUR, 99 * HOUR, 100 * HOUR

TABLES = {
    "degree_points": "level,related,partly\nbachelor,200,100\nmaster,150,75\ndoctorate,250,125\n",
    "field_relations": "field,field_title,committee,relation\n"
    + "".join(
        f"power,مهندسی برق,{code},{'related' if code == 'energy' else 'none'}\nlaw,حقوق,{code},{'related' if code == 'judiciary' else 'partly'}\n"
        for code in COMMITTEES
    ),
    "post_points": "post,title,unit,related,partly,most,related_to,partly_to,unrelated_to\nplant_head,رئیس نیروگاه,year,30,15,300,energy,*,\n",
    "equivalences": "code,title,post,opinion\n",
    "tenure_points": "unit,points,most\nterm,30,60\n",
    "service_points": "served,unit,points,most\nsame,year,10,40\nother,year,5,20\n",
}


@dataclass
class Played:
    """The people and files of the played house."""

    people: dict[str, Person]
    bodies: dict[str, Body]
    term: Term
    opened: datetime
    formation: Formation = field(default_factory=Formation)
    members: list[Person] = field(default_factory=list)

    def call(self, who: str | Person, after: timedelta, **body: Any) -> Call:
        """Somebody's call, so long after the opening."""
        actor = self.people[who] if isinstance(who, str) else who
        return Call(actor=actor, at=self.opened + after, body=body)

    def signed(self, act: Callable, subject: Any, after: timedelta, **body: Any) -> None:
        """An act of two officers."""
        try:
            act(self.call("speaker", after, **body), subject)
        except FirstSigned:
            subject.refresh_from_db()
        act(self.call("secretary", after, **body), subject)

    @property
    def branch(self) -> Body:
        return self.bodies["branch-01"]

    def items(self) -> list[Item]:
        return list(Item.objects.filter(declaration__formation=self.formation).order_by("declaration__number", "place"))


OFFICES = {
    "speaker": ("presiding_board", "speaker"), "secretary": ("presiding_board", "secretary"), "clerk": ("presiding_board", "clerk"),
    "laws_head": ("laws_deputy", "head"), "officer": ("laws_deputy", "officer"), "officer_2": ("laws_deputy", "officer"),
    "branch_head": ("branch-01", "head"), "other_head": ("branch-02", "head"),
}  # fmt: skip
NAMES = (
    "ژاله کیهان‌فر", "منوچهر سپهری", "پروانه ملکوتی", "داریوش فولادی", "رضا تهمتن", "شهلا مرادخانی", "یونس بادپا", "فریده آزموده",
    "الهام رستگار", "قاسم دریانورد", "لطیف صحرایی", "هومن آتشکار",
)  # fmt: skip


def founded(members: int = 6, opened: datetime = OPENED, apart: int = 1) -> Played:
    """The house with its officers, two branches and a term's members, before the opening.

    Args: apart, how many of the members, the last ones, sit in the second branch.
    """
    before = opened - 48 * HOUR
    actions.found_house(Call(None, before, {"name": "نادر دریاگذر"}), User(username="administrator", is_staff=True))
    admin = Person.objects.get()

    def call(**body: Any) -> Call:
        return Call(actor=admin, at=before, body=body)

    played = Played({"administrator": admin}, {}, Term(), opened)
    kinds = {
        "chamber": "chamber",
        "presiding_board": "presiding_board",
        "laws_deputy": "laws_deputy",
        "branch-01": "branch",
        "branch-02": "branch",
    }
    titles = {
        "chamber": "مجلس",
        "presiding_board": "هیأت رئیسه",
        "laws_deputy": "معاونت قوانین",
        "branch-01": "شعبهٔ اول",
        "branch-02": "شعبهٔ دوم",
    }
    kinds |= dict.fromkeys(COMMITTEES, "committee")
    titles |= {code: rows[-1].title for code, rows in COMMITTEES.items()}
    for place, (code, kind) in enumerate(kinds.items()):
        organ = Body()
        facts = {"kind": kind, "code": code, "title": titles[code], "order": place, "from_day": "2016-01-01"}
        actions.establish_body(call(**facts), organ)
        played.bodies[code] = organ

    def person(name: str) -> Person:
        found = Person()
        actions.register_person(call(name=name), found)
        return found

    def appoint(who: Person, body: Body, role: str, **more: Any) -> None:
        facts = {"person": str(who.pk), "body": str(body.pk), "role": role, "from_day": "2026-01-01", **more}
        actions.appoint(call(**facts), Membership())

    actions.open_term(call(number=13, opens_at=opened.isoformat(), ends_on="", demonstration=True), played.term)
    for name, (body, role) in OFFICES.items():
        played.people[name] = person(f"{titles[body]} {len(played.people)}")
        appoint(played.people[name], played.bodies[body], role)
    for place in range(members):
        who = person(NAMES[place % len(NAMES)] + (f" {place}" if place >= len(NAMES) else ""))
        appoint(who, played.bodies["chamber"], "member", term=str(played.term.pk), constituency="نمونه")
        # The branch lot is played elsewhere; here everyone but the last sits in the first branch, which so has a quorum.
        body = played.bodies["branch-02" if place >= members - apart else "branch-01"]
        appoint(who, body, "member", term=str(played.term.pk))
        played.members.append(who)
    return played


def approve_tables(played: Played, without: tuple[str, ...] = ()) -> None:
    """The tables drafted and approved before the opening."""
    for kind, text in TABLES.items():
        if kind in without:
            continue
        table = ScoreTable()
        rows = canonical_rows(kind, read_csv(kind, text).rows)
        body = {
            "kind": kind,
            "valid_from": "2026-01-01",
            "demonstration": True,
            "rows": rows,
            "source": "",
            "source_day": "",
        }
        committee_actions.draft_score_table(played.call("clerk", -24 * HOUR, **body), table)
        approval = {"decision": "۱۲", "decision_day": "2026-04-20", "reason": "" if rows else "این جدول ردیفی ندارد"}
        committee_actions.approve_score_table(played.call("secretary", -23 * HOUR, **approval), table)


def form_of(played: Played, member: Person, place: int) -> dict[str, Any]:
    """A member's form: an engineer's, and for every third member a field that no table knows."""
    paper = Document.objects.create(
        sha256="0" * 64, media_type="application/pdf", size=10, pages=2, name="مدرک.pdf", owner=member, realm="committees",
        received_at=played.opened,
    )  # fmt: skip
    field_, title = ("", "آینده‌پژوهی") if place % 3 == 2 else ("power", "مهندسی برق")
    degree = {
        "id": "d0", "level": "bachelor", "field": field_, "field_title": title, "institution": "دانشگاه نمونه", "authority": "science",
        "day": "2006-09-22", "counted": True, "documents": [str(paper.pk)],
    }  # fmt: skip
    post = {
        "id": "p0", "title": "رئیس نیروگاه", "post": "plant_head", "organisation": "برق منطقه‌ای", "from_day": "2010-03-21", "to_day": "2012-03-19",
        "order_number": "۱۲/۳۴", "self_employed": False, "equivalent_to": "", "documents": [str(paper.pk)],
    }  # fmt: skip
    return {
        "degrees": [degree],
        "posts": [post] if place % 2 else [],
        "tenures": [],
        "services": [],
        "choices": ["energy", "judiciary"],
    }


def given_formation(
    stage: str = "verifying", members: int = 6, tables: bool = True, opened: datetime = OPENED, apart: int = 1
) -> Played:
    """Play up to a stage: collecting, verifying, clarifying or published."""
    played = founded(members, opened, apart)
    if tables:
        approve_tables(played)
    played.formation = Formation(term=played.term)
    committee_actions.open_formation(
        played.call("secretary", HOUR, code="13-opening", opened_at=opened.isoformat()), played.formation
    )
    for place, member in enumerate(played.members):
        branch = played.bodies["branch-02" if place >= members - apart else "branch-01"]
        officer = "other_head" if place >= members - apart else "branch_head"
        form = Declaration(formation=played.formation, member=member, branch=branch)
        committee_actions.issue_form(played.call(officer, 2 * HOUR), form)
        committee_actions.submit_declaration(
            played.call(member, (3 + place) * HOUR, **form_of(played, member, place)), form
        )
    for name, play in (("verifying", _refer), ("clarifying", _check), ("published", _publish)):
        if ORDER.index(name) <= ORDER.index(stage):
            play(played)
    played.formation.refresh_from_db()
    return played


ORDER = ("collecting", "verifying", "clarifying", "published")


def _refer(played: Played) -> None:
    committee_actions.refer_forms(played.call("secretary", AFTER_DAY_THREE), played.formation)


def _check(played: Played) -> None:
    for item in played.items():
        committee_actions.accept_item(played.call("officer", AFTER_DAY_THREE + HOUR), item)
    committee_actions.hand_over_records(played.call("laws_head", HANDED_OVER), played.formation)


def refer_all(played: Played) -> list[Ambiguity]:
    """Every doubt at its branch."""
    found = []
    for doubt in unreferred_doubts(played.formation):
        item = Item.objects.get(pk=doubt.item)
        ambiguity = Ambiguity(formation=played.formation, item=item, committee=played.bodies[doubt.committee])
        committee_actions.refer_ambiguity(played.call("secretary", REFERRED, question=doubt.question), ambiguity)
        found.append(ambiguity)
    return found


def open_sitting(played: Played, branch: str, officer: str) -> Any:
    """A sitting with the whole branch present."""
    from committees.models import BranchSitting

    roll = Membership.objects.filter(body=played.bodies[branch], role="member").values_list("person_id", flat=True)
    sitting = BranchSitting(formation=played.formation, body=played.bodies[branch])
    present = [str(key) for key in roll]
    committee_actions.open_sitting(played.call(officer, REFERRED + HOUR, present=present), sitting)
    return sitting


def decide(played: Played, ambiguity: Ambiguity, sitting: Any, officer: str, relation: str = "partly") -> None:
    """Everyone present but the member himself agrees."""
    own = ambiguity.item.declaration.member_id
    votes = {str(each.person_id): "agree" for each in sitting.attendances.all() if each.person_id != own}
    body = {
        "sitting": str(sitting.pk),
        "relation": relation,
        "as_row": "",
        "reason": "برابر برنامهٔ درسی",
        "votes": votes,
        "recused": [],
    }
    committee_actions.decide_ambiguity(played.call(officer, DECIDED, **body), ambiguity)


def _publish(played: Played) -> None:
    doubts = refer_all(played)
    for branch, officer in (("branch-01", "branch_head"), ("branch-02", "other_head")):
        mine = [each for each in doubts if each.branch.code == branch]
        if mine and branch == "branch-01":
            sitting = open_sitting(played, branch, officer)
            for each in mine:
                decide(played, each, sitting, officer)
    played.signed(committee_actions.publish_scores, played.formation, PUBLISHED)


def account(person: Person, username: str) -> User:
    """A person's way in, with a second factor, as every office demands."""
    user, _ = User.objects.get_or_create(person=person, defaults={"username": username, "password": "!"})
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "A" * 32}}
    )
    return user


def sign_in(client: Any, person: Person) -> Any:
    """A client with a session of this person's."""
    client.force_login(
        account(person, f"u{person.pk.hex[:12]}"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def new_key() -> str:
    return str(uuid.uuid4())


@contextmanager
def database_of(
    stock: Any, empty: str, blocker: Any, stage: str, members: int, after: timedelta
) -> Iterator[tuple[str, Played]]:
    """A database in which one house was played, for the tests of one file; each rolls back what it does.

    Args: after, how long after the opening the house's clock stands, whatever the day and hour of the test.
    """
    with blocker.unblock():
        name = stock.copy(empty)
        with pointed_at(name):
            played = given_formation(stage, members=members)
            away = played.opened + after - datetime.now(UTC)
            ClockOffset.objects.create(seconds=int(away.total_seconds()))
    yield name, played
    with blocker.unblock():
        stock.drop(name)
