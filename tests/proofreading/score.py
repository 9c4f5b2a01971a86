"""Precision and recall of proofreading on the labelled passages, per kind, at the exact span.

Run as ``python -m tests.proofreading.score``; ``--errors`` lists what was missed and what was found in vain.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.plain import document_from_text
from tests.proofreading.labelled import Passage, labelled_passages

ARITHMETIC = ("sum", "percent", "difference", "growth", "target")


@dataclass(slots=True)
class Score:
    """How many labels of each kind were found, missed, and found without a label."""

    hits: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    vain: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def precision(self, kinds: Iterable[str]) -> float:
        hits, vain = sum(self.hits[kind] for kind in kinds), sum(self.vain[kind] for kind in kinds)
        return hits / (hits + vain) if hits + vain else 1.0

    def recall(self, kinds: Iterable[str]) -> float:
        hits, misses = sum(self.hits[kind] for kind in kinds), sum(self.misses[kind] for kind in kinds)
        return hits / (hits + misses) if hits + misses else 1.0

    @property
    def kinds(self) -> list[str]:
        return sorted({*self.hits, *self.misses, *self.vain})


def score(passages: Iterable[Passage]) -> Score:
    """Proofread every passage and compare with its labels."""
    result = Score()
    for passage in passages:
        document = document_from_text(passage.name, passage.text)
        found = {(str(f.kind), f.start, f.end) for f in proofread(document).findings}
        wanted = {(label.kind, label.start, label.end) for label in passage.labels}
        result.hits.update(kind for kind, _, _ in found & wanted)
        result.misses.update(kind for kind, _, _ in wanted - found)
        result.vain.update(kind for kind, _, _ in found - wanted)
        result.errors.extend(_told(passage, "missed", wanted - found))
        result.errors.extend(_told(passage, "in vain", found - wanted))
    return result


def _told(passage: Passage, what: str, places: set[tuple[str, int, int]]) -> list[str]:
    return [f"{passage.name}: {what} {kind} “{passage.text[start:end]}”" for kind, start, end in sorted(places)]


def main() -> None:
    """Print the table."""
    result = score(labelled_passages())
    lines = [f"{'kind':<12}{'found':>7}{'missed':>8}{'in vain':>9}{'precision':>11}{'recall':>8}"]
    for name, kinds in [*((kind, [kind]) for kind in result.kinds), ("arithmetic", ARITHMETIC), ("all", result.kinds)]:
        counts = [sum(counter[kind] for kind in kinds) for counter in (result.hits, result.misses, result.vain)]
        line = f"{name:<12}{counts[0]:>7}{counts[1]:>8}{counts[2]:>9}"
        lines.append(f"{line}{result.precision(kinds):>11.3f}{result.recall(kinds):>8.3f}")
    if "--errors" in sys.argv:
        lines.extend(result.errors)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
