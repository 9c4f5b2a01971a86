"""Tells by the words around it what a bare number is: a count, a year, or a name such as *Điều 30*."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.spoken import NEVER_FIRST, SPOKEN_WORDS, spoken_value
from dangvu.proofreading.numbers.tokens import Kind, Token
from dangvu.proofreading.numbers.units import BARE, unit_at

_YEAR_BEFORE = frozenset(
    {"năm", "tháng", "quý", "đầu", "cuối", "kỳ", "trước", "sau", "giữa", "th", "kh", "dt", "hiện", "hoạch", "toán"}
)
_YEAR_BETWEEN = frozenset({"từ", "đến", "và", ",", "-", "("})
_TIMES_BEFORE = frozenset({"gấp", "bằng", "tăng", "hơn", "giảm"})
_ROMAN = re.compile(r"[ivx]+")
_OUT_OF = (("trong", "tổng", "số"), ("trên", "tổng", "số"), ("trong", "số"), ("trên",))
_THOUSAND = 1000
_HIGHEST_NAME = 40
_MOST_PLENUMS = 15
"""A higher number behind *Trung ương* counts what the centre has issued; no term had so many plenums."""
_FINE = frozenset({"money", "measure", "time"})


def settle(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same tokens, each number with its final kind and numbers in words added before what they count."""
    spoken = _join_ratios(_join_spoken(tokens))
    return tuple(_settled(spoken, index) for index in range(len(spoken)))


def _settled(tokens: tuple[Token, ...], index: int) -> Token:
    token = tokens[index]
    if token.kind is Kind.RATIO:
        return _settled_ratio(tokens, index)
    if token.kind is not Kind.COUNT or token.spoken:
        return token
    if _is_year(tokens, index):
        return replace(token, kind=Kind.YEAR)
    if _is_reference(tokens, index):
        return token.as_reference()
    times = _word(tokens, index + 1) == "lần" and _word(tokens, index + 2) != "thứ"
    if times and (_word(tokens, index - 1) in _TIMES_BEFORE or token.decimals):
        return replace(token, kind=Kind.TIMES)
    return _thousands_with_comma(tokens, index)


