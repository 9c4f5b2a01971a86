"""YAML files whose every mistake can be named by file, line and key.

A rule, an indicator or a report template that somebody in an office edits must not fail with a stack trace. ``Entry``
wraps one mapping of such a file, hands out typed values and refuses what is missing, of the wrong kind or unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.utils.translation import gettext as _

from dangvu.kernel.days import parse_day
from dangvu.kernel.findings import Refusal

T = TypeVar("T")


def read_source(path: Path) -> Entry:
    """Read the YAML mapping at ``path``; raise ``Refusal`` naming file and line when it is not one."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path.name}:{mark.line + 1}" if mark else path.name
        message = _("không đọc được vì sai cú pháp YAML; hãy sửa dòng này.")
        raise Refusal.of("source.not-yaml", message, place=place) from None
    return Entry.of(node, path, "")


@dataclass(frozen=True)
class Entry:
    """One mapping of a file: ``values`` by key, each still knowing its line."""

    path: Path
    line: int
    key: str
    values: dict[str, yaml.Node]

    @classmethod
    def of(cls, node: yaml.Node | None, path: Path, key: str) -> Entry:
        """Take ``node`` for a mapping with text keys, none of them twice; raise ``Refusal`` otherwise."""
        if not isinstance(node, yaml.MappingNode):
            line = node.start_mark.line + 1 if node else 1
            raise refusal(path, line, key, _("phải là một khối “khóa: giá trị”; hãy viết lại chỗ này."))
        values: dict[str, yaml.Node] = {}
        for name, value in node.value:
            text = str(name.value)
            if text in values:
                line = name.start_mark.line + 1
                raise refusal(path, line, text, _("khóa này đã có ở trên; hãy giữ một khóa."))
            values[text] = value
        return cls(path, node.start_mark.line + 1, key, values)

    def allow(self, *keys: str) -> None:
        """Refuse a key that is not among ``keys``, naming those that are."""
        for key, node in self.values.items():
            if key not in keys:
                message = _("không có khóa này; các khóa dùng được là: %(keys)s.") % {"keys": ", ".join(keys)}
                raise refusal(self.path, _line(node), key, message)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; ``default`` when the key is missing and a default is given."""
        return self._scalar(key, str, _("phải là chữ"), default)

    def day(self, key: str) -> date:
        """A day, written 2021-10-14 or 14/10/2021."""
        return self._scalar(key, parse_day, _("phải là một ngày như 2021-10-14"), None)

    def one_of(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """A text that is one of ``choices``."""

        def choose(text: str) -> str:
            return choices[choices.index(text)]

        return self._scalar(key, choose, _("phải là một trong: %(choices)s") % {"choices": ", ".join(choices)}, default)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return self._scalar(key, int, _("phải là một số nguyên"), default)

    def texts(self, key: str) -> list[str]:
        """A list of texts; empty when the key is missing."""
        return [str(value) for value in self.plain(key)] if key in self.values else []

    def plain(self, key: str) -> Any:
        """Whatever stands under ``key`` as plain values: mappings, lists, texts, whole numbers, decimals, days."""
        return plain(self._node(key))

    def entry(self, key: str) -> Entry:
        """The mapping under ``key``."""
        return Entry.of(self._node(key), self.path, key)

    def entries(self, key: str) -> Iterator[Entry]:
        """The mappings in the list under ``key``; nothing when the key is missing."""
        if key not in self.values:
            return
        node = self.values[key]
        if not isinstance(node, yaml.SequenceNode):
            raise refusal(self.path, _line(node), key, _("phải là một danh sách; hãy viết mỗi mục sau dấu “-”."))
        for item in node.value:
            yield Entry.of(item, self.path, key)

    def refuse(self, key: str, message: str) -> Refusal:
        """A refusal that names this file, the line of ``key`` (or of this mapping) and the key."""
        node = self.values.get(key)
        return refusal(self.path, _line(node) if node else self.line, key, message)

    def _node(self, key: str) -> yaml.Node:
        if key not in self.values:
            raise self.refuse(key, _("thiếu khóa này; hãy thêm vào."))
        return self.values[key]

    def _scalar(self, key: str, read: Callable[[str], T], must: str, default: T | None) -> T:
        if key not in self.values and default is not None:
            return default
        node = self._node(key)
        try:
            if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
                raise ValueError
            return read(node.value.strip())
        except (ValueError, Refusal):
            raise self.refuse(key, must + _("; hãy sửa giá trị này.")) from None


def plain(node: yaml.Node) -> Any:
    """The Python value of a YAML node; numbers with a decimal point become ``Decimal``, never ``float``."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    if node.tag == "tag:yaml.org,2002:float":
        return Decimal(node.value)
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node)
    finally:
        loader.dispose()


def refusal(path: Path, line: int, key: str, message: str) -> Refusal:
    """A refusal whose place is ``file:line``, with the key when there is one."""
    place = f"{path.name}:{line}" + (f", {_('khóa')} “{key}”" if key else "")
    return Refusal.of("source.bad-entry", message, place=place)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
