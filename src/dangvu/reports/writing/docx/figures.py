"""Figures in a DOCX: content controls in the text, bound to a part that keeps every figure as it was written.

Word keeps a control and the element that it is bound to alike, so a figure retyped in Word changes both. What was
written therefore also stands in an element that nothing is bound to. LibreOffice drops the tags of controls and the
attributes of foreign parts when it saves; elements and bindings stay, so all that matters is kept in these.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from dangvu.reports.writing.document import FigureMark
from dangvu.reports.writing.docx.paragraphs import Look, run
from dangvu.reports.writing.docx.xml import DS, FIGURES, w
from dangvu.reports.writing.tree import printable

_NAMESPACE = UUID("6f0d3a52-0c1e-5b7a-9f54-6a1d2c6f9e11")


def store_id(figures: Sequence[FigureMark]) -> str:
    """The id of the part of figures, which controls and part share: the same figures have the same id."""
    written = "\n".join(f"{mark.id} {mark.text}" for mark in figures)
    return f"{{{uuid5(_NAMESPACE, written)}}}".upper()


def control(mark: FigureMark, position: int, store: str, look: Look) -> ET.Element:
    """The content control that shows a figure, bound to the ``position``-th figure (from 1) of the part ``store``."""
    return w(
        "sdt",
        w(
            "sdtPr",
            look.properties(),  # what is typed into the control keeps its look
            w("alias", val=mark.label),
            w("tag", val=mark.id),
            w("id", val=position),
            w(
                "dataBinding",
                prefixMappings=f"xmlns:d='{FIGURES}'",
                xpath=f"/d:figures[1]/d:figure[{position}]/d:shown[1]",
                storeItemID=store,
            ),
            w("text"),
        ),
        w("sdtContent", run(mark.text, look)),
    )


def item(figures: Sequence[FigureMark]) -> ET.Element:
    """The part that holds the figures."""
    root = ET.Element(f"{{{FIGURES}}}figures")
    for mark in figures:
        figure = ET.SubElement(root, f"{{{FIGURES}}}figure")
        for name, text in (("id", mark.id), ("label", mark.label), ("written", mark.text), ("shown", mark.text)):
            ET.SubElement(figure, f"{{{FIGURES}}}{name}").text = printable(text)
    return root


def item_properties(store: str) -> ET.Element:
    """What gives the part of figures its id and names its namespace."""
    root = ET.Element(f"{{{DS}}}datastoreItem", {f"{{{DS}}}itemID": store})
    references = ET.SubElement(root, f"{{{DS}}}schemaRefs")
    ET.SubElement(references, f"{{{DS}}}schemaRef", {f"{{{DS}}}uri": FIGURES})
    return root
