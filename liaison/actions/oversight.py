"""Oversight of President and ministers, complaints, confidence, acting ministers (Const. 88 to 90, 133, 135; Arts. 202, 212, 234)."""

from __future__ import annotations

from liaison.actions.filing import enter, refuse_too_few
from liaison.actions.floor import Share, in_order, vote
from liaison.models import (
    ActingMinister,
    Answer,
    Complaint,
    ConfidenceVote,
    FloorVote,
    Investigation,
    Judicial,
    Matter,
    Nominee,
    OralNotice,
    PresidentInterpellation,
    PresidentQuestion,
    RefusalReport,
)
from liaison.rules.laws import CONSTITUTION, FIGURES, OLDRULES, OVERSIGHT
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act, Body
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused

OF_ALL = Share("incompetence_numerator", "incompetence_denominator", of_all=True)


def file_president_question(call: Call, question: PresidentQuestion) -> Act:
    """A quarter of all members ask the President, in five questions at most (Article 88 of the constitution; Art. 196 of 1379).

    Args: call.body: as for a question to a minister, and asks, how many questions it holds.
    """
    with official_act(STEPS["file_president_question"], question, call) as act:
        refuse_too_few(question, act, CONSTITUTION.article("88"))
        asks, most = int(act.body.get("asks") or 1), FIGURES.value("president_question_most", act.day)
        if asks > most:
            raise Refused(
                OLDRULES.article("196"), f"بیش از {persian.number(most)} پرسش در یک سؤال نمی‌آید.", field="asks"
            )
        question.asks = asks
        enter(question, act, act.body["askers"])
    return act.act


def hear_president_delegate(call: Call, question: PresidentQuestion) -> Act:
    """The committee heard the President's delegate and the askers (Art. 196 of 1379)."""
    with official_act(STEPS["hear_president_delegate"], question, call) as act:
        in_order(act, question.stage_since)
    return act.act


def announce_president_question(call: Call, question: PresidentQuestion) -> Act:
    """A week after the committee a quarter still stands: it was read and sent; later withdrawals change nothing (Art. 196 of 1379)."""
    with official_act(STEPS["announce_president_question"], question, call) as act:
        in_order(act, question.stage_since)
        question.announced_at = act.at
    return act.act


def hold_president_question(call: Call, question: PresidentQuestion) -> Act:
    """The President came and answered (Article 88 of the constitution)."""
    with official_act(STEPS["hold_president_question"], question, call) as act:
        in_order(act, question.stage_since)
        question.floor_at = act.at
    return act.act


def vote_on_president_answer(call: Call, question: PresidentQuestion) -> Act:
    """The chamber says of one question after another whether the answer convinces (Art. 196 of 1379). Args: call.body: counts."""
    with official_act(STEPS["vote_on_president_answer"], question, call) as act:
        in_order(act, question.stage_since)
        vote(question, act, "one_answer", OLDRULES.article("196"))
        told = list(question.votes.filter(question="one_answer").values_list("carried", flat=True))
        act.note(place=len(told))
        if len(told) >= question.asks:
            act.lead_to("convinced" if all(told) else "unconvinced")
    return act.act


def file_president_interpellation(call: Call, row: PresidentInterpellation) -> Act:
    """A third of all members interpellate the President (Article 89 of the constitution). Args: call.body: as for a question."""
    with official_act(STEPS["file_president_interpellation"], row, call) as act:
        refuse_too_few(row, act, CONSTITUTION.article("89"))
        enter(row, act, act.body["askers"])
    return act.act


def announce_president_interpellation(call: Call, row: PresidentInterpellation) -> Act:
    """It was announced; the President's month runs (Article 89 of the constitution)."""
    with official_act(STEPS["announce_president_interpellation"], row, call) as act:
        in_order(act, row.stage_since)
        row.announced_at = act.at
    return act.act


def hold_president_interpellation(call: Call, row: PresidentInterpellation) -> Act:
    """The President came and it was debated (Article 89 of the constitution)."""
    with official_act(STEPS["hold_president_interpellation"], row, call) as act:
        in_order(act, row.stage_since)
        row.floor_at = act.at
    return act.act


def vote_on_competence(call: Call, row: PresidentInterpellation) -> Act:
    """Two thirds of all members find the President incompetent, or not; counts alone (Article 89 of the constitution)."""
    with official_act(STEPS["vote_on_competence"], row, call) as act:
        in_order(act, row.stage_since)
        held = vote(row, act, "incompetence", CONSTITUTION.article("89"), OF_ALL)
        act.lead_to("incompetent" if held.carried else "competent")
    return act.act


