"""Addresses of this office. A case's name in them is random, as its reference is."""

from __future__ import annotations

from typing import Any

from django.urls import path

from conduct import forms
from conduct.views import archive, keys, making, readings, rooms, sheets
from conduct.views.acts import AppealAct, BallotAct, ConductAct, RuleAct, RulingAct, SittingAct
from conduct.views.archive import ArchiveAct, OpeningAct
from conduct.views.beside import AdmitAct, AnnounceAct, CorrectAct, ExecuteAct, KeysAct, TwoSign
from conduct.views.making import MakingAct

app_name = "conduct"

SCOPE, MAKING = "conduct.queries.scope", "conduct.queries.making"


def _act(route: str, word: str, form: Any, find: str = "case_visible", view: Any = ConductAct) -> Any:
    found_in = MAKING if view is MakingAct else SCOPE
    return path(route, view.as_view(word=word, find=f"{found_in}.{find}", form_class=form), name=word)


urlpatterns = [
    path("", rooms.home, name="home"),
    path("cases/<uuid:pk>/", rooms.case, name="case"),
    path("sittings/<uuid:pk>/", rooms.sitting, name="sitting"),
    path("own/<uuid:pk>/", rooms.own, name="own_case"),
    path("rules/", rooms.rules, name="rules"),
    path("counts/", rooms.counts, name="counts"),
    path("radar/", rooms.term_radar, name="radar"),
    path("board/", rooms.board, name="board"),
    path("elections/", making.elections, name="elections"),
    path("elections/<uuid:pk>/", making.election, name="election"),
    path("staff/<uuid:pk>/papers/", making.staffing, name="staffing"),
    path("readings/", readings.readings, name="readings"),
    path("cases/<uuid:pk>/sheet/", sheets.case_sheet, name="case_sheet"),
    path("sittings/<uuid:pk>/minutes/", sheets.minutes, name="minutes"),
    path("keys/", keys.Handing.as_view(), name="keys"),
    path("archive/", archive.archive, name="archive"),
    path("archive/keys/", archive.archive_keys, name="archive_keys"),
    path("archive/<uuid:pk>/", archive.archived, name="archived"),
    _act("candidacy/", "open_candidacy", forms.ActForm, "new_election", MakingAct),
    _act("elections/<uuid:pk>/candidacies/", "stand_for_board", forms.StandForm, "election_visible", MakingAct),
    _act("elections/<uuid:pk>/presentation/", "present_candidates", forms.PresentForm, "election_visible", MakingAct),
    _act("replacements/", "present_replacement", forms.ReplacementForm, "new_election", MakingAct),
    _act("elections/<uuid:pk>/result/", "record_board_election", forms.ElectionForm, "election_visible", MakingAct),
    _act("elections/<uuid:pk>/officers/", "elect_officers", forms.OfficersForm, "election_visible", MakingAct),
    _act("staff/", "propose_staff", forms.ProposeStaffForm, "new_staffing", MakingAct),
    _act("staff/<uuid:pk>/", "assign_staff", forms.AssignStaffForm, "staffing_visible", MakingAct),
    _act("rules/<uuid:pk>/", "adopt_board_rule", forms.RuleForm, "new_rule", RuleAct),
    _act("reports/", "register_report", forms.ReportForm, "new_report"),
    _act("cases/<uuid:pk>/reports/", "register_report", forms.ReportForm, "like_report"),
    _act("cases/<uuid:pk>/dismissal/", "dismiss_report", forms.ReasonForm),
    _act("cases/<uuid:pk>/inquiry/", "assign_inquiry", forms.AssignForm),
    _act("inquiries/<uuid:pk>/report/", "report_inquiry", forms.InquiryForm, "inquiry_visible"),
    _act("cases/<uuid:pk>/no-violation/", "find_no_violation", forms.ReasonForm),
    _act("cases/<uuid:pk>/violation/", "find_violation", forms.ReasonForm),
    _act("cases/<uuid:pk>/invitation/", "invite_member", forms.InviteForm),
    _act("cases/<uuid:pk>/invitation/service/", "prove_service", forms.ServiceForm),
    _act("cases/<uuid:pk>/defence/", "receive_defence", forms.DefenceForm, "case_or_own"),
    _act("cases/<uuid:pk>/hearing/", "hold_hearing", forms.HearingForm),
    _act("cases/<uuid:pk>/absence/", "record_absence", forms.ReasonForm),
    _act("cases/<uuid:pk>/closing/", "close_hearing", forms.ActForm),
    _act("cases/<uuid:pk>/ruling/", "issue_ruling", forms.DissentForm, view=RulingAct),
    _act("cases/<uuid:pk>/ruling/service/", "serve_ruling", forms.ServiceForm),
    _act("cases/<uuid:pk>/appeal/", "file_appeal", forms.AppealForm, "case_or_own", AppealAct),
    _act("cases/<uuid:pk>/appeal/forwarding/", "forward_appeal", forms.ActForm),
    _act("cases/<uuid:pk>/appeal/late/", "record_late_appeal", forms.LateAppealForm),
    _act("late/<uuid:pk>/admission/", "admit_late_appeal", forms.ReasonForm, "late_appeal_visible", AdmitAct),
    _act("cases/<uuid:pk>/appeal/invitation/", "invite_to_appeal", forms.AppealInviteForm),
    _act("cases/<uuid:pk>/appeal/ruling/", "decide_appeal", forms.DissentForm, view=RulingAct),
    _act("cases/<uuid:pk>/finality/", "make_final", forms.ActForm),
    _act("cases/<uuid:pk>/keys/", "hand_keys_on", forms.ActForm, view=KeysAct),
    _act("cases/<uuid:pk>/reporter/", "release_identity", forms.ReleaseIdentityForm, view=TwoSign),
    _act("cases/<uuid:pk>/suspension/", "suspend_for_court", forms.SuspendForm),
    _act("cases/<uuid:pk>/resumption/", "resume_case", forms.ResumeForm),
    _act("rulings/<uuid:pk>/correction/", "correct_ruling", forms.CorrectForm, "ruling_visible", CorrectAct),
    _act("sanctions/<uuid:pk>/execution/", "execute_sanction", forms.ExecuteForm, "sanction_visible", ExecuteAct),
    _act(
        "sanctions/<uuid:pk>/announcement/",
        "announce_sanction",
        forms.AnnounceForm,
        "announcement_visible",
        AnnounceAct,
    ),
    _act("cases/<uuid:pk>/council/", "await_security_council", forms.AskCouncilForm),
    _act("cases/<uuid:pk>/council/answer/", "record_security_council", forms.CouncilAnswerForm),
    _act("cases/<uuid:pk>/judiciary/", "refer_to_judiciary", forms.JudiciaryForm),
    _act("cases/<uuid:pk>/guardians/", "report_to_guardian_council", forms.OutgoingForm),
    _act("cases/<uuid:pk>/archiving/", "archive_case", forms.ArchiveForm, view=ArchiveAct),
    _act("archive/<uuid:pk>/opening/", "open_archive", forms.OpenArchiveForm, "archive_visible", ArchiveAct),
    _act("openings/<uuid:pk>/key/", "join_opening", forms.ActForm, "opening_visible", OpeningAct),
    _act("openings/<uuid:pk>/end/", "drop_opening", forms.ReasonForm, "opening_visible", OpeningAct),
    _act("cases/<uuid:pk>/carrying/", "carry_to_next_term", forms.ReasonForm),
    _act("cases/<uuid:pk>/recusal/", "declare_recusal", forms.RecusalForm),
    _act("cases/<uuid:pk>/votes/", "open_ballot", forms.BallotForm, "new_ballot", BallotAct),
    _act("votes/<uuid:pk>/vote/", "cast_vote", forms.VoteForm, "ballot_visible", SittingAct),
    _act("votes/<uuid:pk>/closing/", "close_ballot", forms.ActForm, "ballot_visible", SittingAct),
    _act("bodies/<slug:code>/sittings/", "open_sitting", forms.RollForm, "new_sitting", SittingAct),
    _act("sittings/<uuid:pk>/attendance/", "record_attendance", forms.RollForm, "sitting_visible", SittingAct),
    _act("sittings/<uuid:pk>/closing/", "close_sitting", forms.ActForm, "sitting_visible", SittingAct),
]
