"""Finds wholes with their parts: *75 tổ chức, gồm 33 đảng bộ và 42 chi bộ*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from dangvu.proofreading.claims.changes import NEAR, changing_words, is_rate, moved
from dangvu.proofreading.claims.claims import Division, Strength
from dangvu.proofreading.claims.judgement import strength_of, total
from dangvu.proofreading.claims.openings import Opening, bracketed, openings_at
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk
from dangvu.proofreading.claims.regions import attached_in_run, elements_of, region_of, with_attached
from dangvu.proofreading.claims.totals import closing_totals, implied_divisions, may_hold
from dangvu.proofreading.lexicon.load import phrases, words
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, Level, compatible, unit_of

_LONGEST_LABEL = 12
_RATED = {("mức",), ("loại",), ("xếp",)}
_COMPARED = ("so", "với")
_ELSEWHERE = ("ngoài số", "ngoài ra", "so với", "cùng kỳ", "nhiệm kỳ", "năm trước")


@dataclass(slots=True)
class _Finder:
    """Walks through one passage and remembers the figures that may be wholes of what follows."""

    found: list[Division] = field(default_factory=list)
    wholes: list[Phrase] = field(default_factory=list)
    governing: Phrase | None = None
    sentence_before: list[Phrase] = field(default_factory=list)

    def sentence(self, phrases_here: list[Phrase]) -> None:
        for index, phrase in enumerate(phrases_here):
            if phrase.countable and phrase.lead[-2:] != _COMPARED and not _ends_range(phrase):
                self.wholes.append(phrase)
            for opening in openings_at(phrases_here, index):
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
        region = region_of(here, first, colon=here[first - 1].closing in {":", "\n"} if first else False)
        if opening.label is not None and region:
            region[0].announced = region[0].lead[: len(region[0].lead) - len(opening.label)]
            region[0].lead = opening.label
        parted = {id(part) for division in self.found if division.strength is Strength.FULL for part in division.parts}
        before = [whole for whole in self.wholes if whole not in region]
        if here[index].mark == ";":
            before.sort(key=lambda whole: id(whole) not in parted)
        stated = bracketed(here[index]) or here[index]
        members = _members_of(stated, region, before) if cue in {"colon", "lines"} else None
        if cue == "lines" and members is None:
            return
        stated, cue = members or stated, "colon" if cue == "lines" else cue
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
        return fitting[0] if fitting else _of_unknown_things(wholes, region, cue)

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
            elsewhere = any(word in text for word in _ELSEWHERE) or _of_one_time(outer, sentence)
            apart = elsewhere or _says_again(outer, sentence) or _comes_and_goes(outer, sentence)
            if outer.countable and not apart:
                cue = "weak" if sentence[0].says("weak_cues") else "bracket"
                self.found.extend(_divisions(outer, region_of(sentence, 0, colon=False), cue, ""))
            inner = _Finder(wholes=[])
            inner.sentence(sentence)
            self.found.extend(inner.found)


def divisions_of(level: Sequence[Phrase]) -> list[Division]:
    """Every whole of the passage with the parts that the text puts under it, asserted or not."""
    finder = _Finder()
    for sentence in by_sentence(level):
        finder.sentence(sentence)
    return _once(finder.found)


def _ends_range(phrase: Phrase) -> bool:
    """Whether a figure is the upper end of *đạt từ 15 đến 17 tiêu chí*."""
    return phrase.mark == "" and phrase.lead == ("đến",)


def _of_one_time(outer: Phrase, inside: Sequence[Phrase]) -> bool:
    """Whether a bracket tells what another time has had: *giảm 166 lượt (năm 2019 có 12 lượt đoàn, 241 lượt người)*."""
    times = {token.text for phrase in inside for token in phrase.times}
    return len(times) == 1 and not {token.text for token in outer.told_for} & times


def _says_again(outer: Phrase, inside: Sequence[Phrase]) -> bool:
    """Whether a footnote begins with the figure that it stands at: *Trong 12 cá nhân có 07 điều dưỡng, …*."""
    first = next((phrase for phrase in inside if phrase.countable), None)
    return first is not None and first.lead[:1] == ("trong",) and first.amount == outer.amount


def _is_meant(division: Division) -> bool:
    """Whether the parts are asserted to be the whole, or are it."""
    return division.strength in {Strength.FULL, Strength.CLOSE} or division.whole.amount == total(division.parts)


def _of_unknown_things(wholes: list[Phrase], region: list[Phrase], cue: str) -> Phrase | None:
    """The whole of parts that no known word counts: *380 khẩu súng, gồm: 268 súng tự chế, 94 súng hơi và …*."""
    counted = [phrase for phrase in region if phrase.countable]
    last = wholes[-1] if wholes and cue == "strong" else None
    unknown = all(phrase.unit is BARE and phrase.trail for phrase in counted)
    if last is None or last.unit is not BARE or not last.trail or len(counted) < 2 or not unknown:
        return None
    return last if last.sentence == counted[0].sentence and last.amount >= counted[0].amount else None


def _members_of(bodies: Phrase, region: list[Phrase], wholes: list[Phrase]) -> Phrase | None:
    """The members of as many bodies as a list tells theirs of: *98 đảng viên ở 02 chi bộ: Chi bộ A 57 đồng chí, …*."""
    told = [phrase for phrase in region if phrase.countable]
    persons = {phrase.unit for phrase in told}
    listed = len(told) == bodies.amount > 1 and len(persons) == 1 and all(phrase.lead for phrase in told)
    # What is done to the bodies (*hỗ trợ 02 trường: …*) says nothing of the persons before.
    within = not bodies.lead or bodies.lead[-1] in words("attached") | {"trong"}
    if not (listed and within) or told[0].unit.family != "person" or bodies.unit.family == "person":
        return None
    before = [whole for whole in wholes if whole.sentence == bodies.sentence and compatible(whole.unit, told[0].unit)]
    before = [whole for whole in before if whole is not bodies and moved(whole.lead[-NEAR:]) is None]
    reached = [whole for whole in before if whole.amount == total(told)]
    return reached[0] if reached else before[0] if len(before) == 1 else None


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


def _divisions(whole: Phrase, region: list[Phrase], cue: str, heading: str) -> Iterator[Division]:
    senior = _by_years(whole, region)
    if senior:
        yield Division(whole, tuple(senior), cue, Strength.FULL if cue in {"strong", "colon"} else Strength.CLOSE)
        return
    parts = _shared_alike(_parts(whole, elements_of(region)), region, cue)
    flat = _parts(whole, [[phrase] for phrase in region])
    if len(flat) > len(parts) and total(flat) == whole.amount:
        parts = flat
    if parts and not (_roughly_told(whole, region) or _names_one(whole, region)):
        strength = strength_of(whole, parts, cue, heading, region)
        yield Division(whole, tuple(parts), cue, strength, heading)


def _comes_and_goes(whole: Phrase, parts: Sequence[Phrase]) -> bool:
    """Whether a rise or fall is told with what made it up: *tăng 66 (kết nạp 94, chuyển đến 37; chuyển đi 41, …)*."""
    ways = {key for part in parts for key in ("comes_in", "goes_out") if part.says(key)}
    return moved(whole.lead[-NEAR:]) is not None and len(ways) > 1


def _shared_alike(parts: list[Phrase], region: list[Phrase], cue: str) -> list[Phrase]:
    """Behind *trong đó* the parts up to a semicolon behind which no share is told as before it."""
    if cue != "weak":
        return parts
    rated = {id(part) for part, rate in pairwise(region) if is_rate(rate) and "chiếm" in rate.lead}
    told = [id(part) in rated or any(map(is_rate, chain.from_iterable(part.inner))) for part in parts]
    ends = [place for place in range(1, len(parts)) if told[place - 1] and not told[place] and parts[place].mark == ";"]
    return parts[: ends[0]] if ends else parts


def _names_one(whole: Phrase, region: list[Phrase]) -> bool:
    """Whether one of the parts is told by its name: *08 chi bộ thôn, 02 chi bộ trường học và Chi bộ Công an xã (…)*."""
    named = [phrase for phrase in region[1:] if phrase.figure is None and phrase.inner and phrase.mark in {",", "và"}]
    return any(unit_of(phrase.lead).family == whole.unit.family != "" for phrase in named)


def _roughly_told(whole: Phrase, region: list[Phrase]) -> bool:
    """Whether what would be a part is only estimated: *năm 2024: 186,4 tỷ đồng; năm 2025 ước 201,4 tỷ đồng*."""
    rough = [phrase for phrase in region if phrase.approximate and phrase.figure is not None]
    return any(phrase.unit is not BARE and compatible(whole.unit, phrase.unit) for phrase in rough)


def _reaches(whole: Phrase, region: list[Phrase]) -> bool:
    """Whether the parts in the region come to exactly this whole."""
    parts = _by_years(whole, region) or _parts(whole, elements_of(region))
    return len(parts) > 1 and whole.amount == total(parts)


def _by_years(whole: Phrase, region: list[Phrase]) -> list[Phrase]:
    """The parts that differ by years alone: *5 đảng viên nhận Huy hiệu 60 năm tuổi đảng, 26 … 55 năm tuổi đảng*."""
    pairs = [(part, years) for part, years in pairwise(region) if part.countable and years.mark == ""]
    parts = [(part, years) for part, years in pairs if years.unit.family == "time"]
    values = {years.figure.value for _, years in parts if years.figure is not None}
    alike = all(compatible(whole.unit, part.unit) and part.unit == parts[0][0].unit for part, _ in parts)
    found = [part for part, _ in parts]
    all_of_them = all(other in found for other in region if other.countable and found and other.unit == found[0].unit)
    return found if len(parts) > 1 and alike and all_of_them and len(values) == len(parts) else []


def _columns(wholes: list[Phrase], whole: Phrase, region: list[Phrase], cue: str) -> Iterator[Division]:
    """What else every element counts, as in *5 lớp với 412 học viên, gồm: 2 lớp A (180 học viên), 3 lớp B (…)*."""
    elements = with_attached(elements_of(region))
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
    return not (later and attached) and not _is_changing(phrase) and not attached_in_run(phrase)


def _is_changing(phrase: Phrase) -> bool:
    """Whether the words make the figure a change or what is reached, not a group: *đạt yêu cầu 15* is one."""
    rated = phrase.lead[:1] in _RATED or phrase.says("reached_labels", within=phrase.lead)
    graded = phrase.lead == ("đạt",) and any(map(is_rate, chain.from_iterable(phrase.inner)))
    return not (rated or graded) and not {"tăng", "giảm", "vượt", "đạt"}.isdisjoint(changing_words(phrase.lead))


def _changes_style(parts: list[Phrase], found: Phrase) -> bool:
    """Whether labels stood after the figures so far and this figure has its own clause before it, or the reverse."""
    number_first = all(not part.lead for part in parts)
    if number_first:
        return len(found.lead) > 2
    return len(found.lead) > _LONGEST_LABEL and not all(len(part.lead) > 6 for part in parts)
