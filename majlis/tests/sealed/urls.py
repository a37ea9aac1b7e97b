"""The toy realm's addresses."""

from django.urls import path

from majlis.tests.sealed import views

app_name = "sealed"
urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:key>/", views.secret, name="secret"),
    path("<uuid:key>/note/", views.NoteSecret.as_view(), name="note_secret"),
    path("<uuid:key>/closing/", views.CloseSecret.as_view(), name="close_secret"),
]
