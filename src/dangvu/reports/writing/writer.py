"""A report written to files: all formats that were asked for, or none."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal
from dangvu.reports.writing.document import Document
from dangvu.reports.writing.docx import write_docx
from dangvu.reports.writing.html import write_page
from dangvu.reports.writing.neutral import neutral_tree
from dangvu.reports.writing.pandoc import Tree
from dangvu.reports.writing.pdf import write_pdf
from dangvu.reports.writing.sidecar import write_json

FORMATS = ("docx", "pdf", "html", "json")

_WRITERS: Mapping[str, Callable[[Document, Tree], bytes]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "html": write_page,
    "json": lambda document, _tree: write_json(document),
}


def write_report(
    document: Document,
    folder: Path,
    stem: str,
    formats: Sequence[str] = FORMATS,
    progress: Callable[[str], Any] | None = None,
) -> list[Path]:
    """Write ``folder/stem.docx`` and so on, in the order of ``formats``, and return the paths.

    ``progress`` is told each format before it is written. Raises ``Refusal`` for an unknown format, for what is wrong
    with the document (see ``neutral_tree``) and for a file that cannot be written; then no file has changed.
    """
    _check_formats(formats)
    tree = neutral_tree(document)
    contents = {}
    for name in dict.fromkeys(formats):
        if progress is not None:
            progress(name)
        contents[folder / f"{stem}.{name}"] = _WRITERS[name](document, tree)
    try:
        _put(folder, contents)
    except OSError as error:
        message = _("không ghi được báo cáo vào thư mục này (%(why)s); hãy đóng tệp đang mở hoặc xem quyền ghi.")
        raise Refusal.of("reports.unwritable", message % {"why": error.strerror}, place=str(folder)) from error
    return list(contents)


def write_format(document: Document, name: str) -> bytes:
    """The report in one format; raises ``Refusal`` for an unknown one and for what is wrong with the document."""
    _check_formats([name])
    return _WRITERS[name](document, neutral_tree(document))


def _check_formats(formats: Sequence[str]) -> None:
    for name in formats:
        if name not in FORMATS:
            message = _("không có định dạng “%(name)s”; hãy chọn trong %(formats)s.")
            raise Refusal.of("reports.unknown-format", message % {"name": name, "formats": ", ".join(FORMATS)})


def _put(folder: Path, contents: Mapping[Path, bytes]) -> None:
    """Put the files in place together: what was there before comes back when one of them cannot be put."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as aside:
        for path, content in contents.items():
            Path(aside, path.name).write_bytes(content)
        moved: list[tuple[Path, Path]] = []

        def move(path: Path, to: Path) -> None:
            path.rename(to)
            moved.append((to, path))

        try:
            for path in contents:
                if path.is_file():
                    move(path, Path(aside, f"{path.name}.before"))
                move(Path(aside, path.name), path)
        except OSError:
            for here, before in reversed(moved):
                here.rename(before)
            raise
