"""The office of government and parliament affairs."""

from majlis.apps import OfficeConfig
from majlis.realm import Realm


class LiaisonConfig(OfficeConfig):
    name = "liaison"
    verbose_name = "امور دولت و مجلس"
    realm = Realm(
        code="liaison",
        title="امور دولت",
        icon="bank",
        home="liaison:home",
        nav="liaison.queries.has_a_door",
    )
    bodies = "liaison.rules.bodies.WANTED"
    documents = "liaison.queries.document_scope"
    letters = "liaison.queries.letters.ROOM"
    waiting = "liaison.queries.waiting_for"
    clocks = "liaison.queries.clocks.running_limits"
    checks = "liaison.queries.checks.checks"
    search = "liaison.queries.search.KINDS"
    tallies = "liaison.tallies.count_anew"
    demo = "liaison.demo.play.stories"
    tables = "liaison.queries.reference.tables"
    lists = "liaison.columns.LISTS"
    imports = (
        "liaison.importing.QUESTIONS",
        "liaison.importing.NOTICES",
        "liaison.importing.BILLS",
        "liaison.importing.MEMBER_BILLS",
    )
    sights = "liaison.queries.explained.SIGHTS"
