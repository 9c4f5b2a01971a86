"""The first start: no account yet, so whoever sits at the machine names the committee and becomes its first officer."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from datetime import date
from hmac import compare_digest
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dangvu.access.actions import grant_post, open_account
from dangvu.access.models import Account
from dangvu.access.posts import post_types
from dangvu.jobs.kinds import JobKind
from dangvu.jobs.queries import unfinished_job
from dangvu.kernel.basis import NO_BASIS
from dangvu.kernel.contracts import registered
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.organizations.actions import Details, Newborn, register_organizations
from dangvu.organizations.rules import kind_name, may_stand_under
from dangvu.regulations import codes
from dangvu.ui.answering import done
from dangvu.ui.asking import actor_of
from dangvu.ui.forms import DayField, LedgerForm

OPEN_BEFORE = frozenset({"setup", "setup_begin", "jobs:job", "jobs:result", "set_language", "set_theme"})
FIRST_POSTS = ("administrator", "organization_officer", "committee_secretary")
"""What the first account holds, as far as the committee's kind has it."""


class SetupMiddleware:
    """Leads everybody to the first page while there is no account; afterwards there always is one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the views do."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Who is signed in has an account, so that only strangers cost a look."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.is_authenticated or name in OPEN_BEFORE or Account.objects.exists():
            return None
        return HttpResponseRedirect(reverse("setup"))


class SetupForm(LedgerForm):
    """The committee, and its first account."""

    committee = forms.CharField(label=gettext_lazy("Tên đảng bộ"), max_length=200)
    code = forms.CharField(
        label=gettext_lazy("Mã đảng bộ"), max_length=20, help_text=gettext_lazy("Ngắn gọn, chẳng hạn DUK; không đổi.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Cấp"))
    since = DayField(
        label=gettext_lazy("Sổ sách bắt đầu từ ngày"),
        help_text=gettext_lazy("Việc trước ngày này không ghi vào sổ được."),
    )
    name = forms.CharField(label=gettext_lazy("Họ và tên của bạn"), max_length=120)
    login = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Chữ thường không dấu, số, dấu chấm, gạch nối."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"),
        help_text=gettext_lazy("Từ 10 ký tự; một câu dài dễ nhớ thì tốt hơn một từ khó."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Mật khẩu, gõ lại"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    fields_of: ClassVar[Mapping[str, str]] = {
        "access.bad-login": "login",
        "access.no-name": "name",
        "organizations.no-code": "code",
        "organizations.no-name": "committee",
    }

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        self.on = on
        super().__init__(*args, initial={"since": on.replace(month=1, day=1)}, **options)
        kinds = [(one, kind_name(one, on)) for one in first_kinds(on)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean_since(self) -> date:
        """The first day of the records, which is not to come."""
        since: date = self.cleaned_data["since"]
        if since > self.on:
            raise ValidationError(_("ngày này chưa đến; hãy ghi ngày hôm nay hoặc trước đó."))
        return since

    def clean(self) -> None:
        """Judge the password once everything that it must not repeat is known."""
        data = super().clean() or self.cleaned_data
        password, again = data.get("password", ""), data.get("again", "")
        if password:
            try:
                validate_password(password, Account(login=data.get("login", "")))
            except ValidationError as error:
                self.add_error("password", error)
        if password and again and password != again:
            self.add_error("again", _("hai lần gõ không giống nhau; hãy gõ lại."))


@login_not_required
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Name the committee and open the first account; 404 once there is one."""
    if Account.objects.exists():
        raise Http404
    if not may_set_up(request):
        return render(request, "home/setup_elsewhere.html", status=403)
    offers = first_jobs()
    if job := unfinished_job(offers):
        return redirect("jobs:job", job.pk)
    actor = Actor(_("người lập sổ"), actor_of(request).at, operator=True)
    form = SetupForm(request.POST or None, on=actor.day)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with form.refusals():
            found_office(
                actor=actor,
                committee=Details(code=data["code"], name=data["committee"], kind=data["kind"], parent=None),
                since=data["since"],
                name=data["name"],
                login=data["login"],
                password=data["password"],
            )
            return done(request, _("Đã lập sổ. Hãy đăng nhập."), reverse("account_login"))
    return render(request, "home/setup.html", {"form": form, "offers": offers}, status=form.status)


def found_office(*, actor: Actor, committee: Details, since: date, name: str, login: str, password: str) -> Account:
    """Enter the committee from ``since`` on, and open today the account that manages it; both or nothing.

    Raises ``Refusal`` when there is an account already, and for whatever the two acts refuse.
    """
    with transaction.atomic():
        if Account.objects.exists():
            raise Refusal.of("home.founded", _("sổ đã được lập; hãy đăng nhập."))
        newborn = Newborn(committee)
        register_organizations(actor=actor, day=since, basis=NO_BASIS, newborns=[newborn])
        account = open_account(actor=actor, day=actor.day, basis=NO_BASIS, login=login, name=name)
        account.set_password(password)
        account.save(update_fields=["password", "temporary_until"])
        types = post_types(actor.day)
        for post in (one for one in FIRST_POSTS if committee.kind in types[one].held_at):
            grant_post(
                actor=actor,
                day=actor.day,
                basis=NO_BASIS,
                account_id=account.pk,
                post=post,
                organization_id=newborn.id,
            )
    return account


def first_jobs() -> list[JobKind]:
    """The work that can be begun instead of making the first account."""
    return [kind for kind in registered(JobKind) if kind.first]


def first_kinds(on: date) -> list[str]:
    """The kinds of organisation that may stand at the head of the register and at which accounts are managed."""
    administered = post_types(on)["administrator"].held_at
    return [
        kind for kind in codes("organizations/kinds", on=on) if kind in administered and may_stand_under(kind, None, on)
    ]


def may_set_up(request: HttpRequest) -> bool:
    """Whether whoever asks sits at the machine, or knows the code that ``dangvu serve`` has written there.

    Behind a proxy everybody seems to sit at the machine, so that there the code is asked for.
    """
    known, given = settings.SETUP_CODE, request.GET.get("code", "")
    if known and compare_digest(known.encode(), given.encode()):
        return True
    proxied = settings.HTTPS or "HTTP_X_FORWARDED_FOR" in request.META
    return not proxied and ipaddress.ip_address(request.META["REMOTE_ADDR"]).is_loopback
