"""``word/styles.xml``: the styles of an official document, made from its layout."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from dangvu.reports.writing.document import Layout, Size
from dangvu.reports.writing.docx.xml import half_points, twentieths, twips, w
from dangvu.reports.writing.typesetting import CELL_PAD_MM, PARAGRAPH_GAP_PT

_HEADINGS = (("b",), ("b",), ("b", "i"), ("i",))
"""How the four levels of headings are set apart from the text."""


def styles(layout: Layout) -> ET.Element:
    """All styles that the writer uses; whoever edits the document in Word finds them by their names."""
    return w(
        "styles",
        _defaults(layout),
        w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default=1, styleId="Normal"),
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        _default_table(),
        _grid_table(),
        *_text_styles(layout),
        *(_heading(layout, level, marks) for level, marks in enumerate(_HEADINGS, start=1)),
        *_outer_styles(layout),
        *_footnote_styles(layout),
    )


def _defaults(layout: Layout) -> ET.Element:
    font = layout.font
    return w(
        "docDefaults",
        w(
            "rPrDefault",
            w(
                "rPr",
                w("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font),
                *_size(layout.body_pt),
                w("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"),
            ),
        ),
        w("pPrDefault", w("pPr", w("widowControl"))),
    )


def _text_styles(layout: Layout) -> list[ET.Element]:
    gap = twentieths(PARAGRAPH_GAP_PT)
    return [
        _style(
            "BodyText",
            "Body Text",
            w("spacing", before=0, after=gap, line=twentieths(layout.line_spacing_pt), lineRule="exact"),
            w("ind", firstLine=twips(layout.first_line_mm)),
            w("jc", val="both"),
        ),
        _style("TableText", "Table Text", w("spacing", before=40, after=40)),
        _style(
            "TableHead",
            "Table Head",
            w("keepNext"),
            w("spacing", before=40, after=40),
            w("jc", val="center"),
            look=[w("b"), w("bCs")],
        ),
        _style("TableGap", "Table Gap", w("spacing", before=0, after=0, line=gap, lineRule="exact")),
    ]


def _heading(layout: Layout, level: int, marks: tuple[str, ...]) -> ET.Element:
    gap = twentieths(PARAGRAPH_GAP_PT)
    return _style(
        f"Heading{level}",
        f"heading {level}",
        w("keepNext"),
        w("keepLines"),
        w("spacing", before=gap, after=gap, line=twentieths(layout.line_spacing_pt), lineRule="exact"),
        w("ind", firstLine=twips(layout.first_line_mm)),
        w("outlineLvl", val=level - 1),
        look=[w(tag) for mark in marks for tag in (mark, f"{mark}Cs")],
        following="BodyText",
    )


def _outer_styles(layout: Layout) -> list[ET.Element]:
    """What stands above and below the text, and the rules."""
    bold = [w("b"), w("bCs")]
    return [
        _style("PageTop", "Page Top", w("spacing", before=0, after=0, line=20, lineRule="exact")),
        _style("Header", "header", w("jc", val="center")),
        _style("Footer", "footer", w("jc", val="center")),
        _style("Letterhead", "Letterhead", w("jc", val="center")),
        _style("Rule", "Rule", w("spacing", before=20, after=0, line=80, lineRule="exact"), w("jc", val="center")),
        _style(
            "Title",
            "Title",
            w("keepNext"),
            w("spacing", before=360, after=0),
            w("jc", val="center"),
            look=[*bold, *_size(layout.title_pt)],
        ),
        _style(
            "Subtitle",
            "Subtitle",
            w("keepNext"),
            w("spacing", before=0, after=0),
            w("jc", val="center"),
            look=[*bold, *_size(layout.subject_pt)],
        ),
        _style("Signature", "Signature", w("keepNext"), w("jc", val="center"), look=_size(layout.signature_pt)),
        _style("Recipients", "Recipients", w("keepNext"), look=_size(layout.recipients_pt)),
    ]


def _footnote_styles(layout: Layout) -> list[ET.Element]:
    mark = w(
        "style",
        w("name", val="footnote reference"),
        w("basedOn", val="DefaultParagraphFont"),
        w("rPr", w("vertAlign", val="superscript")),
        type="character",
        styleId="FootnoteReference",
    )
    text = _style(
        "FootnoteText",
        "footnote text",
        w("spacing", before=0, after=twentieths(2)),
        w("jc", val="both"),
        look=_size(layout.footnote_pt),
    )
    return [text, mark]


def _style(
    style_id: str, name: str, *properties: ET.Element, look: list[ET.Element] | None = None, following: str = ""
) -> ET.Element:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="Normal"),
        w("next", val=following) if following else None,
        w("qFormat"),
        w("pPr", *properties),
        w("rPr", *look) if look else None,
        type="paragraph",
        styleId=style_id,
    )


def _default_table() -> ET.Element:
    sides = {"top": 0, "left": twips(CELL_PAD_MM), "bottom": 0, "right": twips(CELL_PAD_MM)}
    return w(
        "style",
        w("name", val="Normal Table"),
        w(
            "tblPr",
            w("tblInd", w=0, type="dxa"),
            w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in sides.items())),
        ),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _grid_table() -> ET.Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return w(
        "style",
        w("name", val="Table Grid"),
        w("basedOn", val="TableNormal"),
        w("tblPr", w("tblBorders", *(w(side, val="single", sz=4, space=0, color="auto") for side in sides))),
        type="table",
        styleId="TableGrid",
    )


def _size(pt: Size) -> list[ET.Element]:
    return [w("sz", val=half_points(pt)), w("szCs", val=half_points(pt))]
