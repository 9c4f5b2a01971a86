"""How wide a text runs, from the metrics of the vendored fonts: for rules as long as a line, and lines of equal length.

Liberation Serif has the widths of Times New Roman, so what is measured here holds in Word too.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from dangvu.reports.writing.document import Document, Size

FONTS = Path(__file__).parents[1] / "fonts"

LEFT_SHARE = 0.5
"""The share of the text's width that the left column of letterhead and closing takes."""

COLUMN_GAP_MM = 4
"""What lines of the letterhead keep free, so that the two columns never touch."""

TITLE_RULE_MM = 26
"""The length of the rule below the subject."""

_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Issuers:
    """The names above the symbol, broken into lines."""

    superior: list[str]
    issuer: list[str]


def letterhead_lines(document: Document) -> Issuers:
    """The left column of the letterhead, in balanced lines that fit the column."""
    head, layout = document.letterhead, document.layout
    room = (float(layout.text_width_mm) * LEFT_SHARE - COLUMN_GAP_MM) * _POINTS_PER_MM
    return Issuers(
        balanced_lines(head.superior, "Regular", layout.superior_pt, room),
        balanced_lines(head.issuer, "Bold", layout.issuer_pt, room),
    )


def subject_lines(document: Document) -> list[str]:
    """The subject of the document, in balanced lines no wider than nine tenths of the text."""
    layout = document.layout
    room = float(layout.text_width_mm) * 0.9 * _POINTS_PER_MM
    return balanced_lines(document.letterhead.subject, "Bold", layout.subject_pt, room)


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
    advances = [struct.unpack_from(">H", data, tables["hmtx"] + 4 * glyph)[0] / units_per_em for glyph in range(metrics)]
    return Face({code: advances[min(glyph, metrics - 1)] for code, glyph in _characters(data, tables["cmap"]).items()})


def balanced_lines(text: str, face_name: str, pt: Size, width: float) -> list[str]:
    """``text`` in as few lines as fit ``width`` points, as equal in length as its words allow.

    Lines that the text itself breaks stay broken there.
    """
    return [line for forced in text.split("\n") for line in _balanced(forced.split(), face(face_name), pt, width)]


def _balanced(words: list[str], letters: Face, pt: Size, width: float) -> list[str]:
    for count in range(1, len(words)):
        broken = min(
            (_broken(words, places) for places in combinations(range(1, len(words)), count - 1)),
            key=lambda lines: max(letters.width(line, pt) for line in lines),
        )
        if all(letters.width(line, pt) <= width for line in broken):
            return broken
    return words


def _broken(words: list[str], places: tuple[int, ...]) -> list[str]:
    starts, ends = (0, *places), (*places, len(words))
    return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]


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
    glyphs: dict[int, int] = {}
    for index in range(segments):
        for code in range(starts[index], ends[index] + 1):
            glyph = code
            if ranges[index]:
                place = start + 16 + 6 * segments + 2 * index + ranges[index] + 2 * (code - starts[index])
                (glyph,) = struct.unpack_from(">H", data, place)
            if glyph:
                glyphs[code] = (glyph + deltas[index]) % 65536
    return {code: glyph for code, glyph in glyphs.items() if glyph}
