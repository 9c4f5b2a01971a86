"""DOCX: real footnotes and styles, and every figure a content control that keeps what was issued beside what is shown."""

from __future__ import annotations

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.pandoc import Tree, write_docx_file


def write_docx(document: Document, tree: Tree) -> bytes:
    """The report as DOCX; the same document gives the same bytes."""
    return write_docx_file(tree)
