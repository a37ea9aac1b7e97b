"""A notice with its answer for everybody, and what must not be (Art. 206; house procedure, Art. 40)."""

from __future__ import annotations

from liaison.models import Notice, NoticePublication
from liaison.rules.laws import LIAISON, OVERSIGHT
from liaison.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, official_act
from majlis.rules.law import Refused


def classify_notice(call: Call, notice: Notice) -> Act:
    """A notice is marked as classified, or no longer so; what is classified stands on no public page (house procedure, Article 40).

    Args: call.body: classified (yes or no), reason.  Raises: Refused where it is so already.
    """
    with official_act(STEPS["classify_notice"], notice, call) as act:
        if notice.classified == bool(act.body["classified"]):
            raise Refused(LIAISON.article("40"), "طبقه‌بندی این تذکر همین است.", field="classified")
        notice.classified = bool(act.body["classified"])
    return act.act


def publish_notice(call: Call, notice: Notice) -> Act:
    """A notice is published with its answer, once (Art. 206).

    Args: call.body: text, answer, as everybody may read them.
    Raises: Refused for a classified one, for one that is published, and without an answer.
    """
    with official_act(STEPS["publish_notice"], notice, call) as act:
        if not act.body["answer"].strip():
            raise Refused(OVERSIGHT.article("206"), "تذکر با پاسخ آن منتشر می‌شود.", field="answer")
        NoticePublication.objects.create(
            matter=notice, text=act.body.get("text", ""), answer=act.body["answer"], published_at=act.at
        )
    return act.act
