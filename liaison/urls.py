"""Addresses of this office: nouns; an act is the noun that it creates, and bears the act's own name."""

from django.urls import path

from liaison.views import (
    acts,
    brief,
    cabinet,
    consultations,
    evaluations,
    floor,
    gatherings,
    imports,
    meetings,
    member,
    network,
    pages,
    positions,
    publishing,
    repeated,
    roads,
    tasks,
    voices,
    yearbook,
)

app_name = "liaison"

MATTER = "matters/<uuid:pk>/"
REFERRAL = "referrals/<uuid:pk>/"
VOTE = "votes/<uuid:pk>/"
TASK = "tasks/<uuid:pk>/"
VOICE = "voices/<uuid:pk>/"
CONSULTATION = "consultations/<uuid:pk>/"
OPINION = "opinions/<uuid:pk>/"
POSITION = "positions/<uuid:pk>/"
GATHERING = "gatherings/<uuid:pk>/"
PRESENCE = "presences/<uuid:pk>/"
MEETING = "meetings/<uuid:pk>/"
LOT = "meetings/lots/<uuid:pk>/"
EVALUATION = "evaluations/<uuid:pk>/"
ROUND = "evaluations/rounds/<uuid:pk>/"

urlpatterns = [
    path("", pages.home, name="home"),
    path("matters/", pages.matters, name="matters"),
    path("statistics/", pages.statistics, name="statistics"),
    path("yearbooks/<int:year>/", yearbook.yearbook, name="yearbook_pdf"),
    path("alike/", repeated.alike, name="alike"),
    path("members/<uuid:pk>/", member.member, name="member"),
    path("figures/", pages.figures, name="figures"),
    path(MATTER, pages.matter, name="matter"),
    # Filing (Arts. 206, 207; Const. 74, 89)
    path("questions/new/", acts.FileQuestion.as_view(), name="file_question"),
    path("notices/new/", acts.FileNotice.as_view(), name="file_notice"),
    path("interpellations/new/", acts.FileInterpellation.as_view(), name="file_interpellation"),
    path("bills/members/new/", acts.FileMemberBill.as_view(), name="file_member_bill"),
    path("bills/government/new/", acts.FileGovernmentBill.as_view(), name="file_government_bill"),
    path("questions/import/", imports.ImportQuestions.as_view(), name="import_questions"),
    path("notices/import/", imports.ImportNotices.as_view(), name="import_notices"),
    path("bills/import/", imports.ImportBills.as_view(), name="import_bills"),
    path("bills/members/import/", imports.ImportMemberBills.as_view(), name="import_member_bills"),
    # Questions and notices (Const. 88; Arts. 206-208)
    path(MATTER + "dispatch/", acts.SendQuestion.as_view(), name="send_question"),
    path(MATTER + "meeting/", acts.RecordCommitteeMeeting.as_view(), name="record_committee_meeting"),
    path(MATTER + "postponement/", acts.PostponeQuestion.as_view(), name="postpone_question"),
    path(MATTER + "reading/", acts.AnnounceQuestion.as_view(), name="announce_question"),
    path(MATTER + "agenda/", acts.ScheduleFloor.as_view(), name="schedule_floor"),
    path(MATTER + "floor/", acts.RecordFloorVote.as_view(), name="record_floor_vote"),
    path(MATTER + "notification/", acts.ReadNotice.as_view(), name="read_notice"),
    path(MATTER + "answer/", acts.AnswerNotice.as_view(), name="answer_notice"),
    path(MATTER + "publication/", publishing.PublishNotice.as_view(), name="publish_notice"),
    path(MATTER + "classification/", publishing.ClassifyNotice.as_view(), name="classify_notice"),
    path("notices/published/", publishing.published_notices, name="published_notices"),
    # Signatures and interpellation (Const. 89; Arts. 132, 219 of 1379)
    path(MATTER + "signatures/new/", acts.SignMatter.as_view(), name="sign_matter"),
    path(MATTER + "signatures/withdrawal/", acts.WithdrawSignature.as_view(), name="withdraw_signature"),
    path(MATTER + "hearing/", acts.RecordCommitteeWeek.as_view(), name="record_committee_week"),
    path(MATTER + "insistence/", acts.Insist.as_view(), name="insist"),
    path(MATTER + "announcement/", acts.AnnounceInterpellation.as_view(), name="announce_interpellation"),
    path(MATTER + "session/", acts.HoldInterpellation.as_view(), name="hold_interpellation"),
    path(MATTER + "confidence/", acts.RecordConfidenceVote.as_view(), name="record_confidence_vote"),
    # Bills (Const. 65, 74)
    path(MATTER + "submission/", acts.SubmitBill.as_view(), name="submit_bill"),
    path(MATTER + "receipt/", acts.AnnounceReceipt.as_view(), name="announce_receipt"),
    path(MATTER + "committees/", acts.ReferBill.as_view(), name="refer_bill"),
    path(MATTER + "report/", acts.ReportBill.as_view(), name="report_bill"),
    path(MATTER + "vote/", acts.RecordVote.as_view(), name="record_vote"),
    path(MATTER + "withdrawal/", acts.VoteOnWithdrawal.as_view(), name="vote_on_withdrawal"),
    path(MATTER + "archive/", acts.CloseMatter.as_view(), name="close_matter"),
    path(MATTER + "adapted-answer/", repeated.AdaptAnswer.as_view(), name="adapt_answer"),
    # Votes by name (Art. 122; house procedure, Art. 41)
    path(VOTE, floor.floor_vote, name="floor_vote"),
    path(VOTE + "names/", floor.NameVotes.as_view(), name="name_votes"),
    # Every further kind of matter and step
    *roads.addresses(MATTER),
    # Ministries (house procedure, Arts. 1, 2, 7, 8)
    path("referrals/", pages.room, name="room"),
    path(MATTER + "referrals/new/", acts.ReferToMinistry.as_view(), name="refer_to_ministry"),
    path(REFERRAL, pages.referral, name="referral"),
    path(REFERRAL + "acceptance/", acts.AcceptReferral.as_view(), name="accept_referral"),
    path(REFERRAL + "expert/", acts.HandOnReferral.as_view(), name="hand_on_referral"),
    path(REFERRAL + "time/request/", acts.AskForTime.as_view(), name="ask_for_time"),
    path(REFERRAL + "time/", acts.GrantTime.as_view(), name="grant_time"),
    path(REFERRAL + "time/refusal/", acts.RefuseTime.as_view(), name="refuse_time"),
    path(REFERRAL + "escalation/", acts.EscalateReferral.as_view(), name="escalate_referral"),
    path(REFERRAL + "transfer/", acts.TransferReferral.as_view(), name="transfer_referral"),
    path(REFERRAL + "answer/", acts.AnswerReferral.as_view(), name="answer_referral"),
    path(REFERRAL + "recall/", acts.WithdrawReferral.as_view(), name="withdraw_referral"),
    # The office's own work, and the promise book (house procedure, Arts. 9, 10)
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/new/", tasks.AssignTask.as_view(), name="assign_task"),
    path("promises/", tasks.promises, name="promises"),
    path(TASK, tasks.task, name="task"),
    path(TASK + "evidence/", tasks.GiveEvidence.as_view(), name="give_evidence"),
    path(TASK + "acceptance/", tasks.AcceptTask.as_view(), name="accept_task"),
    path(TASK + "return/", tasks.ReturnTask.as_view(), name="return_task"),
    path(TASK + "follow-up/", tasks.FollowUpPromise.as_view(), name="follow_up_promise"),
    path(TASK + "kept/", tasks.AcceptPromise.as_view(), name="accept_promise"),
    path(TASK + "not-kept/", tasks.ReturnPromise.as_view(), name="return_promise"),
    # One voice (house procedure, Art. 31)
    path("voices/", voices.voices, name="voices"),
    path(MATTER + "voices/new/", voices.AskVoice.as_view(), name="ask_voice"),
    path(VOICE, voices.voice, name="voice"),
    path(VOICE + "sheet/", voices.voice_pdf, name="voice_pdf"),
    path(VOICE + "line/", voices.AgreeLine.as_view(), name="agree_line"),
    path(OPINION, voices.opinion, name="opinion"),
    path(OPINION + "marks/", voices.GiveOpinion.as_view(), name="give_opinion"),
    path(OPINION + "draft/", voices.DraftOpinion.as_view(), name="draft_opinion"),
    path(OPINION + "view/", voices.RecordView.as_view(), name="record_view"),
    # Consulting parliament before a bill (house procedure, Art. 38)
    path("consultations/", consultations.consultations, name="consultations"),
    path("consultations/new/", consultations.ConsultBody.as_view(), name="consult_body"),
    path(CONSULTATION, consultations.consultation, name="consultation"),
    path(CONSULTATION + "view/", consultations.RecordConsultation.as_view(), name="record_consultation"),
    path(CONSULTATION + "bill/", consultations.TieConsultation.as_view(), name="tie_consultation"),
    # The government's position on a bill that is not its own (house procedure, Art. 39)
    path("positions/", positions.positions, name="positions"),
    path(MATTER + "positions/new/", positions.StatePosition.as_view(), name="state_position"),
    path(POSITION, positions.position, name="position"),
    path(POSITION + "tellings/new/", positions.TellPosition.as_view(), name="tell_position"),
    # The plan, gatherings, presences (house procedure, Arts. 32, 33)
    path("planner/", gatherings.planner, name="planner"),
    path("gatherings/", gatherings.gatherings, name="gatherings"),
    path("gatherings/new/", gatherings.PlanGathering.as_view(), name="plan_gathering"),
    path("defences/", gatherings.defences, name="defences"),
    path(GATHERING, gatherings.gathering, name="gathering"),
    path(GATHERING + "time/", gatherings.MoveGathering.as_view(), name="move_gathering"),
    path(GATHERING + "minutes/", gatherings.HoldGathering.as_view(), name="hold_gathering"),
    path(GATHERING + "cancellation/", gatherings.MissGathering.as_view(), name="miss_gathering"),
    path(GATHERING + "report/", gatherings.ReportGathering.as_view(), name="report_gathering"),
    path(GATHERING + "calls/new/", gatherings.CallToGathering.as_view(), name="call_to_gathering"),
    path(GATHERING + "defences/new/", gatherings.RecordDefence.as_view(), name="record_defence"),
    path(PRESENCE, gatherings.presence, name="presence"),
    path(PRESENCE + "certificate/", gatherings.certificate_pdf, name="certificate_pdf"),
    path(PRESENCE + "confirmation/", gatherings.ConfirmPresence.as_view(), name="confirm_presence"),
    path(PRESENCE + "delegate/", gatherings.DelegatePresence.as_view(), name="delegate_presence"),
    path(PRESENCE + "release/", gatherings.ReleasePresence.as_view(), name="release_presence"),
    path(PRESENCE + "mark/", gatherings.MarkPresence.as_view(), name="mark_presence"),
    # Meetings (house procedure, Art. 34)
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.RequestMeeting.as_view(), name="request_meeting"),
    path("meetings/fairness/", meetings.fairness, name="fairness"),
    path("meetings/lots/new/", meetings.AnnounceMeetingLot.as_view(), name="announce_meeting_lot"),
    path(LOT, meetings.meeting_lot, name="meeting_lot"),
    path(LOT + "draw/", meetings.DrawMeetingLot.as_view(), name="draw_meeting_lot"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(MEETING + "time/", meetings.ArrangeMeeting.as_view(), name="arrange_meeting"),
    path(MEETING + "refusal/", meetings.DeclineMeeting.as_view(), name="decline_meeting"),
    # The evaluation of deputies (house procedure, Art. 35)
    path("evaluations/", evaluations.evaluations, name="evaluations"),
    path("evaluations/criteria/new/", evaluations.PublishCriteria.as_view(), name="publish_criteria"),
    path("evaluations/rounds/new/", evaluations.EvaluateDeputies.as_view(), name="evaluate_deputies"),
    path(ROUND, evaluations.ranking, name="ranking"),
    path(ROUND + "sheet/", evaluations.ranking_pdf, name="ranking_pdf"),
    path(EVALUATION, evaluations.evaluation, name="evaluation"),
    path(EVALUATION + "records/<slug:measure>/", evaluations.evaluation_records, name="evaluation_records"),
    path(EVALUATION + "objection/", evaluations.ObjectToEvaluation.as_view(), name="object_to_evaluation"),
    path(EVALUATION + "objection/answer/", evaluations.AnswerObjection.as_view(), name="answer_objection"),
    # The network, training, what is public, what the rules ask, the morning's sheet (house procedure, Arts. 36, 37)
    path("directory/", network.directory, name="directory"),
    path("cabinet/", cabinet.cabinet, name="cabinet"),
    path("asked/", network.asked, name="asked"),
    path("training/", network.training, name="training"),
    path("publications/", network.publications, name="publications"),
    path("brief/", brief.brief, name="brief"),
    path("brief/sheet/", brief.brief_pdf, name="brief_pdf"),
]
