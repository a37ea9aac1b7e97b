"""What officers, branches and the presiding board see and do."""

from django.urls import path

from committees.urls_member import PAPER, sections
from committees.views import desk, doubts, joint, objections, office, paper, records, scores, tables

FORMATION = "formations/<slug:code>/"

urlpatterns = [
    path("", office.home, name="home"),
    # Score tables (Arts. 7-14)
    path("tables/", tables.tables, name="tables"),
    path("tables/draft/", tables.DraftTable.as_view(), name="draft_score_table"),
    path("tables/<uuid:pk>/", tables.table, name="table"),
    path("tables/<uuid:pk>/trial/", tables.trial, name="trial"),
    path("tables/<uuid:key>/approval/", tables.ApproveTable.as_view(), name="approve_score_table"),
    # The formation (Arts. 4, 23)
    path("terms/<uuid:pk>/formation/", office.OpenFormation.as_view(), name="open_formation"),
    path(FORMATION, office.formation, name="formation"),
    path(FORMATION + "steps/", office.steps, name="steps"),
    path(FORMATION + "branches/<slug:branch>/forms/", office.IssueForms.as_view(), name="issue_form"),
    path("formations/<uuid:key>/referral/", office.ReferForms.as_view(), name="refer_forms"),
    # What was done on paper (Arts. 4, 18)
    path(FORMATION + "papers/", paper.papers, name="papers"),
    path(PAPER, paper.PaperSubmission.as_view(), name="submit_declaration_on_paper"),
    *sections(PAPER, "paper", "paper"),
    path(
        "declarations/<uuid:key>/further-choices/paper/",
        paper.PaperFurtherChoices.as_view(),
        name="name_further_choices_on_paper",
    ),
    # The verification desk (Arts. 5, 6)
    path(FORMATION + "desk/", desk.desk, name="desk"),
    path(FORMATION + "desk/<slug:number>/", desk.form_items, name="desk_form"),
    path("items/<uuid:pk>/", desk.desk_item, name="desk_item"),
    path("items/<uuid:key>/acceptance/", desk.AcceptItem.as_view(), name="accept_item"),
    path("items/<uuid:key>/rejection/", desk.RejectItem.as_view(), name="reject_item"),
    path("items/<uuid:key>/second-look/", desk.RecheckItem.as_view(), name="recheck_item"),
    path("items/<uuid:key>/reopening/", desk.ReopenItem.as_view(), name="reopen_item"),
    path("items/<uuid:key>/request/", desk.AskForDocument.as_view(), name="ask_for_document"),
    path("items/<uuid:key>/document/", records.SendDocument.as_view(), name="send_document"),
    path("formations/<uuid:key>/records/print/", records.PrintRecords.as_view(), name="print_records"),
    path(FORMATION + "records/printed/", records.printed_records, name="printed_records"),
    path("items/<uuid:key>/flag/", desk.FlagItem.as_view(), name="flag_item"),
    path("formations/<uuid:key>/records/handover/", records.HandOver.as_view(), name="hand_over_records"),
    # Doubts and branches (Art. 15)
    path(FORMATION + "doubts/", doubts.doubts, name="doubts"),
    path(FORMATION + "doubts/referrals/", doubts.ReferMany.as_view(), name="refer_many"),
    path(
        FORMATION + "doubts/<uuid:item>/<slug:committee>/referral/",
        doubts.ReferAmbiguity.as_view(),
        name="refer_ambiguity",
    ),
    path(FORMATION + "branches/<slug:branch>/", doubts.docket, name="docket"),
    path(FORMATION + "branches/<slug:branch>/sitting/", doubts.OpenSitting.as_view(), name="open_sitting"),
    path("sittings/<uuid:key>/closing/", doubts.CloseSitting.as_view(), name="close_sitting"),
    path("doubts/<uuid:pk>/", doubts.ambiguity, name="ambiguity"),
    path("doubts/<uuid:key>/decision/", doubts.DecideAmbiguity.as_view(), name="decide_ambiguity"),
    # Scores (Art. 17)
    path("formations/<uuid:key>/publication/", scores.PublishScores.as_view(), name="publish_scores"),
    path("formations/<uuid:key>/settlement/", scores.SettleScores.as_view(), name="settle_scores"),
    path(FORMATION + "rankings/", scores.rankings, name="rankings"),
    path(FORMATION + "rankings/<slug:committee>/", scores.ranking, name="ranking"),
    path("sheets/<uuid:pk>/", scores.ledger, name="ledger"),
    # Objections and the joint meeting (Arts. 17, 19)
    path("sheets/<uuid:pk>/objection/", objections.FileObjection.as_view(), name="file_objection"),
    path("declarations/<uuid:pk>/seat-objection/", objections.ObjectToSeat.as_view(), name="object_to_seat"),
    path(
        "declarations/<uuid:pk>/late-admission/",
        objections.RequestLateAdmission.as_view(),
        name="request_late_admission",
    ),
    path("objections/<uuid:key>/admission/", joint.AdmitLateDeclaration.as_view(), name="admit_late_declaration"),
    path(FORMATION + "objections/", objections.objections, name="objections"),
    path(FORMATION + "joint-sitting/", joint.OpenJointSitting.as_view(), name="open_joint_sitting"),
    path("joint-sittings/<uuid:key>/closing/", joint.CloseJointSitting.as_view(), name="close_joint_sitting"),
    path("objections/<uuid:pk>/", objections.objection, name="objection"),
    path("objections/<uuid:key>/invitation/", joint.InviteObjector.as_view(), name="invite_objector"),
    path("objections/<uuid:key>/decision/", joint.DecideObjection.as_view(), name="decide_objection"),
    path("objections/<uuid:key>/seat-decision/", joint.DecideSeatObjection.as_view(), name="decide_seat_objection"),
]
