"""How far an enumeration goes, and what its elements are."""

from __future__ import annotations

from collections.abc import Sequence

from dangvu.proofreading.claims.groups import shared_dimension
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.units import BARE

_FEW = 2


def region_of(here: list[Phrase], first: int, *, colon: bool) -> list[Phrase]:
    """The phrases from ``first`` to where the enumeration ends.

    After a colon it runs through the semicolons to the end of the sentence, otherwise to the first semicolon unless
    there was but one part before it. A new cue or a new heading ends it in any case.
    """
    region: list[Phrase] = []
    for offset, phrase in enumerate(here[first:]):
        if offset and _ends_region(phrase) and not _labels_item(phrase, here[first + offset + 1 :]):
            break
        region.append(phrase)
        if phrase.closing == ";" and _parted_by_commas(region):
            break
        if phrase.closing in {";", "\n"} and not colon:
            if sum(1 for before in region if before.countable) > 1 and not _semicolon_list(here[first:]):
                break
            colon = True
    return region


def _parted_by_commas(region: list[Phrase]) -> bool:
    """Whether the first semicolon comes after a list with commas and ends it: something else is told behind it."""
    if any(phrase.closing in {";", "\n"} for phrase in region[:-1]):
        return False
    units = {phrase.unit for phrase in region if phrase.countable}
    counted = [phrase for phrase in region if phrase.countable and phrase.mark in {",", "và", ":"}]
    alike = len({unit.family for unit in units}) == 1 and BARE not in units and len(counted) > _FEW
    return one_dimension(region) or alike or (len(units) == 1 and len(counted) > 1)


def one_dimension(phrases_here: Sequence[Phrase]) -> bool:
    """Whether the figures are two or more different groups of one way to divide a body."""
    counted = [phrase for phrase in phrases_here if phrase.countable]
    return len(counted) > 1 and shared_dimension(counted) is not None


def _semicolon_list(rest: list[Phrase]) -> bool:
    """Whether brackets or labels show that semicolons, not commas, part the elements."""
    return all(phrase.closing in {";", "\n", ".", ""} for phrase in rest if phrase.countable)


def _ends_region(phrase: Phrase) -> bool:
    cue = phrase.says("strong_cues") or phrase.says("weak_cues") or phrase.says("dividing_cues")
    heading = phrase.figure is None and phrase.closing == ":"
    return cue or heading or phrase.lead[:2] in {("tổng", "số"), ("tổng", "cộng")} or phrase.lead[:1] == ("cộng",)


def _labels_item(phrase: Phrase, following: list[Phrase]) -> bool:
    """Whether a line with a colon is but the label of its figure: *- Bồi dưỡng cấp ủy viên cơ sở: 02 lớp*."""
    told = following[0] if following else None
    item = phrase.mark == "\n" and phrase.closing == ":" and not phrase.says("strong_cues")
    return item and told is not None and told.figure is not None and not told.lead


def elements_of(region: list[Phrase]) -> list[list[Phrase]]:
    """The region cut at semicolons and line ends where it has them, else phrase by phrase."""
    if not any(phrase.closing in {";", "\n"} for phrase in region[:-1]) or one_dimension(region):
        return [[phrase] for phrase in region]
    elements: list[list[Phrase]] = [[]]
    for phrase in region:
        elements[-1].append(phrase)
        if phrase.closing in {";", "\n"}:
            elements.append([])
    return _with_last_apart([element for element in elements if element])


def _with_last_apart(elements: list[list[Phrase]]) -> list[list[Phrase]]:
    """The last of *27 ở xã; 19 ở cơ quan; 11 trong quân đội và 07 trong doanh nghiệp* cut in two."""
    *others, last = elements
    counted = [[phrase for phrase in element if phrase.countable] for element in elements]
    single = len(others) > 0 and all(len(told) == 1 for told in counted[:-1])
    if not single or len(counted[-1]) != 2 or counted[-1][1].mark != "và":
        return elements
    if len({told.unit for element in counted for told in element}) > 1:
        return elements
    place = last.index(counted[-1][1])
    return [*others, last[:place], last[place:]]


def with_attached(elements: list[list[Phrase]]) -> list[list[Phrase]]:
    """The same elements, each with what hangs on it: *14 tổ chức với 221 hội viên* is one."""
    joined: list[list[Phrase]] = []
    for element in elements:
        goes_on = len(element) == 1 and element[0].figure is None and element[0].mark in {",", "và"}
        if joined and (goes_on or attached_in_run(element[0])):
            joined[-1] = [*joined[-1], *element]
        else:
            joined.append(element)
    return joined


def attached_in_run(phrase: Phrase) -> bool:
    """Whether the figure hangs on the one before it without any separator, as in *33 đảng bộ với 209 chi bộ*."""
    return phrase.mark == "" and any(word in words("attached") for word in phrase.lead[-3:])
