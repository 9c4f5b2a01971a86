"""What a figure of running text tells: what is counted and done, of whom, when, and which figures stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from dangvu.proofreading.claims.changes import names_plan
from dangvu.proofreading.claims.echoes import at_deed, content
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk
from dangvu.proofreading.lexicon.load import phrases, words
from dangvu.proofreading.numbers.rounding import exactly
from dangvu.proofreading.numbers.units import BARE, length_of_unit
from dangvu.proofreading.reading.flow import Flow

_CHANGED = frozenset({"tăng", "giảm", "thêm", "còn", "lên", "xuống", "so"})
_PERIODS = frozenset({"quý", "đợt", "kỳ", "khóa", "tuần", "lần"})
_COUNTED = re.compile(r"<\w+>|[ivx]+|một|hai|ba|tư|bốn|năm|đầu|cuối|trước")
_TERMS = {("nhiệm", "kỳ"): "nhiệm kỳ", ("trong", "năm"): "năm", ("cả", "năm"): "năm", ("từ", "đầu"): "năm",
          ("trong", "quý"): "quý", ("trong", "tháng"): "tháng", ("trong", "kỳ"): "kỳ",
          ("hiện", "nay"): "nay"}  # fmt: skip
_MOMENTS = frozenset(
    {("đầu", "năm"), ("cuối", "năm"), ("cùng", "kỳ"), ("năm", "trước"), ("đầu", "nhiệm"), ("cuối", "nhiệm")}
)
_SECTORS = ("cơ quan", "doanh nghiệp")
_NUMBERED = words("named_by_number") | {"số"}
_NUMBER = re.compile(r"\d{1,2}")
_LEVELS = re.compile(r"\b(?:tỉnh|huyện|thành phố|thị xã|xã(?! hội)|phường|thị trấn|cơ sở)\b")
_PLANNED = re.compile(
    r"(?<!theo )(?<!\d giường )kế hoạch|(?<!bảo đảm )(?<!đạt )(?<!vượt )(?<!hoàn thành )chỉ tiêu"
    r"|mục tiêu|phấn đấu|dự kiến|phương hướng",
    re.IGNORECASE,
)
"""What is planned, but for beds (*650 giường kế hoạch*) and a plan that is told as reached."""
_REACHED_PLAN = re.compile(r"\b(?:bảo đảm|đạt|vượt|hoàn thành) (?:kế hoạch|chỉ tiêu)\b")
_REACHED = re.compile(r"[^;.]{0,60}\b(?:bảo đảm|đạt|hoàn thành|vượt)\b", re.IGNORECASE)
"""What follows a plan that is told as reached: *các chỉ tiêu cơ bản bảo đảm tiến độ: kết nạp 16 đảng viên*."""
_SPANS = frozenset({"month", "day"})
_STATED = frozenset({"là", "có", "đạt", "còn", "lên"})
_TURNS = {("trong", "khi"), ("trong", "lúc"), ("vì", "vậy"), ("do", "đó")}
_REACH = 2
"""A figure at most so many figures away stands beside another."""
_ORDINARY = words("small_words") - words("undone")
_MARKS = '.,;:()“”"*_-'

Told = tuple[Flow, Sequence[Phrase]]


@dataclass(frozen=True, slots=True)
class Telling:
    """A figure of passage ``passage`` and what its sentence says of it.

    ``noun`` is what is counted, ``lead`` what is said before it, ``trail`` right behind it (of *số đảng viên nữ là 622*
    the *nữ*), ``tail`` all that is behind it, ``said`` all of it. ``times`` are days, years and periods, ``term`` is
    a span without a date (*trong nhiệm kỳ*, *cả năm*), ``past`` says that it is told of an earlier time.
    ``names`` are words with a capital, ``bodies`` the names of bodies with the word for their kind, ``levels`` those of
    the administration before it. ``beside`` are the nearest figures of the sentence, ``next_to`` the very next;
    ``in_review`` says that its section sums up the report.
    """

    phrase: Phrase
    passage: int
    digits: str
    noun: str
    lead: frozenset[str]
    trail: frozenset[str]
    tail: frozenset[str]
    said: frozenset[str]
    undone: frozenset[str]
    deeds: frozenset[str]
    times: frozenset[str]
    term: str
    past: bool
    names: frozenset[str]
    bodies: frozenset[tuple[str, str]]
    levels: frozenset[str]
    beside: tuple[Phrase, ...]
    next_to: tuple[Phrase, ...]
    in_review: bool = False

    @property
    def place(self) -> tuple[int, int]:
        return self.passage, self.phrase.sentence

    def said_with(self, other: Phrase) -> frozenset[str]:
        """What is said of this figure and of one beside it, whosever they are."""
        return (self.lead | said_of(other)) - self.names


def tellings_of(flow: Flow, level: Sequence[Phrase], passage: int) -> Iterator[Telling]:
    """The exact figures that a passage tells as reached."""
    for sentence in by_sentence(level):
        all_told = list(walk(sentence))
        counted = [phrase for phrase in all_told if phrase.countable]
        places = {id(phrase): place for place, phrase in enumerate(counted)}
        text = flow.text[sentence[0].start : sentence[-1].end]
        planned = next((plan for plan in _PLANNED.finditer(text) if not _REACHED.match(text, plan.end())), None)
        named = frozenset(token.text for phrase in all_told for token in phrase.told_for)
        times, spans = named if len(named) == 1 else frozenset[str](), _periods(all_told)
        spoken = {pair for told in sentence for pair in pairwise((*told.setting, *told.words))}
        names, bodies, verbs = _names(text), _bodies(text), tuple[str, ...]()
        for before, phrase in pairwise([all_told[0], *all_told]):
            times = _times(phrase) or times
            # What is joined without words of its own (*và 121 đảng viên*) was done as the figure before it.
            verbs = phrase.lead if phrase.lead or phrase.announced else verbs
            if not _is_fact(phrase) or (planned and planned.start() + sentence[0].start < phrase.start):
                continue
            place = places[id(phrase)]
            lead, trail = _around(phrase)
            before_it = flow.text[sentence[0].start : phrase.figure.start if phrase.figure else phrase.start]
            yield Telling(
                phrase,
                passage,
                digits=re.sub(r"\D", "", exactly(phrase.amount)),
                noun=_noun(phrase),
                lead=content(lead) - _ORDINARY,
                trail=content(trail) - _ORDINARY,
                tail=content(phrase.trail) - _ORDINARY,
                said=said_of(phrase),
                undone=words("undone") & {*(lead if phrase.lead else verbs), *trail},
                deeds=deeds_in(verbs),
                times=times | spans | _span(before, phrase),
                term=next((span for pair, span in _TERMS.items() if pair in spoken), ""),
                past=_is_past(phrase) and not any(span.endswith(" month") for span in spans),
                names=names,
                bodies=bodies,
                levels=frozenset(_LEVELS.findall(before_it.lower())),
                beside=(*counted[max(0, place - _REACH) : place], *counted[place + 1 : place + 1 + _REACH]),
                next_to=(*counted[max(0, place - 1) : place], *counted[place + 1 : place + 2]),
            )


def said_of(phrase: Phrase) -> frozenset[str]:
    """The words around a figure that say something."""
    return content((*phrase.under, *phrase.setting, *phrase.words)) - _ORDINARY


def _is_fact(phrase: Phrase) -> bool:
    """Whether a number is told exactly, as reached, and not as a change."""
    figure = phrase.figure
    exact = phrase.countable and figure is not None and not figure.spoken
    if not exact or phrase.averaged or not _noun(phrase):
        return False
    as_planned = "theo kế hoạch" in " ".join(phrase.words)
    around = _without_reached((*phrase.setting, *phrase.lead, *_close(phrase.trail)))
    planned = not as_planned and (phrases("unreached").first_in(around) is not None or names_plan(phrase))
    raised = _CHANGED - {"lên"} if ("tổng", "số") in set(pairwise(phrase.lead)) else _CHANGED
    return not planned and not raised & {*phrase.lead[-4:]}


def _without_reached(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words without a plan that is told as reached: *tuyển quân bảo đảm chỉ tiêu, đã bàn giao 06 nhà*."""
    return tuple(_REACHED_PLAN.sub("", " ".join(said)).split())


