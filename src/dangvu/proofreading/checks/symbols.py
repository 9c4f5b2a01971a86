"""Document symbols: their pattern, their dates, and the order of their numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dangvu.kernel.findings import Level
from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.lexicon.load import PhraseBook, word_list
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.reading.flow import Flow

_PARTY = re.compile(r"(\d{2,5})([a-z]?)-([^\W\d_]+)/([^\W\d_]+(?:[-&.][^\W\d_]+)*)")
_STATE = re.compile(r"\d{1,5}[a-z]?/(?:\d{4}/)?([^\W\d_]+)(?:-[^\W\d_]+\d*)*(?:/[^\W\d_]+)?|\d{1,5}/\d{4}/QH\d{1,2}")
_LOOSE = re.compile(
    r"(?:(\d{1,5})([a-z]?)\s*[-/]?\s*([^\W\d_]+)|([^\W\d_]+)\s*[-/]\s*(\d{1,5}))\s*[-/.]\s*([^\W\d_][^\s]*)"
)
_TURNED = re.compile(
    r"(\d{1,5})/([^\W\d_]+)-(TU|HU|ThU|TxU|TXU|QU|ĐU|ĐUK|TW|BTVTU|BTGTU|BTCTU|UBKTTU|BTGTW|BTCTW|UBKTTW)"
)
"""The number of a Party document written as the state writes it."""
_DATED_BEFORE = re.compile(r"\d{1,2}/\d{1,2}/\d{4} (?:theo|bằng|tại|do)\b[^.;/]*$", re.IGNORECASE)
"""*thành lập ngày 20/3/2019 theo Quyết định số …*: the day of the act is that of its decision."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited: its symbol, the name of its type before it, the day after it, where it stands."""

    flow: Flow
    token: Token
    symbol: str
    name: str
    day: dt.date | None
    day_token: Token | None
    passage: int
    sentence: int


def citations_of(flow: Flow, tokens: Sequence[Token], passage: int) -> Iterator[Citation]:
    """The documents cited in a passage, in order."""
    sentence = 0
    for index, token in enumerate(tokens):
        if token.text in {";", "."}:
            sentence += token.text == "."
        if token.kind is TokenKind.SYMBOL:
            following = next((t for t in tokens[index + 1 : index + 4] if t.kind is TokenKind.DATE), None)
            symbol = re.sub(r"\s", "", token.text)
            name = _name_before(tokens, index)
            day = following.day if following else None
            yield Citation(flow, token, symbol, name, day, following, passage, sentence)


def symbol_flaws(citations: Sequence[Citation]) -> Iterator[Flaw]:
    """Malformed symbols, names that disagree, two dates of one document, series against their dates, missing dates."""
    for citation in citations:
        yield from _pattern_flaws(citation)
    yield from _two_dates(citations)
    yield from _series(citations)
    yield from _undated(citations)


def _name_before(tokens: Sequence[Token], index: int) -> str:
    texts = tuple(token.text for token in tokens[max(0, index - 5) : index] if token.kind is TokenKind.WORD)
    if texts[-1:] == ("số",):
        texts = texts[:-1]
    for length in (4, 3, 2):
        if _names().at(texts[-length:]) == (" ".join(texts[-length:]), length):
            return " ".join(texts[-length:])
    return ""


def _names() -> PhraseBook:
    names = {name for written in word_list("symbols")["types"].values() for name in written}
    return PhraseBook({name: name for name in names})


def _pattern_flaws(citation: Citation) -> Iterator[Flaw]:
    types = word_list("symbols")["types"]
    match = _PARTY.fullmatch(citation.symbol)
    if match is None:
        if not _STATE.fullmatch(citation.symbol) or _is_party_with_slash(citation.symbol):
            yield flaw_at(citation.flow, citation.token, Kind.SYMBOL, "symbol-malformed", _repaired(citation.symbol))
        return
    code = match.group(3)
    if code not in types:
        yield flaw_at(citation.flow, citation.token, Kind.SYMBOL, "symbol-type", "", level=Level.WARNING)
    elif citation.name and types[code] and not any(citation.name.endswith(name) for name in types[code]):
        yield flaw_at(citation.flow, citation.token, Kind.SYMBOL, "symbol-name", f"{types[code][0]}")


