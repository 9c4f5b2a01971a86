"""Whether a value can stand in the place of one that a rule has: it must be of the same shape and make sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from string import Formatter
from typing import Any

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Finding
from dangvu.regulations.reading import CODE_LIST, LANGUAGES, Rule
from dangvu.regulations.rulebook import rules

ROOT = "value"
"""The place of a whole value; that of a part follows after a dot."""

LONGEST = 300
"""Letters of a text in a rule."""

_CODE = re.compile(r"[a-z][a-z0-9_]{0,29}")


def find_misfits(rule: Rule, like: Any, value: Any) -> Iterator[Finding]:
    """What keeps ``value`` from standing where ``rule`` now has ``like``; the place of a finding is the way to it."""
    if rule.unit == CODE_LIST:
        yield from _list_misfits(like, value)
    else:
        yield from _Judge(rule).misfits(like, value, ROOT)


def is_number(value: Any) -> bool:
    """Whether a value counts or measures something; truth values do not."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def way(*steps: object) -> str:
    """The way to a part of a value, step by step."""
    return ".".join(str(step) for step in steps)


class _Judge:
    """Compares values with what a rule has had so far."""

    def __init__(self, rule: Rule) -> None:
        every = [leaf for value in rule.values for leaf in _leaves(value.value)]
        self.fractions = any(isinstance(leaf, Decimal) for leaf in every)
        self.words = {leaf for leaf in every if isinstance(leaf, str) and _CODE.fullmatch(leaf)}

    def misfits(self, like: Any, value: Any, place: str) -> Iterator[Finding]:
        """What is wrong with ``value``, found at ``place``."""
        if isinstance(like, Mapping):
            if not isinstance(value, Mapping) or set(value) != set(like):
                message = _("phải có đúng các mục: %(keys)s.") % {"keys": ", ".join(like)}
                yield Finding("regulations.other-shape", message, place)
            else:
                for key in like:
                    yield from self.misfits(like[key], value[key], way(place, key))
        elif isinstance(like, tuple):
            if not isinstance(value, list | tuple) or not value:
                yield Finding("regulations.other-shape", _("phải là một danh sách có ít nhất một mục."), place)
            else:
                for index, item in enumerate(value):
                    yield from self.misfits(like[min(index, len(like) - 1)], item, way(place, index))
        else:
            yield from self._leaf_misfits(like, value, place)

    def _leaf_misfits(self, like: Any, value: Any, place: str) -> Iterator[Finding]:
        if is_number(like):
            if not is_number(value) or value < 0:
                yield Finding("regulations.no-number", _("phải là một số không âm."), place)
            elif isinstance(value, Decimal) and not self.fractions:
                yield Finding("regulations.no-whole-number", _("phải là một số nguyên."), place)
        elif type(value) is not type(like):
            yield Finding("regulations.other-shape", _("phải cùng loại với giá trị đang có."), place)
        elif isinstance(value, str):
            yield from self._text_misfits(like, value, place)

    def _text_misfits(self, like: str, value: str, place: str) -> Iterator[Finding]:
        if not value.strip() or len(value) > LONGEST:
            message = _("phải có chữ, nhiều nhất %(most)s chữ cái.") % {"most": LONGEST}
            yield Finding("regulations.bad-text", message, place)
        elif _CODE.fullmatch(like) and value not in (known := self.words | _codes_beside(like)):
            message = _("phải là một trong: %(known)s.") % {"known": ", ".join(sorted(known))}
            yield Finding("regulations.unknown-word", message, place)
        elif _gaps(value) != (gaps := _gaps(like)):
            message = _("phải giữ đúng các chỗ trống: %(gaps)s.") % {"gaps": ", ".join(gaps or ()) or "–"}
            yield Finding("regulations.lost-gap", message, place)


def _list_misfits(like: Any, value: Any) -> Iterator[Finding]:
    """A code list may gain codes and rename them; it keeps all else, since records and figures name its codes."""
    old, new = {item["code"]: item for item in like}, [item["code"] for item in value]
    if new[: len(old)] != list(old):
        yield Finding("regulations.lost-code", _("phải giữ mọi mã đã có, theo đúng thứ tự; chỉ thêm mã ở cuối."), ROOT)
        return
    needed = set.intersection(*(set(item) for item in like))
    for index, item in enumerate(value):
        known = old.get(item["code"])
        if new.index(item["code"]) != index or not _CODE.fullmatch(item["code"]):
            message = _("mã “%(code)s” phải là chữ thường không dấu, số, gạch dưới, và chưa có trong danh mục.")
            yield Finding("regulations.bad-code", message % {"code": item["code"]}, way(ROOT, index, "code"))
        for language in LANGUAGES:
            if not str(item.get(language, "")).strip():
                yield Finding("regulations.bad-text", _("chưa có tên; hãy ghi tên."), way(ROOT, index, language))
        if known and _without_labels(known) != _without_labels(item):
            message = _("chỉ đổi được tên của mã “%(code)s”.") % {"code": item["code"]}
            yield Finding("regulations.changed-code", message, way(ROOT, index))
        if not needed <= set(item):
            message = _("mã “%(code)s” phải có đủ: %(keys)s.")
            values = {"code": item["code"], "keys": ", ".join(sorted(needed))}
            yield Finding("regulations.other-shape", message % values, way(ROOT, index))


def _without_labels(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in LANGUAGES}


def _codes_beside(code: str) -> set[str]:
    """All codes of the lists in which a code stands, as of any day."""
    lists = [value.value for rule in rules() if rule.unit == CODE_LIST for value in rule.values]
    found = [{item["code"] for item in items} for items in lists]
    return set().union(*(codes for codes in found if code in codes))


def _gaps(text: str) -> list[str] | None:
    """The names of what is filled into a pattern; ``None`` for one that cannot be read."""
    try:
        return sorted({name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None})
    except ValueError:
        return None


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield value
