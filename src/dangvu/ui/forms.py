"""Forms of the ledger: labels above, errors under their own field, days as an office writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.basis import Basis
from dangvu.kernel.days import parse_day, write_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.vietnamese import read_number

UNPROCESSABLE = 422


class DayField(forms.Field):
    """A day, written ``14/10/2021`` or ``2021-10-14``."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "placeholder": _("ngày/tháng/năm"), "autocomplete": "off"})

    def to_python(self, value: Any) -> date | None:
        """The day that was written; ``None`` when nothing was."""
        if isinstance(value, date) or not value:
            return value or None
        try:
            return parse_day(str(value))
        except Refusal as refusal:
            raise ValidationError([finding.message for finding in refusal.findings]) from None

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field: a day the Vietnamese way, anything else as it was typed."""
        return write_day(value) if isinstance(value, date) else value


class NumberField(forms.Field):
    """A number, written the Vietnamese way: ``1.234,5``."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, max_digits: int, decimal_places: int, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(DecimalValidator(max_digits, decimal_places))

    def to_python(self, value: Any) -> Decimal | None:
        """The number that was written; ``None`` when nothing was."""
        if not value:
            return None
        try:
            return read_number(str(value))
        except Refusal as refusal:
            raise ValidationError([finding.message for finding in refusal.findings]) from None


class LedgerForm(forms.Form):
    """A form whose act may refuse: its findings stand at the fields that they are about.

    ``fields_of`` gives the field of a finding's code; findings of other codes stand above the form. A field's name in
    a finding's ``place`` counts as well.
    """

    required_css_class = "required"
    fields_of: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.use_required_attribute = False
        for name, field in self.fields.items():
            field.error_messages["required"] = _("chưa ghi; hãy điền vào đây.")
            if field.help_text:
                field.widget.attrs.setdefault("aria-describedby", f"help_{name}")

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Within it, a ``Refusal`` becomes errors of the form instead of going on."""
        try:
            yield
        except Refusal as refusal:
            for finding in refusal.findings:
                wanted = self.fields_of.get(finding.code, finding.place)
                field = wanted if wanted in self.fields else None
                self.add_error(field, str(finding) if field is None else finding.message)

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows the form."""
        return UNPROCESSABLE if self.is_bound and self.errors else 200


class BasisForm(LedgerForm):
    """A form of an act that rests on a document."""

    basis_symbol = forms.CharField(label=_("Số, ký hiệu văn bản"), max_length=60, required=False)
    basis_day = DayField(label=_("Ngày của văn bản"), required=False)
    basis_issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # First what is done, then the paper that it rests on.
        self.order_fields([name for name in self.fields if not name.startswith("basis_")])

    @property
    def basis(self) -> Basis:
        """The document of a form that was filled in well."""
        data = self.cleaned_data
        return Basis(data["basis_symbol"], data["basis_day"], data["basis_issuer"])
