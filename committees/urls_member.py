"""What a member sees and does."""

from django.urls import path

from committees.views import choices, filing, form, member

FORM = "formations/<slug:key>/form/"
RECORD = "terms/<int:key>/record/"
PAPER = "declarations/<uuid:key>/paper/"


def sections(prefix: str, name: str, kind: str) -> list:
    """The same pages of sections and items for a form and for a record."""
    more = {"kind": kind}
    return [
        path(f"{prefix}<slug:heading>/", form.section, more, name=f"{name}_section"),
        path(f"{prefix}<slug:heading>/new/", form.new_item, more, name=f"{name}_new_item"),
        path(f"{prefix}<slug:heading>/<slug:code>/", form.item, more, name=f"{name}_item"),
        path(f"{prefix}<slug:heading>/<slug:code>/remove/", form.remove_item, more, name=f"{name}_remove_item"),
    ]


urlpatterns: list = [
    path(FORM, member.form, name="form"),
    path(f"{FORM}identity/", member.identity, name="form_identity"),
    path(f"{FORM}choices/", choices.choices, name="form_choices"),
    path(f"{FORM}choices/demand/", choices.demand, name="form_demand"),
    *sections(FORM, "form", "declaration"),
    path("declarations/<uuid:pk>/submission/", filing.SubmitDeclaration.as_view(), name="submit_declaration"),
    path(
        "declarations/<uuid:pk>/late-submission/",
        filing.SubmitLateDeclaration.as_view(),
        name="submit_late_declaration",
    ),
    path("declarations/<uuid:pk>/receipt/", member.submitted, name="submitted"),
    path("submissions/<uuid:act>/receipt.pdf", member.receipt_pdf, name="receipt_pdf"),
    path("declarations/<uuid:pk>/further-choices/", filing.NameFurtherChoices.as_view(), name="name_further_choices"),
    path(RECORD, filing.DeclareRecord.as_view(), name="declare_record"),
    *sections(RECORD, "own_record", "record"),
    path("records/<slug:code>/", member.records_list, name="records"),
    path("members/records/<uuid:pk>/", member.record, name="record"),
]
