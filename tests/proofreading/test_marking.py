"""How a text is cut into pieces that can be marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dangvu.kernel.findings import Level
from dangvu.proofreading.findings import Kind, TextFinding
from dangvu.proofreading.marking import Line, marked_lines
from dangvu.proofreading.reading.document import Document

TEXT = "một hai\n\nba bốn năm\n"
PLACES = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 9)).map(lambda p: (p[0], min(len(TEXT), sum(p))))


def finding(
    start: int, end: int, kind: Kind = Kind.SUM, level: Level = Level.ERROR, *related: tuple[int, int]
) -> TextFinding:
    return TextFinding("x", 1, start, end, kind, level, TEXT[start:end], "", "", "", related)


def lines(*findings: TextFinding) -> list[Line]:
    return list(marked_lines(Document("x", TEXT, ()), findings))


def test_lines_without_words_are_left_out() -> None:
    assert [(line.number, [piece.text for piece in line.pieces]) for line in lines()] == [
        (1, ["một hai"]),
        (3, ["ba bốn năm"]),
    ]


def test_overlapping_findings_share_a_piece_that_bears_the_graver_level() -> None:
    pieces = lines(finding(0, 7, Kind.TYPO, Level.NOTE), finding(4, 7))[0].pieces
    assert [(piece.text, piece.level, piece.kinds) for piece in pieces] == [
        ("một ", "note", (Kind.TYPO,)),
        ("hai", "error", (Kind.TYPO, Kind.SUM)),
    ]
    assert [[remark.number for remark in piece.ends] for piece in pieces] == [[], [1, 2]]


def test_finding_over_a_line_end_is_told_where_it_begins() -> None:
    told = lines(finding(4, 11))
    assert [[remark.number for remark in line.remarks] for line in told] == [[1], []]
    assert [piece.text for line in told for piece in line.pieces if piece.level] == ["hai", "ba"]


def test_related_figure_is_marked_as_such() -> None:
    pieces = lines(finding(0, 3, Kind.SUM, Level.ERROR, (4, 7)))[0].pieces
    assert [(piece.text, piece.relates) for piece in pieces] == [("một", False), (" ", False), ("hai", True)]


@given(st.lists(PLACES, max_size=5), st.lists(PLACES, max_size=3))
def test_pieces_always_make_up_their_lines_and_every_finding_begins_once(
    places: list[tuple[int, int]], related: list[tuple[int, int]]
) -> None:
    told = lines(*(finding(*place, Kind.SUM, Level.ERROR, *related) for place in places))
    assert ["".join(piece.text for piece in line.pieces) for line in told] == ["một hai", "ba bốn năm"]
    begun = [remark.number for line in told for remark in line.remarks]
    assert sorted(begun) == [number for number, (start, _) in enumerate(places, start=1) if TEXT[start] != "\n"]
