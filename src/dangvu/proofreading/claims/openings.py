"""Where an enumeration begins: at a cue, a colon, or a word that needs none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dangvu.proofreading.claims.groups import heading_in
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.lexicon.load import phrases
from dangvu.proofreading.numbers.units import Level

_CUES = (("strong_cues", "strong"), ("weak_cues", "weak"), ("dividing_cues", "heading"))
_AMONG = {("trong",), ("trong", "số"), ("trong", "tổng", "số")}


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an enumeration begins.

    ``first`` is the index of its first phrase, ``heading`` the dimension it names, ``label`` what remains of that
    phrase's words before the figure once the cue is taken off (``None`` when the cue stands in the phrase before).
    """

    cue: str
    heading: str
    first: int
    label: tuple[str, ...] | None = None


def openings_at(here: list[Phrase], index: int) -> Iterator[Opening]:
    """The enumerations that the phrase at ``index`` of a sentence announces."""
    phrase = here[index]
    if index and phrase.lead[-1:] == ("với",) and _kinds_of_one_whole(here[index - 1], phrase):
        yield Opening("with", "", index, ())
        return
    for key, cue in _CUES:
        before, behind = phrases(key).first_in(phrase.lead), phrases(key).first_in(phrase.trail)
        found = before or behind
        if found is None:
            continue
        heading = heading_in(phrase.words) if cue == "heading" else ""
        place = found[1] + len(found[0].split())
        if before is not None and phrase.figure is not None:
            yield Opening(cue, heading, index, phrase.lead[place:])
            if phrase.closing == ":":
                yield Opening("colon", "", index + 1)
        elif index + 1 < len(here):
            yield Opening(cue, heading, index + 1)
        return
    yield from _unannounced(here, index)


def _unannounced(here: list[Phrase], index: int) -> Iterator[Opening]:
    """Enumerations that no cue announces: after a colon, after *trong số 64 cuộc …*, after *kết quả*."""
    phrase = here[index]
    if index and phrase.lead == ("kết", "quả") and phrase.countable:
        yield Opening("result", "", index, ())
    if index + 1 == len(here):
        return
    among = phrase.lead in _AMONG or phrase.lead[:1] == ("qua",)
    if phrase.closing != ":":
        if phrase.countable and among:
            yield Opening("among", "", index + 1)
        elif phrase.countable and phrase.closing == ";" and phrase.says("totals", within=phrase.lead):
            yield Opening("listed", "", index + 1)
        elif phrase.countable and phrase.closing == "\n":
            yield Opening("lines", "", index + 1)
    elif bracketed(phrase) is not None:
        yield Opening("colon", heading_in(phrase.lead), index + 1)
    elif phrase.figure is None and heading_in(phrase.lead):
        yield Opening("heading", heading_in(phrase.lead), index + 1)
    elif phrase.countable:
        yield Opening("colon", heading_in(phrase.trail), index + 1)


def bracketed(phrase: Phrase) -> Phrase | None:
    """The one figure in the bracket behind a heading: *Về thành phần đảng viên mới (142 đồng chí): …*."""
    told = [other for inside in phrase.inner for other in inside]
    alone = phrase.figure is None and len(told) == 1 and told[0].countable and not told[0].lead
    return told[0] if alone else None


def _kinds_of_one_whole(whole: Phrase, part: Phrase) -> bool:
    """Whether *75 tổ chức cơ sở đảng với 33 đảng bộ …* begins to say what the organisations are."""
    return whole.unit.kind == "organization" and part.countable and part.unit.level is Level.SPECIAL
