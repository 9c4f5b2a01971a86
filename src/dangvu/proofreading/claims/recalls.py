"""Figures that a text takes up again as known: *trong 96 dự án đầu tư công …*, *toàn bộ 364 đảng viên*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import Unit

_AMONG = {("trong",), ("số",), ("của",)}
_ALL = {("toàn", "bộ"), ("tất", "cả")}
_ABOVE = {("nêu", "trên"), ("nói", "trên"), ("trên", "đây"), ("kể", "trên")}
_WITH = {("với",), ("trong",)}
_PRESENT = frozenset({"dự", "mặt"})
_LEAST = 10
"""Of smaller numbers there are too many for *cả 3 chi bộ* to be held against those told before."""
_ENDS = frozenset({"có", "thì", "là", "đã", "gồm", "đều"})

Told = tuple[Phrase, int]
"""A phrase with the number of its passage."""


@dataclass(frozen=True, slots=True)
class Recall:
    """A figure taken up again, and those told before it that it may be.

    ``wholly`` says that the words name all of them (*cả 12 chi bộ*) or describe them in full, so that the figure must
    be one of ``before``; otherwise only one with two digits changed is meant.
    """

    phrase: Phrase
    passage: int
    before: tuple[Told, ...]
    wholly: bool


@dataclass(slots=True)
class _Memory:
    """What has been counted so far, the words and times of every sentence, and how it begins."""

    by_unit: dict[Unit, list[Told]] = field(default_factory=dict)
    pairs: dict[tuple[int, int], set[tuple[str, str]]] = field(default_factory=dict)
    times: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    first: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    sums: list[tuple[tuple[str, ...], Told]] = field(default_factory=list)


def recalls_of(told: Sequence[Told]) -> Iterator[Recall]:
    """The figures taken up again among those ``told`` in the order of the text, with the numbers of their passages."""
    memory = _Memory()
    for phrase, passage in told:
        place = (passage, phrase.sentence)
        memory.pairs.setdefault(place, set()).update(pairwise(_kept(phrase.words)))
        memory.times.setdefault(place, set()).update(token.text for token in phrase.times)
        memory.first.setdefault(place, phrase.lead[:1])
    for phrase, passage in told:
        figure = phrase.figure
        if figure is None or figure.kind is not Kind.COUNT or figure.spoken or phrase.unit.family in {"", "time"}:
            continue
        if phrase.unit.family == "money":
            yield from _sum_of_money(phrase, passage, memory)
            continue
        before = memory.by_unit.setdefault(phrase.unit, [])
        recall = _all_of(phrase, passage, before) or _described(phrase, passage, before, memory)
        if recall is None and memory.first.get((passage, phrase.sentence), ()) == ("với",) and phrase.mark != ",":
            recall = Recall(phrase, passage, tuple(before), wholly=False)
        if recall is not None:
            yield recall
        before.append((phrase, passage))


def _sum_of_money(phrase: Phrase, passage: int, memory: _Memory) -> Iterator[Recall]:
    """*Tổng kinh phí 3.860 triệu đồng … Với tổng kinh phí 3,86 tỷ đồng, …*, also in another unit."""
    place = phrase.lead.index("tổng") if "tổng" in phrase.lead else len(phrase.lead)
    label = tuple(_kept(phrase.lead[place + 1 :]))
    if not label:
        return
    before = [told for known, told in memory.sums if known[: len(label)] == label]
    if phrase.lead[place - 1 : place] in _WITH and before:
        yield Recall(phrase, passage, tuple(before), wholly=False)
    memory.sums.append((label, (phrase, passage)))


def _all_of(phrase: Phrase, passage: int, before: Sequence[Told]) -> Recall | None:
    """*Cả 12 chi bộ …*, *toàn bộ 364 đảng viên*, *3.916 học viên nêu trên*, *sự tham dự của đủ 33 đồng chí*."""
    full = phrase.lead[-1:] == ("đủ",) and not _PRESENT.isdisjoint(phrase.lead)
    named = full or phrase.lead[-1:] == ("cả",) or phrase.lead[-2:] in _ALL or phrase.trail[:2] in _ABOVE
    if not named or phrase.amount < _LEAST:
        return None
    return Recall(phrase, passage, tuple(before), wholly=True)


def _described(phrase: Phrase, passage: int, before: Sequence[Told], memory: _Memory) -> Recall | None:
    """*Trong 96 dự án đầu tư công …*: those of which an earlier sentence says the same."""
    if phrase.lead[-1:] not in _AMONG:
        return None
    stop = next((place for place, word in enumerate(phrase.trail) if word in _ENDS), len(phrase.trail))
    named, here = set(pairwise(_kept(phrase.trail[:stop]))), (passage, phrase.sentence)
    times = {token.text for token in phrase.times}
    places = [(other, (where, other.sentence)) for other, where in before if (where, other.sentence) != here]
    meant = [(other, place) for other, place in places if named & memory.pairs[place]]
    if not named and phrase.lead[-2:] == ("tổng", "số"):
        return Recall(phrase, passage, tuple(before), wholly=False)
    if not named and phrase.mark == ".":
        just = [(other, where) for (other, (where, told)) in places if where == passage and phrase.sentence - told == 1]
        return Recall(phrase, passage, tuple(just), wholly=True)
    same = [place for _, place in meant if named <= memory.pairs[place] and times and times <= memory.times[place]]
    return Recall(phrase, passage, tuple((other, place[0]) for other, place in meant), wholly=bool(same))


def _kept(said: Sequence[str]) -> list[str]:
    return [word for word in said if word not in words("small_words") and not word.startswith("<")]
