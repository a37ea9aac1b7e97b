"""The house's reference data, saved by acts (no article)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from majlis import (
    admin_register,  # noqa: F401 - the register's pages register themselves
    persian,
)
from majlis.accounts import invitation_path
from majlis.admin_acts import ActModelForm, ActPage, ReadPage, TrailPage
from majlis.jalali_admin import JalaliYearMonthFilter
from majlis.jalali_forms import JalaliDateField
from majlis.models import Body, Closure, Holiday, Membership, Person, Term, User
from majlis.register import log_reading
from majlis.views.house import ROLES

INVITATION = "invitation_shown"
REASON = {"label": "دلیل", "max_length": 500, "widget": forms.Textarea(attrs={"rows": 3})}


# Terms


class TermForm(ActModelForm):
    class Meta:
        model = Term
        fields = ("number", "opens_at", "ends_on", "demonstration")


@admin.register(Term)
class TermAdmin(ActPage):
    enters = "open_term"
    entry_form = TermForm
    fields = ("number", "opens_at", "ends_on", "demonstration")
    list_display = ("label", "opens_at", "ends_on", "demonstration", "roster")
    list_filter = (("opens_at", JalaliYearMonthFilter),)

    @admin.display(description="دوره", ordering="number")
    def label(self, term: Term) -> str:
        return term.label

    @admin.display(description="فهرست نمایندگان")
    def roster(self, term: Term) -> str:
        return format_html('<a href="{}">ورود فهرست</a>', reverse("import_roster", args=[term.number]))


# Persons


class PersonForm(ActModelForm):
    class Meta:
        model = Person
        fields = ("name", "constituency", "national_code")

    def clean_national_code(self) -> str:
        code = persian.ascii_digits(self.cleaned_data["national_code"]).strip()
        if code and not persian.national_code_ok(code):
            raise forms.ValidationError("کد ملی ده رقم است و رقم آخر آن باید با دیگر رقم‌ها بخواند.")
        return code


class NewPersonForm(PersonForm):
    class Meta(PersonForm.Meta):
        fields = (*PersonForm.Meta.fields, "source")


@admin.register(Person)
class PersonAdmin(ActPage):
    enters, alters = "register_person", "correct_person"
    entry_form, change_form = NewPersonForm, PersonForm
    fields = ("name", "constituency", "national_code", "source", "source_id", "next_acts")
    list_display = ("name", "constituency", "source", "source_id")
    search_fields = ("name_folded",)
    search_help_text = "بخشی از نام، با هر املایی از ی، ک و نیم‌فاصله"

    @admin.display(description="برای این شخص")
    def next_acts(self, person: Person) -> str:
        appoint, invite = reverse("admin:majlis_membership_add"), reverse("admin:majlis_user_add")
        return format_html(
            '<a href="{0}?person={2}">گماردن به سمت</a> · <a href="{1}?person={2}">ساختن حساب</a> · <a href="{3}">تعیین جانشین</a>',
            appoint,
            invite,
            person.pk,
            reverse("appoint_substitute", args=[person.pk]),
        )


# Bodies


class BodyNameForm(ActModelForm):
    """A body's title with its first day. The code that lasts stands apart from it."""

    from_day = JalaliDateField(label="از روز")
    source = forms.CharField(label="منبع", max_length=200, required=False)

    class Meta:
        model = Body
        fields = ("title",)


class NewBodyForm(BodyNameForm):
    class Meta(BodyNameForm.Meta):
        fields = ("kind", "code", "title", "order")
        help_texts = {
            "kind": "به حروف لاتین، مانند ministry برای وزارتخانه. نهادهای شناختهٔ قانون را «راه‌اندازی خانه» یک‌جا ثبت می‌کند.",
            "code": "به حروف لاتین و برای همیشه، مانند ministry-health.",
        }


@admin.register(Body)
class BodyAdmin(ActPage):
    enters, alters = "establish_body", "rename_body"
    entry_form, change_form = NewBodyForm, BodyNameForm
    fields = ("kind", "code", "order", "title", "titles_kept")
    list_display = ("title", "kind", "code", "order")
    list_filter = ("kind",)

    @admin.display(description="عنوان‌ها، از تازه به کهنه")
    def titles_kept(self, organ: Body) -> str:
        rows = ((each.title, persian.jalali(each.from_day), each.source) for each in organ.titles.all())  # type: ignore[attr-defined]
        return format_html_join("", "<p>{}، از {} <span class='help'>{}</span></p>", rows)


# Offices

KINDS = {
    "house": "خانه", "presiding_board": "هیأت رئیسه", "laws_deputy": "معاونت قوانین", "liaison_office": "دفتر امور مجلس",
    "ministry": "وزارتخانه", "branch": "شعبه", "conduct_board": "هیأت نظارت", "appeal_board": "هیأت تجدیدنظر",
    "conduct_archive": "کلیدداران بایگانی", "chamber": "مجلس", "committee": "کمیسیون",
}  # fmt: skip


