"""The forms of accounts, posts and programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dangvu.access.clients import ClientRight
from dangvu.access.posts import Place
from dangvu.kernel.contracts import Area, registered
from dangvu.kernel.days import FOREVER
from dangvu.kernel.policy import Permission, Verb
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import find_organization
from dangvu.regulations import codes, label
from dangvu.ui.forms import BasisForm, DayField, LedgerForm

SCOPE = _("Mã tổ chức đảng")
BASIS_LAST = ("day", "basis_symbol", "basis_day", "basis_issuer")


class ReasonForm(LedgerForm):
    """Why something is done that rests on no document."""

    reason = forms.CharField(label=_("Lý do"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    fields_of: ClassVar[Mapping[str, str]] = {"access.no-reason": "reason"}


class DatedForm(BasisForm):
    """From which day something holds, or no longer does, and by which decision."""

    day = DayField(label=_("Từ ngày"))

    field_order: Sequence[str] = BASIS_LAST


class AccountForm(DatedForm):
    """An account to be opened."""

    login = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_("Chữ thường không dấu, số, dấu chấm, gạch nối; giữ nguyên về sau."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    member = forms.UUIDField(widget=forms.HiddenInput, required=False)

    field_order = ("login", "name", *BASIS_LAST)
    fields_of: ClassVar[Mapping[str, str]] = {
        "access.bad-login": "login",
        "access.taken-login": "login",
        "access.no-name": "name",
    }


class OrganizationForm(LedgerForm):
    """A form that names an organisation by its code, as of ``on``."""

    scope = forms.CharField(label=SCOPE, max_length=60)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        self.on = on
        super().__init__(*args, **options)

    @property
    def organization(self) -> OrganizationRecord:
        """The organisation that was named; raises ``Refusal`` for a code of none."""
        return find_organization(self.cleaned_data["scope"].strip(), as_of=self.on)


class GrantForm(DatedForm, OrganizationForm):
    """A post to be given."""

    post = forms.ChoiceField(label=_("Vị trí công tác"))
    until = DayField(label=_("Đến trước ngày"), required=False, help_text=_("Bỏ trống khi chưa định ngày kết thúc."))

    field_order = ("post", "scope", "day", "until", *BASIS_LAST[1:])
    fields_of: ClassVar[Mapping[str, str]] = {
        "access.unknown-post": "post",
        "access.wrong-kind": "post",
        "access.beyond-reach": "post",
        "access.no-member": "post",
        "access.no-organization": "scope",
        "organizations.unknown-organization": "scope",
        "access.ending-organization": "until",
        "access.closed-account": "day",
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(code, label("access/posts", code, on=self.on)) for code in codes("access/posts", on=self.on)]
        self.fields["post"].choices = choices  # type: ignore[attr-defined]

    @property
    def end(self) -> date:
        """The day before which the post ends."""
        return self.cleaned_data["until"] or FOREVER


class ClientForm(DatedForm, OrganizationForm):
    """A program to be let in."""

    name = forms.CharField(label=_("Tên ứng dụng"), max_length=120)
    place = forms.ChoiceField(label=_("Phạm vi"))
    read = forms.MultipleChoiceField(label=_("Được xem"), required=False, widget=forms.CheckboxSelectMultiple)
    change = forms.MultipleChoiceField(label=_("Được xem và sửa"), required=False, widget=forms.CheckboxSelectMultiple)

    field_order = ("name", "scope", "place", "read", "change", *BASIS_LAST)
    fields_of: ClassVar[Mapping[str, str]] = {
        "access.no-name": "name",
        "access.no-right": "read",
        "access.beyond-reach": "read",
        "organizations.unknown-organization": "scope",
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        places = [place for place in Place if place is not Place.OWN_FILE]
        areas = [(area.code, area.label) for area in registered(Area)]
        self.fields["place"].choices = [(str(one), label("access/places", one, on=self.on)) for one in places]  # type: ignore[attr-defined]
        for name in Verb:
            self.fields[name].choices = areas  # type: ignore[attr-defined]

    def rights(self) -> list[ClientRight]:
        """What was asked for; raises ``Refusal`` for a code of no organisation."""
        organization, place = self.organization.organization_id, Place(self.cleaned_data["place"])
        return [
            ClientRight(Permission(area, verb), place, organization)
            for verb in Verb
            for area in self.cleaned_data[verb]
        ]
