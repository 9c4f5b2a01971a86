"""Finds wholes with their parts: *75 tổ chức, gồm 33 đảng bộ và 42 chi bộ*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dangvu.proofreading.claims.changes import NEAR, moved
from dangvu.proofreading.claims.claims import Division, Strength
from dangvu.proofreading.claims.groups import heading_in, shared_dimension
from dangvu.proofreading.claims.judgement import strength_of, total
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk
from dangvu.proofreading.claims.totals import closing_totals, implied_divisions, may_hold
from dangvu.proofreading.lexicon.load import phrases, words
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, Level, compatible

_LONGEST_LABEL = 12
_CUES = (("strong_cues", "strong"), ("weak_cues", "weak"), ("dividing_cues", "heading"))
_AMONG = {("trong",), ("trong", "số"), ("trong", "tổng", "số")}
_RATED = {("mức",), ("loại",), ("xếp",)}
_COMPARED = ("so", "với")
_ELSEWHERE = ("so với", "cùng kỳ", "nhiệm kỳ", "năm trước")


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


@dataclass(slots=True)
class _Finder:
    """Walks through one passage and remembers the figures that may be wholes of what follows."""

    found: list[Division] = field(default_factory=list)
    wholes: list[Phrase] = field(default_factory=list)
    governing: Phrase | None = None
    sentence_before: list[Phrase] = field(default_factory=list)

    def sentence(self, phrases_here: list[Phrase]) -> None:
        for index, phrase in enumerate(phrases_here):
            if phrase.countable and phrase.lead[-2:] != _COMPARED:
                self.wholes.append(phrase)
            for opening in _openings(phrases_here, index):
                self.open(phrases_here, index, opening)
            for inside in phrase.inner:
                self.bracket(_told_of(phrases_here, index), inside)
            if phrase.countable and phrase.says("totals", within=phrase.lead):
                self.governing = phrase
        self.found.extend(closing_totals(phrases_here, self.sentence_before))
        self.found.extend(implied_divisions(phrases_here))
        self.sentence_before = phrases_here

    def open(self, here: list[Phrase], index: int, opening: Opening) -> None:
        first, cue, heading = opening.first, opening.cue, opening.heading
        if cue == "strong" and here[index].figure is None and moved(here[index].lead) is not None:
            return
        region = _region(here, first, colon=here[first - 1].closing in {":", "\n"} if first else False)
        if opening.label is not None and region:
            region[0].announced = region[0].lead[: len(region[0].lead) - len(opening.label)]
            region[0].lead = opening.label
        parted = {id(part) for division in self.found if division.strength is Strength.FULL for part in division.parts}
        before = [whole for whole in self.wholes if whole not in region]
        if here[index].mark == ";":
            before.sort(key=lambda whole: id(whole) not in parted)
        stated = _bracketed(here[index]) or here[index]
        whole = stated if cue in {"colon", "among", "listed"} else self.whole_for(before, region, cue)
        if whole is None:
            return
        if cue in {"strong", "weak", "with"} or self.governing is None:
            self.governing = whole
        divided = list(_divisions(whole, region, cue, heading))
        if divided and (cue != "weak" or any(_is_meant(division) for division in divided)):
            self.found.extend(_columns(before[-3:], whole, region, cue))
        self.found.extend(divided)

    def whole_for(self, wholes: list[Phrase], region: list[Phrase], cue: str) -> Phrase | None:
        """The last figure before the region that the first exact figure in it can be a part of."""
        first = next((phrase for phrase in region if phrase.countable), None)
        if first is None:
            return wholes[-1] if wholes else None
        if cue == "heading":
            return self.headed(wholes, region, first)
        if first.unit.family == "cluster" and first.closing == ":":
            first = next((phrase for phrase in region[region.index(first) + 1 :] if phrase.countable), first)
        fitting = [
            whole
            for whole in reversed(wholes[-8:])
            if whole.unit is not BARE and compatible(whole.unit, first.unit) and may_hold(whole, first)
        ]
        fitting.sort(key=lambda whole: (whole.unit, whole.sentence) != (first.unit, first.sentence))
        fitting.sort(key=lambda whole: moved(whole.lead[-NEAR:]) is not None)
        if cue == "weak":
            fitting.sort(key=lambda whole: whole.amount < first.amount)
            fitting.sort(key=lambda whole: not _reaches(whole, region))
        return fitting[0] if fitting else None

    def headed(self, wholes: list[Phrase], region: list[Phrase], first: Phrase) -> Phrase | None:
        """The whole under a heading: one that the parts reach, else the one the passage is about."""
        fitting = [
            whole for whole in wholes[-12:] if compatible(whole.unit, first.unit) and whole.amount >= first.amount
        ]
        governed = self.governing is not None and self.governing.sentence == first.sentence
        if fitting and not governed and fitting[-1] is wholes[-1] and fitting[-1].sentence == first.sentence:
            return fitting[-1]
        if self.governing is not None and compatible(self.governing.unit, first.unit):
            fitting.append(self.governing)
        for whole in reversed(fitting):
            if _reaches(whole, region):
                return whole
        return fitting[-1] if fitting and (self.governing is not None or len(fitting) == 1) else None

    def bracket(self, outer: Phrase, inside: list[Phrase]) -> None:
        for sentence in by_sentence(inside):
            text = " ".join(word for phrase in sentence for word in phrase.words)
            if outer.countable and not any(word in text for word in _ELSEWHERE) and not _of_one_time(outer, sentence):
                cue = "weak" if sentence[0].says("weak_cues") else "bracket"
                self.found.extend(_divisions(outer, _region(sentence, 0, colon=False), cue, ""))
            inner = _Finder(wholes=[])
            inner.sentence(sentence)
            self.found.extend(inner.found)


def divisions_of(level: Sequence[Phrase]) -> list[Division]:
    """Every whole of the passage with the parts that the text puts under it, asserted or not."""
    finder = _Finder()
    for sentence in by_sentence(level):
        finder.sentence(sentence)
    return _once(finder.found)


def _of_one_time(outer: Phrase, inside: Sequence[Phrase]) -> bool:
    """Whether a bracket tells what another time has had: *giảm 166 lượt (năm 2019 có 12 lượt đoàn, 241 lượt người)*."""
    times = {token.text for phrase in inside for token in phrase.times}
    return len(times) == 1 and not {token.text for token in outer.told_for} & times


def _is_meant(division: Division) -> bool:
    """Whether the parts are asserted to be the whole, or are it."""
    return division.strength in {Strength.FULL, Strength.CLOSE} or division.whole.amount == total(division.parts)


def _told_of(here: list[Phrase], index: int) -> Phrase:
    """The figure whose bracket it is: its own, or that before in *07 đồng chí được điều động, biệt phái (…)*."""
    if here[index].figure is not None or not index or here[index].mark != ",":
        return here[index]
    return here[index - 1]


def _once(found: list[Division]) -> list[Division]:
    kept: dict[tuple[int, ...], Division] = {}
    for division in found:
        key = (id(division.whole), *(id(part) for part in division.parts))
        if key not in kept or kept[key].strength is Strength.NONE:
            kept[key] = division
    return list(kept.values())


def _openings(here: list[Phrase], index: int) -> Iterator[Opening]:
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
    elif _bracketed(phrase) is not None:
        yield Opening("colon", heading_in(phrase.lead), index + 1)
    elif phrase.figure is None and heading_in(phrase.lead):
        yield Opening("heading", heading_in(phrase.lead), index + 1)
    elif phrase.countable:
        yield Opening("colon", heading_in(phrase.trail), index + 1)


def _bracketed(phrase: Phrase) -> Phrase | None:
    """The one figure in the bracket behind a heading: *Về thành phần đảng viên mới (142 đồng chí): …*."""
    told = [other for inside in phrase.inner for other in inside]
    alone = phrase.figure is None and len(told) == 1 and told[0].countable and not told[0].lead
    return told[0] if alone else None


def _kinds_of_one_whole(whole: Phrase, part: Phrase) -> bool:
    """Whether *75 tổ chức cơ sở đảng với 33 đảng bộ …* begins to say what the organisations are."""
    return whole.unit.kind == "organization" and part.countable and part.unit.level is Level.SPECIAL


def _region(here: list[Phrase], first: int, *, colon: bool) -> list[Phrase]:
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
    return _one_dimension(region) or (len(units) == 1 and len(counted) > 1)


def _one_dimension(phrases_here: Sequence[Phrase]) -> bool:
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


def _divisions(whole: Phrase, region: list[Phrase], cue: str, heading: str) -> Iterator[Division]:
    senior = _by_years(whole, region)
    if senior:
        yield Division(whole, tuple(senior), cue, Strength.FULL if cue in {"strong", "colon"} else Strength.CLOSE)
        return
    parts = _parts(whole, _elements(region))
    flat = _parts(whole, [[phrase] for phrase in region])
    if len(flat) > len(parts) and total(flat) == whole.amount:
        parts = flat
    if parts and not _roughly_told(whole, region):
        strength = strength_of(whole, parts, cue, heading, region)
        yield Division(whole, tuple(parts), cue, strength, heading)


def _roughly_told(whole: Phrase, region: list[Phrase]) -> bool:
    """Whether what would be a part is only estimated: *năm 2024: 186,4 tỷ đồng; năm 2025 ước 201,4 tỷ đồng*."""
    rough = [phrase for phrase in region if phrase.approximate and phrase.figure is not None]
    return any(phrase.unit is not BARE and compatible(whole.unit, phrase.unit) for phrase in rough)


def _reaches(whole: Phrase, region: list[Phrase]) -> bool:
    """Whether the parts in the region come to exactly this whole."""
    parts = _by_years(whole, region) or _parts(whole, _elements(region))
    return len(parts) > 1 and whole.amount == total(parts)


def _by_years(whole: Phrase, region: list[Phrase]) -> list[Phrase]:
    """The parts that differ by years alone: *5 đảng viên nhận Huy hiệu 60 năm tuổi đảng, 26 … 55 năm tuổi đảng*."""
    pairs = [(part, years) for part, years in pairwise(region) if part.countable and years.mark == ""]
    parts = [(part, years) for part, years in pairs if years.unit.family == "time"]
    values = {years.figure.value for _, years in parts if years.figure is not None}
    alike = all(compatible(whole.unit, part.unit) and part.unit == parts[0][0].unit for part, _ in parts)
    return [part for part, _ in parts] if len(parts) > 1 and alike and len(values) == len(parts) else []


def _columns(wholes: list[Phrase], whole: Phrase, region: list[Phrase], cue: str) -> Iterator[Division]:
    """What else every element counts, as in *5 lớp với 412 học viên, gồm: 2 lớp A (180 học viên), 3 lớp B (…)*."""
    elements = _with_attached(_elements(region))
    own = _column(elements, whole)
    for other in wholes:
        apart = other.unit.family not in {"", "time", whole.unit.family}
        beside = other.unit != whole.unit and other.unit.level is whole.unit.level is Level.SPECIAL and bool(own)
        cells = _column(elements, other)
        if (apart or beside) and other.sentence == whole.sentence and len(cells) > 1:
            yield Division(other, tuple(cells), cue, Strength.FULL)


def _column(elements: list[list[Phrase]], head: Phrase) -> list[Phrase]:
    """The one figure of each element that counts what the head counts; empty when some element has none or two."""
    cells = [[cell for cell in walk(element) if cell.unit == head.unit] for element in elements]
    single = all(len(found) == 1 and found[0].countable for found in cells)
    return [found[0] for found in cells] if single else []


def _elements(region: list[Phrase]) -> list[list[Phrase]]:
    """The region cut at semicolons and line ends where it has them, else phrase by phrase."""
    if not any(phrase.closing in {";", "\n"} for phrase in region[:-1]) or _one_dimension(region):
        return [[phrase] for phrase in region]
    elements: list[list[Phrase]] = [[]]
    for phrase in region:
        elements[-1].append(phrase)
        if phrase.closing in {";", "\n"}:
            elements.append([])
    return [element for element in elements if element]


def _with_attached(elements: list[list[Phrase]]) -> list[list[Phrase]]:
    """The same elements, each with what hangs on it: *14 tổ chức với 221 hội viên* is one."""
    joined: list[list[Phrase]] = []
    for element in elements:
        goes_on = len(element) == 1 and element[0].figure is None and element[0].mark in {",", "và"}
        if joined and (goes_on or _attached_in_run(element[0])):
            joined[-1] = [*joined[-1], *element]
        else:
            joined.append(element)
    return joined


def _parts(whole: Phrase, elements: list[list[Phrase]]) -> list[Phrase]:
    """The part that each element contributes: its first figure that can be a part and is not merely attached."""
    parts: list[Phrase] = []
    listed = any(element[-1].closing in {";", "\n"} for element in elements[:-1])
    for element in elements:
        found = next((phrase for phrase in element if _is_part(whole, phrase, later=bool(parts))), None)
        if found is not None:
            if parts and not listed and _changes_style(parts, found):
                break
            parts.append(found)
        elif not listed and any(phrase.figure is None and len(phrase.lead) > _LONGEST_LABEL for phrase in element):
            break
    return parts


def _is_part(whole: Phrase, phrase: Phrase, *, later: bool) -> bool:
    if not phrase.countable or phrase.averaged or phrase is whole or not compatible(whole.unit, phrase.unit):
        return False
    if phrase.figure is not None and phrase.figure.kind is Kind.RATIO and phrase.figure.other != whole.amount:
        return False
    if later and phrase.mark == "" and phrase.unit is BARE and not phrase.lead:
        return False
    attached = phrase.mark in {"", ","} and phrase.lead[:1] and phrase.lead[0] in words("attached")
    attached = attached and phrases("goes_out").at(phrase.lead) is None
    return not (later and attached) and not _is_changing(phrase) and not _attached_in_run(phrase)


def _is_changing(phrase: Phrase) -> bool:
    """Whether the words make the figure a change or what is reached, not a group: *đạt yêu cầu 15* is one."""
    rated = phrase.lead[:1] in _RATED or phrase.says("reached_labels", within=phrase.lead)
    return not rated and any(word in phrase.lead for word in ("tăng", "giảm", "vượt", "đạt"))


def _attached_in_run(phrase: Phrase) -> bool:
    """Whether the figure hangs on the one before it without any separator, as in *33 đảng bộ với 209 chi bộ*."""
    return phrase.mark == "" and any(word in words("attached") for word in phrase.lead[-3:])


def _changes_style(parts: list[Phrase], found: Phrase) -> bool:
    """Whether labels stood after the figures so far and this figure has its own clause before it, or the reverse."""
    number_first = all(not part.lead for part in parts)
    if number_first:
        return len(found.lead) > 2
    return len(found.lead) > _LONGEST_LABEL and not all(len(part.lead) > 6 for part in parts)
