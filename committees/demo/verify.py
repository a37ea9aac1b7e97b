"""The laws deputy checks, the branches decide, the board publishes (Arts. 5, 6, 15, 17)."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from committees import actions
from committees.facts import branch_roll
from committees.models import Ambiguity, BranchSitting, Item
from committees.queries.doubts import unreferred_doubts
from committees.queries.items import current_items
from majlis.demo.acting import Story
from majlis.demo.fixed import key
from majlis.models import Body
from majlis.rules.deadlines import legal_day

if TYPE_CHECKING:
    from committees.demo.play import TermPlay

OFFICERS = ("laws_officer", "laws_officer_2")
WRONG = (
    "تاریخ آغاز در حکم با تاریخ فرم یکی نیست.",
    "نام دارندهٔ سند با نام نماینده یکی نیست.",
    "سند تصویر روشنی ندارد و شمارهٔ آن خوانده نمی‌شود.",
)
BARE = "سندی پیوست نشده است."
FLAGGED = "شغل آزاد است و نسبت آن با کمیسیون روشن نیست."
REASONS = {
    "related": "سرفصل درس‌ها و کار عملی، بیشتر همان کار کمیسیون است.",
    "partly": "بخشی از آن به کار کمیسیون برمی‌گردد.",
    "none": "با کار کمیسیون پیوندی دیده نشد.",
}
SMALL = 12
RELATIONS = ("partly", "related", "partly", "none")


def check_items(play: TermPlay) -> Story:
    """Every item of every form, oldest form first, by two officers within 48 hours; then the records are handed over."""
    plan = play.plan
    declared = current_items(play.formation).select_related("declaration__formation", "declaration__member")
    items = list(declared.order_by("declaration__submitted_at", "place"))
    start = plan.at(4, 8, 30)
    pace = timedelta(hours=40) / max(len(items), 1)
    places = {form.pk: place for place, form in enumerate(play.declarations)}
    for turn, item in enumerate(items):
        at = start + pace * turn
        one = plan.cast[places[item.declaration_id]]
        officer = play.person(OFFICERS[turn % len(OFFICERS)])
        if item.code in (one.bare, one.wrong):
            reason = BARE if item.code == one.bare else WRONG[turn % len(WRONG)]
            yield play.act(actions.reject_item, item, at, officer, reason=reason)
            continue
        yield play.act(actions.accept_item, item, at, officer)
        if item.code == one.doubt and item.kind == "post":
            yield play.act(actions.flag_item, item, at, officer, committee=one.choices[0], note=FLAGGED)
    yield play.act(actions.hand_over_records, play.formation, plan.at(6, 7), play.person("laws_deputy_head"))


def settle_doubts(play: TermPlay) -> Story:
    """The board refers every doubt to the member's branch; each branch sits once and votes."""
    plan = play.plan
    doubts = sorted(unreferred_doubts(play.formation), key=lambda doubt: (_number(doubt.item), doubt.committee))
    for turn, doubt in enumerate(doubts):
        at = plan.at(6, 10) + timedelta(minutes=4 * turn)
        item = Item.objects.select_related("declaration__formation", "declaration__branch").get(pk=doubt.item)
        committee = Body.objects.get(kind="committee", code=doubt.committee)
        ambiguity = Ambiguity(
            id=key("doubt", plan.number, turn), formation=play.formation, item=item, committee=committee
        )
        yield play.act(actions.refer_ambiguity, ambiguity, at, play.person("secretary"), question=doubt.question)
    referred = Ambiguity.objects.filter(formation=play.formation).order_by(
        "branch__order", "stage_since", "committee__order"
    )
    by_branch: dict[Body, list[Ambiguity]] = defaultdict(list)
    for ambiguity in referred.select_related("branch", "item__declaration", "formation"):
        by_branch[ambiguity.branch].append(ambiguity)
    for turn, (branch, ambiguities) in enumerate(by_branch.items()):
        yield from _sitting(play, branch, ambiguities, turn)


def _number(item: UUID) -> str:
    return Item.objects.values_list("declaration__number", flat=True).get(pk=item)


def _sitting(play: TermPlay, branch: Body, ambiguities: list[Ambiguity], turn: int) -> Story:
    plan, head = play.plan, play.heads[branch.code]
    at = plan.at(7, 9) + timedelta(minutes=25 * turn)
    roll = [each.person_id for each in branch_roll(branch, legal_day(at), play.term)]
    # Two in ten stay away; a small branch needs everyone.
    absent = set(roll[turn % 3 :: 5]) - {head.pk} if len(roll) > SMALL else set()
    present = [str(each) for each in roll if each not in absent]
    sitting = BranchSitting(id=key("sitting", plan.number, branch.code), formation=play.formation, body=branch)
    yield play.act(actions.open_sitting, sitting, at, head, present=present)
    for place, ambiguity in enumerate(ambiguities):
        relation = RELATIONS[(turn + place) % len(RELATIONS)]
        voters = [each for each in present if each != str(ambiguity.item.declaration.member_id)]
        votes = {
            each: ("against" if n % 7 == 6 else "abstain" if n % 11 == 10 else "agree") for n, each in enumerate(voters)
        }
        facts = {
            "sitting": str(sitting.pk),
            "relation": relation,
            "reason": REASONS[relation],
            "votes": votes,
            "recused": [],
        }
        yield play.act(actions.decide_ambiguity, ambiguity, at + timedelta(minutes=5 + 3 * place), head, **facts)
    yield play.act(actions.close_sitting, sitting, at + timedelta(minutes=24), head)


def publish(play: TermPlay) -> Story:
    """The scores go out over two signatures."""
    yield play.signed_act(actions.publish_scores, play.plan.at(8, 14))


def settle(play: TermPlay) -> Story:
    """Forty-eight hours later they are final."""
    yield play.act(actions.settle_scores, play.formation, play.plan.at(10, 14, 30), play.person("secretary"))
