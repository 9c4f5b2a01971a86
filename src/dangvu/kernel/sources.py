"""YAML files whose every mistake can be named by file, line and key.

A rule, an indicator or a report template that somebody in an office edits must not fail with a stack trace. ``Entry``
wraps one mapping of such a file, hands out typed values and refuses what is missing, of the wrong kind or unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.utils.translation import gettext as _

from dangvu.kernel.days import parse_day
from dangvu.kernel.findings import Refusal

T = TypeVar("T")

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same reader in C where the package was built with it."""


def read_source(path: Path) -> Entry:
    """Read the YAML mapping at ``path``; raise ``Refusal`` naming file and line when it is not one."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise refusal(path, 1, "", _("không mở được tệp này; hãy xem tên tệp và quyền đọc.")) from None
    except UnicodeDecodeError:
        raise refusal(path, 1, "", _("không phải là chữ UTF-8; hãy lưu lại tệp theo UTF-8.")) from None
    return parse_source(text, path)


def parse_source(text: str, path: Path) -> Entry:
    """Read ``text``, which starts on the first line of the file at ``path``, as a YAML mapping.

    Raises ``Refusal`` naming file and line when it is not one, says a key twice or repeats a node by an alias.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        # What is missing at the end is noticed behind it.
        line = min(mark.line + 1, len(text.splitlines())) if mark else 1
        raise refusal(path, line, "", _("không đọc được vì sai cú pháp YAML; hãy sửa dòng này.")) from None
    _check(node, path, "", 1, set())
    return Entry.of(node, path, "")


def _check(node: yaml.Node | None, path: Path, key: str, line: int, seen: set[int]) -> None:
    """Refuse what a plain reading would hide or never finish: a key said twice, a key that is no text, an alias."""
    if id(node) in seen:
        raise refusal(path, line, key, _("không dùng được bí danh YAML (& và *) ở đây; hãy viết lại giá trị."))
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check(item, path, key, line, seen)
    elif isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for name, value in node.value:
            line = _line(name)
            if not isinstance(name, yaml.ScalarNode):
                raise refusal(path, line, key, _("khóa phải là chữ; hãy sửa khóa này."))
            if name.value in names:
                raise refusal(path, line, name.value, _("khóa này đã có ở trên; hãy giữ một khóa."))
            names.add(name.value)
            _check(value, path, name.value, line, seen)


@dataclass(frozen=True)
class Entry:
    """One mapping of a file: ``values`` by key, each still knowing its line."""

    path: Path
    line: int
    key: str
    values: dict[str, yaml.Node]

    @classmethod
    def of(cls, node: yaml.Node | None, path: Path, key: str) -> Entry:
        """Take ``node`` for a mapping; raise ``Refusal`` otherwise."""
        if not isinstance(node, yaml.MappingNode):
            raise refusal(path, _line(node), key, _("phải là một khối “khóa: giá trị”; hãy viết lại chỗ này."))
        values = {name.value: value for name, value in node.value}
        return cls(path, _line(node), key, values)

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
            if text not in choices:
                raise ValueError(text)
            return text

        return self._scalar(key, choose, _("phải là một trong: %(choices)s") % {"choices": ", ".join(choices)}, default)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return self._scalar(key, int, _("phải là một số nguyên"), default)

    def texts(self, key: str) -> list[str]:
        """A list of texts; empty when the key is missing."""
        texts = [item.value for item in self._items(key)]
        if not all(isinstance(text, str) for text in texts):
            raise self.refuse(key, _("phải là một danh sách chữ; hãy viết mỗi mục trên một dòng sau dấu “-”."))
        return texts

    def plain(self, key: str) -> Any:
        """Whatever stands under ``key`` as plain values: mappings, lists, texts, whole numbers, decimals, days."""
        return _plain(self._node(key), self.path, key)

    def entry(self, key: str) -> Entry:
        """The mapping under ``key``."""
        return Entry.of(self._node(key), self.path, key)

    def entries(self, key: str) -> list[Entry]:
        """The mappings in the list under ``key``; empty when the key is missing."""
        return [Entry.of(item, self.path, key) for item in self._items(key)]

    def refuse(self, key: str, message: str) -> Refusal:
        """A refusal that names this file, the line of ``key`` (or of this mapping) and the key."""
        node = self.values.get(key)
        return refusal(self.path, _line(node) if node else self.line, key, message)

    def _items(self, key: str) -> list[yaml.Node]:
        node = self.values.get(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.refuse(key, _("phải là một danh sách; hãy viết mỗi mục sau dấu “-”."))
        return list(node.value)

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


_SCALARS: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": Decimal,
    "tag:yaml.org,2002:null": lambda _text: None,
    # Only true and false are truth values: "no" and "on" are words, and may be codes.
    "tag:yaml.org,2002:bool": lambda text: {"true": True, "false": False}.get(text.lower(), text),
    "tag:yaml.org,2002:timestamp": parse_day,
}


def _plain(node: yaml.Node, path: Path, key: str) -> Any:
    """The Python value of a YAML node; numbers with a decimal point become ``Decimal``, never ``float``."""
    if isinstance(node, yaml.MappingNode):
        return {name.value: _plain(value, path, name.value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path, key) for item in node.value]
    try:
        return _SCALARS[node.tag](node.value)
    except (KeyError, ValueError, InvalidOperation, Refusal):
        message = _("“%(text)s” không phải là số, ngày hay chữ đọc được; hãy sửa, hoặc đặt trong ngoặc kép nếu là chữ.")
        raise refusal(path, _line(node), key, message % {"text": node.value}) from None


def refusal(path: Path, line: int, key: str, message: str) -> Refusal:
    """A refusal whose place is ``folder/file:line``, with the key when there is one."""
    place = f"{path.parent.name}/{path.name}:{line}"
    if key:
        place += _(", khóa “%(key)s”") % {"key": key}
    return Refusal.of("source.bad-entry", message, place=place)


def _line(node: yaml.Node | None) -> int:
    return int(node.start_mark.line) + 1 if node else 1
