"""What stands around the text: letterhead and title above it, recipients and signature below, the page number."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.docx.paragraphs import Look, layout_table, line_break, lines, paragraph, rule, run
from dangvu.reports.writing.docx.xml import r_id, twips, w
from dangvu.reports.writing.typesetting import PAGE_NUMBER_MM, SIGNING_LINES, TITLE_RULE_MM, face, set_head


def opening(document: Document) -> list[ET.Element]:
    """The letterhead in two columns, then title and subject over a rule."""
    head, layout = document.letterhead, document.layout
    wanted = set_head(document)
    left, right = twips(wanted.left_mm), twips(wanted.right_mm)
    party = Look(bold=True, pt=layout.party_name_pt)
    party_width = round(face("Bold").width(head.party, layout.party_name_pt) * 20)
    upper = (
        [
            *([paragraph("Letterhead", *lines(wanted.superior, Look(pt=layout.superior_pt)))] if head.superior else []),
            paragraph("Letterhead", *lines(wanted.issuer, Look(bold=True, pt=layout.issuer_pt))),
            paragraph("Letterhead", run("*", Look(pt=layout.issuer_pt))),
        ],
        [paragraph("Letterhead", run(head.party, party)), rule(party_width, right)],
    )
    lower = (
        [paragraph("Letterhead", run(head.symbol, Look(pt=layout.symbol_pt)))],
        [paragraph("Letterhead", run(head.place_and_date, Look(italic=True, pt=layout.place_and_date_pt)))],
    )
    return [
        paragraph("PageTop"),  # LibreOffice would put an empty line before a table at the very beginning
        layout_table([left, right], [upper, lower]),
        paragraph("Title", run(head.title)),
        paragraph("Subtitle", *lines(wanted.subject, Look())),
        rule(twips(TITLE_RULE_MM), left + right, keep_next=True),
        paragraph("TableGap"),
        paragraph("TableGap"),
    ]


def closing(document: Document) -> list[ET.Element]:
    """Recipients on the left, signature on the right, on one page with the end of the text."""
    end, layout = document.closing, document.layout
    left = twips(layout.text_width_mm) // 2
    recipients = [
        paragraph("Recipients", run("Nơi nhận:", Look(underline=True, pt=layout.recipients_title_pt))),
        *(paragraph("Recipients", run(f"- {recipient}")) for recipient in end.recipients),
    ]
    signature = [
        paragraph("Signature", run(end.authority, Look(bold=True))),
        paragraph("Signature", run(end.post), *(line_break() for _ in range(SIGNING_LINES))),
        paragraph("Signature", run(end.name, Look(bold=True))),
    ]
    return [
        paragraph("TableGap", keep_next=True),
        layout_table([left, left], [(recipients, signature)]),
        paragraph("TableGap"),
    ]


def page_number(document: Document) -> ET.Element:
    """The header or footer with the number of the page."""
    kind, align = document.layout.number_edge, document.layout.number_align
    parts = ("begin", "separate", "end")
    begin, separate, end = (w("r", w("fldChar", fldCharType=part)) for part in parts)
    code = w("instrText")
    code.text = "PAGE"
    number = paragraph(kind.title(), begin, w("r", code), separate, run("2"), end, align=align)
    return w("hdr" if kind == "header" else "ftr", number)


def section(document: Document, relationship: str) -> ET.Element:
    """Page size, margins and page number of the document."""
    layout = document.layout
    kind = layout.number_edge
    return w(
        "sectPr",
        r_id(f"{kind}Reference", relationship, type="default"),
        r_id(f"{kind}Reference", relationship, type="first") if layout.page_number_on_first else None,
        w("pgSz", w=twips(layout.page_width_mm), h=twips(layout.page_height_mm)),
        w(
            "pgMar",
            top=twips(layout.margin_top_mm),
            right=twips(layout.margin_right_mm),
            bottom=twips(layout.margin_bottom_mm),
            left=twips(layout.margin_left_mm),
            header=twips(PAGE_NUMBER_MM),
            footer=twips(PAGE_NUMBER_MM),
            gutter=0,
        ),
        w("titlePg"),
    )
