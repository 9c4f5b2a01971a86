"""Dates that cannot be, or not in that order."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from dangvu.kernel.findings import Level
from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.lexicon.load import word_list
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.reading.flow import Flow

_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_WEEKDAY = re.compile(
    r"\b(thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)\s*,?\s*(?:\(?ngày\s+)?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"^[^\d.;:]{2,40},\s*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\W*$")
_TERM_OF = re.compile(
    r"(?:trung ương|toàn quốc|bộ chính trị|ban bí thư)[^.;\d“”\"]{0,40}?\(?\s?khóa ([ivx]+)\b", re.IGNORECASE
)
_YEARS_OF = re.compile(
    r"(?:trung ương|toàn quốc|của đảng)[^.;“”\"]{0,30}(?:khóa|lần thứ) ([ivx]+)(?: của đảng)?\W{1,3}(?:nhiệm kỳ )?$",
    re.IGNORECASE,
)
_SPAN_KINDS = frozenset({TokenKind.DATE, TokenKind.MONTH, TokenKind.YEAR})


def date_flaws(flow: Flow, tokens: Sequence[Token], issued: dt.date | None) -> Iterator[Flaw]:
    """Impossible days, backward periods, wrong weekdays, days after the report, and dates outside a central term."""
    for index, token in enumerate(tokens):
        if _impossible(tokens, index):
            yield flaw_at(flow, token, Kind.DATE, "date-impossible", "")
        if token.kind is TokenKind.TERM and token.value > token.other:
            yield flaw_at(flow, token, Kind.DATE, "date-order", f"{token.other} - {token.value}")
        if token.text == "từ":
            yield from _backwards(flow, tokens, index)
        if issued is not None and token.day is not None and token.day > issued and _is_past(tokens, index):
            yield flaw_at(flow, token, Kind.DATE, "date-after-report", f"{issued:%d/%m/%Y}")
        if token.kind in {TokenKind.DATE, TokenKind.TERM}:
            yield from _outside_term(flow, tokens, index)
    yield from _weekdays(flow)


def day_of_issue(flows: Sequence[Flow]) -> dt.date | None:
    """The day in the line *Lam Sơn, ngày … tháng … năm …* at the head of the report, if there is one."""
    for flow in flows[:12]:
        if _ISSUED.match(flow.text.strip(" *_")):
            day, month, year = (int(part) for part in re.findall(r"\d+", flow.text)[:3])
            try:
                return dt.date(year, month, day)
            except ValueError:
                return None
    return None


def _impossible(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    before = tokens[index - 1].text if index else ""
    if token.kind is TokenKind.DATE:
        return token.day is None
    if token.kind is TokenKind.REFERENCE and before == "tháng" and 1900 <= token.other <= 2100:
        return not 1 <= token.value <= 12
    if token.kind is TokenKind.REFERENCE and before == "ngày" and re.fullmatch(r"\d{1,2}/\d{1,2}", token.text):
        day, month = (int(part) for part in token.text.split("/"))
        return not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(2024, month)[1])
    return False


def _backwards(flow: Flow, tokens: Sequence[Token], index: int) -> Iterator[Flaw]:
    """*từ … đến …* with the first day after the last."""
    times: list[Token] = []
    reached = False
    for token in tokens[index + 1 : index + 9]:
        if token.text == "đến":
            reached = bool(times)
        elif token.kind in _SPAN_KINDS and (reached or not times):
            times.append(token)
        elif token.text not in {"ngày", "tháng", "năm", "hết", "cuối", "đầu", "quý", "nay", ","}:
            break
        if len(times) == 2:
            break
    if len(times) == 2 and reached and _first_day(times[0]) > _last_day(times[1]):
        whole = Token(TokenKind.DATE, times[0].start, times[1].end, "")
        yield flaw_at(flow, whole, Kind.DATE, "date-order", "")


def _first_day(token: Token) -> dt.date:
    if token.kind is TokenKind.DATE:
        return token.day or dt.date.min
    if token.kind is TokenKind.MONTH:
        return dt.date(int(token.other), int(token.value), 1)
    return dt.date(int(token.value), 1, 1)


def _last_day(token: Token) -> dt.date:
    if token.kind is TokenKind.DATE:
        return token.day or dt.date.max
    year, month = (int(token.other), int(token.value)) if token.kind is TokenKind.MONTH else (int(token.value), 12)
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _is_past(tokens: Sequence[Token], index: int) -> bool:
    """Whether the date is told as past: data *tính đến* it, or a document that bears it."""
    before = [token.text for token in tokens[max(0, index - 4) : index]]
    cited = any(token.kind is TokenKind.SYMBOL for token in tokens[max(0, index - 4) : index])
    return cited or "tính đến" in " ".join(before)


def _outside_term(flow: Flow, tokens: Sequence[Token], index: int) -> Iterator[Flaw]:
    """A central document or term of years that does not fall into the congress term named with it."""
    token = tokens[index]
    congresses = word_list("symbols")["congresses"]
    if token.kind is TokenKind.DATE:
        central = any(t.kind is TokenKind.SYMBOL and t.text.endswith("/TW") for t in tokens[max(0, index - 4) : index])
        clause = flow.text.find(";", token.end)
        match = _TERM_OF.search(flow.text, token.end, min(token.end + 90, clause if clause >= 0 else len(flow.text)))
        if not central or match is None or " về " in flow.text[token.end : match.start()]:
            return
        term, years = match.group(1).upper(), {token.day.year} if token.day else set()
    else:
        match = _YEARS_OF.search(flow.text[max(0, token.start - 90) : token.start])
        if match is None:
            return
        term, years = match.group(1).upper(), {int(token.value), int(token.other)}
    known = congresses.get(term)
    if known and any(not known[0] <= year <= known[1] for year in years):
        expected = f"{known[0]} - {known[1]}"
        yield flaw_at(flow, token, Kind.DATE, "date-congress", expected, facts={"term": term})


def _weekdays(flow: Flow) -> Iterator[Flaw]:
    for match in _WEEKDAY.finditer(flow.text):
        day, month, year = (int(match.group(group)) for group in (2, 3, 4))
        try:
            date = dt.date(year, month, day)
        except ValueError:
            continue
        expected = _WEEKDAYS[date.weekday()]
        said = " ".join(match.group(1).lower().split())
        if said[-1].isdigit():
            said = _WEEKDAYS[int(said[-1]) - 2]
        if said != expected:
            token = Token(TokenKind.WORD, match.start(1), match.end(1), said)
            facts = {"day": f"{day:02d}/{month:02d}/{year}"}
            yield flaw_at(flow, token, Kind.DATE, "date-weekday", expected, level=Level.ERROR, facts=facts)
