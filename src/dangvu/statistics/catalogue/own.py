"""Indicators that an office defines for itself: read like those of the files, mistakes named by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from dangvu.audit.remembering import recall, tables_of
from dangvu.kernel.findings import Refusal
from dangvu.kernel.sources import Entry, parse_source
from dangvu.statistics.catalogue.facts import Fact
from dangvu.statistics.catalogue.indicators import Indicator, check_ratio, read_indicator
from dangvu.statistics.catalogue.words import Words
from dangvu.statistics.models import OwnIndicator

ROOM = "own"
_ID = re.compile(rf"{ROOM}\.[a-z][a-z0-9_]*")

_FIELDS = {"id": "code", "where": "condition", "ratio_of": "part", "ratio_base": "base"}
"""The fields of the model whose keys in a file are called otherwise; parts of a text have the name of its language."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An indicator as somebody writes it: the keys of an entry of an indicator file, empty where it says nothing.

    ``part`` and ``base`` are the two sides of a ratio. English words that are empty are the Vietnamese ones.
    """

    id: str
    label: Words
    definition: Words
    unit: Words
    rule: str
    fact: str = ""
    measure: str = ""
    of: str = ""
    where: str = ""
    part: str = ""
    base: str = ""
    decimals: int | None = None

    def record(self) -> OwnIndicator:
        """The draft as a record that is not written yet."""
        plain = {name: getattr(self, name) for name in ("rule", "fact", "measure", "of", "part", "base", "decimals")}
        words = {f"{name}_vi": each.vi for name, each in self._words.items()}
        words |= {f"{name}_en": each.en for name, each in self._words.items()}
        return OwnIndicator(code=self.id, condition=self.where, **plain, **words)

    @property
    def _words(self) -> dict[str, Words]:
        return {"label": self.label, "definition": self.definition, "unit": self.unit}

    def values(self) -> dict[str, object]:
        """The keys and values of an entry of an indicator file."""
        ratio = {"of": self.part, "base": self.base}
        given: dict[str, object] = {
            "id": self.id,
            **{name: _given({"vi": each.vi, "en": each.en or each.vi}) for name, each in self._words.items()},
            **{name: getattr(self, name) for name in ("rule", "fact", "measure", "of", "where")},
            "ratio": _given(ratio) if any(ratio.values()) else "",
            "decimals": "" if self.decimals is None else self.decimals,
        }
        return _given(given)


def drafts(known_at: datetime | None = None) -> tuple[Draft, ...]:
    """The office's own indicators believed at a moment, in the order in which they were defined; one query."""

    def believed() -> tuple[Draft, ...]:
        return tuple(_draft(record) for record in OwnIndicator.objects.believed(known_at).order_by("id"))

    return recall(("own indicators",), believed, of=tables_of(OwnIndicator), known_at=known_at)


def read_own(
    draft: Draft,
    facts: Mapping[str, Fact],
    indicators: Mapping[str, Indicator],
    known_codes: Callable[[str], frozenset[str]],
) -> Indicator:
    """Read a draft beside the indicators that there are; raise ``Refusal`` naming the field of the first mistake."""
    source = parse_source(yaml.safe_dump(draft.values(), allow_unicode=True), Path(ROOM))
    entry = _Form(source.path, source.line, source.key, source.values)
    name = entry.text("id")
    if not _ID.fullmatch(name):
        raise entry.refuse("id", _("phải viết như own.so_nguoi: own, dấu chấm, rồi chữ thường không dấu, số, dấu _."))
    if name in indicators:
        raise entry.refuse("id", _("chỉ tiêu “%(id)s” đã có; hãy đặt mã khác.") % {"id": name})
    indicator = read_indicator(entry, ROOM, facts, known_codes)
    check_ratio(entry, indicators)
    return indicator


@dataclass(frozen=True)
class _Form(Entry):
    """An entry that somebody typed into fields: a mistake is that of a field, not of a line."""

    within: str = ""

    def entry(self, key: str) -> Entry:
        """The fields of a text in two languages, or of a ratio."""
        inner = super().entry(key)
        return _Form(inner.path, inner.line, inner.key, inner.values, f"{key}_")

    def _node(self, key: str) -> yaml.Node:
        if key not in self.values:
            raise self.refuse(key, _("còn trống; hãy điền vào."))
        return super()._node(key)

    def refuse(self, key: str, message: str) -> Refusal:
        """A refusal whose code ends in the name of the field, and whose place is its label."""
        named = f"{self.within}{key}"
        name = _FIELDS.get(named, named)
        fields = {each.name: each for each in OwnIndicator._meta.concrete_fields}
        # What is missing as a whole is missing in Vietnamese.
        field = fields.get(name) or fields[f"{name}_vi"]
        return Refusal.of(f"statistics.own-{field.name.replace('_', '-')}", message, place=str(field.verbose_name))


def _draft(record: OwnIndicator) -> Draft:
    return Draft(
        id=record.code,
        label=Words(record.label_vi, record.label_en),
        definition=Words(record.definition_vi, record.definition_en),
        unit=Words(record.unit_vi, record.unit_en),
        rule=record.rule,
        fact=record.fact,
        measure=record.measure,
        of=record.of,
        where=record.condition,
        part=record.part,
        base=record.base,
        decimals=record.decimals,
    )


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value not in ("", {})}
