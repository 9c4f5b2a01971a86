"""HTML: the article for the application's page, and a file of its own in which figures lead to their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dangvu.kernel.days import write_day
from dangvu.reports.writing.document import Document
from dangvu.reports.writing.neutral import replace_figures
from dangvu.reports.writing.pandoc import Node, Tree, write_tree

_environment = Environment(
    loader=PackageLoader("dangvu.reports.writing", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


def write_fragment(document: Document, tree: Tree) -> str:
    """The article: letterhead, text, footnotes, recipients and signature; each figure a link to ``href``."""
    marks = {mark.id: mark for mark in document.figures}

    def link(name: str, inlines: list[Node]) -> Node:
        mark = marks[name]
        attributes = [["aria-label", f"{mark.label}: {mark.text}"]]
        return {"t": "Link", "c": [[name, ["fig"], attributes], inlines, [mark.href, ""]]}

    # The title of the document is the heading of the first level.
    body = write_tree(replace_figures(tree, link), "html5", "--shift-heading-level-by", "1")
    body = body.replace('role="doc-backlink"', 'role="doc-backlink" aria-label="Về chỗ dẫn chú thích"')
    return _environment.get_template("report.html.jinja").render(document=document, body=Markup(body))  # noqa: S704 - pandoc's own output


def write_page(document: Document, tree: Tree) -> bytes:
    """A file that stands alone: the article, and an appendix with the source of every figure."""
    linked = replace(document, figures=tuple(replace(mark, href=f"#source-{mark.id}") for mark in document.figures))
    page = _environment.get_template("page.html.jinja").render(
        document=document,
        article=Markup(write_fragment(linked, tree)),  # noqa: S704 - escaped where it was made
        sources=[(mark, source_lines(mark.detail)) for mark in document.figures],
    )
    return page.encode()


def source_lines(detail: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the appendix says of a figure, term by term, from its ``detail``; it leaves out what is not known.

    The terms are Vietnamese in every language of the pages, like the document they explain.
    """
    lines = [
        ("Cách tính", detail.get("arithmetic")),
        ("Căn cứ", detail.get("basis")),
        ("Định nghĩa", detail.get("definition")),
        ("Của", detail.get("organization")),
        ("Tính đến ngày", _day(detail.get("on"))),
        ("Từ ngày, đến ngày", _period(detail)),
        ("Theo dữ liệu biết đến", _moment(detail.get("known_at"))),
        ("Quy tắc", detail.get("rule")),
        ("Quy định đã dùng", "; ".join(detail.get("rules_used", ()))),
        *((each["label"], _operand(each)) for each in detail.get("operands", ())),
    ]
    return [(term, text) for term, text in lines if text]


def _operand(detail: Mapping[str, Any]) -> str:
    when = _day(detail.get("on")) or _period(detail)
    return f"{detail['text']} ({when})" if when else str(detail["text"])


def _day(text: str | None) -> str:
    return write_day(date.fromisoformat(text)) if text else ""


def _period(detail: Mapping[str, Any]) -> str:
    return f"{_day(detail['first'])} – {_day(detail['last'])}" if detail.get("first") else ""


def _moment(text: str | None) -> str:
    if not text:
        return ""
    local = datetime.fromisoformat(text).astimezone(timezone.get_default_timezone())
    return f"{write_day(local.date())}, {local:%H:%M}"
