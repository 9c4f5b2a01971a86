"""Percentages of groups that are the whole together: they must come to 100."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from dangvu.kernel.findings import Level
from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.claims.groups import overlapping, parallel_labels, shared_dimension
from dangvu.proofreading.claims.phrases import Phrase, by_sentence
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.lexicon.load import phrases
from dangvu.proofreading.numbers.rounding import written
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.reading.flow import Flow

_WHOLE = Decimal(100)
_NEARLY = Decimal(15)
"""A list that falls this far short of 100 is taken for an incomplete one."""


def share_flaws(flow: Flow, level: Sequence[Phrase]) -> Iterator[Flaw]:
    """A flaw at the last of several bare percentages that divide one whole and do not come to 100."""
    for sentence in by_sentence(level):
        before: list[Phrase] = []
        for bare, run in groupby(sentence, key=_is_bare_share):
            shares = list(run)
            if bare and _divide(before, shares):
                yield from _flaw(flow, shares)
            before = shares


def _is_bare_share(phrase: Phrase) -> bool:
    exact = phrase.figure is not None and phrase.figure.kind is TokenKind.PERCENT and not phrase.approximate
    return exact and not phrase.inner and not {"tăng", "giảm", "vượt"} & set(phrase.lead)


def _divide(before: Sequence[Phrase], shares: Sequence[Phrase]) -> bool:
    """Whether the text says that the groups are the whole: a known division, or one that it announces."""
    if len(shares) < 3 or overlapping(shares):
        return False
    dimension = shared_dimension(shares)
    if dimension is not None and dimension.complete:
        return True
    announced = [phrase for phrase in before[-1:] if phrase.figure is None and phrase.closing == ":"]
    return any(phrases("whole_announced").first_in(phrase.lead) for phrase in announced) and parallel_labels(shares)


def _flaw(flow: Flow, shares: Sequence[Phrase]) -> Iterator[Flaw]:
    figures = [phrase.figure for phrase in shares if phrase.figure is not None]
    summed = sum((figure.value for figure in figures), Decimal(0))
    # Every share may have been cut or rounded up by less than one unit of its last digit.
    rounding = sum((Decimal(1).scaleb(-figure.decimals) for figure in figures), Decimal(0))
    if summed <= _WHOLE + rounding and not _WHOLE - _NEARLY < summed < _WHOLE - rounding:
        return
    told = " + ".join(f"{figure.text.rstrip('% ')}%" for figure in figures)
    most = max(figure.decimals for figure in figures)
    facts = {"arithmetic": f"{told} = {written(summed, most)}%"}
    yield flaw_at(flow, figures[-1], Kind.PERCENT, "shares", "", level=Level.WARNING, facts=facts, related=shares[:-1])
