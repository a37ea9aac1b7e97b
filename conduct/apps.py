"""The office that supervises members' conduct: a sealed realm."""

from majlis.apps import OfficeConfig
from majlis.realm import Realm


class ConductConfig(OfficeConfig):
    name = "conduct"
    verbose_name = "نظارت بر رفتار نمایندگان"
    realm = Realm(
        code="conduct",
        title="نظارت بر رفتار",
        icon="shield-lock",
        home="conduct:home",
        nav="conduct.queries.has_a_room",
        sealed=True,
        searchable=False,
        substitutes=False,
        idle_minutes=15,
        paper_clerks=("conduct_board.registrar", "conduct_board.secretary"),
    )
    bodies = "conduct.rules.bodies.WANTED"
    documents = "conduct.queries.document_scope"
    letters = "conduct.queries.letters.ROOM"
    waiting = "conduct.queries.waiting_for"
    counted = "conduct.queries.waiting.count_waiting"
    clocks = "conduct.queries.clocks.running_limits"
    receipts = "conduct.queries.receipt_open"
    demo = "conduct.demo.play.stories"
    tables = "conduct.queries.reference.tables"
    marks = "conduct.queries.papers.mark_of"
    lists = "conduct.columns.LISTS"
    sights = "conduct.queries.explained.SIGHTS"
    ways = "conduct.queries.making.ways"
    keys_ended = "conduct.queries.keys.ended"
    safes_missing = "conduct.queries.keys.without_safes"
