"""Every address. What is not named here, and what is not visible, is answered alike."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from majlis.views import (
    alerts,
    branches,
    cartable,
    closures,
    enacted,
    errors,
    feed,
    heads,
    letters,
    pages,
    printed,
    receipts,
    search,
    second_factors,
    substitutes,
    uploads,
)
from majlis.views import exports as taking
from majlis.views import jobs as long_jobs
from majlis.views.checks import house_checks
from majlis.views.explain import explain
from majlis.views.first_steps import set_up
from majlis.views.health import healthz
from majlis.views.invitation import invitation
from majlis.views.rehearsal import rehearsal
from majlis.views.roster import ImportRoster


class Token:
    """Thirty-two hex letters by chance."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Token, "token")

urlpatterns = [
    path("", cartable.home, name="home"),
    path("filters/", cartable.save_filter, name="save_filter"),
    path("explain/", explain, name="explain"),
    path("law/<slug:code>/", pages.law, name="law"),
    path("rehearsal/", rehearsal, name="rehearsal"),
    path("checks/", house_checks, name="checks"),
    path("set-up/", set_up, name="set_up"),
    path("healthz", healthz, name="healthz"),
    path("receipts/<uuid:key>/", receipts.receipt, name="receipt"),
    path("receipts/<uuid:key>/receipt.json", receipts.receipt_json, name="receipt_json"),
    path("jobs/", long_jobs.all_jobs, name="jobs"),
    path("jobs/export/", taking.start_export, name="start_export"),
    path("jobs/<uuid:pk>/", long_jobs.job, name="job"),
    path("jobs/<uuid:pk>/again/", long_jobs.job_again, name="job_again"),
    path("jobs/<uuid:pk>/file/", long_jobs.job_file, name="job_file"),
    path("search/", search.search, name="search"),
    path("members/<uuid:pk>/", search.member, name="member"),
    path("documents/", uploads.upload, name="upload"),
    path("documents/<uuid:key>/", pages.document, name="document"),
    path("documents/<uuid:key>/detach/", uploads.detach, name="detach"),
    path("documents/<uuid:key>/pages/<int:number>.png", pages.document_page, name="document_page"),
    path("accounts/invitation/<slug:uid>/<slug:token>/", invitation, name="invitation"),
    path("terms/<uuid:pk>/branches/", branches.AssignBranches.as_view(), name="assign_branches"),
    path("closures/", closures.all_closures, name="closures"),
    path("closures/<uuid:pk>/", closures.DeclareClosure.as_view(), name="declare_closure"),
    path("closures/<uuid:pk>/revocation/", closures.RevokeClosure.as_view(), name="revoke_closure"),
    path("figures/", enacted.all_figures, name="figures"),
    path("figures/<uuid:pk>/", enacted.EnactFigure.as_view(), name="enact_figure"),
    path("heads/", heads.published, name="heads"),
    path("heads/receipt.py", receipts.receipt_checker_file, name="receipt_checker_file"),
    path("calendar/<str:token>.ics", feed.calendar_feed, name="calendar_feed"),
    path("accounts/calendar/", feed.own_feed, name="own_feed"),
    path("printed/", printed.printed, name="printed"),
    path("letters/", letters.all_letters, name="letters"),
    path("letters/<token:token>/", letters.letter_proof, name="letter_proof"),
    path("letters/<uuid:pk>/", letters.letter, name="letter"),
    path("letters/<uuid:pk>/wording/", letters.ReviseLetter.as_view(), name="revise_letter"),
    path("letters/<uuid:pk>/signature/", letters.SignLetter.as_view(), name="sign_letter"),
    path("letters/<uuid:pk>/voiding/", letters.VoidLetter.as_view(), name="void_letter"),
    path("letters/<slug:realm>/<slug:word>/<uuid:key>/", letters.DraftLetter.as_view(), name="draft_letter"),
    path("accounts/<int:pk>/second-factor/", second_factors.ReopenSecondFactor.as_view(), name="reopen_second_factor"),
    path("accounts/second-factor/<uuid:act>/", second_factors.reopened, name="reopened"),
    path("accounts/second-factor/<uuid:act>/<slug:token>/", second_factors.new_factor, name="new_factor"),
    path("accounts/alerts/", alerts.own_alerts, name="alerts"),
    path("accounts/alerts/letter/", alerts.own_digest, name="own_digest"),
    path("accounts/substitutes/", substitutes.own_substitutes, name="substitutes"),
    path("substitutes/<uuid:person>/", substitutes.AppointSubstitute.as_view(), name="appoint_substitute"),
    path("substitutes/<uuid:pk>/end/", substitutes.EndSubstitution.as_view(), name="end_substitution"),
    path("accounts/", include("majlis.account_urls")),
    path("terms/<int:number>/roster/", ImportRoster.as_view(), name="import_roster"),
    path("committees/", include("committees.urls")),
    path("liaison/", include("liaison.urls")),
    path("conduct/", include("conduct.urls")),
    path("admin/", admin.site.urls),
    re_path(r"^(?P<path>.*)$", errors.anything_else),
]

handler400 = "majlis.views.errors.bad_request"
handler403 = "majlis.views.errors.forbidden"
handler404 = "majlis.views.errors.not_found"
handler500 = "majlis.views.errors.server_error"
