"""A DOCX that comes back: the figures as they were written and as the text now shows them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal
from dangvu.reports.writing.docx.xml import FIGURES, W

_SHOWING = ("word/document.xml", "word/footnotes.xml")
_STORING = re.compile(r"customXml/item\d+\.xml")
_POSITION = re.compile(r"/d:figures\[1\]/d:figure\[(\d+)\]/d:shown\[1\]")

_LARGEST_PART = 32 * 1024 * 1024
"""No part of a report comes near this many bytes; a file that unpacks to more is not one."""


class ReturnedFigure(NamedTuple):
    """A figure as it was written, and as the text shows it (``None`` where the text no longer has it)."""

    stored: str
    shown: str | None


def read_figures(path: Path) -> dict[str, ReturnedFigure]:
    """The figures of a DOCX that this package wrote, by id, in the order in which they were written.

    Where a figure was copied, a copy that shows something else than was written counts. Raises ``Refusal`` for a file
    that is not a DOCX or carries no figures.
    """
    parts = _read_parts(path)
    stores = [root for root in parts.values() if root.tag == f"{{{FIGURES}}}figures"]
    if not stores:
        message = _("tệp không mang theo số liệu của báo cáo; hãy dùng đúng tệp .docx mà chương trình đã viết.")
        raise Refusal.of("reports.no-figures", message, place=str(path))
    written = [(_text(figure, "id"), _text(figure, "written")) for figure in stores[0]]
    shown: dict[int, str] = {}
    for name in _SHOWING:
        for position, text in _controls(parts[name]) if name in parts else ():
            if position <= len(written) and shown.get(position, written[position - 1][1]) == written[position - 1][1]:
                shown[position] = text
    return {name: ReturnedFigure(text, shown.get(position)) for position, (name, text) in enumerate(written, start=1)}


def _read_parts(path: Path) -> dict[str, ET.Element]:
    """The parts in which figures are stored or shown."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [e for e in archive.infolist() if e.filename in _SHOWING or _STORING.fullmatch(e.filename)]
            return {entry.filename: _parse(archive, entry) for entry in entries}
    except (OSError, ValueError, ET.ParseError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        message = _("không đọc được tệp này như một văn bản Word; hãy xin lại tệp .docx.")
        raise Refusal.of("reports.unreadable-docx", message, place=str(path)) from error


def _parse(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> ET.Element:
    if entry.file_size > _LARGEST_PART:
        raise ValueError(entry.filename)
    content = archive.read(entry)
    if b"<!DOCTYPE" in content:
        raise ValueError(entry.filename)
    return ET.fromstring(content)  # noqa: S314 - without a document type there is nothing to expand


def _text(figure: ET.Element, name: str) -> str:
    return figure.findtext(f"{{{FIGURES}}}{name}", "")


def _controls(root: ET.Element) -> Iterator[tuple[int, str]]:
    """The position of the figure that each content control is bound to, and the text in the control."""
    for control in root.iter(f"{{{W}}}sdt"):
        binding = control.find(f"{{{W}}}sdtPr/{{{W}}}dataBinding")
        bound = _POSITION.fullmatch(binding.get(f"{{{W}}}xpath", "")) if binding is not None else None
        if bound:
            yield int(bound[1]), "".join(text.text or "" for text in control.iter(f"{{{W}}}t"))
