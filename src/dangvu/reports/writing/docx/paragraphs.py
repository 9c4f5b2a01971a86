"""Paragraphs, runs and borderless tables, with their properties in the order that the schema wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from dangvu.reports.writing.document import Size
from dangvu.reports.writing.docx.xml import half_points, w, w_text


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text differs from the style of its paragraph."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    pt: Size | None = None

    def properties(self) -> ET.Element | None:
        """The look as ``w:rPr``, or ``None`` where nothing differs."""
        found = [
            *((w("b"), w("bCs")) if self.bold else ()),
            *((w("i"), w("iCs")) if self.italic else ()),
            *((w("sz", val=half_points(self.pt)), w("szCs", val=half_points(self.pt))) if self.pt else ()),
            *((w("u", val="single"),) if self.underline else ()),
        ]
        return w("rPr", *found) if found else None


PLAIN = Look()


def run(text: str, look: Look = PLAIN) -> ET.Element:
    """A run of text."""
    return w("r", look.properties(), w_text(text))


def line_break(look: Look = PLAIN) -> ET.Element:
    """A run that holds a forced line break."""
    return w("r", look.properties(), w("br"))


def paragraph(style: str, *runs: ET.Element, keep_next: bool = False, align: str = "") -> ET.Element:
    """A paragraph in a style; ``keep_next`` keeps it on the page of the next one."""
    return w(
        "p",
        w(
            "pPr",
            w("pStyle", val=style),
            w("keepNext") if keep_next else None,
            w("jc", val=align) if align else None,
        ),
        *runs,
    )


def lines(texts: Sequence[str], look: Look) -> list[ET.Element]:
    """Runs for lines that break where we say."""
    runs: list[ET.Element] = []
    for index, text in enumerate(texts):
        runs += [line_break(look)] if index else []
        runs.append(run(text, look))
    return runs


def rule(length: int, room: int, *, keep_next: bool = False) -> ET.Element:
    """A centred rule, ``length`` twips long, in a paragraph ``room`` twips wide."""
    side = max((room - length) // 2, 0)
    return w(
        "p",
        w(
            "pPr",
            w("pStyle", val="Rule"),
            w("keepNext") if keep_next else None,
            w("pBdr", w("top", val="single", sz=6, space=0, color="auto")),
            w("ind", left=side, right=side),
        ),
    )


def cell(width: int, content: Iterable[ET.Element], *, align: str = "top") -> ET.Element:
    """A table cell."""
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val=align)), *content)


def layout_table(widths: Sequence[int], rows: Iterable[Sequence[Sequence[ET.Element]]]) -> ET.Element:
    """A table without borders whose rows do not break across pages."""
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa")),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *(
            w(
                "tr",
                w("trPr", w("cantSplit")),
                *(cell(width, content) for width, content in zip(widths, row, strict=True)),
            )
            for row in rows
        ),
    )
