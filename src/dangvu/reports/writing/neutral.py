"""From Markdown to the neutral tree: sections numbered by the machine, figures and footnotes proved to be in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.reports.writing.document import Document
from dangvu.reports.writing.pandoc import Node, Tree, read_markdown

_TYPED_NUMBER = re.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)](?:\s|$)")
_NOTE_DEFINED = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_NOTE_USED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_COUNTER = re.compile("[I1a]")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def neutral_tree(document: Document) -> Tree:
    """The syntax tree of the document's body with its sections numbered.

    Raises ``Refusal`` with all that is wrong: a heading that brings its own number or lies deeper than the numbering
    goes, a figure without a source or quoted under an id already used, a footnote without text or never referred to.
    """
    tree = read_markdown(document.body)
    findings = [
        *_check_notes(document.body),
        *_check_figures(tree, document),
        *_check_headings(tree, document.headings),
    ]
    refuse_if_any(findings)
    _number_headings(tree, document.headings)
    return tree


def replace_figures(tree: Tree, write: Callable[[str, list[Node]], Node]) -> Tree:
    """A copy of the tree in which ``write(id, inlines)`` stands for every figure."""
    tree = deepcopy(tree)

    def visit(nodes: list[Any]) -> None:
        for index, node in enumerate(nodes):
            if is_figure(node):
                nodes[index] = write(node["c"][0][0], node["c"][1])
            else:
                _descend(node, visit)

    visit(tree["blocks"])
    return tree


def is_figure(node: Any) -> bool:
    """Whether a node is a span of class ``figure``."""
    return isinstance(node, dict) and node.get("t") == "Span" and "figure" in node["c"][0][1]


def plain_text(nodes: Any) -> str:
    """The text of nodes without their markup."""
    texts = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}
    return "".join(
        str(node["c"]) if node["t"] in ("Str", "Code") else texts.get(node["t"], "") for node in _walk(nodes)
    )


def _descend(node: Any, visit: Callable[[list[Any]], None]) -> None:
    if isinstance(node, dict):
        _descend(node.get("c"), visit)
    elif isinstance(node, list):
        visit(node)


def _walk(node: Any) -> Iterator[Node]:
    """Every node of a tree, in order."""
    if isinstance(node, dict) and "t" in node:
        yield node
        yield from _walk(node.get("c"))
    elif isinstance(node, list):
        for item in node:
            yield from _walk(item)


def _headings(tree: Tree) -> Iterator[tuple[int, list[Node]]]:
    for node in _walk(tree["blocks"]):
        if node["t"] == "Header":
            level, _attributes, inlines = node["c"]
            yield level, inlines


def _check_notes(body: str) -> Iterator[Finding]:
    defined, used = _NOTE_DEFINED.findall(body), set(_NOTE_USED.findall(body))
    for name in dict.fromkeys(defined):
        if name not in used:
            message = _("chú thích “%(name)s” có nội dung nhưng không được dẫn ở đâu; hãy dẫn hoặc bỏ chú thích.")
            yield Finding("reports.unused-footnote", message % {"name": name})
        if defined.count(name) > 1:
            message = _("chú thích “%(name)s” có hai nội dung; hãy đặt tên khác cho một chú thích.")
            yield Finding("reports.repeated-footnote", message % {"name": name})
    for name in sorted(used - set(defined)):
        message = _("chú thích “%(name)s” được dẫn nhưng không có nội dung; hãy viết nội dung.")
        yield Finding("reports.empty-footnote", message % {"name": name})


def _check_figures(tree: Tree, document: Document) -> Iterator[Finding]:
    known, seen = {mark.id for mark in document.figures}, set()
    for node in _walk(tree["blocks"]):
        if not is_figure(node):
            continue
        name = node["c"][0][0]
        if name not in known:
            message = _("con số “%(text)s” trong báo cáo không có nguồn; hãy lấy số bằng lệnh của mẫu.")
            yield Finding("reports.figure-without-source", message % {"text": plain_text(node["c"][1])})
        if name in seen:
            message = _("mã số liệu “%(name)s” dùng cho hai con số; hãy để máy đặt mã.")
            yield Finding("reports.repeated-figure", message % {"name": name})
        seen.add(name)


def _check_headings(tree: Tree, patterns: Sequence[str]) -> Iterator[Finding]:
    for level, inlines in _headings(tree):
        text = plain_text(inlines)
        if _TYPED_NUMBER.match(text):
            message = _("đề mục “%(text)s” tự đánh số; hãy bỏ số, máy sẽ đánh số các mục.")
            yield Finding("reports.typed-number", message % {"text": text})
        if level > len(patterns):
            message = _("đề mục “%(text)s” ở cấp %(level)s, sâu hơn cách đánh số; hãy nâng cấp đề mục.")
            yield Finding("reports.too-deep", message % {"text": text, "level": level})


def _number_headings(tree: Tree, patterns: Sequence[str]) -> None:
    counters = [0] * len(patterns)
    for level, inlines in _headings(tree):
        counters[level - 1] += 1
        counters[level:] = [0] * (len(counters) - level)
        inlines[:0] = [{"t": "Str", "c": heading_number(patterns[level - 1], counters[:level])}, {"t": "Space"}]


def heading_number(pattern: str, counters: Sequence[int]) -> str:
    """The number of a section: ``1.1.`` with the counters 2, 3 of its two innermost levels is ``2.3.``."""
    inner = iter(counters[-len(_COUNTER.findall(pattern)) :])
    return _COUNTER.sub(lambda match: _count(match[0], next(inner)), pattern)


def _count(kind: str, number: int) -> str:
    if kind == "1":
        return str(number)
    if kind == "a":
        return "abcdđeghiklmnopqrstuvxy"[number - 1]
    roman = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        roman += letters * count
    return roman
