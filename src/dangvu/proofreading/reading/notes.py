"""Passages with the footnotes of their marks read in as brackets: *24 tổ chức đảng (năm 2021: 11; năm 2022: 13)*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dangvu.proofreading.numbers.superscripts import lowered
from dangvu.proofreading.reading.document import BlockKind, Document
from dangvu.proofreading.reading.flow import Flow
from dangvu.proofreading.reading.passages import Passage

_MARK = re.compile(r"(?<![\s\d]m)(?<![\s\d]km)[¹²³⁰⁴-⁹]+|\[\^?(\d+)\]")
_LONGEST = 600
"""A longer footnote tells a matter of its own."""


def passages_with_notes(document: Document, passages: Sequence[Passage]) -> Iterator[Passage]:
    """Every passage that has marks, once more, with the short footnotes behind it at their marks."""
    for index, passage in enumerate(passages):
        if passage.kind is BlockKind.FOOTNOTE or not _MARK.search(passage.flow.text):
            continue
        notes: dict[str, Flow] = {}
        for other in passages[index + 1 :]:
            if other.kind is BlockKind.FOOTNOTE and len(other.flow.text) <= _LONGEST:
                notes.setdefault(_number_of(document, other), other.flow)
        joined = _joined(passage.flow, notes)
        if len(joined.text) > len(passage.flow.text):
            yield Passage(passage.kind, joined)


def _number_of(document: Document, note: Passage) -> str:
    """The number that stands before a footnote."""
    start = note.flow.starts[0] if note.flow.starts else 0
    marks = list(_MARK.finditer(document.text, max(0, start - 12), start))
    return _digits(marks[-1]) if marks else ""


def _digits(mark: re.Match[str]) -> str:
    return mark.group(1) or lowered(mark.group())


def _joined(flow: Flow, notes: dict[str, Flow]) -> Flow:
    """``flow`` with each mark that one of the ``notes`` has replaced by the note in brackets."""
    text, starts, ends, last = "", list[int](), list[int](), 0
    for mark in _MARK.finditer(flow.text):
        note = notes.pop(_digits(mark), None)
        if note is None:
            continue
        place = flow.starts[mark.start()]
        told = note.text.rstrip(" .;")
        text += f"{flow.text[last : mark.start()]} ({told})"
        starts += [*flow.starts[last : mark.start()], place, place, *note.starts[: len(told)], place]
        ends += [*flow.ends[last : mark.start()], place, place, *note.ends[: len(told)], place]
        last = mark.end()
    return Flow(text + flow.text[last:], (*starts, *flow.starts[last:]), (*ends, *flow.ends[last:]))