def _noun(phrase: Phrase) -> str:
    """What is counted: a known unit, or the words behind a number that has none."""
    if phrase.unit is not BARE:
        return phrase.unit.kind
    empty = _ORDINARY | _CHANGED | words("undone")
    return " ".join(takewhile(lambda word: word not in empty, phrase.trail[:2]))


def _around(phrase: Phrase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before a figure and right behind it; a label (*số đảng viên nữ là 622*) counts as what is behind."""
    lead, trail = (*phrase.under, *phrase.setting, *_of_clause(phrase.lead)), phrase.trail
    if "số" in _of_clause(phrase.lead) and lead[-1] in _STATED:
        place = len(lead) - _of_clause(phrase.lead)[::-1].index("số") - 1
        named = lead[place + 1 : -1]
        lead, trail = lead[:place], (*named[length_of_unit(named) :], *trail)
    elif lead[-1:] and lead[-1] in _STATED:
        lead = lead[:-1]
    return lead, _close(trail)


def _of_clause(lead: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the last clause before a figure: *biên chế còn mỏng trong khi tỉnh quản lý …*."""
    turns = [place for place in range(1, len(lead)) if lead[place - 1 : place + 1] in _TURNS or lead[place] == "nhưng"]
    return lead[turns[-1] + 1 :] if turns else lead


def _close(trail: tuple[str, ...]) -> tuple[str, ...]:
    """The words right behind a figure, up to where another thing is told."""
    return tuple(takewhile(lambda word: word not in words("joining"), trail))


def deeds_in(said: tuple[str, ...]) -> frozenset[str]:
    """The verbs among the words before a figure."""
    found: set[str] = set()
    while said:
        said, deed, _ = at_deed(said)
        found.add(deed)
    return frozenset(found - {""})


def _times(phrase: Phrase) -> frozenset[str]:
    inside = [token for inner in phrase.inner for other in inner if other.figure is None for token in other.times]
    return frozenset(token.text for token in (phrase.told_for or inside))


def _periods(sentence: Sequence[Phrase]) -> frozenset[str]:
    """The periods that a sentence names without a date: *quý I*, *đợt 2*, *6 tháng đầu năm*."""
    spans = {f"{phrase.amount} {phrase.unit.kind}" for phrase in sentence if phrase.unit.kind in _SPANS}
    for phrase in sentence:
        near = list(pairwise(_without_since((*phrase.setting, *phrase.words))))
        named = (pair for pair in near if pair in _MOMENTS or (pair[0] in _PERIODS and _COUNTED.fullmatch(pair[1])))
        spans.update(" ".join(pair) for pair in named)
    return frozenset(spans)


def _is_past(phrase: Phrase) -> bool:
    """Whether a figure is told as what was at the beginning, or a year before."""
    opening = phrase.says("openings", within=_without_since((*phrase.setting, *phrase.lead)))
    return opening or phrase.says("earlier", within=(*phrase.setting, *phrase.words))


def _without_since(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the beginning of a time that goes on: *từ đầu năm đến nay*."""
    return tuple(word for before, word in pairwise(("", *said)) if (before, word) != ("từ", "đầu"))


def _span(before: Phrase, phrase: Phrase) -> frozenset[str]:
    """The span of time just before a figure: *Huy hiệu 30 năm tuổi đảng cho 73 đồng chí*."""
    spans = before is not phrase and before.unit.family == "time" and phrase.mark == ""
    return frozenset({f"{before.amount} {before.unit.kind}"} if spans else ())


def _names(text: str) -> frozenset[str]:
    """What tells whose a sentence is: words with a capital, but for the first and those of any report; numbers of
    bodies (*Chi bộ 2*), one of the two halves of a committee (*khối cơ quan*).
    """
    said = [word.strip(_MARKS) for word in text.split()]
    first = next((place for place, word in enumerate(said) if word.isalpha()), 0)
    numbered = [second for word, second in pairwise(said) if word.lower() in _NUMBERED and _NUMBER.fullmatch(second)]
    halves = [half for half in _SECTORS if half in text.lower()]
    named = content([word.lower() for word in said[first + 1 :] if word[:1].isupper()])
    return named | {*numbered} | (frozenset(halves) if len(halves) == 1 else frozenset())


def _bodies(text: str) -> frozenset[tuple[str, str]]:
    """Bodies by name: the last word for their kind and the first two of the name (*xã*, *kim bảng*)."""
    said = [*text.split(), "", ""]
    found = set()
    for place, word in enumerate(said[:-2]):
        name = said[place + 1]
        if word.lower() in words("body_heads") and (name[:1].isupper() or name.strip(_MARKS).isdigit()):
            ends = name[-1:] in _MARKS
            second = "" if ends else said[place + 2].strip(_MARKS).lower()
            found.add((word.lower(), f"{name.strip(_MARKS).lower()} {second}".strip()))
    return frozenset(found)
