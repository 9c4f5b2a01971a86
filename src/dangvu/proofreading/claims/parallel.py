"""Several figures, what each has risen or fallen by, and a bracket with where each began.

*Xảy ra 186 vụ, làm chết 94 người, bị thương 121 người; giảm 23 vụ, giảm 14 người chết, giảm 18 người bị thương (năm
trước 209 vụ, làm chết 108 người, bị thương 139 người)*: the figures of the three series belong together one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangvu.proofreading.claims.changes import NEAR, moved
from dangvu.proofreading.claims.claims import Comparison
from dangvu.proofreading.claims.phrases import Phrase, by_sentence
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, compatible


def parallel_moves(level: Sequence[Phrase]) -> Iterator[Comparison]:
    """A comparison for each of two or more differences whose starts one bracket tells in the same order."""
    before: list[Phrase] = []
    for sentence in by_sentence(level):
        counts = [phrase for phrase in sentence if _is_count(phrase)]
        for place, phrase in enumerate(counts):
            for inside in phrase.inner:
                starts = [other for other in inside if _is_count(other)]
                if len(starts) > 1:
                    yield from _one_by_one([*before, *counts[: place + 1]], starts)
        before = counts


def _is_count(phrase: Phrase) -> bool:
    return phrase.countable and phrase.figure is not None and phrase.figure.kind is Kind.COUNT


def _one_by_one(told: Sequence[Phrase], starts: Sequence[Phrase]) -> Iterator[Comparison]:
    size = len(starts)
    differences, ends = told[-size:], told[-2 * size : -size]
    if len(ends) < size or any(moved(end.lead[-NEAR:]) is not None for end in ends):
        return
    changes = [moved(other.lead[-NEAR:]) for other in differences]
    rows = list(zip(differences, ends, starts, changes, strict=True))
    alike = all(_counts_alike(first, end, start) for first, end, start, _ in rows)
    if alike and changes[0] is not None:
        for stated, end, start, change in rows:
            yield Comparison(stated, end, (start,), change or changes[0])


def _counts_alike(first: Phrase, end: Phrase, start: Phrase) -> bool:
    named = BARE not in {first.unit, end.unit, start.unit}
    return named and compatible(first.unit, start.unit) and compatible(end.unit, start.unit)
