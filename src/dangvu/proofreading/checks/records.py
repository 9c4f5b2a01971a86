"""Figures of the text against figures from the records, handed in as plain data.

A figure is held against the records only when the words say what is counted, of the whole organisation, on the day of
the records or for a year that they know: a word more, another day or another name beside it, and nothing is said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import dropwhile, zip_longest

from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.claims.phrases import Phrase, by_sentence
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.rounding import written
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.reading.flow import Flow

_TIMES = frozenset({TokenKind.DATE, TokenKind.MONTH, TokenKind.YEAR, TokenKind.TERM})
_ITSELF = re.compile(r"\b(?:toàn (?:đảng bộ|chi bộ)|đảng bộ(?! cơ sở| bộ phận))\b", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}")
_NAMED = re.compile(r"(?<=[\w,;:)] )(?!Đảng\b)[^\W\d_a-zà-ỹ]\w*")
"""A capital letter inside a sentence: somebody else may be meant."""

_YEAR = re.compile(r"\b(?:(?:riêng|trong) )?năm \d{4}\b|\b(?:kể )?từ đầu năm đến\b", re.IGNORECASE)
_OTHER_PERIOD = re.compile(r"\b(?:quý|tháng|tuần|đợt|nhiệm kỳ|giai đoạn|lũy kế|cùng kỳ)\b", re.IGNORECASE)
_SINCE_NEW_YEAR = re.compile(r"\btừ đầu năm\b", re.IGNORECASE)

Words = frozenset[str]
Period = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class RecordedFigure:
    """A figure from the records; ``label`` says in Vietnamese what is counted (``Đảng viên nữ``)."""

    label: str
    value: int


@dataclass(frozen=True)
class Records:
    """The figures of one organisation on the day ``on``; ``names`` are the ways in which a text names it.

    ``flows`` answers for a period (both days included) with what happened in it; it is asked only for periods that the
    text tells of.
    """

    figures: Sequence[RecordedFigure]
    on: dt.date | None = None
    names: Sequence[str] = ()
    flows: Callable[[dt.date, dt.date], Sequence[RecordedFigure]] | None = None

    @cached_property
    def by_words(self) -> Mapping[Words, RecordedFigure]:
        """The figures of the day by the words of their labels; two with the same words tell nothing."""
        return _by_words(self.figures, _words)

    def happened(self, period: Period) -> Mapping[Words, RecordedFigure]:
        """The figures of a period by the words of their labels."""
        return _by_words(self.flows(*period), _flow_words) if self.flows is not None else {}

    def period_of(self, sentence: str, times: Sequence[Token]) -> Period | None:
        """The year that a sentence tells of, whole or up to the day of the records; ``None`` for any other time."""
        if self.flows is None or self.on is None or _OTHER_PERIOD.search(_DATE.sub(" ", sentence)):
            return None
        years = {int(token.value) for token in times if token.kind is TokenKind.YEAR}
        days = {token.day for token in times if token.kind is TokenKind.DATE}
        if len(years) + len(days) != len({token.text for token in times}) or len(years) > 1:
            return None
        year = next(iter(years), self.on.year)
        start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
        if days == {self.on} and year == self.on.year and (years or _SINCE_NEW_YEAR.search(sentence)):
            return start, self.on
        return (start, end) if years and not days and end <= self.on else None

    def meant_in(self, sentence: str, times: Sequence[Token], *, before: bool) -> bool:
        """Whether a sentence tells of the organisation on the day; one that does not say goes on as the one before."""
        rest = self.without_itself(sentence)
        if any(token.day != self.on for token in times) or _NAMED.search(rest):
            return False
        return before or (bool(times) and len(rest) < len(_DATE.sub(" ", sentence)))

    def without_itself(self, text: str) -> str:
        """``text`` without the organisation and without the day, which go without saying."""
        for name in sorted(self.names, key=len, reverse=True):
            text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
        return _DATE.sub(" ", _ITSELF.sub(" ", text))


def record_flaws(
    flow: Flow, tokens: Sequence[Token], phrases: Sequence[Phrase], records: Records | None
) -> Iterator[Flaw]:
    """A flaw at every figure that the text tells in the words of a record, for its day, with another value."""
    if records is None:
        return
    sentences = list(by_sentence(phrases))
    meant = True
    for sentence, following in zip_longest(sentences, sentences[1:]):
        start, end = sentence[0].start, following[0].start if following else len(flow.text)
        times = [token for token in tokens if token.kind in _TIMES and start <= token.start < end]
        meant = records.meant_in(flow.text[start:end], times, before=meant)
        told = list(dropwhile(lambda phrase: phrase.figure is None, sentence))
        period = records.period_of(flow.text[start:end], times)
        of_itself = not _NAMED.search(records.without_itself(_YEAR.sub(" ", flow.text[start:end])))
        readings = [_Reading(records, records.by_words, _words)] if meant else []
        if period is not None and of_itself:
            readings.append(_Reading(records, records.happened(period), _flow_words))
        for reading in readings if told else []:
            yield from _told_flaws(flow, told, reading, frozenset(), start)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a sentence is held against, and how its words are compared."""

    records: Records
    known: Mapping[Words, RecordedFigure]
    words_of: Callable[[str], Words]


def _told_flaws(flow: Flow, told: Sequence[Phrase], reading: _Reading, whole: Words, start: int) -> Iterator[Flaw]:
    """Flaws of figures told in a row from ``start``; the first one that is no record ends what is understood."""
    for phrase, begins in zip(told, [start, *(phrase.start for phrase in told[1:])], strict=True):
        if phrase.figure is None or phrase.figure.kind is not TokenKind.COUNT or not phrase.countable:
            return
        said = _said(flow, phrase, reading, begins)
        known = next((key for key in (said, said | whole) if key in reading.known), None)
        if known is None or phrase.unit.kind == "association_member":
            return
        record = reading.known[known]
        if phrase.figure.value != record.value:
            expected = written(Decimal(record.value))
            yield flaw_at(flow, phrase.figure, Kind.DATABASE, "database", expected, facts={"label": record.label})
        whole = whole or known
        for inside in phrase.inner:
            yield from _told_flaws(flow, inside, reading, known, inside[0].start)


def _said(flow: Flow, phrase: Phrase, reading: _Reading, start: int) -> Words:
    assert phrase.figure is not None
    ends = max(phrase.end, phrase.figure.end)
    around = f"{flow.text[start : phrase.figure.start]} {flow.text[phrase.figure.end : ends]}"
    return reading.words_of(reading.records.without_itself(around))


def _by_words(figures: Sequence[RecordedFigure], words_of: Callable[[str], Words]) -> Mapping[Words, RecordedFigure]:
    found: dict[Words, RecordedFigure | None] = {}
    for figure in figures:
        key = words_of(figure.label)
        found[key] = figure if key not in found else None
    return {key: figure for key, figure in found.items() if figure is not None}


def _words(text: str) -> Words:
    return frozenset(re.findall(r"\w+", text.lower())) - words("record_fillers")


def _flow_words(text: str) -> Words:
    """The words that say what happened; of whom (*đảng viên*) goes without saying."""
    said = re.sub(r"\bđảng viên\b", " ", _YEAR.sub(" ", text), flags=re.IGNORECASE)
    return _words(said) - words("flow_fillers")