def send_to_judiciary(call: Call, row: Judicial) -> Act:
    """What the chamber found to be a breach or a refusal of the law went to the judiciary (Art. 234). Args: call.body: number."""
    with official_act(STEPS["send_to_judiciary"], row, call) as act:
        in_order(act, row.stage_since)
        row.number_there = act.body.get("number", "")
    return act.act


def file_investigation(call: Call, row: Investigation) -> Act:
    """Members or a committee want something investigated (Art. 212). Args: call.body: as for a question, committee required."""
    with official_act(STEPS["file_investigation"], row, call) as act:
        # ASK (Art. 212): how many members must stand behind it; no text was found, and one suffices here.
        enter(row, act, act.body.get("askers", ()))
    return act.act


def report_on_investigation(call: Call, row: Investigation) -> Act:
    """The committee reported on the wish to investigate (Art. 212). Args: call.body: note."""
    with official_act(STEPS["report_on_investigation"], row, call) as act:
        in_order(act, row.stage_since)
    return act.act


def vote_on_investigation(call: Call, row: Investigation) -> Act:
    """The chamber decided whether to investigate (Art. 212). Args: call.body: counts."""
    with official_act(STEPS["vote_on_investigation"], row, call) as act:
        in_order(act, row.stage_since)
        held = vote(row, act, "investigation", OVERSIGHT.article("212"))
        act.lead_to("investigating" if held.carried else "rejected")
    return act.act


def read_investigation(call: Call, row: Investigation) -> Act:
    """The report of the investigation was read (Art. 212). Args: call.body: note."""
    with official_act(STEPS["read_investigation"], row, call) as act:
        in_order(act, row.stage_since)
    return act.act


def file_refusal_report(call: Call, row: RefusalReport) -> Act:
    """Ten members or any committee report that the law is broken or refused (Art. 234).

    Args: call.body: as for a question; by_committee, whether the committee itself reports.
    """
    with official_act(STEPS["file_refusal_report"], row, call) as act:
        askers = act.body.get("askers", ())
        if not act.body.get("by_committee"):
            refuse_too_few(row, act, OVERSIGHT.article("234"))
        enter(row, act, () if act.body.get("by_committee") else askers)
    return act.act


def report_refusal(call: Call, row: RefusalReport) -> Act:
    """The committee reported within ten days (Art. 234). Args: call.body: note."""
    with official_act(STEPS["report_refusal"], row, call) as act:
        in_order(act, row.stage_since)
    return act.act


def vote_on_refusal(call: Call, row: RefusalReport) -> Act:
    """The chamber found a refusal, or none; three such votes open the way to interpellation (Art. 234). Args: call.body: counts."""
    with official_act(STEPS["vote_on_refusal"], row, call) as act:
        in_order(act, row.stage_since)
        held = vote(row, act, "refusal", OVERSIGHT.article("234"))
        act.lead_to("refused" if held.carried else "rejected")
        if held.carried:
            act.note(note=_adverse(row, act))
    return act.act


def _adverse(row: Matter, act: Doing) -> str:
    """How many such votes now stand against whom it is about, under this government."""
    against = FloorVote.objects.filter(question="refusal", carried=True, matter__addressee=row.addressee)
    count, needed = against.filter(matter__cabinet=row.cabinet).count(), FIGURES.value("refusal_votes", act.day)
    told = f"رأی {persian.number(count)} از {persian.number(needed)}"
    return f"{told}؛ راه استیضاح با حد نصاب قانون اساسی باز است" if count >= needed else told


def file_complaint(call: Call, row: Complaint) -> Act:
    """A complaint about parliament, government or judiciary came in (Article 90 of the constitution). Args: call.body: title, text, addressee, number."""
    with official_act(STEPS["file_complaint"], row, call) as act:
        row.number_there = act.body.get("number", "")
        enter(row, act, ())
    return act.act


def send_complaint(call: Call, row: Complaint) -> Act:
    """The letter reached whom it is about: his month runs from that moment (Article 90 of the constitution)."""
    with official_act(STEPS["send_complaint"], row, call) as act:
        in_order(act, row.stage_since)
    return act.act


def answer_complaint(call: Call, row: Complaint) -> Act:
    """He answered in writing (Article 90 of the constitution). Args: call.body: text, letter."""
    with official_act(STEPS["answer_complaint"], row, call) as act:
        answered(row, act)
    return act.act


