"""Small files of each kind, made for the test that asks."""

from __future__ import annotations

from pathlib import Path

import docx
import pypandoc
import typst
from docx.oxml import parse_xml

MARKDOWN = """# I. TÌNH HÌNH CHUNG

Hiện nay, Đảng bộ Khối có 75 tổ chức cơ sở đảng[^1], gồm 33 đảng bộ cơ sở và 44 chi bộ cơ sở.

| Loại hình | Đảng bộ | Chi bộ |
|---|---|---|
| Hành chính | 22 | 21 |
| Sự nghiệp | 5 | 2 |
| Doanh nghiệp | 6 | 19 |
| Cộng | 33 | 43 |

[^1]: Theo Quyết định số 12-QĐ/ĐUK, ngày 31/02/2020 của Đảng ủy Khối.
"""
ERRORS = [("sum", "75", "77"), ("sum", "43", "42"), ("date", "31/02/2020", "")]


def markdown_file(folder: Path) -> Path:
    """A report with a wrong sum, a wrong table and an impossible day in a footnote, as Markdown."""
    path = folder / "bao-cao.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    return path


def docx_file(folder: Path) -> Path:
    """The same report as a Word file with a real footnote."""
    path = folder / "bao-cao.docx"
    pypandoc.convert_text(MARKDOWN, "docx", format="markdown", outputfile=str(path))
    return path


def pdf_file(folder: Path) -> Path:
    """The same report as a PDF file with a note at the foot of the page."""
    source = folder / "bao-cao.typ"
    source.write_text(pypandoc.convert_text(MARKDOWN, "typst", format="markdown", extra_args=["-s"]), encoding="utf-8")
    path = folder / "bao-cao.pdf"
    typst.compile(str(source), output=str(path))
    return path


def empty_pdf_file(folder: Path) -> Path:
    """A PDF file without a text layer, as a scanner makes it."""
    source = folder / "trang-trang.typ"
    source.write_text("#pagebreak()", encoding="utf-8")
    path = folder / "anh-quet.pdf"
    typst.compile(str(source), output=str(path))
    return path


def marked_docx_file(folder: Path) -> Path:
    """A Word file with a tab, a deletion, a non-breaking hyphen, a content control and a lost footnote."""
    opened = docx.Document()
    paragraph = opened.add_paragraph("Có 75 chi bộ")
    paragraph.add_run("\tvà 12 lớp")
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for inside in (
        "<w:del {w}><w:r><w:delText>80</w:delText></w:r></w:del>",
        "<w:r {w}><w:noBreakHyphen/><w:footnoteReference w:id='9'/></w:r>",
    ):
        paragraph._p.append(parse_xml(inside.format(w=word)))
    control = f"<w:sdt {word}><w:sdtContent><w:p><w:r><w:t>Nơi nhận</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    opened.element.body.insert(1, parse_xml(control))
    path = folder / "dau.docx"
    opened.save(str(path))
    return path
