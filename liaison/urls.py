"""Addresses of this office: nouns; an act is the noun that it creates, and bears the act's own name."""

from django.urls import path

from liaison.views import acts, imports, member, pages, repeated, roads, tasks, yearbook

app_name = "liaison"

MATTER = "matters/<uuid:pk>/"
REFERRAL = "referrals/<uuid:pk>/"
TASK = "tasks/<uuid:pk>/"

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
    # Questions and notices (Const. 88; Arts. 206-208)
    path(MATTER + "dispatch/", acts.SendQuestion.as_view(), name="send_question"),
    path(MATTER + "meeting/", acts.RecordCommitteeMeeting.as_view(), name="record_committee_meeting"),
    path(MATTER + "postponement/", acts.PostponeQuestion.as_view(), name="postpone_question"),
    path(MATTER + "reading/", acts.AnnounceQuestion.as_view(), name="announce_question"),
    path(MATTER + "agenda/", acts.ScheduleFloor.as_view(), name="schedule_floor"),
    path(MATTER + "floor/", acts.RecordFloorVote.as_view(), name="record_floor_vote"),
    path(MATTER + "notification/", acts.ReadNotice.as_view(), name="read_notice"),
    path(MATTER + "answer/", acts.AnswerNotice.as_view(), name="answer_notice"),
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
]
