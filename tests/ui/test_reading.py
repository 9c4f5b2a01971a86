"""Whatever is typed into an address, a page reads something sound of it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from dangvu.ui.reading import chosen, identity, whole, words


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("0", 1), ("", 7), (None, 7), ("-2", 7), ("2.5", 7), ("٣", 7), ("9" * 40, 7), ("1" * 9, 111_111_111)],
)
def test_whole_number_is_read_or_left(text: str | None, number: int) -> None:
    assert whole(text, 7) == number


@pytest.mark.parametrize(("text", "read"), [("a", "a"), ("z", "b"), (None, "b")])
def test_choice_is_one_of_those_allowed(text: str | None, read: str) -> None:
    assert chosen(text, {"a", "b"}, "b") == read


@given(st.none() | st.text())
def test_words_are_one_line_without_nul_and_not_too_long(text: str | None) -> None:
    read = words(text)
    assert (read == read.strip(), "\0" in read, len(read) <= 200, len(read.splitlines()) <= 1) == (
        True,
        False,
        True,
        True,
    )


def test_words_keep_what_was_typed() -> None:
    assert words("  Nguyễn   Văn An ") == "Nguyễn Văn An"


def test_identity_is_read() -> None:
    assert identity(str(UUID(int=5))) == UUID(int=5)


def test_what_is_no_identity_is_no_page() -> None:
    with pytest.raises(Http404):
        identity("1 OR 1=1")
