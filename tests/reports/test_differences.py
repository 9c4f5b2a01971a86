"""What was struck out of a text and what was added to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dangvu.reports.differences import Fate, Piece, pieces

texts = st.text(st.sampled_from("ab \n"), max_size=40)


def test_changed_words_stand_between_those_that_were_kept() -> None:
    assert pieces("Giữ nền nếp cũ.", "Giữ vững nền nếp.") == (
        Piece(Fate.KEPT, "Giữ "),
        Piece(Fate.ADDED, "vững "),
        Piece(Fate.KEPT, "nền "),
        Piece(Fate.STRUCK, "nếp cũ."),
        Piece(Fate.ADDED, "nếp."),
    )


def test_nothing_differs_between_empty_texts() -> None:
    assert pieces("", "") == ()


@given(texts, texts)
def test_pieces_always_make_up_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.fate is not Fate.STRUCK) == new
    assert "".join(piece.text for piece in found if piece.fate is not Fate.ADDED) == old
