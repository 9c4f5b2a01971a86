"""The words for the verbs of this room's acts, and for the codes that the trail keeps of them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from dangvu.audit.remembering import recall, tables_of
from dangvu.kernel.contracts import Spelling
from dangvu.kernel.findings import Refusal
from dangvu.regulations import spelled
from dangvu.statistics.models import OwnIndicator

if TYPE_CHECKING:
    from dangvu.statistics.catalogue.book import Catalogue

VERBS = {
    "statistics.promise_target": _("giao chỉ tiêu phấn đấu"),
    "statistics.correct_target": _("đính chính chỉ tiêu phấn đấu"),
    "statistics.withdraw_target": _("rút chỉ tiêu phấn đấu"),
    "statistics.define_indicator": _("đặt chỉ tiêu thống kê riêng"),
    "statistics.retire_indicator": _("thôi dùng chỉ tiêu thống kê riêng"),
}

_TARGETS = ("Target", "promise_target", "correct_target", "withdraw_target")

_READ = re.compile(r"([a-z0-9_.]+?)(\.xlsx)?, (.*)", re.ASCII | re.DOTALL)
"""What a reading says that opened a figure, or took it along as a file: its indicator, and the days."""


def _indicator(name: str, _on: date) -> str:
    with suppress(Refusal):
        return str(_book(name).indicator(name).label)
    return name


def _book(name: str) -> Catalogue:
    """The catalogue in which an indicator may stand: the office's own is asked for theirs alone."""
    from dangvu.statistics.catalogue.book import catalogue, shipped  # noqa: PLC0415 - it reads SQL, which starts slowly

    if name.startswith("own."):
        return recall(("words of indicators",), catalogue, of=tables_of(OwnIndicator))
    return shipped()


def _read(what: str, on: date) -> str:
    found = _READ.fullmatch(what)
    if found is None:
        return what
    name, file, days = found.groups()
    said = _indicator(name, on)
    return what if said == name else f"{said}{' (Excel)' if file else ''}, {days}"


SPELLINGS = (
    Spelling(tuple(f"statistics.{one}.indicator" for one in _TARGETS), _indicator),
    Spelling(tuple(f"statistics.{one}.operator" for one in _TARGETS), spelled("statistics/operators")),
    Spelling(("audit.record_reading.what",), _read),
)
