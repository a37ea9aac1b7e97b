"""Papers that come in at this office's own door, with the act that needs them (Art. 7 note 1)."""

from __future__ import annotations

from typing import Any

from django import forms

from majlis.forms import ActForm
from majlis.models import Document

HELP = "PDF، JPEG یا PNG، هر یک تا ۱۰ مگابایت و ۵۰ صفحه."
ACCEPT = "application/pdf,image/jpeg,image/png"


class ManyFiles(forms.ClearableFileInput):
    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Several files; each is checked by its content when it is kept."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("help_text", HELP)
        kwargs.setdefault("widget", ManyFiles(attrs={"accept": ACCEPT}))
        super().__init__(*args, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not files:
            super().clean(None, initial)
        return [super(PapersField, self).clean(each, initial) for each in files]


class PapersForm(ActForm):
    """An act that brings papers. The view keeps the files as soon as they come, in `kept`: whatever else is wrong with the
    leaf, nobody picks a file again. Of what was kept on an earlier press, `kept` comes back as keys."""

    KEPT = "kept"
    OWN_FIELDS = (*ActForm.OWN_FIELDS, "file")

    file = PapersField(label="برگه‌ها", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kept: list[Document] = []
        self.order_fields([*(name for name in self.fields if name != "file"), "file"])

    @property
    def papers(self) -> list[str]:
        """The keys of all papers that this leaf brings."""
        return [str(each.pk) for each in self.kept]

    def body(self) -> dict[str, Any]:
        return {**super().body(), "papers": self.papers}
