"""DOCX: real footnotes and styles, and every figure a content control that keeps what was written beside what is shown."""

from dangvu.reports.writing.docx.package import write_docx
from dangvu.reports.writing.docx.reading import ReturnedFigure, read_figures

__all__ = ["ReturnedFigure", "read_figures", "write_docx"]
