"""Notices with their answers for everybody, and the acts that lead there (Art. 206; house procedure, Art. 40)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liaison.forms import publishing as forms
from liaison.queries.publishing import last_answer, page_of_notices
from liaison.views.acts import OnMatter
from liaison.views.work import paged


@login_not_required
@require_safe
def published_notices(request: HttpRequest) -> HttpResponse:
    """Notices that were published with their answers, the last first."""
    shown = page_of_notices(request.GET.get("after", ""))
    return render(request, "liaison/published_notices.html", paged(request, shown, {}))


class ClassifyNotice(OnMatter):
    word, form_class = "classify_notice", forms.ClassifyForm
    what = "تذکر طبقه‌بندی‌شده منتشر نمی‌شود؛ اگر منتشر شده باشد از همان درخواست بعدی در برگ همگانی نیست."

    def initial(self) -> dict[str, Any]:
        return {"classified": not self.subject.classified}


class PublishNotice(OnMatter):
    word, form_class = "publish_notice", forms.PublishForm
    what = "متن و پاسخ همان‌گونه که اینجا نوشته می‌شود برای همگان خواندنی است."

    def initial(self) -> dict[str, Any]:
        return {"text": self.subject.text, "answer": last_answer(self.subject)}
