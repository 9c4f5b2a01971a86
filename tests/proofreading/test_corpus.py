import pytest

from dangvu.proofreading.findings import TextFinding
from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.plain import document_from_text
from tests.proofreading.labelled import FILES, Passage, labelled_passages, passages_of
from tests.proofreading.score import ARITHMETIC, Score, score


@pytest.fixture(scope="module")
def result() -> Score:
    return score(labelled_passages())


def findings_in(passage: Passage) -> list[TextFinding]:
    return proofread(document_from_text("x", passage.text)).findings


def test_corpus_holds_enough_passages_half_of_them_clean() -> None:
    passages = labelled_passages()
    clean = [passage for passage in passages if not passage.labels]
    assert (len(passages) >= 120, 2 * len(clean) >= 0.9 * len(passages)) == (True, True)


def test_score_on_arithmetic_kinds_reaches_what_was_promised(result: Score) -> None:
    assert (result.precision(ARITHMETIC) >= 0.98, result.recall(ARITHMETIC) >= 0.90) == (True, True), result.errors


def test_score_on_all_kinds_is_precise(result: Score) -> None:
    assert result.precision(result.kinds) >= 0.98, result.errors


@pytest.mark.parametrize("file", FILES)
def test_clean_passages_have_no_finding(file: str) -> None:
    clean = [passage for passage in passages_of(file) if not passage.labels]
    assert [(str(one), finding.kind, finding.quote) for one in clean for finding in findings_in(one)] == []


@pytest.mark.parametrize("file", FILES)
def test_planted_errors_are_found_with_what_should_stand_there(file: str) -> None:
    for passage in passages_of(file):
        if passage.is_unread:
            continue
        expected = {(finding.start, finding.end): finding.expected for finding in findings_in(passage)}
        wanted = {(label.start, label.end): label.expected for label in passage.labels if label.expected}
        assert {place: expected.get(place) for place in wanted} == wanted, passage.name


@pytest.mark.parametrize("file", FILES)
def test_right_figure_in_the_place_of_a_planted_one_is_left_alone(file: str) -> None:
    assert [place for passage in passages_of(file) for place in doubted_when_right(passage)] == []


def doubted_when_right(passage: Passage) -> list[tuple[str, int, str]]:
    """The figures of arithmetic kinds that are still doubted where all that were planted are put right."""
    planted = [label for label in passage.labels if label.kind in ARITHMETIC and not label.expected.startswith("-")]
    if len(planted) < len(passage.labels) or passage.is_unread:
        return []
    text, moved, places = passage.text, 0, set()
    for label in planted:
        start = label.start + moved
        text = text[:start] + label.expected + text[label.end + moved :]
        moved += len(label.expected) - (label.end - label.start)
        places.add((label.kind, start))
    found = proofread(document_from_text("x", text)).findings
    return [(passage.name, one.start, one.quote) for one in found if (one.kind, one.start) in places]
