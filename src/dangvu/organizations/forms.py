"""The forms of a single organisation: one that was there before anything was recorded, and one put right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import FOREVER
from dangvu.kernel.findings import Refusal
from dangvu.organizations.actions import Details
from dangvu.organizations.choosing import choose_organization
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.rules import kind_names, sector_names
from dangvu.organizations.sight import Sight
from dangvu.ui.forms import BasisForm, DayField, LedgerForm

PLACES = {
    "organizations.shared-code": "code",
    "organizations.unnamed": "name",
    "organizations.unknown-kind": "kind",
    "organizations.unknown-sector": "sector",
    "organizations.misplaced": "parent",
    "organizations.orphan": "parent",
    "organizations.cycle": "parent",
    "organizations.uncovered": "valid_from",
    "organizations.no-reason": "reason",
}
"""The field at which a finding of the acts stands."""


def within_records(day: date) -> None:
    """Refuse the ends of the calendar, before and after which nothing can be recorded."""
    if not date.min < day < FOREVER:
        raise ValidationError(_("ngày này nằm ngoài lịch của sổ; hãy ghi ngày khác."))


class UnitInput(forms.TextInput):
    """A field for the code or name of an organisation, with proposals while somebody types."""

    template_name = "organizations/unit_input.html"

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """What the template shows: the field and where the proposals come from."""
        context = super().get_context(name, value, dict(attrs or {}))
        context["widget"]["attrs"] |= {"list": f"units-{name}", "autocomplete": "off"}
        return context | {"proposals": f"units-{name}", "options_url": self.options_url}

    options_url = reverse_lazy("organizations:options")


class DetailsForm(LedgerForm):
    """What an organisation is called, what kind it is and where it stands."""

    fields_of: ClassVar[Mapping[str, str]] = PLACES

    name = forms.CharField(label=_("Tên"), max_length=250)
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=120, required=False)
    code = forms.CharField(label=_("Mã"), max_length=40)
    kind = forms.ChoiceField(label=_("Cấp"))
    parent = forms.CharField(
        label=_("Cấp trên trực tiếp"),
        required=False,
        widget=UnitInput,
        help_text=_("Mã hoặc tên; để trống nếu đứng đầu sổ sách."),
    )
    sector = forms.ChoiceField(label=_("Loại hình"), required=False)
    symbol = forms.CharField(label=_("Ký hiệu văn bản"), max_length=20, required=False)
    place = forms.CharField(label=_("Địa danh"), max_length=80, required=False)

    def __init__(self, *args: Any, asked: Asked, sight: Sight, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked, self.sight = asked, sight
        self.fields["kind"].choices = [("", ""), *kind_names(asked.on).items()]  # type: ignore[attr-defined]
        self.fields["sector"].choices = [("", "–"), *sector_names(asked.on).items()]  # type: ignore[attr-defined]

    def clean_parent(self) -> OrganizationRecord | None:
        """The organisation that was named; ``None`` for the top of the register."""
        text = self.cleaned_data["parent"]
        if not text:
            return None
        try:
            return choose_organization(text, sight=self.sight, as_of=self.asked.on)
        except Refusal as refusal:
            raise ValidationError([finding.message for finding in refusal.findings]) from None

    @property
    def values(self) -> dict[str, Any]:
        """The details of a form that was filled in well, as ``Details`` names them."""
        data, parent = self.cleaned_data, self.cleaned_data["parent"]
        texts = ("code", "name", "kind", "sector", "short_name", "symbol", "place")
        return {name: data[name] for name in texts} | {"parent": parent.organization_id if parent else None}


class RegistrationForm(DetailsForm, BasisForm):
    """An organisation that existed before anything was recorded of it."""

    day = DayField(label=_("Có từ ngày"), validators=[within_records])
    identity = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def details(self) -> Details:
        """The details of a form that was filled in well."""
        return Details(**self.values)


class CorrectionForm(DetailsForm):
    """What was wrongly written of an organisation; ``seen`` is the record that was on the page."""

    valid_from = DayField(label=_("Từ ngày"), validators=[within_records])
    reason = forms.CharField(label=_("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def shown(record: OrganizationRecord, parent: OrganizationRecord | None) -> dict[str, Any]:
        """What the form shows of a record."""
        names = ("code", "name", "kind", "sector", "short_name", "symbol", "place", "valid_from")
        shown = {name: getattr(record, name) for name in names}
        return shown | {"parent": parent.code if parent else "", "seen": record.pk}

    def changes(self, record: OrganizationRecord) -> dict[str, Any]:
        """What the form says otherwise than the record."""
        said = self.values | {"valid_from": self.cleaned_data["valid_from"]}
        columns = {"parent": "parent_id"}
        return {name: value for name, value in said.items() if value != getattr(record, columns.get(name, name))}
