"""What is asked for when a report is issued."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.days import parse_moment
from dangvu.kernel.findings import Refusal
from dangvu.ui.forms import BasisForm, DayField


class IssueForm(BasisForm):
    """The date of the document, what it is issued on, and the moment up to which its figures are known."""

    fields_of: ClassVar = {"reports.dated-early": "dated", "reports.no-term": "dated"}

    dated = DayField(label=_("Ngày của văn bản"))
    known_at = forms.CharField(widget=forms.HiddenInput, max_length=40)

    field_order = ("dated", "basis_symbol", "basis_day", "basis_issuer", "known_at")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["basis_symbol"].label = _("Căn cứ: số, ký hiệu")
        self.fields["basis_day"].label = _("Căn cứ: ngày")
        self.fields["basis_issuer"].label = _("Căn cứ: cơ quan ban hành")

    def clean_known_at(self) -> datetime:
        """The moment that the page wrote into the form."""
        try:
            return parse_moment(self.cleaned_data["known_at"])
        except Refusal as refusal:
            raise forms.ValidationError([finding.message for finding in refusal.findings]) from None
