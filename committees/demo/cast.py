"""Which invented members and branch heads have an account, and what each of them shows."""

from __future__ import annotations

from typing import NamedTuple

from committees.demo.play import TermPlay
from committees.models import Ambiguity, Declaration, Formation, Item, Lot
from committees.rules.seating import Result, seat
from committees.rules.snapshot import parse_snapshot
from majlis import personal
from majlis.demo.fixed import NOW
from majlis.demo.papers import Papers
from majlis.models import Membership, Person

DRAFT = "declaration"
HALF = 2


class Part(NamedTuple):
    """An account to be made for somebody of the played terms."""

    username: str
    person: Person


def parts(plays: tuple[TermPlay, ...]) -> list[Part]:
    """Two branch heads, and three members: one who is still writing, one with a refused claim, one whom the lot left out."""
    oldest, middle, newest = plays
    busy = _busy_branches(middle.formation)
    return [
        Part("branch_head", newest.heads[busy[0]]),
        Part("branch_head_2", middle.heads[busy[1]]),
        Part("member", _writing(newest)),
        Part("member_2", _refused(middle.formation)),
        Part("member_3", _out_by_lot(oldest.formation)),
    ]


def _busy_branches(formation: Formation) -> list[str]:
    """Codes of the branches with most doubts decided, which a head of this term or the next can read."""
    codes = list(Ambiguity.objects.filter(formation=formation).values_list("branch__code", flat=True))
    return sorted(set(codes), key=lambda code: (-codes.count(code), code))


def _writing(play: TermPlay) -> Person:
    heads = set(play.heads.values())
    forms = (
        Declaration.objects.filter(formation=play.formation, stage="issued").select_related("member").order_by("number")
    )
    return next(form.member for form in forms if form.member not in heads)


def _refused(formation: Formation) -> Person:
    items = Item.objects.filter(declaration__formation=formation, stage="rejected", kind="post").exclude(papers=None)
    heads = Membership.objects.filter(term=formation.term, role="head").values("person")
    found = (
        items.exclude(declaration__member__in=heads)
        .order_by("declaration__number")
        .select_related("declaration__member")
    )
    return found[0].declaration.member


def first_result(formation: Formation) -> Result:
    """The first round, seated again from its own snapshot and seed."""
    lot = Lot.objects.get(formation=formation, round=1, stage="opened")
    return seat(parse_snapshot(lot.snapshot.encode("ascii")), lot.seed)


def _out_by_lot(formation: Formation) -> Person:
    """One of the equals at the last seat whom the lot passed over, and who then had no committee at all."""
    result = first_result(formation)
    tie = result.ties()[0]
    number = next(number for _, number in tie.tickets if number in result.left_out)
    return Declaration.objects.select_related("member").get(formation=formation, number=number).member


def begin_draft(play: TermPlay, member: Person, papers: Papers) -> None:
    """Half of a form, as its owner left it: the degrees with their papers, the first post, no choices yet."""
    one = play.plan.cast[play.members.index(member)]
    degrees = [
        {**row, "documents": [str(papers.paper("degree", member, row["id"], NOW).pk)]} for row in one.claims["degrees"]
    ]
    posts = [{**row, "documents": []} for row in one.claims["posts"][:1]]
    papers.flush()
    personal.save_draft(member, DRAFT, play.plan.code, {"degrees": degrees, "posts": posts}, NOW, None)
