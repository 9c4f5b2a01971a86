"""A change of one figure in a right passage is noticed; a change of its spelling or layout changes nothing."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dangvu.proofreading.findings import TextFinding
from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.plain import document_from_text
from tests.proofreading.labelled import FILES, Passage, passages_of

# Every line that the passages reach, test_corpus.py reaches with them too.
pytestmark = pytest.mark.no_cover

WRITTEN = {"bảy": "chín"}

in_every_file = pytest.mark.parametrize("file", FILES)
"""A test goes through the passages of one file and names those of which it does not hold: one test for each passage
would take longer to begin and to end than to run."""


def findings_in(text: str) -> list[TextFinding]:
    return proofread(document_from_text("x", text)).findings


def clean(file: str) -> Iterator[Passage]:
    return (passage for passage in passages_of(file) if not passage.labels)


def perturbed(figure: str) -> str:
    """The figure with another value of the same shape: the first digit after the leading one moved by three."""
    if figure in WRITTEN:
        return WRITTEN[figure]
    digits = [index for index, character in enumerate(figure) if character.isdigit()]
    place = digits[1] if len(digits) > 1 else digits[0]
    return f"{figure[:place]}{(int(figure[place]) + 3) % 10}{figure[place + 1 :]}"


@in_every_file
def test_changed_figures_are_found(file: str) -> None:
    guarded = [(passage, start, end) for passage in clean(file) for start, end in passage.guarded]
    unnoticed = [f"{one}: {one.text[start:end]}" for one, start, end in guarded if not is_noticed(one.text, start, end)]
    assert unnoticed == []


def is_noticed(text: str, start: int, end: int) -> bool:
    """Whether a finding touches the figure between ``start`` and ``end`` when it is changed."""
    changed = perturbed(text[start:end])
    found = findings_in(f"{text[:start]}{changed}{text[end:]}")
    touched = [(first, last) for finding in found for first, last in ((finding.start, finding.end), *finding.related)]
    return any(first < start + len(changed) and start < last for first, last in touched)


@cache
def kinds_and_quotes(text: str) -> list[tuple[str, str]]:
    found = findings_in(text)
    return [(finding.kind, unicodedata.normalize("NFC", " ".join(finding.quote.split()))) for finding in found]


def otherwise(passages: Iterator[Passage] | list[Passage], written: Callable[[str], str]) -> list[str]:
    """The passages of which something else is found when they are written in another way."""
    return [str(one) for one in passages if kinds_and_quotes(written(one.text)) != kinds_and_quotes(one.text)]


@in_every_file
def test_decomposed_letters_change_nothing(file: str) -> None:
    assert otherwise(passages_of(file), lambda text: unicodedata.normalize("NFD", text)) == []


@in_every_file
def test_no_break_spaces_change_nothing(file: str) -> None:
    assert otherwise(passages_of(file), lambda text: re.sub(r"(?<=\d) (?=\w)", "\u00a0", text)) == []


@in_every_file
def test_wrapped_lines_change_nothing(file: str) -> None:
    assert otherwise(passages_of(file), lambda text: wrapped(text, 48)) == []


def wrapped(text: str, width: int) -> str:
    """The text with long lines broken at spaces, as a mail programme would; tables stay as they are."""
    lines: list[str] = []
    for line in text.split("\n"):
        current = ""
        for word in line.split(" ") if not line.startswith("|") else [line]:
            if current and len(current) + len(word) > width and not starts_like_item(word):
                lines.append(current)
                current = word
            else:
                current = f"{current} {word}" if current else word
        lines.append(current)
    return "\n".join(lines)


def starts_like_item(word: str) -> bool:
    return re.match(r"[-+*]$|\(\w\)|\d+\.$|[¹²³]|\w\)", word) is not None


@in_every_file
def test_thousands_with_spaces_change_nothing(file: str) -> None:
    assert otherwise(clean(file), lambda text: re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "\u202f", text)) == []


@in_every_file
def test_sentences_in_another_context_change_nothing(file: str) -> None:
    around = "Công tác này được các cấp ủy quan tâm.\n\n{}\n\nTuy nhiên, vẫn còn một số hạn chế."
    assert otherwise(clean(file), around.format) == []


@given(
    st.lists(st.integers(min_value=2, max_value=400), min_size=2, max_size=6),
    st.integers(min_value=-9, max_value=9),
)
def test_list_of_parts_is_found_wrong_exactly_when_its_sum_is(parts: list[int], slip: int) -> None:
    assume(sum(parts) + slip > 0)
    names = ("nghị quyết", "kế hoạch", "hướng dẫn", "quyết định", "báo cáo", "thông báo")
    listed = ", ".join(f"{part} {name}" for part, name in zip(parts, names, strict=False))
    found = findings_in(f"Trong năm đã ban hành {sum(parts) + slip} văn bản, gồm {listed}.")
    sums = [(finding.kind, finding.expected.replace(".", "")) for finding in found if finding.kind == "sum"]
    assert sums == ([("sum", str(sum(parts)))] if slip else [])


@given(st.integers(min_value=1, max_value=900), st.integers(min_value=1, max_value=900), st.integers(0, 2))
def test_every_accepted_rounding_of_a_share_is_silent(part: int, rest: int, decimals: int) -> None:
    whole = part + rest
    cut = 100 * part * 10**decimals // whole / 10**decimals
    written = f"{cut:.{decimals}f}".replace(".", ",")
    assert findings_in(f"Có {part}/{whole} chi bộ đạt loại tốt (chiếm {written}%).") == []
