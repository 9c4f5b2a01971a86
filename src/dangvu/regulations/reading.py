"""Reading one rule file: its values by effective day, each with source and certainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.sources import Entry, read_source

CODE_LIST = "code-list"
"""The unit of a rule whose values are lists of codes with a label in each language."""

LANGUAGES = ("vi", "en")


class Certainty(StrEnum):
    """How sure we are of a value: read in the document, read about it elsewhere, or remembered."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class RuleValue:
    """What a rule says from ``effective_from`` until its next value, and the document that says so.

    ``own`` is the record of an office that says so itself; ``None`` of what was shipped.
    """

    effective_from: date
    value: Any
    source: str
    certainty: Certainty
    note: str = ""
    own: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its whole history, oldest value first."""

    name: str
    description: Mapping[str, str]
    unit: str
    values: tuple[RuleValue, ...]

    @property
    def subject(self) -> str:
        """The folder in which the rule stands."""
        return self.name.partition("/")[0]

    @property
    def slug(self) -> str:
        """The rule's own name, without its subject."""
        return self.name.partition("/")[2]

    def on(self, day: date) -> RuleValue:
        """The value in force on ``day``; raises ``Refusal`` for a day before the first value."""
        for value in reversed(self.values):
            if value.effective_from <= day:
                return value
        raise Refusal.of(
            "regulations.before-first-value",
            _("quy định này có giá trị từ ngày %(first)s, không có cho ngày %(day)s; hãy chọn ngày muộn hơn.")
            % {"first": write_day(self.values[0].effective_from), "day": write_day(day)},
            place=self.name,
        )


def rule_files(folder: Path) -> list[Path]:
    """The rule files below ``folder``, each in the folder of its subject."""
    return sorted(folder.glob("*/*.yaml"))


def read_rule(path: Path) -> Rule:
    """Read the rule file at ``path``, named after its folder and stem; raises ``Refusal`` naming file, line and key."""
    file = read_source(path)
    file.allow("description", "unit", "values")
    description, unit, entries = file.entry("description"), file.text("unit"), file.entries("values")
    description.allow(*LANGUAGES)
    if not entries:
        raise file.refuse("values", _("chưa có giá trị nào; hãy thêm một giá trị với from, value, source, certainty."))
    values = tuple(_read_value(entry, unit) for entry in entries)
    for earlier, later, entry in zip(values, values[1:], entries[1:], strict=False):
        if later.effective_from <= earlier.effective_from:
            raise entry.refuse("from", _("phải muộn hơn ngày của giá trị đứng trước; hãy xếp theo thứ tự ngày."))
    texts = MappingProxyType({language: description.text(language) for language in LANGUAGES})
    return Rule(f"{path.parent.name}/{path.stem}", texts, unit, values)


def _read_value(entry: Entry, unit: str) -> RuleValue:
    entry.allow("from", "value", "source", "certainty", "note")
    if unit == CODE_LIST:
        _check_codes(entry)
    value = entry.plain("value")
    if value is None:
        raise entry.refuse("value", _("chưa có giá trị; hãy ghi một số, một danh sách hoặc một khối."))
    return RuleValue(
        effective_from=entry.day("from"),
        value=read_only(value),
        source=entry.text("source"),
        certainty=Certainty(entry.one_of("certainty", tuple(Certainty))),
        note=entry.text("note", ""),
    )


def _check_codes(entry: Entry) -> None:
    """Refuse a code list in which a code or a label is missing or would not be read as text, or a code stands twice."""
    seen: set[str] = set()
    for item in entry.entries("value"):
        for key in ("code", *LANGUAGES):
            if item.text(key) != item.plain(key):
                raise item.refuse(key, _("phải là chữ; hãy đặt giá trị này trong ngoặc kép."))
        code = item.text("code")
        if code in seen:
            raise item.refuse("code", _("mã “%(code)s” đã có ở trên; hãy giữ một dòng.") % {"code": code})
        seen.add(code)


def read_only(value: Any) -> Any:
    """Plain values that nobody can change: mappings and tuples in the place of dictionaries and lists."""
    if isinstance(value, dict):
        return MappingProxyType({key: read_only(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(read_only(item) for item in value)
    return value


def plain(value: Any) -> Any:
    """Read-only values as JSON takes them: dictionaries and lists."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value
