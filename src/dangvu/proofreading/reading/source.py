"""Opens a file of any kind that is read here; what cannot be read is refused with a sentence."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from pathlib import Path

from dangvu.kernel.findings import Refusal
from dangvu.proofreading.messages import sentence
from dangvu.proofreading.reading.document import Document
from dangvu.proofreading.reading.plain import document_from_text

STANDARD_INPUT = "-"


def read_file(name: str, language: str = "vi") -> Document:
    """The document in the file ``name``, by its extension; ``-`` is text on standard input.

    Raises ``Refusal`` when the file is missing, damaged, of another kind, or holds no text.
    """
    if name == STANDARD_INPUT:
        return document_from_text(name, _decoded(name, sys.stdin.buffer.read(), language))
    reader = _reader(name, language)
    try:
        content = Path(name).read_bytes()
    except OSError as error:
        raise unreadable("missing", name, language) from error
    return reader(name, content, language)


def read_content(name: str, content: bytes, language: str = "vi") -> Document:
    """The document in the bytes of a file called ``name``; raises ``Refusal`` like ``read_file``."""
    return _reader(name, language)(name, content, language)


def _reader(name: str, language: str) -> Callable[[str, bytes, str], Document]:
    reader = _READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise unreadable("kind", name, language)
    return reader


def unreadable(why: str, name: str, language: str, kind: str = "") -> Refusal:
    """The refusal that says why the file ``name`` cannot be read."""
    text = sentence(f"unreadable-{why}", {"file": name, "format": kind}, language)
    return Refusal.of(f"proofreading.unreadable-{why}", text)


def _read_text(name: str, content: bytes, language: str) -> Document:
    return document_from_text(name, _decoded(name, content, language))


def _decoded(name: str, content: bytes, language: str) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise unreadable("encoding", name, language) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_docx(name: str, content: bytes, language: str) -> Document:
    from dangvu.proofreading.reading.docx import DamagedDocx, document_from_docx  # noqa: PLC0415 (heavy, seldom needed)

    try:
        return document_from_docx(name, content)
    except DamagedDocx as error:
        raise unreadable("damaged", name, language, "Word") from error


def _read_pdf(name: str, content: bytes, language: str) -> Document:
    from dangvu.proofreading.reading.pdf import DamagedPdf, document_from_pdf  # noqa: PLC0415 (heavy, seldom needed)

    try:
        document = document_from_pdf(name, content)
    except DamagedPdf as error:
        raise unreadable("damaged", name, language, "PDF") from error
    if not document.text.strip():
        raise unreadable("scan", name, language)
    return document


_READERS: dict[str, Callable[[str, bytes, str], Document]] = {
    ".txt": _read_text,
    ".md": _read_text,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
}
