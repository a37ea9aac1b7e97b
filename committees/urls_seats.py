"""The lot, the seats, the roster and its proof."""

from django.urls import path

from committees.views import changes, lot, public, seats, what_if, why

FORMATION = "formations/<slug:code>/"
ROSTER = "rosters/<slug:code>/"

urlpatterns = [
    # The lot (Art. 18)
    path(FORMATION + "lots/new/", lot.AnnounceLot.as_view(), name="announce_lot"),
    path(FORMATION + "lots/share/", lot.share, name="share"),
    path("lots/<uuid:pk>/", lot.lot, name="lot"),
    path("lots/<uuid:key>/dice/", lot.RecordDice.as_view(), name="record_dice"),
    path("lots/<uuid:key>/shares/", lot.OpenShares.as_view(), name="open_shares"),
    path("lots/<uuid:key>/voiding/", lot.VoidLot.as_view(), name="void_lot"),
    path("lots/<uuid:pk>/readings/", lot.readings, name="readings"),
    path("lots/<uuid:pk>/what-if/", what_if.what_if, name="what_if"),
    path(FORMATION + "what-if/", what_if.studio, name="studio"),
    # The seats (Arts. 16-18, 23)
    path("formations/<uuid:key>/seats/", seats.SeatMembers.as_view(), name="seat_members"),
    path("formations/<uuid:key>/seats/left-over/", seats.PlaceLeftOver.as_view(), name="place_left_over"),
    path("formations/<uuid:key>/roster/", seats.FinaliseRoster.as_view(), name="finalise_roster"),
    path("formations/<uuid:key>/proof/", seats.OpenProof.as_view(), name="open_proof"),
    path("declarations/<uuid:pk>/why/", why.why, name="why"),
    # After the roster (Arts. 21, 38, 62)
    path("seats/<uuid:pk>/", public.seat, name="seat"),
    path("seats/<uuid:key>/move/", changes.MoveMember.as_view(), name="move_member"),
    path("seats/<uuid:key>/end/", changes.EndSeat.as_view(), name="end_seat"),
    path("formations/<uuid:key>/minimum/", changes.LowerMinimum.as_view(), name="lower_minimum"),
    path("terms/<uuid:pk>/by-election/", changes.OpenByElection.as_view(), name="open_by_election"),
    # What everyone may read
    path("rosters/", public.public, name="public"),
    path("rosters/verify.py", public.verifier, name="verifier"),
    path(ROSTER, public.roster, name="roster"),
    path(ROSTER + "on/", public.roster_on, name="roster_on"),
    path(ROSTER + "on/roster.json", public.roster_on_json, name="roster_on_json"),
    path(ROSTER + "roster.csv", public.roster_csv, name="roster_csv"),
    path(ROSTER + "roster.json", public.roster_json, name="roster_json"),
    path(ROSTER + "popolo.json", public.roster_popolo, name="roster_popolo"),
    path(ROSTER + "roster.pdf", public.roster_pdf, name="roster_pdf"),
    path(ROSTER + "roster.xlsx", public.roster_xlsx, name="roster_xlsx"),
    path(ROSTER + "proof/", public.proof, name="proof"),
    path(ROSTER + "proof.zip", public.proof_zip, name="proof_zip"),
    path(ROSTER + "proof/<path:path>", public.proof_file, name="proof_file"),
]
