"""From running text to tokens: finds every number and says what it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from dangvu.proofreading.numbers.context import settle
from dangvu.proofreading.numbers.spelling import one_spelling
from dangvu.proofreading.numbers.tokens import Kind, Token

_NUMBER = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\ \d{3})+(?:,\d+)?(?![\d.,]*\d)|\d+(?:[.,]\d+)?)"
)
_ABBREVIATION = r"[A-ZĐƯÔƠĂÂÊ][A-Za-zĐđƯưÔôƠơĂăÂâÊêi]*"
_LETTERS = r"[^\W\d_¹²³⁰⁴-⁹]+"
_TOKEN = re.compile(
    rf"""
      (?P<symbol>\b\d{{1,5}}[a-z]?(?:/\d{{4}})?\s?[-/]\s?{_ABBREVIATION}(?:\s?[-/&.]\s?{_ABBREVIATION}\d{{0,2}})+
         |\b\d{{1,5}}/\d{{4}}/{_ABBREVIATION}\d{{0,2}}
         |(?<=[Ss]ố\ )\d{{1,5}}\s?[-/]?\s?[A-ZĐ]{{2,4}}i?(?:[-/][A-ZĐ]\w+)*
         |(?<=[Ss]ố\ )[A-ZĐ]{{2,4}}\s?[-/]\s?\d{{1,5}}(?:[-/]{_ABBREVIATION})*)
    | (?P<written_date>\bngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+\d{{4}}\b)
    | (?P<date>(?<![\d/])\d{{1,2}}\ ?(?P<between>[/.-])\ ?\d{{1,2}}\ ?(?P=between)\ ?\d{{4}}(?![\d/]))
    | (?P<term>\b(?:19|20)\d\d\s?(?:-|/)\s?(?:19|20)\d\d(?!\d|{_LETTERS}|\s?[-/]))
    | (?P<month>(?<![\d/])\d{{1,2}}\s?[/-]\s?(?:19|20)\d\d(?![\d/]))
    | (?P<percent>(?<![\d.,])(?:\d+[.,]{{2,}}\d+|{_NUMBER})[.,;]*\s?(?:điểm\ )?(?:%|phần\ trăm\b))
    | (?P<ratio>(?<![\d/.,]){_NUMBER}\s?/\s?{_NUMBER}(?![\d/]))
    | (?P<range>(?<![\d/.,]){_NUMBER}\s?-\s?{_NUMBER}(?:\s?%)?(?![\d/-]))
    | (?P<number>(?<![\w]){_NUMBER}(?![²³]))
    | (?P<mark>[¹²³⁰⁴-⁹]+|\[\^?\d+\])
    | (?P<word>(?:đ/c|Đ/c|{_LETTERS}(?:['’]{_LETTERS})?)(?:(?<=\bm)(?:²|³|2\b)|(?<=\bkm)(?:²|2\b))?)
    | (?P<dots>\.{{2,}}|…)
    | (?P<punctuation>[^\s\w])
    | (?P<line>\n)
    """,
    re.VERBOSE,
)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of running ``text``, numbers already told apart from references, years and dates."""
    return settle(tuple(_raw_tokens(text)))


def decimal_of(written: str) -> tuple[Decimal, int, bool]:
    """Value, number of decimals and whether thousands are separated, of a number as written.

    ``3.412`` is three thousand, ``77,33`` and ``77.33`` are seventy-seven and a third.
    """
    bare = re.sub(r"([.,])[.,]+", r"\1", written.strip().rstrip(".,;").replace(" ", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", bare) or re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", bare):
        whole, _, fraction = bare.replace(".", "").partition(",")
        return _exact(whole, fraction), len(fraction), True
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", bare):
        return Decimal(bare.replace(",", "")), 0, True
    whole, _, fraction = bare.replace(",", ".").partition(".")
    return _exact(whole, fraction), len(fraction), " " in written.strip()


def _exact(whole: str, fraction: str) -> Decimal:
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def _raw_tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        maker = _MAKERS.get(match.lastgroup or "", _plain)
        yield maker(match, match.lastgroup or "")


def _plain(match: re.Match[str], group: str) -> Token:
    kind = {"word": Kind.WORD, "mark": Kind.MARK, "symbol": Kind.SYMBOL, "range": Kind.RANGE}.get(
        group, Kind.PUNCTUATION
    )
    text = match.group()
    if kind is Kind.WORD:
        text = one_spelling(text)
    elif group == "dots":
        text = "…"
    return Token(kind, match.start(), match.end(), text)


def _number(match: re.Match[str], group: str) -> Token:
    written = match.group()
    kind = Kind.PERCENT if group == "percent" else Kind.COUNT
    value, decimals, grouped = decimal_of(re.sub(r"\s?(?:điểm )?(?:%|phần trăm)$", "", written))
    return Token(kind, match.start(), match.end(), written, value, decimals=decimals, grouped=grouped)


def _ratio(match: re.Match[str], _group: str) -> Token:
    first, second = match.group().split("/")
    value, _, grouped = decimal_of(first)
    other, _, _ = decimal_of(second)
    return Token(Kind.RATIO, match.start(), match.end(), match.group(), value, other, grouped=grouped)


def _date(match: re.Match[str], _group: str) -> Token:
    day, month, year = (int(part) for part in re.findall(r"\d+", match.group()))
    return Token(Kind.DATE, match.start(), match.end(), match.group(), day=calendar_day(year, month, day))


def _term(match: re.Match[str], _group: str) -> Token:
    first, second = re.findall(r"\d{4}", match.group())
    return Token(Kind.TERM, match.start(), match.end(), match.group(), Decimal(first), Decimal(second))


def _month(match: re.Match[str], _group: str) -> Token:
    month, year = (int(part) for part in re.findall(r"\d+", match.group()))
    if not 1 <= month <= 12:
        return Token(Kind.RATIO, match.start(), match.end(), match.group(), Decimal(month), Decimal(year))
    return Token(Kind.MONTH, match.start(), match.end(), match.group(), Decimal(month), Decimal(year))


def calendar_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or ``None`` when the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_MAKERS: dict[str, Callable[[re.Match[str], str], Token]] = {
    "number": _number,
    "percent": _number,
    "ratio": _ratio,
    "date": _date,
    "written_date": _date,
    "term": _term,
    "month": _month,
}
