"""Numbers of sections, lists and footnotes that repeat or leave gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dangvu.kernel.findings import Level
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.superscripts import lowered
from dangvu.proofreading.reading.document import Block, BlockKind, Document
from dangvu.proofreading.reading.flow import Flow, Stretch, flow_of

_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_ORDINALS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_LETTERS = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n")
_MARKERS = (
    ("roman", re.compile(r"[\s#*_]*([IVX]+)[.)](?=\s)")),
    ("path", re.compile(r"[\s#*_]*(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?=\s+\D)")),
    ("number", re.compile(r"[\s#*_]*(\d{1,2})[.)](?=\s+\D)")),
    ("bracket", re.compile(r"[\s*_]*\((\d{1,2})\)")),
    ("letter", re.compile(r"[\s*_]*([a-zđ])\)(?=\s)")),
    ("ordinal", re.compile(r"[\s*_+-]*(Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là\b")),
)
_PART = re.compile(r"[\s#*_]*(?:PHẦN|Phần|PHỤ LỤC|Phụ lục|CHƯƠNG|Chương)\b")
_MARK = re.compile(r"(?<![\s\d]m)(?<![\s\d]km)[¹²³⁰⁴-⁹]+|\[\^?(\d+)\]")


@dataclass(slots=True)
class _Counter:
    """Sequences of one kind of marker; a list inside a list stacks a new one.

    ``meant`` is what should have stood at the last wrong number: the list may go on from there.
    """

    stack: list[int] = field(default_factory=list)
    meant: int = 0

    def expect(self, number: int) -> int | None:
        """Take ``number`` as next; the number that should stand there, or ``None`` when all is well."""
        for depth in range(len(self.stack) - 1, -1, -1):
            if number == self.stack[depth] + 1:
                del self.stack[depth + 1 :]
                self.stack[depth] = number
                return None
        if number == 1 and self.stack[-1:] != [1]:
            self.stack.append(1)
            return None
        if not self.stack:
            self.stack.append(number)
            return None
        expected = self.stack[-1] + 1
        if self.meant and number == self.meant + 1:
            self.stack[-1], self.meant = number, 0
            return None
        self.stack[-1], self.meant = number, expected
        return expected


@dataclass(slots=True)
class _Outline:
    counters: dict[str, _Counter] = field(default_factory=dict)

    def next(self, key: str, number: int) -> int | None:
        return self.counters.setdefault(key, _Counter()).expect(number)

    def reset(self, *but: str) -> None:
        self.counters = {key: counter for key, counter in self.counters.items() if key in but}


def numbering_flaws(document: Document, flows: Sequence[Flow]) -> Iterator[Flaw]:
    """Repeated and missing numbers of sections and list items, in the body and inside sentences, and of footnotes."""
    outline = _Outline()
    for block in document.blocks:
        if block.kind not in {BlockKind.TABLE, BlockKind.FOOTNOTE}:
            yield from _block_flaws(document, block, outline)
    for flow in flows:
        yield from _inline_flaws(flow)
    yield from _footnote_flaws(document)


def _block_flaws(document: Document, block: Block, outline: _Outline) -> Iterator[Flaw]:
    flow = flow_of(document.text, [Stretch(block.start, min(block.end, block.start + 80))])
    line = flow.text
    if _PART.match(line):
        outline.reset()
    for name, pattern in _MARKERS:
        match = pattern.match(line)
        if match is None:
            continue
        written = match.group(1)
        place = flow.original(match.start(1), match.end(1))
        yield from _marker_flaws(name, written, place, outline)
        return


def _marker_flaws(name: str, written: str, place: tuple[int, int], outline: _Outline) -> Iterator[Flaw]:
    if name == "path":
        parent, _, last = written.rpartition(".")
        key, prefix, number = f"path {parent}", f"{parent}.", int(last)
    else:
        key, prefix, number = name, "", _ordinal(name, written)
    if not number:
        return
    if name == "roman":
        outline.reset("roman")
    elif name == "number":
        outline.reset("roman", "number")
    expected = outline.next(key, number)
    if expected is None or (name in {"letter", "bracket"} and number == 1):
        return
    repeated = number < expected
    shown = prefix + _shown(name, expected)
    message = "numbering-repeated" if repeated else "numbering-gap"
    facts = {"stated": written, "expected": shown}
    level = Level.ERROR if repeated else Level.WARNING
    yield Flaw(Kind.NUMBERING, level, *place, message, written, shown, facts)


def _ordinal(name: str, written: str) -> int:
    series = {"roman": _ROMANS, "letter": _LETTERS, "ordinal": _ORDINALS}.get(name)
    if series is None:
        return int(written)
    text = written.lower() if name != "roman" else written
    return series.index(text) + 1 if text in series else 0


def _shown(name: str, number: int) -> str:
    series = {"roman": _ROMANS, "letter": _LETTERS, "ordinal": _ORDINALS}.get(name)
    if series is None:
        return str(number)
    return series[number - 1] if number <= len(series) else str(number)


def _inline_flaws(flow: Flow) -> Iterator[Flaw]:
    """*(1) …; (2) …* inside one passage."""
    matches = list(re.finditer(r"(?:^|[\s:;,.])\((\d{1,2})\)(?=\s)", flow.text))
    if len(matches) < 2 or matches[0].group(1) != "1":
        return
    counter = _Counter()
    for match in matches:
        expected = counter.expect(int(match.group(1)))
        if expected is not None and int(match.group(1)) != 1:
            start, end = flow.original(match.start(1), match.end(1))
            facts = {"stated": match.group(1), "expected": str(expected)}
            message = "numbering-repeated" if int(match.group(1)) < expected else "numbering-gap"
            yield Flaw(Kind.NUMBERING, Level.WARNING, start, end, message, match.group(1), str(expected), facts)


def _footnote_flaws(document: Document) -> Iterator[Flaw]:
    notes: list[tuple[int, int, int]] = []
    marks: list[tuple[int, int, int]] = []
    for block in document.blocks:
        for match in _MARK.finditer(document.text, block.start, block.end):
            number = int(match.group(1) or lowered(match.group()))
            is_note = block.kind is BlockKind.FOOTNOTE and not document.text[block.start : match.start()].strip()
            (notes if is_note else marks).append((number, match.start(), match.end()))
    if not notes or not marks:
        return
    misplaced = [*_order_flaws(marks), *_order_flaws(notes)]
    yield from misplaced
    meant = {int(flaw.expected) for flaw in misplaced}
    yield from _unpaired(marks, {number for number, _, _ in notes} | meant)
    yield from _unpaired(notes, {number for number, _, _ in marks} | meant)


def _order_flaws(places: list[tuple[int, int, int]]) -> Iterator[Flaw]:
    last = places[0][0] - 1 if places else 0
    for number, start, end in places:
        if number not in {1, last + 1}:
            facts = {"stated": str(number), "expected": str(last + 1)}
            yield Flaw(Kind.NUMBERING, Level.WARNING, start, end, "footnote-order", str(number), str(last + 1), facts)
        last = number


def _unpaired(places: list[tuple[int, int, int]], others: set[int]) -> Iterator[Flaw]:
    for number, start, end in places:
        if number not in others:
            facts = {"stated": str(number)}
            yield Flaw(Kind.NUMBERING, Level.WARNING, start, end, "footnote-missing", str(number), "", facts)
