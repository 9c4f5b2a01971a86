"""PDF through Typst: the same page as the DOCX, footnotes at the foot of the page, fonts of our own inside the file."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time

from jinja2 import Environment, PackageLoader, StrictUndefined

from dangvu.reports.writing import typesetting
from dangvu.reports.writing.document import Document
from dangvu.reports.writing.keeping import with_rooms
from dangvu.reports.writing.neutral import replace_figures
from dangvu.reports.writing.pandoc import Node, Tree, write_tree
from dangvu.reports.writing.tree import printable

_environment = Environment(
    loader=PackageLoader("dangvu.reports.writing", "templates"),
    autoescape=False,  # noqa: S701 - Typst is not HTML; every text goes through the filter below
    undefined=StrictUndefined,
)
_environment.filters["typst"] = lambda text: json.dumps(printable(text), ensure_ascii=False)


def write_pdf(document: Document, tree: Tree) -> bytes:
    """The report as PDF/A-2b; the same document gives the same bytes."""
    import typst  # noqa: PLC0415 - the wheel is large; only reports need it

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[typesetting.FONTS])
    source = _source(document, tree)
    pages = json.loads(typst.query(source, "<page>", "value", font_paths=fonts, ignore_system_fonts=True))
    if len(set(pages)) > 1:
        source = _source(document, tree, keep_end=True)
    moment = datetime.combine(document.dated, time(), UTC)
    pdf = typst.compile(
        source, format="pdf", font_paths=fonts, ignore_system_fonts=True, pdf_standards="a-2b", timestamp=moment
    )
    assert isinstance(pdf, bytes)
    return pdf


def _source(document: Document, tree: Tree, *, keep_end: bool = False) -> bytes:
    """The report in Typst; ``keep_end`` moves the last paragraph to the page of the signature."""
    printed = with_rooms(replace_figures(tree, _as_text), document.layout, keep_end=keep_end)
    source = _environment.get_template("report.typ.jinja").render(
        document=document,
        layout=document.layout,
        letterhead=document.letterhead,
        head=typesetting.set_head(document),
        body=write_tree(printed, "typst"),
        set=typesetting,
    )
    return source.encode()


def _as_text(_name: str, inlines: list[Node]) -> Node:
    """A figure in print: its text."""
    return {"t": "Span", "c": [["", [], []], inlines]}
