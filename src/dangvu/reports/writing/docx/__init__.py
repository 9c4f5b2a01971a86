"""DOCX: real footnotes and styles, every figure a content control that remembers what was written into it."""

from dangvu.reports.writing.docx.package import write_docx
from dangvu.reports.writing.docx.reading import ReturnedFigure, read_figures

__all__ = ["ReturnedFigure", "read_figures", "write_docx"]
