"""HTML: the article for the application's page, and a file of its own in which figures lead to their sources."""

from __future__ import annotations

from dataclasses import replace

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.neutral import replace_figures
from dangvu.reports.writing.pandoc import Node, Tree, write_tree

_environment = Environment(
    loader=PackageLoader("dangvu.reports.writing", "templates"), autoescape=True, undefined=StrictUndefined
)


def write_fragment(document: Document, tree: Tree) -> str:
    """The article: letterhead, text, footnotes, recipients and signature; each figure a link to ``href``."""
    marks = {mark.id: mark for mark in document.figures}

    def link(name: str, inlines: list[Node]) -> Node:
        mark = marks[name]
        attributes = [["aria-label", f"{mark.label}: {mark.text}"]]
        return {"t": "Link", "c": [[name, ["fig"], attributes], inlines, [mark.href, ""]]}

    body = write_tree(replace_figures(tree, link), "html5")
    return _environment.get_template("report.html.jinja").render(document=document, body=Markup(body))  # noqa: S704 - pandoc's own output


def write_page(document: Document, tree: Tree) -> bytes:
    """A file that stands alone: the article, and an appendix with the source of every figure."""
    linked = replace(document, figures=tuple(replace(mark, href=f"#source-{mark.id}") for mark in document.figures))
    article = Markup(write_fragment(linked, tree))  # noqa: S704 - escaped where it was made
    return _environment.get_template("page.html.jinja").render(document=document, article=article).encode()
