"""The report that started the project, when it lies beside the repository."""

import json
from pathlib import Path
from typing import Any

from dangvu.proofreading.findings import TextFinding
from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.plain import document_from_text

FOLDER = Path(__file__).parents[3] / "shared" / "sample-report"
SAMPLES = sorted(FOLDER.glob("*.txt"))
CERTAIN = {"sum", "percent-over-target", "percent", "numbering", "series-order", "format"}


def relations(verdict: str) -> list[dict[str, Any]]:
    everything = json.loads((FOLDER / "relations.json").read_text(encoding="utf-8"))
    return [relation for relation in everything if relation["expected_checker"] == verdict]


def findings_of(path: Path) -> list[TextFinding]:
    return proofread(document_from_text(path.name, path.read_text(encoding="utf-8"))).findings


def is_at(finding: TextFinding, relation: dict[str, Any]) -> bool:
    return any(finding.start < span["end"] and span["start"] < finding.end for span in relation["spans"])


def missed(path: Path) -> list[str]:
    """The contradictions of the sample that nothing was found at."""
    found = findings_of(path)
    wanted = [relation for relation in relations("must_flag") if relation["type"] in CERTAIN and relation["spans"]]
    return [relation["id"] for relation in wanted if not any(is_at(finding, relation) for finding in found)]


def unfounded(path: Path) -> list[str]:
    """What was found in the sample where it contradicts nothing."""
    known = [*relations("must_flag"), *relations("may_flag")]
    found = [finding for finding in findings_of(path) if finding.kind not in {"typo", "format"}]
    return [finding.quote for finding in found if not any(is_at(finding, relation) for relation in known)]


def test_sample_contradictions_are_all_found() -> None:
    assert {path.name: missed(path) for path in SAMPLES if missed(path)} == {}


def test_sample_findings_are_all_known_contradictions() -> None:
    assert {path.name: unfounded(path) for path in SAMPLES if unfounded(path)} == {}
