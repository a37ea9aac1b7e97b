"""What the acts of classifying and publishing a notice ask for."""

from __future__ import annotations

from django import forms

from liaison.forms.acts import NOTE, TEXT
from majlis.forms import ActForm


class ClassifyForm(ActForm):
    classified = forms.BooleanField(label="این تذکر طبقه‌بندی دارد", required=False)
    reason = forms.CharField(label="دلیل", max_length=500, widget=NOTE)


class PublishForm(ActForm):
    """The words for everybody."""

    text = forms.CharField(label="متن تذکر", max_length=20000, required=False, widget=TEXT)
    answer = forms.CharField(label="متن پاسخ", max_length=20000, widget=TEXT)
