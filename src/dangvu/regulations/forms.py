"""Forms in which an office says what a rule is: a field for each part of the value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangvu.regulations.fitting import LONGEST, ROOT, is_number, way
from dangvu.regulations.models import PlainEncoder
from dangvu.regulations.reading import CODE_LIST, LANGUAGES, Rule, plain
from dangvu.regulations.showing import called, coded, leaves, write
from dangvu.ui.forms import BasisForm, DayField, LedgerForm

NEW_CODES = 3
"""Codes that can be added to a list at a time."""

_NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d{1,4}))?", re.ASCII)


class NumberField(forms.CharField):
    """A number that is not negative, with a comma or a point before its fraction."""

    def to_python(self, value: Any) -> int | Decimal | None:  # type: ignore[override]
        """The number that was written; ``None`` when nothing was."""
        text = super().to_python(value)
        if not text:
            return None
        found = _NUMBER.fullmatch(text)
        if found is None:
            raise ValidationError(_("phải là một số, như 12 hoặc 2,5."))
        whole, fraction = found.groups()
        return Decimal(f"{whole}.{fraction}") if fraction else int(whole)


class ListField(forms.CharField):
    """Words with commas between them."""

    def to_python(self, value: Any) -> Any:
        """The words that were written."""
        return [word.strip() for word in str(super().to_python(value)).split(",") if word.strip()]


class NumbersField(ListField):
    """Numbers with commas between them."""

    def to_python(self, value: Any) -> Any:
        """The numbers that were written."""
        return [NumberField().to_python(word) for word in super().to_python(value)]


class RuleForm(BasisForm):
    """What a rule is from a day on, and the document that says so.

    ``confirmed`` tells that the difference was shown: the digest of what was shown.
    """

    fields_of: ClassVar = {
        "regulations.no-source": "basis_symbol",
        "regulations.younger-source": "basis_day",
        "regulations.before-first-value": "day",
    }

    day = DayField(label=_("Có hiệu lực từ ngày"))
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rule: Rule, value: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rule, self.like = rule, value
        for place, field in _fields(rule, value, on):
            field.error_messages["required"] = self.fields["day"].error_messages["required"]
            self.fields[place] = field
        self.order_fields(["day", *(name for name in self.fields if name.startswith(ROOT))])

    @property
    def value(self) -> Any:
        """The value that a form filled in well says."""
        if self.rule.unit == CODE_LIST:
            return [*self._renamed(), *self._added()]
        return _put_together(self.like, self.cleaned_data, ROOT)

    @property
    def digest(self) -> str:
        """What stands for day, value and source of a form filled in well."""
        said = [self.cleaned_data["day"].isoformat(), plain(self.value), str(self.basis), self.cleaned_data["note"]]
        return sha256(json.dumps(said, cls=PlainEncoder, sort_keys=True).encode()).hexdigest()

    def _renamed(self) -> Iterator[dict[str, Any]]:
        for index, item in enumerate(self.like):
            yield {**item, **{key: self.cleaned_data[way(ROOT, index, key)] for key in LANGUAGES}}

    def _added(self) -> Iterator[dict[str, Any]]:
        for index in range(len(self.like), len(self.like) + NEW_CODES):
            keys = {name.rpartition(".")[2]: name for name in self.fields if name.startswith(f"{way(ROOT, index)}.")}
            said = {key: self.cleaned_data[name] for key, name in keys.items()}
            if any(value not in (None, "") for value in said.values()):
                yield said


class WithdrawForm(LedgerForm):
    """Why an office's own value of a rule no longer counts."""

    fields_of: ClassVar = {"regulations.no-reason": "reason"}

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


def _fields(rule: Rule, value: Any, on: date) -> Iterator[tuple[str, forms.Field]]:
    if rule.unit == CODE_LIST:
        yield from _code_fields(value, on)
        return
    choices = coded(rule, value, on)
    for steps, leaf in leaves(value):
        yield way(ROOT, *steps), _field(leaf, called(steps, on) or str(_("Giá trị")), choices)


def _field(leaf: Any, label: str, choices: list[tuple[str, str]]) -> forms.Field:
    if choices and isinstance(leaf, tuple):
        many = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(label=label, initial=list(leaf), choices=choices, widget=many)
    if choices:
        return forms.ChoiceField(label=label, initial=leaf, choices=choices)
    if isinstance(leaf, bool):
        return forms.BooleanField(label=label, initial=leaf, required=False)
    if is_number(leaf):
        return NumberField(label=label, initial=write(leaf), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    if isinstance(leaf, tuple):
        kind = NumbersField if all(is_number(item) for item in leaf) else ListField
        return kind(label=label, initial=write(leaf), max_length=LONGEST)
    return forms.CharField(label=label, initial=leaf, max_length=LONGEST, strip=False)


def _code_fields(value: Any, on: date) -> Iterator[tuple[str, forms.Field]]:
    for index, item in enumerate(value):
        for key in LANGUAGES:
            label = f"{item['code']}, {called((key,), on)}"
            yield way(ROOT, index, key), forms.CharField(label=label, initial=item[key], max_length=LONGEST)
    needed = [key for key in value[0] if all(key in item for item in value)]
    if any(not isinstance(value[0][key], str | int | Decimal) for key in needed):
        return
    for index in range(len(value), len(value) + NEW_CODES):
        for key in needed:
            label = str(_("Mã mới")) + f", {called((key,), on)}"
            kind = NumberField if is_number(value[0][key]) else forms.CharField
            yield way(ROOT, index, key), kind(label=label, max_length=LONGEST, required=False)


def _put_together(like: Any, said: dict[str, Any], place: str) -> Any:
    """A value of the shape of ``like`` from what the fields say."""
    if place in said:
        return said[place]
    if hasattr(like, "items"):
        return {key: _put_together(item, said, way(place, key)) for key, item in like.items()}
    return [_put_together(item, said, way(place, index)) for index, item in enumerate(like)]
