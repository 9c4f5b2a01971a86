"""How wide a text runs, from the metrics of the vendored fonts: for rules as long as a line, and lines of equal length.

Liberation Serif has the widths of Times New Roman, so what is measured here holds in Word too.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dangvu.reports.writing.document import Document, Size

FONTS = Path(__file__).parents[1] / "fonts"

PARAGRAPH_GAP_PT = 6
"""Space between two paragraphs of the text."""

PAGE_NUMBER_MM = 10
"""From the edge of the paper to the page number."""

CELL_PAD_MM = 1.9
"""Space between the rule and the text of a table's cell."""

SIGNING_LINES = 4
"""Room for signature and seal, in lines."""

TITLE_RULE_MM = 26
"""The length of the rule below the subject."""

_SLACK_MM = 2
"""What the longest line of a column keeps free, so that no program breaks it again."""
_WIDEST_LEFT = 0.55
_NARROWEST_LEFT = 0.4
_BINDING = frozenset({"và", "của", "các", "về", "tại", "ở", "cho", "với", "từ", "đến", "do", "trong"})
"""Words that belong to the next one: no line ends with them if that can be helped."""

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class HeadSet:
    """A letterhead as it is set: the two columns in mm, and the names and the subject broken into lines."""

    left_mm: float
    right_mm: float
    superior: list[str]
    issuer: list[str]
    subject: list[str]


def set_head(document: Document) -> HeadSet:
    """Set the letterhead: the right column as wide as its longest line needs, names and subject in balanced lines."""
    head, layout = document.letterhead, document.layout
    text_mm = float(layout.text_width_mm)
    longest = max(
        face("Bold").width(head.party, layout.party_name_pt),
        face("Italic").width(head.place_and_date, layout.place_and_date_pt),
    )
    left_mm = text_mm - longest / POINTS_PER_MM - _SLACK_MM
    left_mm = min(max(left_mm, text_mm * _NARROWEST_LEFT), text_mm * _WIDEST_LEFT)
    room = (left_mm - _SLACK_MM) * POINTS_PER_MM
    return HeadSet(
        left_mm,
        text_mm - left_mm,
        balanced_lines(head.superior, "Regular", layout.superior_pt, room),
        balanced_lines(head.issuer, "Bold", layout.issuer_pt, room),
        balanced_lines(head.subject, "Bold", layout.subject_pt, text_mm * 0.9 * POINTS_PER_MM),
    )


@dataclass(frozen=True)
class Face:
    """One face of a font: the advance of each character in fractions of the type size."""

    advances: Mapping[int, float]

    def width(self, text: str, pt: Size) -> float:
        """The width of a line of ``text`` in points; a character that the face lacks counts as one em."""
        return sum(self.advances.get(ord(character), 1.0) for character in text) * float(pt)


@cache
def face(name: str) -> Face:
    """A vendored face by its style: ``Regular``, ``Bold``, ``Italic`` or ``BoldItalic``."""
    data = (FONTS / f"LiberationSerif-{name}.ttf").read_bytes()
    tables = _tables(data)
    (units_per_em,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (metrics,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    advances = [units for units, _bearing in struct.iter_unpack(">Hh", data[tables["hmtx"] :][: 4 * metrics])]
    characters = _characters(data, tables["cmap"])
    return Face({code: advances[min(glyph, metrics - 1)] / units_per_em for code, glyph in characters.items()})


def balanced_lines(text: str, face_name: str, pt: Size, width: float) -> list[str]:
    """``text`` in as few lines as fit ``width`` points, none ending with a binding word, as equal as its words allow.

    Lines that the text itself breaks stay broken there.
    """
    return [line for forced in text.split("\n") for line in _balanced(forced.split(), face(face_name), pt, width)]


_Way = tuple[int, int, float, list[str]]
"""A way to set words: how many lines, how many that end with a binding word, the longest width, the lines."""


def _balanced(words: list[str], letters: Face, pt: Size, width: float) -> list[str]:
    # The best way to set the first words, for every number of them: as few lines as can be, then as few of them as can
    # be that end with a word which belongs to the next, then the longest as short as can be.
    best: list[_Way] = [(0, 0, 0.0, [])]
    for end in range(1, len(words) + 1):
        binds = end < len(words) and words[end - 1].lower() in _BINDING
        ways: list[_Way] = []
        for start in reversed(range(end)):
            line = " ".join(words[start:end])
            length = letters.width(line, pt)
            if length > width and ways:
                break
            count, bound, longest, lines = best[start]
            ways.append((count + 1, bound + binds, max(longest, length), [*lines, line]))
        best.append(min(ways))
    return best[-1][3]


def _tables(data: bytes) -> dict[str, int]:
    """Where each table of an OpenType file begins."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count))
    return {tag.decode(): offset for tag, _checksum, offset, _length in records}


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    """The glyph of every character of the basic plane: the Windows Unicode subtable, which is of format 4."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    records = (struct.unpack_from(">HHL", data, cmap + 4 + 8 * index) for index in range(count))
    start = cmap + next(offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    segments = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{segments}H", data, start + 14 + part * 2 * segments + (2 if part else 0))
        for part in range(4)
    )
    assert not any(ranges)  # our faces find every glyph by the delta of its segment
    glyphs = {
        code: (code + delta) % 65536
        for first, last, delta in zip(starts, ends, deltas, strict=True)
        for code in range(first, last + 1)
    }
    return {code: glyph for code, glyph in glyphs.items() if glyph}
