"""What can be wrong with the body of a report, found before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from unicodedata import category

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.findings import Finding
from dangvu.reports.writing.document import Document
from dangvu.reports.writing.pandoc import Node, Tree
from dangvu.reports.writing.tree import headings, is_figure, plain_text, table_rows, walk
from dangvu.reports.writing.typesetting import face

_TYPED_NUMBER = re.compile(r"\s*(?:(?:[IVX]+|\d{1,2}|[ABĐa-zđ])[.)](?:\s|\d|$)|\d{1,2}(?:\.\d{1,2})+(?:\s|$))")
"""Of the capitals, C and the later ones are left out: “C. Mác” and “Ph. Ăngghen” are names."""
_NOTE_DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_NOTE_USED = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")

_EXCERPT = 60
"""Letters of the text that are quoted, enough to find the place by."""

WORDLESS_ITEM = "WordlessItem"
"""What the neutral tree holds for an item of a list that does not begin with words, until it is refused."""

_UNDRAWN = {"Cc", "Cf", "Zl", "Zp", "Zs"}
"""The categories of characters that leave no mark, so that it does not matter whether the fonts have them."""

_WORDS = {"Str", "Space", "SoftBreak"}
_INLINES = {*_WORDS, "LineBreak", "Strong", "Emph", "Note", "Span"}
_UNPRINTABLE = {
    "Link": gettext_lazy("liên kết"),
    "Image": gettext_lazy("hình ảnh"),
    "Code": gettext_lazy("mã lệnh"),
    "CodeBlock": gettext_lazy("mã lệnh"),
    "BlockQuote": gettext_lazy("đoạn trích thụt lề"),
    "HorizontalRule": gettext_lazy("đường kẻ ngang"),
    "Span": gettext_lazy("đoạn chữ có thuộc tính"),
    "BulletList": gettext_lazy("danh sách trong chú thích"),
    "OrderedList": gettext_lazy("danh sách trong chú thích"),
    "Table": gettext_lazy("bảng trong chú thích"),
    "Header": gettext_lazy("đề mục trong chú thích"),
    "Strong": gettext_lazy("chữ đậm trong con số"),
    "Emph": gettext_lazy("chữ nghiêng trong con số"),
    "Note": gettext_lazy("chú thích trong con số hoặc trong chú thích"),
    "LineBreak": gettext_lazy("ngắt dòng trong con số"),
    WORDLESS_ITEM: gettext_lazy("mục danh sách không bắt đầu bằng chữ"),
}


def check(tree: Tree, document: Document) -> list[Finding]:
    """All that is wrong with a body: the Markdown of ``document`` and the ``tree`` of flat blocks read from it.

    A heading that brings its own number, skips a level or lies deeper than the numbering goes; a figure without a
    source, retyped, or standing twice; a footnote without text, never or twice referred to; what cannot be printed, and
    letters that the fonts lack.
    """
    return [
        *_check_notes(tree, document.body),
        *_check_markup(tree),
        *_check_figures(tree, document),
        *_check_headings(tree, document.headings),
        *_check_letters(tree, document),
    ]


def _check_notes(tree: Tree, body: str) -> Iterator[Finding]:
    defined = Counter(_NOTE_DEFINED.findall(body))
    notes = [node for node in walk(tree["blocks"]) if node["t"] == "Note"]
    for name in dict.fromkeys(name for note in notes for name in _NOTE_USED.findall(plain_text(note["c"]))):
        if name in defined:
            message = _("chú thích “%(name)s” được dẫn trong một chú thích khác; hãy dẫn trong lời văn.")
            yield Finding("reports.nested-footnote", message % {"name": name})
    used = Counter(_NOTE_USED.findall(body))
    used.subtract(defined)
    for name, times in sorted(used.items()):
        if name not in defined:
            message = _("chú thích “%(name)s” được dẫn nhưng không có nội dung; hãy viết nội dung.")
            yield Finding("reports.empty-footnote", message % {"name": name})
        elif times == 0:
            message = _("chú thích “%(name)s” có nội dung nhưng không được dẫn ở đâu; hãy dẫn hoặc bỏ chú thích.")
            yield Finding("reports.unused-footnote", message % {"name": name})
        elif times > 1:
            message = _("chú thích “%(name)s” được dẫn %(times)s lần; hãy viết cho mỗi chỗ dẫn một chú thích riêng.")
            yield Finding("reports.reused-footnote", message % {"name": name, "times": times})
        if defined[name] > 1:
            message = _("chú thích “%(name)s” có hai nội dung; hãy đặt tên khác cho một chú thích.")
            yield Finding("reports.repeated-footnote", message % {"name": name})


def _check_markup(tree: Tree) -> Iterator[Finding]:
    for node in tree["blocks"]:
        if node["t"] == "Table":
            for row in table_rows(node):
                for cell in row:
                    yield from _check_paragraphs(cell[4])
        elif node["t"] == "Header":
            yield from _check_inlines(node["c"][2])
        else:
            yield from _check_paragraphs([node])


def _check_paragraphs(blocks: Sequence[Node]) -> Iterator[Finding]:
    for node in blocks:
        if node["t"] in ("Para", "Plain"):
            yield from _check_inlines(node["c"])
        else:
            yield _unprintable(node)


def _check_inlines(nodes: Sequence[Node], allowed: frozenset[str] = frozenset(_INLINES)) -> Iterator[Finding]:
    for node in nodes:
        if node["t"] not in allowed or (node["t"] == "Span" and not is_figure(node)):
            yield _unprintable(node)
        elif node["t"] == "Note":
            for block in node["c"]:
                if block["t"] == "Para":
                    yield from _check_inlines(block["c"], allowed - {"Note"})
                else:
                    yield _unprintable(block)
        elif node["t"] in ("Strong", "Emph"):
            yield from _check_inlines(node["c"], allowed)
        elif node["t"] == "Span":
            yield from _check_inlines(node["c"][1], frozenset(_WORDS))


def _unprintable(node: Node) -> Finding:
    message = _("“%(text)s” là %(kind)s, báo cáo không in được; hãy viết bằng câu thường, danh sách hoặc bảng.")
    kind = str(_UNPRINTABLE.get(node["t"], node["t"]))
    return Finding("reports.unprintable", message % {"text": _excerpt(node), "kind": kind})


def _check_figures(tree: Tree, document: Document) -> Iterator[Finding]:
    known = {mark.id: mark for mark in document.figures}
    seen: set[str] = set()
    for node in filter(is_figure, walk(tree["blocks"])):
        name, text = node["c"][0][0], plain_text(node["c"][1])
        if name not in known:
            message = _("con số “%(text)s” trong báo cáo không có nguồn; hãy lấy số bằng lệnh của mẫu.")
            yield Finding("reports.figure-without-source", message % {"text": text})
        elif text != known[name].text:
            message = _("con số “%(text)s” trong báo cáo khác số của nguồn là “%(source)s”; hãy để máy viết số.")
            yield Finding("reports.retyped-figure", message % {"text": text, "source": known[name].text})
        if name in seen:
            message = _("mã số liệu “%(name)s” dùng cho hai con số; hãy để máy đặt mã.")
            yield Finding("reports.repeated-figure", message % {"name": name})
        seen.add(name)


def _check_headings(tree: Tree, patterns: Sequence[str]) -> Iterator[Finding]:
    above = 0
    for level, inlines in headings(tree):
        text = plain_text(inlines)
        if _TYPED_NUMBER.match(text):
            message = _("đề mục “%(text)s” tự đánh số; hãy bỏ số, máy sẽ đánh số các mục.")
            yield Finding("reports.typed-number", message % {"text": text})
        if level > len(patterns):
            message = _("đề mục “%(text)s” ở cấp %(level)s, sâu hơn cách đánh số; hãy nâng cấp đề mục.")
            yield Finding("reports.too-deep", message % {"text": text, "level": level})
        elif level > above + 1:
            message = _("đề mục “%(text)s” ở cấp %(level)s mà không nằm dưới đề mục cấp %(above)s; hãy đổi cấp đề mục.")
            yield Finding("reports.skipped-level", message % {"text": text, "level": level, "above": level - 1})
        above = level


def _check_letters(tree: Tree, document: Document) -> Iterator[Finding]:
    """Letters without a shape in the vendored fonts, which a PDF for archives may not contain."""
    closing = document.closing
    outside = (*astuple(document.letterhead), *closing.recipients, closing.authority, closing.post, closing.name)
    drawn = {*face("Regular").advances, ord("\N{NON-BREAKING HYPHEN}")}
    for letter in sorted(set("".join((plain_text(tree["blocks"]), *outside)))):
        if ord(letter) not in drawn and category(letter) not in _UNDRAWN:
            message = _("phông chữ của văn bản không có ký tự “%(letter)s” (U+%(code)s); hãy thay bằng chữ khác.")
            yield Finding("reports.unknown-letter", message % {"letter": letter, "code": f"{ord(letter):04X}"})


def _excerpt(node: Node) -> str:
    content = node.get("c")
    literal = content[-1] if isinstance(content, list) and content and isinstance(content[-1], str) else "…"
    text = plain_text(node) or literal
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