class OfficeFilter(admin.SimpleListFilter):
    """Offices by the names that they have in the house."""

    title = "سمت"
    parameter_name = "office"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(ROLES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        kind, _, role = (self.value() or "").partition(".")
        return queryset.filter(body__kind=kind, role=role) if self.value() in ROLES else queryset


class EndForm(ActModelForm):
    reason = forms.CharField(**REASON)

    class Meta:
        model = Membership
        fields = ("to_day",)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "to_day" in self.fields:
            self.fields["to_day"].required = True


def _offices() -> list[Any]:
    """Every office under the first office of its kind of body, so that a list of fifty is found through at a glance."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, title in ROLES.items():
        groups.setdefault(name.partition(".")[0], []).append((name, title))
    return [("", "برگزینید"), *((KINDS.get(kind, kind), rows) for kind, rows in groups.items())]


class AppointForm(ActModelForm):
    class Meta:
        model = Membership
        fields = ("person", "body", "role", "from_day", "to_day", "term", "constituency", "source")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            self.fields["role"] = forms.ChoiceField(label="سمت", choices=_offices())

    def clean(self) -> dict[str, Any]:
        """An office is named with the kind of its body; the two must be one."""
        cleaned = super().clean()
        kind, _, role = cleaned.get("role", "").partition(".")
        body = cleaned.get("body")
        if role and body is not None and body.kind != kind:
            self.add_error("role", "این سمت در نهادی که برگزیدید نیست.")
        cleaned["role"] = role
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """The same office twice is refused by the act, in the law's words and not in the database's."""
        return {*super()._get_validation_exclusions(), "person"}


@admin.register(Membership)
class MembershipAdmin(ActPage):
    enters, alters = "appoint", "end_membership"
    entry_form, change_form = AppointForm, EndForm
    searched = ("person",)
    fields = ("person", "body", "role", "from_day", "to_day", "term", "constituency", "source")
    list_display = ("person", "office", "body", "from_day", "to_day", "term")
    list_select_related = ("person", "body", "term")
    list_filter = (
        ("from_day", JalaliYearMonthFilter),
        OfficeFilter,
        ("term", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("person__name_folded",)

    @admin.display(description="سمت", ordering="role")
    def office(self, held: Membership) -> str:
        return ROLES.get(f"{held.body.kind}.{held.role}", held.role)


# Accounts


class InviteForm(ActModelForm):
    class Meta:
        model = User
        fields = ("username", "person")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "person" in self.fields:
            self.fields["person"].required = True

    def clean_username(self) -> str:
        """What is typed at the sign-in looks like one name alone: no letter of two alphabets, no sign of another script."""
        name = self.cleaned_data["username"]
        if not name.isascii():
            raise forms.ValidationError("نام ورود تنها حرف و رقم لاتین دارد.")
        return name


class CloseForm(ActModelForm):
    reason = forms.CharField(**REASON)

    class Meta:
        model = User
        fields = ()


@admin.register(User)
class UserAdmin(ActPage):
    """An account is opened by an invitation and closed for good; nobody here sets or sees a password."""

    enters, alters = "invite_user", "disable_user"
    entry_form, change_form = InviteForm, CloseForm
    searched = ("person",)
    fields = ("username", "person", "is_active", "last_login")
    list_display = ("username", "person", "is_active", "last_login")
    list_select_related = ("person",)
    list_filter = ("is_active", ("last_login", JalaliYearMonthFilter))
    search_fields = ("username", "person__name_folded")
    ordering = ("username",)
    change_form_template = "admin/account_form.html"

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_active)  # type: ignore[attr-defined]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        return ReadPage.history_view(self, request, object_id, extra_context)

    def get_urls(self) -> list:
        address = path(
            "<int:key>/invitation/", self.admin_site.admin_view(self.invite_again), name="majlis_user_invitation"
        )
        return [address, *super().get_urls()]

    def after(self, request: HttpRequest, act: Any) -> str:
        """From an invitation to the page that shows its address, once."""
        if act.verb != self.enters:
            return super().after(request, act)
        key = int(act.subject.rpartition(":")[2])
        request.session[INVITATION] = key
        return reverse("admin:majlis_user_change", args=[key])

    def invite_again(self, request: HttpRequest, key: int) -> HttpResponse:
        """A lost invitation is shown anew; the reading is noted."""
        user = self.get_object(request, str(key))
        if request.method != "POST" or user is None or not _awaited(user):
            raise Http404
        request.session[INVITATION] = user.pk
        return HttpResponseRedirect(reverse("admin:majlis_user_change", args=[user.pk]))

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        user = context.get("original")
        if user is not None and _awaited(user):
            context["awaited"] = True
            if request.method == "GET" and request.session.get(INVITATION) == user.pk:
                del request.session[INVITATION]
                log_reading(request.viewer.person, user, "invitation", request.at)  # type: ignore[attr-defined]
                context["invitation"] = request.build_absolute_uri(invitation_path(user))
        return super().render_change_form(request, context, *args, **kwargs)


def _awaited(user: User) -> bool:
    return user.is_active and not user.has_usable_password()


# The calendar


class HolidayForm(ActModelForm):
    class Meta:
        model = Holiday
        fields = ("day", "title", "kind", "source", "certainty")


@admin.register(Holiday)
class HolidayAdmin(ActPage):
    enters, alters = "declare_holiday", "correct_holiday"
    entry_form = change_form = HolidayForm
    list_display = ("title", "day", "weekday", "kind", "certainty", "source")
    list_filter = (("day", JalaliYearMonthFilter), "kind")

    @admin.display(description="روز هفته")
    def weekday(self, holiday: Holiday) -> str:
        return persian.weekday_name(holiday.day)


@admin.register(Closure)
class ClosureAdmin(TrailPage):
    fields = ("from_day", "to_day", "scope", "decree")
    list_display = ("scope", "from_day", "to_day", "decree")
    list_filter = (("from_day", JalaliYearMonthFilter),)
