"""A sealed realm in small, installed for the tests alone: it shows that the kernel tells nothing of such an office."""

from majlis.apps import OfficeConfig
from majlis.realm import Realm


class SealedConfig(OfficeConfig):
    name = "majlis.tests.sealed"
    label = "sealed"
    realm = Realm(
        code="sealed",
        title="بایگانی مهرشده",
        icon="lock",
        sealed=True,
        searchable=False,
        substitutes=False,
        idle_minutes=15,
    )
    documents = "majlis.tests.sealed.queries.document_scope"
    letters = "majlis.tests.sealed.queries.ROOM"
    waiting = "majlis.tests.sealed.queries.waiting_for"
