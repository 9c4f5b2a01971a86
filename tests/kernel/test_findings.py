"""Problems are values."""

from __future__ import annotations

import pytest

from dangvu.kernel.findings import Finding, Level, Refusal, refuse_if_any


def test_finding_reads_as_its_place_and_its_sentence() -> None:
    assert str(Finding("tests.wrong", "sai ngày.", "dòng 3")) == "dòng 3: sai ngày."
    assert str(Finding("tests.wrong", "sai ngày.")) == "sai ngày."


def test_refusal_reads_as_a_line_for_each_finding() -> None:
    refusal = Refusal([Finding("tests.a", "một.", "chỗ 1"), Finding("tests.b", "hai.")])
    assert str(refusal) == "chỗ 1: một.\nhai."


def test_refusal_for_one_reason_carries_it_as_an_error() -> None:
    assert Refusal.of("tests.a", "một.", place="chỗ 1").findings == (Finding("tests.a", "một.", "chỗ 1", Level.ERROR),)


def test_refusal_without_a_reason_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="at least one finding"):
        Refusal([])


def refused(*levels: Level) -> list[Level]:
    """The levels of the findings that were refused, when findings of these levels were found."""
    try:
        refuse_if_any(Finding("tests.a", "một.", level=level) for level in levels)
    except Refusal as refusal:
        return [finding.level for finding in refusal.findings]
    return []


def test_errors_are_refused_together() -> None:
    assert refused(Level.ERROR, Level.NOTE, Level.ERROR) == [Level.ERROR, Level.ERROR]


def test_warnings_and_notes_do_not_stop_an_act() -> None:
    assert refused(Level.WARNING, Level.NOTE) == []
