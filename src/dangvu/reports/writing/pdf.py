"""PDF through Typst: the same letterhead, footnotes at the foot of the page, fonts of our own inside the file."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.neutral import replace_figures
from dangvu.reports.writing.pandoc import Node, Tree, write_tree

FONTS = Path(__file__).parents[1] / "fonts"

_environment = Environment(
    loader=PackageLoader("dangvu.reports.writing", "templates"), autoescape=False, undefined=StrictUndefined
)
_environment.filters["typst"] = lambda text: json.dumps(text, ensure_ascii=False)


def write_pdf(document: Document, tree: Tree) -> bytes:
    """The report as PDF/A-2b; the same document gives the same bytes."""
    import typst  # noqa: PLC0415 - the wheel is large; only reports need it

    source = _environment.get_template("report.typ.jinja").render(
        document=document, layout=document.layout, body=write_tree(replace_figures(tree, _text), "typst")
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.typ")
        path.write_text(source, encoding="utf-8")
        return typst.compile(  # type: ignore[no-any-return]
            str(path),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            pdf_standards=["a-2b"],
            timestamp=int(datetime.combine(document.dated, time(), UTC).timestamp()),
        )


def _text(name: str, inlines: list[Node]) -> Node:
    """A figure in print: its text, kept on one line."""
    return {"t": "Span", "c": [[f"{name}", [], []], inlines]}
