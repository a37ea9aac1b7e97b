"""What a keeper does."""

from __future__ import annotations

from majlis.models import Act
from majlis.register import Call, official_act
from majlis.tests.sealed.models import Note, Secret, SecretPaper
from majlis.tests.sealed.rules.procedure import STEPS

__all__ = ["close_secret", "note_secret", "open_secret"]


def open_secret(call: Call, secret: Secret) -> Act:
    """Open a secret with its papers (Art. 1). Args: secret, unsaved, with its board; call.body: title, papers (keys)."""
    with official_act(STEPS["open_secret"], secret, call) as act:
        secret.title = act.body["title"]
        secret.stage, secret.stage_since = "opened", act.at
        secret.save()
        SecretPaper.objects.bulk_create(
            SecretPaper(secret=secret, document_id=key) for key in act.body.get("papers", ())
        )
    return act.act


def note_secret(call: Call, note: Note) -> Act:
    """Note something about a secret (Art. 2). Args: note, unsaved, with its secret; call.body: text."""
    with official_act(STEPS["note_secret"], note, call) as act:
        note.text = act.body["text"]
    return act.act


def close_secret(call: Call, secret: Secret) -> Act:
    """Close a secret (Art. 3). Two keepers."""
    with official_act(STEPS["close_secret"], secret, call) as act:
        pass
    return act.act
