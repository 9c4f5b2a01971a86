"""Correcting a record: its columns as fields, the reason, and the document that the right value stands on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import FOREVER, write_day
from dangvu.kernel.policy import Actor
from dangvu.members.actions import correct_record
from dangvu.members.actions.checks import LEVELS
from dangvu.members.actions.correction import MemberRecord
from dangvu.members.forms.choices import choices
from dangvu.members.forms.places import CellField, cell_choices
from dangvu.members.life import RULES
from dangvu.members.models import Personal
from dangvu.ui.forms import BasisForm, DayField

_FIXED = frozenset(
    {"id", "member", "recorded_at", "superseded_at", "recorded_in", "superseded_in", "sort_key", "search_key"}
    | {"birth_ordinal", "kind"}
)
"""Columns that are not corrected here: whose record it is and of which kind, the bookkeeping, and what follows."""

_PERSON_IS_FROM_BIRTH = frozenset({"valid_from", "valid_to"})


class CorrectionForm(BasisForm):
    """A record as it should have been written, and why it was not."""

    reason = forms.CharField(label=gettext_lazy("Vì sao bản ghi cũ sai"), max_length=400)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    fields_of: ClassVar[Mapping[str, str]] = {
        "members.no-reason": "reason",
        "members.empty-spell": "valid_to",
        "records.empty-spell": "valid_to",
        "records.overlap": "valid_from",
        "members.no-such-cell": "organization",
        "members.not-a-cell": "organization",
    }

    def __init__(self, data: Any = None, *, record: MemberRecord, asked: Asked) -> None:
        initial = {column.attname: getattr(record, column.attname) for column in columns_of(record)}
        initial["valid_to"] = None if initial.get("valid_to") == FOREVER else initial.get("valid_to")
        super().__init__(data, initial=initial | {"reason": "", "seen": record.pk})
        self.record = record
        for column in columns_of(record):
            if not column.name.startswith("basis_"):
                self.fields[column.attname] = _field(record, column, asked)
        own = [name for name in self.fields if name != "reason" and not name.startswith("basis_")]
        basis = [name for name in self.fields if name.startswith("basis_")]
        self.order_fields([*own, "reason", *basis])

    @property
    def changes(self) -> dict[str, Any]:
        """The columns that the form has otherwise than the record."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("reason", "seen")}
        if "valid_to" in given:
            given["valid_to"] = given["valid_to"] or FOREVER
        return {name: value for name, value in given.items() if value != getattr(self.record, name)}

    def written(self, name: str) -> str:
        """What was typed into a field, in words."""
        value = self.cleaned_data[name]
        if isinstance(value, date):
            return write_day(value)
        offered = getattr(self.fields[name], "choices", ())
        labels = dict(pair for one in offered for pair in (one[1] if isinstance(one[1], list) else [one]))
        return str(labels.get(str(value), value or ""))

    def clean(self) -> dict[str, Any]:
        """Refuse a correction that changes nothing."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.changes:
            self.add_error(None, _("chưa có gì khác với bản ghi; hãy sửa mục bị sai trước khi ghi."))
        return data

    def carry_out(self, actor: Actor) -> None:
        """Record the correction. Raises ``Refusal`` as the act does."""
        correct_record(actor=actor, record=self.record, reason=self.cleaned_data["reason"], **self.changes)


def columns_of(record: MemberRecord) -> list[Any]:
    """The columns of a record that can be corrected."""
    left = _FIXED | _PERSON_IS_FROM_BIRTH if isinstance(record, Personal) else _FIXED
    return [column for column in record._meta.concrete_fields if column.name not in left]


def _field(record: MemberRecord, column: Any, asked: Asked) -> forms.Field:
    label, required = column.verbose_name, not column.blank and column.name != "valid_to"
    if column.name == "organization":
        field = CellField(label=label, required=not column.null)
        field.choices = _with_present(record, cell_choices(asked))
        return field
    if isinstance(column, models.DateField):
        return DayField(label=label, required=required)
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(label=label, required=False)
    rule = LEVELS.get(getattr(record, "kind", ""), "") if column.name == "level" else RULES.get(column.name, "")
    if rule:
        empty = None if required else _("chưa ghi")
        return forms.ChoiceField(label=label, required=required, choices=choices(rule, asked.on, empty=empty))
    return forms.CharField(label=label, required=required, max_length=column.max_length)


def _with_present(record: Any, offered: list[Any]) -> list[Any]:
    """The cells that may be chosen, and the one recorded, which need not stand any more."""
    if record.organization_id is None:
        return offered
    present = str(record.organization_id)
    listed = {key for _group, cells in offered[1:] for key, _name in cells}
    return offered if present in listed else [*offered, (present, _("chi bộ đang ghi"))]
