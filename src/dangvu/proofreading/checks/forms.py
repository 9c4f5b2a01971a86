"""How figures and marks are written: stray punctuation, quotation marks without partner, two ways of thousands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dangvu.kernel.findings import Level
from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.rounding import written
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.numbers.units import BARE
from dangvu.proofreading.reading.flow import Flow

_STRAY = re.compile(
    r"(?<![\w./,-])(?:\d+(?:[.,]\d+)*[.,;]+\s?%|\d+(?:[.,]\d+)*[.,]{2,}\d+(?:[.,]\d+)*%?|\d+,\d+,\d{1,2}(?!\d)%?"
    r"|\d{1,3}(?:\.\d{3})+\.\d{1,2}(?![\d/])%?|\d{1,3}\.\d{4,5}(?![\d/%]))"
)
_STOPS = re.compile(r"\.{4,}|(?<!\d),,+|,,+(?!\d)|;;+|,\s?;|;\s?,")


def stray_flaws(flow: Flow) -> Iterator[Flaw]:
    """Numbers with a mark too many (*77,33,%*), and doubled punctuation."""
    for match in _STRAY.finditer(flow.text):
        token = Token(TokenKind.COUNT, match.start(), match.end(), match.group())
        yield flaw_at(flow, token, Kind.FORMAT, "format-number", _repaired(match.group()))
    for match in _STOPS.finditer(flow.text):
        token = Token(TokenKind.PUNCTUATION, match.start(), match.end(), match.group())
        expected = "..." if match.group().startswith(".") else match.group()[-1]
        yield flaw_at(flow, token, Kind.FORMAT, "format-stops", expected, level=Level.NOTE)


def _repaired(number: str) -> str:
    percent = "%" if number.endswith("%") else ""
    bare = re.sub(r"[.,;\s]+$", "", number.rstrip("%"))
    bare = re.sub(r"[.,]{2,}(?=\d{1,2}$)", ",", bare)
    bare = re.sub(r"([.,])[.,]+", r"\1", bare)
    if bare.count(",") > 1:
        head, _, tail = bare.rpartition(",")
        bare = head + tail
    if re.fullmatch(r"\d{1,3}\.\d{4,5}", bare) or re.search(r"\.\d{1,2}$", bare):
        bare = f"{int(bare.replace('.', '')):,}".replace(",", ".")
    return bare + percent


def quote_flaws(flow: Flow) -> Iterator[Flaw]:
    """Curly quotation marks that open and do not close in the passage, or close without opening."""
    opened: list[int] = []
    for index, character in enumerate(flow.text):
        if character == "“":
            opened.append(index)
        elif character == "”":
            if opened:
                opened.pop()
            else:
                yield _quote_flaw(flow, index)
    for index in opened:
        yield _quote_flaw(flow, index)


def _quote_flaw(flow: Flow, index: int) -> Flaw:
    token = Token(TokenKind.PUNCTUATION, index, index + 1, flow.text[index])
    return flaw_at(flow, token, Kind.FORMAT, "format-quote", "", level=Level.WARNING)


def thousands_flaws(read: Sequence[tuple[Flow, Sequence[Phrase]]]) -> Iterator[Flaw]:
    """Counts of a thousand and more without separator in a text that separates others; ``read`` has all phrases."""
    counted = [
        (flow, phrase)
        for flow, phrases in read
        for phrase in phrases
        if phrase.figure is not None and phrase.figure.kind in {TokenKind.COUNT, TokenKind.RATIO}
    ]
    if not any(phrase.figure is not None and phrase.figure.grouped for _, phrase in counted):
        return
    for flow, phrase in counted:
        figure = phrase.figure
        assert figure is not None
        if not figure.grouped and not figure.decimals and figure.value >= 1000 and phrase.unit is not BARE:
            place = figure
            if figure.kind is TokenKind.RATIO:
                length = len(figure.text.split("/")[0].rstrip())
                place = Token(TokenKind.COUNT, figure.start, figure.start + length, figure.text)
            yield flaw_at(flow, place, Kind.FORMAT, "format-thousands", written(figure.value), level=Level.NOTE)
