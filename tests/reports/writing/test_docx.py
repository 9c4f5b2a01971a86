"""The report as DOCX: whole, the same every time, real footnotes, figures in content controls, the official page."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.docx import write_docx
from dangvu.reports.writing.docx.xml import FIGURES, W
from dangvu.reports.writing.neutral import neutral_tree
from tests.factories.writing import make_document, make_mark

BODY = """\
# TÌNH HÌNH

Có [75]{.figure #f1} tổ chức[^a] và ***[33]{.figure #f2}*** đảng bộ;\\
còn lại là chi bộ.

[^a]: Trước đây có [79]{.figure #f3}.

    Tính đến ngày thành lập.

## Số lượng

- Chi bộ:
    - một.

| Loại | Số | Ghi chú |
|:-----|---:|:-------:|
| Chi bộ | [42]{.figure #f4} | nay[^b] |

[^b]: Cả chi bộ mới.

Hết.
"""
SCHEMA_ORDER = {
    "pPr": ["pStyle", "keepNext", "keepLines", "widowControl", "pBdr", "spacing", "ind", "jc", "outlineLvl"],
    "rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "sz", "szCs", "u", "vertAlign", "lang"],
    "sdtPr": ["rPr", "alias", "tag", "id", "dataBinding", "text"],
    "sectPr": ["headerReference", "footerReference", "pgSz", "pgMar", "titlePg"],
    "tblPr": ["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar"],
    "tcPr": ["tcW", "vAlign"],
    "trPr": ["cantSplit", "tblHeader"],
    "style": ["name", "basedOn", "next", "qFormat", "pPr", "rPr", "tblPr"],
    "settings": [
        "defaultTabStop",
        "characterSpacingControl",
        "footnotePr",
        "compat",
        "themeFontLang",
        "decimalSymbol",
        "listSeparator",
    ],
}
"""The order in which the schema of WordprocessingML wants those children that we write."""


@pytest.fixture
def document() -> Document:
    numbers = {"f1": "75", "f2": "33", "f3": "79", "f4": "42"}
    return make_document(BODY, *(make_mark(name, text) for name, text in numbers.items()))


def written(document: Document) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write_docx(document, neutral_tree(document))))


def part(document: Document, name: str) -> ET.Element:
    return ET.fromstring(written(document).read(name))


def every(root: ET.Element, tag: str) -> list[ET.Element]:
    return list(root.iter(f"{{{W}}}{tag}"))


def value(element: ET.Element, attribute: str = "val") -> str:
    return element.attrib[f"{{{W}}}{attribute}"]


def text(element: ET.Element) -> str:
    return "".join(each.text or "" for each in every(element, "t"))


def styled(document: Document, style: str) -> list[ET.Element]:
    """The paragraphs of the text in a style."""
    paragraphs = every(part(document, "word/document.xml"), "p")
    return [p for p in paragraphs if (s := p.find(f"{{{W}}}pPr/{{{W}}}pStyle")) is not None and value(s) == style]


def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    tree = neutral_tree(document)

    assert write_docx(document, tree) == write_docx(document, tree)


def test_the_file_opens_as_a_word_document(document: Document) -> None:
    opened: Any = docx.Document(io.BytesIO(write_docx(document, neutral_tree(document))))

    assert opened.core_properties.title == "BÁO CÁO Tổng kết về xây dựng tổ chức cơ sở đảng"
    assert [p.text for p in opened.paragraphs if p.style.name.startswith("Heading")] == ["I. TÌNH HÌNH", "1. Số lượng"]


def test_every_relationship_leads_to_a_part_of_known_type(document: Document) -> None:
    archive = written(document)
    names = set(archive.namelist())
    targets = set()
    for name in names:
        folder = PurePosixPath(name).parent.parent
        if name.endswith(".rels"):
            for relationship in ET.fromstring(archive.read(name)):
                steps = (folder / relationship.attrib["Target"]).parts
                while ".." in steps:
                    at = steps.index("..")
                    steps = steps[: at - 1] + steps[at + 1 :]
                targets.add("/".join(steps))
    types = ET.fromstring(archive.read("[Content_Types].xml"))
    known = {each.attrib["PartName"].lstrip("/") for each in types if "PartName" in each.attrib}

    assert targets == {name for name in names if not name.endswith(".rels")} - {"[Content_Types].xml"}
    assert known == targets - {"customXml/item1.xml"}


def test_children_stand_in_the_order_of_the_schema(document: Document) -> None:
    archive = written(document)
    roots = [
        ET.fromstring(archive.read(name))
        for name in archive.namelist()
        if name.startswith("word/") and "rels" not in name
    ]
    wrong = []
    for element in (element for root in roots for element in root.iter()):
        order = SCHEMA_ORDER.get(element.tag.removeprefix(f"{{{W}}}"))
        if order:
            children = [order.index(child.tag.removeprefix(f"{{{W}}}")) for child in element]
            wrong += [element.tag] if children != sorted(children) else []

    assert wrong == []


def test_every_style_that_is_used_is_defined(document: Document) -> None:
    defined = {value(style, "styleId") for style in every(part(document, "word/styles.xml"), "style")}
    used = {
        value(element)
        for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/styles.xml")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for element in every(part(document, name), tag)
    }

    assert used - defined == set()


def test_every_figure_is_a_control_bound_to_its_element(document: Document) -> None:
    body, notes = part(document, "word/document.xml"), part(document, "word/footnotes.xml")
    found = {
        value(every(control, "tag")[0]): (text(control), value(every(control, "dataBinding")[0], "xpath"))
        for control in [*every(body, "sdt"), *every(notes, "sdt")]
    }

    assert found == {
        "f1": ("75", "/d:figures[1]/d:figure[1]/d:shown[1]"),
        "f2": ("33", "/d:figures[1]/d:figure[2]/d:shown[1]"),
        "f3": ("79", "/d:figures[1]/d:figure[3]/d:shown[1]"),
        "f4": ("42", "/d:figures[1]/d:figure[4]/d:shown[1]"),
    }


def test_controls_and_their_part_share_the_store(document: Document) -> None:
    properties = part(document, "customXml/itemProps1.xml")
    stores = {value(each, "storeItemID") for each in every(part(document, "word/document.xml"), "dataBinding")}

    assert stores == set(properties.attrib.values())


def test_the_part_of_figures_keeps_what_was_written_apart_from_what_is_bound(document: Document) -> None:
    figures = part(document, "customXml/item1.xml")

    assert [[child.tag.removeprefix(f"{{{FIGURES}}}") for child in figure] for figure in figures] == [
        ["id", "label", "written", "shown"]
    ] * 4
    assert [child.text for child in figures[0]] == ["f1", "Tổ chức cơ sở đảng", "75", "75"]


def test_a_figure_keeps_the_look_of_its_words(document: Document) -> None:
    look = every(part(document, "word/document.xml"), "sdt")[1].find(f"{{{W}}}sdtContent/{{{W}}}r/{{{W}}}rPr")

    assert look is not None
    assert [child.tag.removeprefix(f"{{{W}}}") for child in look] == ["b", "bCs", "i", "iCs"]


def test_footnotes_are_numbered_through_and_hold_all_their_paragraphs(document: Document) -> None:
    notes = every(part(document, "word/footnotes.xml"), "footnote")
    references = every(part(document, "word/document.xml"), "footnoteReference")

    assert [value(note, "id") for note in notes] == ["-1", "0", "1", "2"]
    assert [value(reference, "id") for reference in references] == ["1", "2"]
    assert [[text(p) for p in every(note, "p")] for note in notes[2:]] == [
        [" Trước đây có 79.", "Tính đến ngày thành lập."],
        [" Cả chi bộ mới."],
    ]
    assert value(every(part(document, "word/settings.xml"), "numRestart")[0]) == "continuous"


def test_lists_are_paragraphs_that_begin_with_their_dash(document: Document) -> None:
    assert [text(p) for p in styled(document, "BodyText")] == [
        "Có 75\N{NO-BREAK SPACE}tổ chức và 33 đảng bộ;còn lại là chi bộ.",
        "-\N{NO-BREAK SPACE}Chi bộ:",
        "+\N{NO-BREAK SPACE}một.",
        "Hết.",
    ]


def test_the_end_of_the_text_stays_with_the_signature(document: Document) -> None:
    kept = [p.find(f"{{{W}}}pPr/{{{W}}}keepNext") is not None for p in styled(document, "BodyText")]

    assert kept == [False, False, False, True]


def test_a_table_at_the_end_stays_with_the_signature() -> None:
    document = make_document("| a | b |\n|---|---|\n| c |   |\n")
    gaps = [p.find(f"{{{W}}}pPr/{{{W}}}keepNext") is not None for p in styled(document, "TableGap")]

    assert gaps == [False, False, True, True, False]


def test_a_table_fills_the_text_and_repeats_its_head(document: Document) -> None:
    table = every(part(document, "word/document.xml"), "tbl")[1]

    assert sum(int(value(column, "w")) for column in every(table, "gridCol")) == 9354
    assert [len(every(row, "tblHeader")) for row in every(table, "tr")] == [1, 0]
    assert [value(align) for align in every(table, "jc")] == ["left", "right", "center"]


def test_a_letterhead_without_a_superior_begins_with_the_issuer(document: Document) -> None:
    alone = replace(document, letterhead=replace(document.letterhead, superior=""))

    assert text(styled(alone, "Letterhead")[0]) == "ĐẢNG ỦY KHỐI CÁC CƠ QUANVÀ DOANH NGHIỆP TỈNH"


def test_page_and_type_are_those_of_the_layout(document: Document) -> None:
    section = every(part(document, "word/document.xml"), "sectPr")[0]
    margins = every(section, "pgMar")[0]
    styles = part(document, "word/styles.xml")

    assert (value(every(section, "pgSz")[0], "w"), value(every(section, "pgSz")[0], "h")) == ("11906", "16838")
    assert {side: value(margins, side) for side in ("top", "right", "bottom", "left")} == {
        "top": "1134",
        "right": "850",
        "bottom": "1134",
        "left": "1701",
    }
    assert set(every(styles, "rFonts")[0].attrib.values()) == {"Times New Roman"}
    assert value(every(styles, "sz")[0]) == "28"


def test_the_page_number_stands_in_the_header_but_not_on_the_first_page(document: Document) -> None:
    section = every(part(document, "word/document.xml"), "sectPr")[0]
    header = part(document, "word/header1.xml")

    assert [value(each, "type") for each in every(section, "headerReference")] == ["default"]
    assert len(every(section, "titlePg")) == 1
    assert [each.text for each in every(header, "instrText")] == ["PAGE"]
    assert [value(each) for each in every(header, "jc")] == ["center"]


def test_the_page_number_stands_in_the_footer_of_every_page_when_the_layout_says_so(document: Document) -> None:
    layout = replace(document.layout, page_number="bottom_right", page_number_on_first=True)
    numbered = replace(document, layout=layout)
    section = every(part(numbered, "word/document.xml"), "sectPr")[0]

    assert [value(each, "type") for each in every(section, "footerReference")] == ["default", "first"]
    assert [value(each) for each in every(part(numbered, "word/footer1.xml"), "jc")] == ["right"]


def test_sizes_with_halves_are_kept() -> None:
    plain = make_document()
    halved = replace(plain, layout=replace(plain.layout, body_pt=Decimal("13.5")))

    assert value(every(part(halved, "word/styles.xml"), "sz")[0]) == "27"


def test_control_characters_in_names_leave_the_file_readable() -> None:
    document = make_document("Có [75]{.figure #f1}.", make_mark(label="Tổ\x0bchức"))

    assert value(every(part(document, "word/document.xml"), "alias")[0]) == "Tổ chức"