def announce_complaint(call: Call, row: Complaint) -> Act:
    """The complainant was told what came of it (Article 90 of the constitution). Args: call.body: note."""
    with official_act(STEPS["announce_complaint"], row, call) as act:
        in_order(act, row.stage_since)
    return act.act


def answered(row: Matter, act: Doing) -> None:
    """Keep an answer that came in writing."""
    in_order(act, row.stage_since)
    letter = act.body.get("letter", "")
    Answer.objects.create(matter=row, text=act.body["text"], letter=letter, author=act.person, at=act.at)


def file_oral_notice(call: Call, row: OralNotice) -> Act:
    """A member reminded a minister or the President in open session (Art. 206). Args: call.body: as for a written notice."""
    with official_act(STEPS["file_oral_notice"], row, call) as act:
        enter(row, act, act.body["askers"])
    return act.act


def answer_oral_notice(call: Call, row: OralNotice) -> Act:
    """The addressee answered a notice of the floor (Art. 206). Args: call.body: text, letter."""
    with official_act(STEPS["answer_oral_notice"], row, call) as act:
        answered(row, act)
    return act.act


def file_confidence_vote(call: Call, row: ConfidenceVote) -> Act:
    """The President names ministers and asks for confidence (Article 133 of the constitution). Args: call.body: title, text."""
    with official_act(STEPS["file_confidence_vote"], row, call) as act:
        enter(row, act, ())
    return act.act


def name_nominee(call: Call, row: ConfidenceVote) -> Act:
    """One minister is named, with his programme (Article 133 of the constitution). Args: call.body: ministry (key), name, programme."""
    with official_act(STEPS["name_nominee"], row, call) as act:
        ministry = Body.objects.get(pk=act.body["ministry"], kind="ministry")
        if row.nominees.filter(ministry=ministry).exists():
            raise Refused(CONSTITUTION.article("133"), "برای این وزارتخانه نامی افزوده شده است.", field="ministry")
        name = persian.normalise(act.body["name"])
        Nominee.objects.create(matter=row, ministry=ministry, name=name, programme=act.body.get("programme", ""))
    return act.act


def announce_nominees(call: Call, row: ConfidenceVote) -> Act:
    """The names were announced and went to the committees, which have a week (Art. 202)."""
    with official_act(STEPS["announce_nominees"], row, call) as act:
        in_order(act, row.stage_since)
        row.announced_at = act.at
    return act.act


def report_nominees(call: Call, row: ConfidenceVote) -> Act:
    """The committees have looked at the programmes (Art. 202). Args: call.body: note."""
    with official_act(STEPS["report_nominees"], row, call) as act:
        in_order(act, row.stage_since)
    return act.act


def vote_on_nominee(call: Call, row: ConfidenceVote) -> Act:
    """The chamber's secret vote on one minister, in counts (Article 133 of the constitution). Args: call.body: ministry (key), counts."""
    with official_act(STEPS["vote_on_nominee"], row, call) as act:
        in_order(act, row.stage_since)
        nominee = row.nominees.filter(ministry=act.body["ministry"], vote=None).first()
        if nominee is None:
            raise Refused(CONSTITUTION.article("133"), "برای این وزارتخانه نامی در انتظار رأی نیست.", field="ministry")
        nominee.vote = vote(row, act, "nominee", CONSTITUTION.article("133"))
        nominee.save(update_fields=["vote"])
        act.note(note=f"{nominee.ministry}، {nominee.name}")
        if not row.nominees.filter(vote=None).exists():
            act.lead_to("voted")
    return act.act


def file_acting_minister(call: Call, row: ActingMinister) -> Act:
    """A ministry is led by an acting minister, three months at most (Article 135 of the constitution). Args: call.body: title, addressee."""
    with official_act(STEPS["file_acting_minister"], row, call) as act:
        enter(row, act, ())
        standing = ActingMinister.objects.filter(kind=row.kind, stage="acting", addressee=row.addressee)
        if standing.exclude(pk=row.pk).exists():
            raise Refused(CONSTITUTION.article("135"), "این وزارتخانه هم‌اکنون سرپرست دارد.", field="addressee")
    return act.act


def end_acting(call: Call, row: ActingMinister) -> Act:
    """A minister took his seat, or the acting one left it (Article 135 of the constitution). Args: call.body: note."""
    with official_act(STEPS["end_acting"], row, call) as act:
        in_order(act, row.stage_since)
    return act.act