def _is_party_with_slash(symbol: str) -> bool:
    """*45/QĐ/TU* or *45/QĐ-TU*: a Party body behind a type that a hyphen should part from the number."""
    turned = _TURNED.fullmatch(symbol)
    if turned is not None:
        return turned.group(2) in word_list("symbols")["types"]
    parts = symbol.split("/")
    return len(parts) == 3 and not (parts[1].isdigit() and len(parts[1]) == 4)


def _repaired(symbol: str) -> str:
    match = _TURNED.fullmatch(symbol)
    if match is not None:
        return f"{int(match.group(1)):02d}-{match.group(2)}/{match.group(3)}"
    match = _LOOSE.fullmatch(symbol)
    if match is None:
        return "01-QĐ/ĐU"
    number, letter, first, code, second, body = match.groups()
    return f"{int(number or second):02d}{letter or ''}-{first or code}/{body}"


def _two_dates(citations: Sequence[Citation]) -> Iterator[Flaw]:
    first: dict[tuple[str, str], Citation] = {}
    for citation in citations:
        if citation.day is None or citation.day_token is None:
            continue
        known = first.setdefault((citation.name, citation.symbol), citation)
        if known.day is not None and known.day != citation.day and _same_document(known.day, citation.day):
            place = known.flow.starts[known.token.start]
            facts = {"symbol": citation.symbol, "place": str(place)}
            expected = known.day_token.text if known.day_token else ""
            yield flaw_at(citation.flow, citation.day_token, Kind.SYMBOL, "symbol-dates", expected, facts=facts)


def _same_document(one: dt.date, other: dt.date) -> bool:
    """Numbers begin anew each term, so dates years apart are two documents unless only one part of the date differs."""
    equal = (one.day == other.day) + (one.month == other.month) + (one.year == other.year)
    return equal == 2 or abs((one - other).days) < 366


def _series(citations: Sequence[Citation]) -> Iterator[Flaw]:
    """A smaller number of the same series in the same enumeration with a later date."""
    sound: list[Citation] = []
    for later in citations:
        if later.day is None or not _PARTY.fullmatch(later.symbol):
            continue
        against = [other for other in sound if _same_series(other, later) and _runs_against(other, later)]
        if not against:
            sound.append(later)
            continue
        other = max(against, key=_number)
        facts = {"day": f"{later.day:%d/%m/%Y}", "other": other.symbol, "other_day": f"{other.day:%d/%m/%Y}"}
        yield flaw_at(later.flow, later.token, Kind.SYMBOL, "symbol-series", "", level=Level.WARNING, facts=facts)


def _number(citation: Citation) -> int:
    match = re.match(r"\d+", citation.symbol)
    return int(match.group()) if match else 0


def _same_series(one: Citation, other: Citation) -> bool:
    same_place = one.passage == other.passage and one.sentence == other.sentence
    same_kind = one.name == other.name and one.symbol.split("-", 1)[1] == other.symbol.split("-", 1)[1]
    return same_place and same_kind and bool(one.day and other.day) and _same_term(one, other)


def _same_term(one: Citation, other: Citation) -> bool:
    data = word_list("symbols")
    if one.symbol.endswith("/TW"):
        years = sorted({year for term in data["congresses"].values() for year in term})
    else:
        years = data["provincial_congress_years"]
    assert one.day is not None and other.day is not None
    between = [(a, b) for a, b in pairwise(years) if a < one.day.year < b]
    return any(a < other.day.year < b for a, b in between)


def _runs_against(one: Citation, other: Citation) -> bool:
    assert one.day is not None and other.day is not None
    return (_number(one) - _number(other)) * (one.day - other.day).days < 0


def _undated(citations: Sequence[Citation]) -> Iterator[Flaw]:
    """A document cited by symbol that has no date anywhere, in a text that dates the others."""
    dated = {citation.symbol for citation in citations if citation.day_token is not None}
    seen: set[str] = set()
    for citation in citations:
        if citation.symbol in dated or citation.symbol in seen or len(dated) < 2:
            continue
        seen.add(citation.symbol)
        before = citation.flow.text[: citation.token.start]
        if citation.name and _PARTY.fullmatch(citation.symbol) and not _DATED_BEFORE.search(before):
            yield flaw_at(citation.flow, citation.token, Kind.FORMAT, "symbol-undated", "", level=Level.WARNING)
