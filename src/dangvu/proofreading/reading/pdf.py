"""PDF files: the text of every page, without its page number, line by line."""

from __future__ import annotations

import re

import pypdfium2

from dangvu.proofreading.reading.document import Document
from dangvu.proofreading.reading.plain import document_from_text

_SOFT_HYPHEN = "\ufffe"


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
    text: str = text_page.get_text_bounded()
    text_page.close()
    page.close()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace(_SOFT_HYPHEN, "-").split("\n")
    if lines and re.fullmatch(r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*", lines[0]):
        lines = lines[1:]
    if lines and re.fullmatch(r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*", lines[-1]):
        lines = lines[:-1]
    return "\n".join(lines)
