"""Identities: what must hold between figures of one organisation, whatever the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dangvu.kernel.sources import Entry
from dangvu.statistics.catalogue.indicators import Indicator, Kind
from dangvu.statistics.catalogue.words import Words, near, read_words


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts make up the whole."""

    id: str
    label: Words
    whole: str
    parts: tuple[str, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """All that it speaks of."""
        return self.whole, *self.parts


@dataclass(frozen=True, slots=True)
class Ledger:
    """Opening stock, plus what came, minus what went, is the closing stock."""

    id: str
    label: Words
    stock: str
    came: tuple[str, ...]
    went: tuple[str, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """All that it speaks of."""
        return self.stock, *self.came, *self.went


@dataclass(frozen=True, slots=True)
class Share:
    """A part is never more than its base."""

    id: str
    label: Words
    part: str
    base: str

    @property
    def indicators(self) -> tuple[str, ...]:
        """All that it speaks of."""
        return self.part, self.base


Identity = Sum | Ledger | Share


def read_identity(entry: Entry, indicators: Mapping[str, Indicator]) -> Identity:
    """Read one entry of ``identities``; raise ``Refusal`` naming file, line and key when it is malformed."""
    entry.allow("id", "label", "sum", "ledger", "share")
    forms = [key for key in ("sum", "ledger", "share") if key in entry.values]
    if len(forms) != 1:
        raise entry.refuse("id", _("phải có đúng một trong các khóa sum, ledger, share; hãy sửa mục này."))
    names = _Names(entry.entry(forms[0]), indicators)
    if forms[0] == "sum":
        names.entry.allow("whole", "parts")
        whole = names.one("whole", Kind.STOCK, Kind.FLOW)
        parts = names.many("parts", indicators[whole].kind)
        return Sum(*_head(entry, "sum", indicators[whole]), whole, parts)
    if forms[0] == "ledger":
        names.entry.allow("stock", "in", "out")
        stock = names.one("stock", Kind.STOCK)
        head = _head(entry, "ledger", indicators[stock])
        return Ledger(*head, stock, names.many("in", Kind.FLOW), names.many("out", Kind.FLOW))
    names.entry.allow("part", "base")
    part = names.one("part", Kind.STOCK, Kind.FLOW)
    return Share(*_head(entry, "share", indicators[part]), part, names.one("base", indicators[part].kind))


def _head(entry: Entry, form: str, subject: Indicator) -> tuple[str, Words]:
    label = read_words(entry, "label") if "label" in entry.values else subject.label
    return entry.text("id", f"{form}:{subject.id}"), label


@dataclass(frozen=True, slots=True)
class _Names:
    """The indicators that an identity names, each of a kind that suits its place."""

    entry: Entry
    indicators: Mapping[str, Indicator]

    def one(self, key: str, *kinds: Kind) -> str:
        return self._known(key, self.entry.text(key), kinds)

    def many(self, key: str, *kinds: Kind) -> tuple[str, ...]:
        names = tuple(self._known(key, name, kinds) for name in self.entry.texts(key))
        if not names:
            raise self.entry.refuse(key, _("phải có ít nhất một chỉ tiêu; hãy thêm vào."))
        return names

    def _known(self, key: str, name: str, kinds: tuple[Kind, ...]) -> str:
        if name not in self.indicators:
            message = _("không có chỉ tiêu “%(name)s”.") % {"name": name}
            raise self.entry.refuse(key, message + near(name, self.indicators))
        kind = self.indicators[name].kind
        if kind not in kinds:
            message = _("chỉ tiêu “%(name)s” thuộc loại %(kind)s, ở đây cần loại %(kinds)s; hãy chọn chỉ tiêu khác.")
            raise self.entry.refuse(key, message % {"name": name, "kind": kind, "kinds": ", ".join(kinds)})
        return name
