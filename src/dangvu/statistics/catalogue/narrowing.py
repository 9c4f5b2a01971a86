"""Indicators narrowed down to some of what they count, by a name that says how.

``members.total..sex.female..age.31_35`` counts of the members the women from 31 to 35: after each ``..`` a column of
the fact and what it must hold, which is a code (``religion.`` where nothing is recorded), 1 or 0 of a flag, and of
years the first and the last with ``_`` between (``age.61_`` has no last). So whatever is broken down can be opened.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal
from dangvu.statistics.catalogue.codes import known_codes
from dangvu.statistics.catalogue.conditions import Condition, ConditionError, read_condition
from dangvu.statistics.catalogue.facts import Fact, Type
from dangvu.statistics.catalogue.indicators import Indicator
from dangvu.statistics.catalogue.wording import worded
from dangvu.statistics.catalogue.words import Words

BETWEEN = ".."
_CODE = re.compile(r"[a-z0-9_]*", re.ASCII)
_BAND = re.compile(r"(\d{1,3})_(\d{0,3})", re.ASCII)


def name_narrowed(name: str, *parts: tuple[str, str]) -> str:
    """The name of an indicator narrowed down by columns and what they hold."""
    return BETWEEN.join([name, *(f"{column}.{held}" for column, held in parts)])


def band(low: int, high: int | None) -> str:
    """Years from ``low`` to ``high`` as a name says them."""
    return f"{low}_{'' if high is None else high}"


@lru_cache(maxsize=2048)
def narrowed(indicator: Indicator, parts: tuple[str, ...]) -> Indicator:
    """The indicator restricted to ``parts`` (``sex.female``); raise ``Refusal`` when one of them means nothing."""
    if indicator.fact is None:
        message = _("tỷ lệ “%(name)s” không chia nhỏ được; hãy chia nhỏ tử số của nó.")
        raise Refusal.of("statistics.bad-part", message % {"name": indicator.id})
    added = Condition()
    for part in parts:
        try:
            added &= read_condition(_text(indicator.fact, part), indicator.fact, known_codes)
        except ConditionError as error:
            raise Refusal.of("statistics.bad-part", str(error), place=part) from None
    words = worded(added, indicator.fact)
    return replace(
        indicator,
        id=BETWEEN.join([indicator.id, *parts]),
        label=_joined(indicator.label, words, ": "),
        definition=_joined(indicator.definition, words, "; "),
        condition=indicator.condition & added,
    )


def _text(fact: Fact, part: str) -> str:
    """The condition that a part of a name stands for."""
    name, dot, held = part.partition(".")
    column = fact.columns.get(name) if dot else None
    if column and column.type is Type.CODE and _CODE.fullmatch(held):
        return f"{name} = '{held}'"
    if column and column.type is Type.FLAG and held in ("0", "1"):
        return f"{name} = {held}"
    years = _BAND.fullmatch(held)
    if column and column.type is Type.YEARS and years:
        low, high = years.groups()
        return f"{name} BETWEEN {low} AND {high}" if high else f"{name} >= {low}"
    raise ConditionError(_("không chia nhỏ được như vậy; hãy chọn một cột mã, có/không hoặc số năm của dữ kiện."))


def _joined(words: Words, more: Words, sign: str) -> Words:
    return Words(f"{words.vi}{sign}{more.vi}", f"{words.en}{sign}{more.en}")
