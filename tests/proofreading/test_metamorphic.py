"""A change of one figure in a right passage is noticed; a change of its spelling or layout changes nothing."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dangvu.proofreading.findings import TextFinding
from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.plain import document_from_text
from tests.proofreading.labelled import Passage, clean_passages, labelled_passages

GUARDED = [(passage, place) for passage in clean_passages() for place in passage.guarded]
WRITTEN = {"bảy": "chín"}


def findings_in(text: str) -> list[TextFinding]:
    return proofread(document_from_text("x", text)).findings


def perturbed(figure: str) -> str:
    """The figure with another value of the same shape: the first digit after the leading one moved by three."""
    if figure in WRITTEN:
        return WRITTEN[figure]
    digits = [index for index, character in enumerate(figure) if character.isdigit()]
    place = digits[1] if len(digits) > 1 else digits[0]
    return f"{figure[:place]}{(int(figure[place]) + 3) % 10}{figure[place + 1 :]}"


@pytest.mark.parametrize(("passage", "place"), GUARDED, ids=[f"{p}-{p.text[s:e]}" for p, (s, e) in GUARDED])
def test_changed_figure_is_found(passage: Passage, place: tuple[int, int]) -> None:
    start, end = place
    changed = perturbed(passage.text[start:end])
    found = findings_in(f"{passage.text[:start]}{changed}{passage.text[end:]}")
    touched = [(first, last) for finding in found for first, last in ((finding.start, finding.end), *finding.related)]
    assert [True for first, last in touched if first < start + len(changed) and start < last][:1] == [True]


def kinds_and_quotes(text: str) -> list[tuple[str, str]]:
    found = findings_in(text)
    return [(finding.kind, unicodedata.normalize("NFC", " ".join(finding.quote.split()))) for finding in found]


@pytest.mark.parametrize("passage", labelled_passages(), ids=str)
def test_decomposed_letters_change_nothing(passage: Passage) -> None:
    assert kinds_and_quotes(unicodedata.normalize("NFD", passage.text)) == kinds_and_quotes(passage.text)


@pytest.mark.parametrize("passage", labelled_passages(), ids=str)
def test_no_break_spaces_change_nothing(passage: Passage) -> None:
    spaced = re.sub(r"(?<=\d) (?=\w)", "\u00a0", passage.text)
    assert kinds_and_quotes(spaced) == kinds_and_quotes(passage.text)


@pytest.mark.parametrize("passage", labelled_passages(), ids=str)
def test_wrapped_lines_change_nothing(passage: Passage) -> None:
    assert kinds_and_quotes(wrapped(passage.text, 48)) == kinds_and_quotes(passage.text)


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


@pytest.mark.parametrize("passage", clean_passages(), ids=str)
def test_thousands_with_spaces_change_nothing(passage: Passage) -> None:
    spaced = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "\u202f", passage.text)
    assert kinds_and_quotes(spaced) == []


@pytest.mark.parametrize("passage", clean_passages(), ids=str)
def test_sentences_in_another_context_change_nothing(passage: Passage) -> None:
    around = "Công tác này được các cấp ủy quan tâm.\n\n{}\n\nTuy nhiên, vẫn còn một số hạn chế."
    assert kinds_and_quotes(around.format(passage.text)) == []


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
