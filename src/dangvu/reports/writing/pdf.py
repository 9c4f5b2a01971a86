"""PDF through Typst: the same page as the DOCX, footnotes at the foot of the page, fonts of our own inside the file."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time

from jinja2 import Environment, PackageLoader, StrictUndefined

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.neutral import replace_figures
from dangvu.reports.writing.pandoc import Node, Tree, write_tree
from dangvu.reports.writing.tree import printable
from dangvu.reports.writing.typesetting import FONTS, PAGE_NUMBER_MM, PARAGRAPH_GAP_PT, TITLE_RULE_MM, set_head

_environment = Environment(  # noqa: S701 - Typst is not HTML; every text goes through the filter below
    loader=PackageLoader("dangvu.reports.writing", "templates"), autoescape=False, undefined=StrictUndefined
)
_environment.filters["typst"] = lambda text: json.dumps(printable(text), ensure_ascii=False)


def write_pdf(document: Document, tree: Tree) -> bytes:
    """The report as PDF/A-2b; the same document gives the same bytes."""
    import typst  # noqa: PLC0415 - the wheel is large; only reports need it

    letterhead = document.letterhead
    source = _environment.get_template("report.typ.jinja").render(
        document=document,
        layout=document.layout,
        letterhead=letterhead,
        head=set_head(document),
        title=f"{letterhead.title} {letterhead.subject}",
        body=write_tree(_kept_together(replace_figures(tree, _as_text)), "typst"),
        number_edge=document.layout.number_edge,
        number_align=document.layout.number_align,
        number_mm=PAGE_NUMBER_MM,
        gap_pt=PARAGRAPH_GAP_PT,
        rule_mm=TITLE_RULE_MM,
    )
    return typst.compile(  # type: ignore[return-value]
        source.encode(),
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards=["a-2b"],
        timestamp=int(datetime.combine(document.dated, time(), UTC).timestamp()),
    )


def _as_text(_name: str, inlines: list[Node]) -> Node:
    """A figure in print: its text."""
    return {"t": "Span", "c": [["", [], []], inlines]}


def _kept_together(tree: Tree) -> Tree:
    """The tree with its last block on the page of what follows, so that no signature stands alone."""
    *blocks, last = tree["blocks"]
    sticky = [_typst("#block(sticky: true)["), last, _typst("]")]
    return {**tree, "blocks": [*blocks, *sticky]}


def _typst(source: str) -> Node:
    return {"t": "RawBlock", "c": ["typst", source]}
