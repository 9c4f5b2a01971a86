"""PDF files: the text of every page, without its page number, line by line."""

from __future__ import annotations

import ctypes
import re
from functools import partial

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from dangvu.proofreading.numbers.superscripts import raised
from dangvu.proofreading.reading.document import Document
from dangvu.proofreading.reading.pdf_tables import Box, with_tables
from dangvu.proofreading.reading.plain import document_from_text

_SOFT_HYPHEN = "\ufffe"
_RAISED = 0.15
"""A digit whose foot stands higher than this share of the font size above its neighbour's line is a footnote mark."""


class DamagedPdf(Exception):
    """The bytes are no PDF file, or a broken or locked one."""


def document_from_pdf(name: str, content: bytes) -> Document:
    """The document in a PDF file; an empty line stands between pages. Raises ``DamagedPdf``."""
    try:
        opened = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise DamagedPdf(name) from error
    try:
        pages = [_page_text(opened, index) for index in range(len(opened))]
    except pypdfium2.PdfiumError as error:
        raise DamagedPdf(name) from error
    finally:
        opened.close()
    return document_from_text(name, "\n\n".join(pages))


def _page_text(opened: pypdfium2.PdfDocument, index: int) -> str:
    page = opened[index]
    text_page = page.get_textpage()
    text = _with_marks(text_page).replace("\r\n", " \n").replace("\r", "\n").replace(_SOFT_HYPHEN, "-")
    lines = [line.rstrip(" ") for line in with_tables(text, partial(_box, text_page)).split("\n")]
    text_page.close()
    page.close()
    if lines and re.fullmatch(r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*", lines[0]):
        lines = lines[1:]
    if lines and re.fullmatch(r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*", lines[-1]):
        lines = lines[:-1]
    return "\n".join(lines)


def _with_marks(text_page: pypdfium2.PdfTextPage) -> str:
    """The text of a page, raised small digits written as the footnote marks they are."""
    text: str = text_page.get_text_range()
    characters = list(text)
    for match in re.finditer(r"\d+", text):
        start, end = match.span()
        before = start - 1 if start and not text[start - 1].isspace() else end
        if before >= len(text) or text[before].isspace():
            continue
        if _raised(text_page, start, before):
            characters[start:end] = list(raised(match.group()))
    return "".join(characters)


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> Box:
    """Left edge, baseline, right edge and font size of a character, in points."""
    x, line = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharOrigin(text_page.raw, index, x, line)
    pdfium.FPDFText_GetCharBox(text_page.raw, index, left, right, bottom, top)
    return left.value, line.value, right.value, float(pdfium.FPDFText_GetFontSize(text_page.raw, index))


def _raised(text_page: pypdfium2.PdfTextPage, digit: int, neighbour: int) -> bool:
    """Whether the foot of one character stands clearly above the line of another."""
    x, line = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharOrigin(text_page.raw, neighbour, x, line)
    pdfium.FPDFText_GetCharBox(text_page.raw, digit, left, right, bottom, top)
    size = pdfium.FPDFText_GetFontSize(text_page.raw, neighbour)
    return bool(size > 0 and _RAISED * size < bottom.value - line.value < size)
