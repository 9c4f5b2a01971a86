"""Which groups the parts of a whole are, and whether such groups exclude each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.lexicon.load import PhraseBook, word_list, words
from dangvu.proofreading.numbers.units import BARE, Level, Unit

_HELD_ONCE = frozenset({"money", "event"})
"""What is spent or held for one group is not for another: *05 lớp cho đoàn viên, 06 lớp cho cấp ủy viên*."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to divide a body; ``complete`` when its groups together are the whole.

    ``implied`` says that they are meant as such even where no word announces them.
    """

    name: str
    complete: bool
    implied: bool
    groups: PhraseBook
    size: int


@cache
def dimensions() -> tuple[Dimension, ...]:
    """All known ways to divide people and organisations."""
    return tuple(
        Dimension(
            name,
            entry["complete"],
            entry.get("implied", False),
            PhraseBook({written: group[0] for group in entry["groups"] for written in group}),
            len(entry["groups"]),
        )
        for name, entry in word_list("groups").items()
    )


@cache
def _headings() -> PhraseBook:
    return PhraseBook({heading: name for name, entry in word_list("groups").items() for heading in entry["headings"]})


def heading_in(said: tuple[str, ...]) -> str:
    """The dimension that the words ``said`` announce (*trình độ chuyên môn*), or nothing."""
    found = _headings().first_in(said)
    return found[0] if found else ""


def shared_dimension(parts: Sequence[Phrase]) -> Dimension | None:
    """The dimension in which all ``parts`` are different groups, or ``None``."""
    said = (*parts[0].lead, *unit_words(parts[0].unit), *parts[0].trail) if parts else ()
    begun = {name for word in said for name in _begun_by().get(word, ())}
    meant = (dimension for dimension in dimensions() if dimension.name in begun)
    return next((dimension for dimension in meant if _are_groups(parts, dimension)), None)


@cache
def _begun_by() -> dict[str, frozenset[str]]:
    """The dimensions with a group that begins with a word: most words begin none."""
    found: dict[str, frozenset[str]] = {}
    for name, entry in word_list("groups").items():
        for written in (written for group in entry["groups"] for written in group):
            first = written.split()[0].rstrip(",")
            found[first] = found.get(first, frozenset()) | {name}
    return found


def _are_groups(parts: Sequence[Phrase], dimension: Dimension) -> bool:
    """Whether every part is a group of the dimension, and another than those before it."""
    named: set[str] = set()
    for part in parts:
        group = group_of(part, dimension)
        if not group or group in named:
            return False
        named.add(group)
    return True


def group_of(part: Phrase, dimension: Dimension) -> str:
    """The first group named before the figure, else the first after it; a unit such as *nam* names one as well."""
    for said in (part.lead, (*unit_words(part.unit), *part.trail)):
        found = dimension.groups.first_in(said)
        if found:
            return found[0]
    return ""


def unit_words(unit: Unit) -> tuple[str, ...]:
    """The words of a unit that names a group at the same time: *08 nữ*."""
    return {"man": ("nam",), "woman": ("nữ",)}.get(unit.kind, ())


def overlapping(parts: Sequence[Phrase]) -> bool:
    """Whether some part is a group that others may share, such as women or members of minorities."""
    dimension = shared_dimension(parts)
    if (dimension is not None and dimension.complete) or all(part.unit.family in _HELD_ONCE for part in parts):
        return False
    return _stages_of_one(parts) or any(part.says("overlapping") or part.unit.kind == "woman" for part in parts)


def _stages_of_one(parts: Sequence[Phrase]) -> bool:
    """Whether labels differ only in what must be and what has been done: *phải kỷ luật 13, đã kỷ luật 13*."""
    labels = [tuple(word for word in part.lead if word not in words("stages")) for part in parts]
    return len(set(labels)) < len(labels) and any(part.lead[:1] and part.lead[0] in words("stages") for part in parts)


def partition_by_unit(whole: Phrase, parts: Sequence[Phrase]) -> bool:
    """Whether the parts are different kinds of what the whole counts: committees and cells of organisations."""
    kinds = [part.unit.kind for part in parts]
    distinct = len(set(kinds)) == len(kinds) and BARE not in {part.unit for part in parts}
    same_family = all(part.unit.family == whole.unit.family and part.unit.level is not Level.GENERAL for part in parts)
    return distinct and same_family and whole.unit.level is Level.GENERAL


def parallel_labels(parts: Sequence[Phrase]) -> bool:
    """Whether all labels begin with one word or end with the same two, as in *khối cơ quan …, khối doanh nghiệp …*."""
    firsts, lasts = {(*part.setting, *part.lead)[:1] for part in parts}, {part.lead[-2:] for part in parts}
    agents = {part.trail[:1] for part in parts}
    named_after = len(agents) == 1 and agents != {()} and set(*agents) <= words("agents")
    return named_after or any(len(ends) == 1 and ends != {()} for ends in (firsts, lasts))


def same_verb(parts: Sequence[Phrase]) -> bool:
    """Whether one verb stands before every figure and its own subject before each: *A mở 19 lớp, B mở 28 lớp*."""
    verbs = {part.lead[-1:] for part in parts}
    subjects = {part.lead[:-1] for part in parts}
    return len(verbs) == 1 and not set(*verbs) & words("plain_verbs") and len(subjects - {()}) == len(parts)
