"""Acts of the laws deputy: holding each item against its papers."""

from __future__ import annotations

from committees.models import Declaration, Flag, Formation, Item, ItemDocument
from committees.rules.laws import DIRECTIVE
from committees.rules.procedure import STEPS
from majlis.models import Act, Body, Document
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused


def accept_item(call: Call, item: Item) -> Act:
    """Find an item equal to its papers (Arts. 5, 10).

    Raises: Refused for an item without a paper, which a member answers for himself (Art. 4).
    """
    with official_act(STEPS["accept_item"], item, call) as act:
        if not item.papers.exists():
            raise Refused(
                DIRECTIVE.article("4"), "این مورد سندی ندارد؛ بی‌سند پذیرفته نمی‌شود و مسئولیت آن با نماینده است."
            )
        item.confirmed = True
        _checked(item, act)
    return act.act


def reject_item(call: Call, item: Item) -> Act:
    """Find an item not borne out by its papers, with a reason (Art. 5). Args: call.body: reason."""
    with official_act(STEPS["reject_item"], item, call) as act:
        item.reason = act.body["reason"]
        _checked(item, act)
    return act.act


def recheck_item(call: Call, item: Item) -> Act:
    """Another officer finds an accepted item equal to its papers as well (Art. 5). Raises: Refused for the first one himself."""
    with official_act(STEPS["recheck_item"], item, call) as act:
        _another(item, act)
        item.rechecked_by, item.rechecked_at = act.person, act.at
    return act.act


def reopen_item(call: Call, item: Item) -> Act:
    """Another officer does not find it so: the item is to be checked anew (Art. 5). Args: call.body: reason."""
    with official_act(STEPS["reopen_item"], item, call) as act:
        _another(item, act)
        act.note(checked_by=str(item.checked_by_id), checked_at=item.checked_at.isoformat() if item.checked_at else "")
        item.confirmed, item.reason = False, ""
        item.checked_by = item.checked_at = item.rechecked_by = item.rechecked_at = None
    return act.act


def _another(item: Item, act: Doing) -> None:
    if item.checked_by_id == act.person.pk:
        raise Refused(DIRECTIVE.article("5"), "نگاه دوم با کارشناس دیگری است؛ این مورد را خودتان پذیرفته‌اید.")


def ask_for_document(call: Call, item: Item) -> Act:
    """Ask the member for a document beside those that came (Art. 5). Args: call.body: asked, what is wanted."""
    with official_act(STEPS["ask_for_document"], item, call) as act:
        if item.awaits_document:
            raise Refused(DIRECTIVE.article("5"), "سندی پیش‌تر خواسته شده و هنوز نرسیده است.", field="asked")
        item.asked, item.asked_at = act.body["asked"], act.at
    return act.act


def send_document(call: Call, item: Item) -> Act:
    """The member sends what was asked for; it lies with the item's other papers (Art. 5).

    Args: call.body: document, the key of a paper of his own.  Raises: Refused where nothing was asked, or for another's paper.
    """
    with official_act(STEPS["send_document"], item, call) as act:
        paper = Document.objects.filter(pk=act.body["document"], owner=act.person, realm="committees").first()
        if paper is None:
            raise Refused(DIRECTIVE.article("5"), "این سند یافت نشد؛ دوباره بارگذاری کنید.", field="file")
        if item.papers.filter(document=paper).exists():
            raise Refused(
                DIRECTIVE.article("5"), "همین سند پیش‌تر با این مورد آمده است؛ سند دیگری بفرستید.", field="file"
            )
        ItemDocument.objects.create(item=item, document=paper, place=item.papers.count())
        item.answered_at = act.at
    return act.act


def print_records(call: Call, formation: Formation) -> Act:
    """Print the checked records of all members, for the presiding board (Art. 5). Raises: Refused while an item is unchecked."""
    with official_act(STEPS["print_records"], formation, call) as act:
        act.note(forms=Declaration.objects.filter(formation=formation, submission__gt=0).count())
    return act.act


def _checked(item: Item, act: Doing) -> None:
    item.checked_by, item.checked_at = act.person, act.at


def flag_item(call: Call, item: Item) -> Act:
    """Note for the presiding board that an item's relation to a chosen committee is in doubt (Arts. 6, 15).

    Args: call.body: committee (code), note.  Raises: Refused when it is flagged already, or the committee is not chosen.
    """
    with official_act(STEPS["flag_item"], item, call) as act:
        code = act.body["committee"]
        chosen = item.declaration.choices.filter(submission=item.declaration.submission, committee__code=code)
        if not chosen.exists():
            raise Refused(DIRECTIVE.article("15"), "این کمیسیون انتخاب این نماینده نیست.", field="committee")
        committee = Body.objects.get(kind="committee", code=code)
        if Flag.objects.filter(item=item, committee=committee).exists():
            raise Refused(DIRECTIVE.article("15"), "برای همین مورد و کمیسیون پیش‌تر نشان ابهام گذاشته شده است.")
        Flag.objects.create(item=item, committee=committee, note=act.body["note"], by=act.person, at=act.at)
    return act.act


def hand_over_records(call: Call, formation: Formation) -> Act:
    """Pass the checked records to the presiding board (Art. 6). Raises: Refused while an item is unchecked."""
    with official_act(STEPS["hand_over_records"], formation, call) as act:
        forms = Declaration.objects.filter(formation=formation, stage="submitted")
        act.note(forms=forms.update(stage="checked", stage_since=act.at))
    return act.act
