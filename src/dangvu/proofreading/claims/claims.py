"""The claims a text makes about its figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dangvu.proofreading.claims.phrases import Phrase

_HUNDRED = Decimal(100)


class Strength(StrEnum):
    """How surely the text asserts a sum.

    ``FULL``: the parts are the whole. ``CLOSE``: they are meant to be when they nearly reach it or exceed it. ``NEAR``:
    they are meant to be when they come near it from either side. ``UPPER``: they only
    may not exceed it. ``SLIP``: nothing is asserted, but they reach it when two digits change places or one is another.
    ``NONE``: nothing is asserted.
    """

    FULL = "full"
    CLOSE = "close"
    NEAR = "near"
    UPPER = "upper"
    SLIP = "slip"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Division:
    """A whole and the parts that follow it.

    ``cue`` is what announced them (``strong``, ``weak``, ``colon``, ``bracket``, ``heading``, ``total``) and
    ``heading`` the dimension named before a colon, if any.
    """

    whole: Phrase
    parts: tuple[Phrase, ...]
    cue: str
    strength: Strength
    heading: str = ""


class Change(StrEnum):
    """What a change or share is said to be."""

    SHARE = "share"
    ATTAINED = "attained"
    EXCEEDED = "exceeded"
    MISSED = "missed"
    RISE = "rise"
    FALL = "fall"
    MULTIPLE = "multiple"

    def rate(self, now: Decimal, base: Decimal) -> Decimal:
        """How many percent ``now`` is of ``base``, or lies above or below it; ``base`` is not 0."""
        if self in {Change.RISE, Change.EXCEEDED}:
            return (now - base) * _HUNDRED / base
        if self in {Change.FALL, Change.MISSED}:
            return (base - now) * _HUNDRED / base
        return now * _HUNDRED / base


@dataclass(frozen=True, slots=True)
class Comparison:
    """A stated share, change or attainment: ``stated`` follows from ``now`` and one of ``bases``.

    The first base is the one the text points to; the others are readings under which the text would be right.
    A base of ``None`` is the denominator of ``now``, which is a ratio. ``by`` is the difference stated beside a rate:
    the base then also follows from ``now`` and it. ``sure`` says that ``now`` is a part of a whole that its parts make
    up, so that no other figures are meant.
    """

    stated: Phrase
    now: Phrase
    bases: tuple[Phrase | None, ...]
    change: Change
    by: Phrase | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left of ``whole`` (of a ratio, of its denominator) after ``moves`` came in (1) or went out (-1).

    ``before`` are all figures told before ``stated`` that other readings may be made of.
    """

    stated: Phrase
    whole: Phrase
    moves: tuple[tuple[int, Phrase], ...]
    before: tuple[Phrase, ...]
