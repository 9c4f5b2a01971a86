import pytest

from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.plain import document_from_text
from tests.proofreading.labelled import Passage, clean_passages, labelled_passages
from tests.proofreading.score import ARITHMETIC, score


def test_corpus_holds_enough_passages_half_of_them_clean() -> None:
    everything, clean = len(list(labelled_passages())), len(list(clean_passages()))
    assert (everything >= 120, 2 * clean >= 0.9 * everything) == (True, True)


def test_score_on_arithmetic_kinds_reaches_what_was_promised() -> None:
    result = score(labelled_passages())
    assert (result.precision(ARITHMETIC) >= 0.98, result.recall(ARITHMETIC) >= 0.90) == (True, True), result.errors


def test_score_on_all_kinds_is_precise() -> None:
    result = score(labelled_passages())
    assert result.precision(result.kinds) >= 0.98, result.errors


@pytest.mark.parametrize("passage", clean_passages(), ids=str)
def test_clean_passage_has_no_finding(passage: Passage) -> None:
    found = proofread(document_from_text("x", passage.text)).findings
    assert [(finding.kind, finding.quote) for finding in found] == []


@pytest.mark.parametrize("passage", [p for p in labelled_passages() if p.labels and not p.is_unread], ids=str)
def test_planted_error_is_found_with_what_should_stand_there(passage: Passage) -> None:
    found = proofread(document_from_text("x", passage.text)).findings
    expected = {(finding.start, finding.end): finding.expected for finding in found}
    wanted = {(label.start, label.end): label.expected for label in passage.labels if label.expected}
    assert {place: expected.get(place) for place in wanted} == wanted
