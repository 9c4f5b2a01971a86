"""A DOCX that comes back: the figures as they were written and as the text now shows them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal
from dangvu.reports.writing.docx.xml import FIGURES, W

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
    try:
        with zipfile.ZipFile(path) as archive:
            parts = dict(_parts(archive))
    except (OSError, zipfile.BadZipFile, ET.ParseError, ValueError, NotImplementedError, RuntimeError) as error:
        message = _("không đọc được tệp này như một văn bản Word (%(why)s); hãy xin lại tệp .docx.")
        raise Refusal.of("reports.unreadable-docx", message % {"why": error}, place=str(path)) from error
    roots = [root for root in parts.values() if root.tag == f"{{{FIGURES}}}figures"]
    if not roots:
        message = _("tệp không mang theo số liệu của báo cáo; hãy dùng đúng tệp .docx đã được lập từ chương trình.")
        raise Refusal.of("reports.no-figures", message, place=str(path))
    written = {figure.get("id", ""): figure.get("written", "") for figure in roots[0]}
    shown: dict[str, str] = {}
    for name in ("word/document.xml", "word/footnotes.xml"):
        for figure_id, text in _controls(parts[name]) if name in parts else ():
            if shown.get(figure_id, written.get(figure_id)) == written.get(figure_id):
                shown[figure_id] = text
    return {figure_id: ReturnedFigure(text, shown.get(figure_id)) for figure_id, text in written.items()}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, ET.Element]]:
    """The parts in which figures are stored or shown."""
    for entry in archive.infolist():
        name = entry.filename
        stores = name.startswith("customXml/item") and not name.startswith("customXml/itemProps")
        if not stores and name not in ("word/document.xml", "word/footnotes.xml"):
            continue
        if entry.file_size > _LARGEST_PART:
            raise ValueError(name)
        yield name, _parse(archive.read(entry))


def _parse(content: bytes) -> ET.Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("DOCTYPE")
    return ET.fromstring(content)  # noqa: S314 - without a document type there is nothing to expand


def _controls(root: ET.Element) -> Iterator[tuple[str, str]]:
    for control in root.iter(f"{{{W}}}sdt"):
        tag = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
        content = control.find(f"{{{W}}}sdtContent")
        if tag is not None and content is not None:
            yield tag.get(f"{{{W}}}val", ""), "".join(text.text or "" for text in content.iter(f"{{{W}}}t"))