def _word(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[index].text if 0 <= index < len(tokens) else ""


def _is_year(tokens: tuple[Token, ...], index: int) -> bool:
    if not _looks_like_year(tokens[index]):
        return False
    before = _word(tokens, index - 1)
    if before == "/" and index > 1 and _ROMAN.fullmatch(tokens[index - 2].text):
        return True
    unit, _ = unit_at(tokens, index + 1)
    if before == "năm" or (before in _YEAR_BEFORE and unit is BARE):
        return True
    if before in {"và", ","} and index > 1 and _looks_like_year(tokens[index - 2]) and unit.family in {"", "time"}:
        return True
    if unit is not BARE:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return before in _YEAR_BETWEEN or after is None or after.kind is Kind.PUNCTUATION


def _looks_like_year(token: Token) -> bool:
    plain = token.kind is Kind.COUNT and not token.grouped and not token.decimals
    return plain and len(token.text) == 4 and 1900 <= token.value <= 2100


def _is_reference(tokens: tuple[Token, ...], index: int) -> bool:
    before, pair = _word(tokens, index - 1), f"{_word(tokens, index - 2)} {_word(tokens, index - 1)}"
    if pair in words("reference_before_pair"):
        return unit_at(tokens, index + 1)[0] is BARE
    if before in words("named_by_number") and _is_name(tokens, index):
        return True
    if before not in words("reference_before") or (before == "ương" and tokens[index].value > _MOST_PLENUMS):
        return False
    if before == "ương" and (tokens[index].decimals or unit_at(tokens, index + 1)[0].family in _FINE):
        return False
    if pair in words("counted_before_number") or (before == "ương" and _word(tokens, index - 3) == "cấp"):
        return False
    return before in {"số", "ương", "tháng", "ngày"} or unit_at(tokens, index + 1)[0] is BARE


def _is_name(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a small number goes on as a name does, with a word or the next figure: *Khối 1 có 14 tổ chức*."""
    token, following = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    small = token.value <= _HIGHEST_NAME and not token.decimals and unit_at(tokens, index + 1)[0] is BARE
    labels = following is not None and following.text == ":" and index + 2 < len(tokens) and tokens[index + 2].is_figure
    if small and _word(tokens, index - 1) == "đợt":
        return True
    return small and following is not None and (following.kind is Kind.WORD or following.is_figure or labels)


def _settled_ratio(tokens: tuple[Token, ...], index: int) -> Token:
    """A ratio counts something; *22/9* after *ngày* is a day, and *1/3* of nothing named is a mere fraction."""
    token = tokens[index]
    before = _word(tokens, index - 1)
    could_be_day = token.value <= 31 and token.other <= 12 and not token.grouped
    named = unit_at(tokens, index + 1)[0] is not BARE
    if before in {"ngày", "tháng", "mùng", "quý", "đợt", "dịp", "số", "khóa", "kỷ"} or not token.other:
        return token.as_reference()
    if could_be_day and not named and before in {"từ", "đến", "trước", "sau", "lễ", "sáng", "chiều"}:
        return token.as_reference()
    return token


def _thousands_with_comma(tokens: tuple[Token, ...], index: int) -> Token:
    """*3,412 đảng viên* is a whole number with a foreign separator, *3,412 tỷ đồng* is not."""
    token = tokens[index]
    if token.decimals != 3 or "," not in token.text or token.value < 1:
        return token
    unit, _ = unit_at(tokens, index + 1)
    if unit is BARE or unit.family in _FINE:
        return token
    return replace(token, value=token.value * 1000, decimals=0, grouped=True)


def _join_ratios(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same tokens with *62 trong số 75* and *62 trên 75* as ratios, *3 tỷ 654 triệu* as millions."""
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        if _tells_billions_and_millions(tokens, index):
            joined.append(_in_millions(tokens[index], tokens[index + 2]))
            index += 3
            continue
        length = _ratio_length(tokens, index) if tokens[index].kind is Kind.COUNT else 0
        last = tokens[index + length - 1] if length else tokens[index]
        if length and (last.grouped or tokens[index].value <= last.value):
            text = f"{tokens[index].text}/{last.text}"
            ratio = Token(Kind.RATIO, tokens[index].start, last.end, text, tokens[index].value, last.value)
            joined.append(replace(ratio, grouped=tokens[index].grouped))
        else:
            length = 1
            joined.append(tokens[index])
        index += length
    return tuple(joined)


def _tells_billions_and_millions(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether *3.579 tỷ 654 triệu đồng* begins here."""
    if _word(tokens, index + 1) != "tỷ" or _word(tokens, index + 3) != "triệu":
        return False
    counts = tokens[index].kind is tokens[index + 2].kind is Kind.COUNT
    return counts and not tokens[index].decimals and tokens[index + 2].value < _THOUSAND


def _in_millions(billions: Token, millions: Token) -> Token:
    value = billions.value * _THOUSAND + millions.value
    text = f"{billions.text} tỷ {millions.text}"
    return replace(billions, end=millions.end, text=text, value=value, decimals=millions.decimals, grouped=True)


def _ratio_length(tokens: tuple[Token, ...], index: int) -> int:
    """How many tokens a ratio told in words takes; 0 when there is none."""
    length = next((len(link) + 2 for link in _OUT_OF if _links(tokens, index, link)), 0)
    return length or _length_with_units(tokens, index)


def _length_with_units(tokens: tuple[Token, ...], index: int) -> int:
    """How many tokens *1.286 tỷ đồng/1.150* takes when the same unit follows; 0 when it does not stand there."""
    unit, length = unit_at(tokens, index + 1)
    last = index + length + 2
    if not length or last >= len(tokens) or tokens[last - 1].text != "/":
        return 0
    counts = tokens[last].kind is Kind.COUNT
    named, again = ([token.text for token in tokens[place + 1 : place + 1 + length]] for place in (index, last))
    return length + 3 if counts and named == again and unit_at(tokens, last + 1) == (unit, length) else 0


def _links(tokens: tuple[Token, ...], index: int, link: tuple[str, ...]) -> bool:
    last = index + len(link) + 1
    if last >= len(tokens) or tokens[last].kind is not Kind.COUNT:
        return False
    return tuple(token.text for token in tokens[index + 1 : last]) == link and not tokens[last].decimals


def _join_spoken(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        length = _spoken_length(tokens, index)
        if length:
            joined.append(_spoken(tokens[index : index + length]))
        else:
            joined.append(tokens[index])
        index += length or 1
    return tuple(joined)


def _spoken_length(tokens: tuple[Token, ...], index: int) -> int:
    """How many words from ``index`` on say a number before something that is counted; 0 when none do."""
    first = tokens[index]
    if first.kind is not Kind.WORD or first.text not in SPOKEN_WORDS or first.text in NEVER_FIRST:
        return 0
    length = 1
    while _word(tokens, index + length) in SPOKEN_WORDS:
        length += 1
    before = _word(tokens, index - 1)
    if length == 1 and first.text == "năm" and before not in {"có", "gồm", "và", "("}:
        return 0
    if before in SPOKEN_WORDS or before in {"thứ", "lần", "hàng", "trên", "mỗi", "từng", "một", "tnhh"}:
        return 0
    unit, _ = unit_at(tokens, index + length)
    return length if unit is not BARE and unit.family not in _FINE else 0


def _spoken(tokens: tuple[Token, ...]) -> Token:
    value = spoken_value([token.text for token in tokens])
    text = " ".join(token.text for token in tokens)
    if value is None:
        return Token(Kind.WORD, tokens[0].start, tokens[-1].end, text)
    return Token(Kind.COUNT, tokens[0].start, tokens[-1].end, text, Decimal(value), spoken=True)
