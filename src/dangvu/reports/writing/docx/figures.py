"""Figures in a DOCX: content controls in the text, bound to a part that keeps every figure as it was written.

Word keeps a control and the element that it is bound to alike, so a figure retyped in Word changes both. What was
written therefore also stands in the attribute ``written``, which nothing is bound to.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from dangvu.reports.writing.document import FigureMark
from dangvu.reports.writing.docx.xml import DS, FIGURES, w

_NAMESPACE = UUID("6f0d3a52-0c1e-5b7a-9f54-6a1d2c6f9e11")


def store_id(figures: Sequence[FigureMark]) -> str:
    """The id of the part of figures, which controls and part share: the same figures have the same id."""
    written = "\n".join(f"{mark.id} {mark.text}" for mark in figures)
    return f"{{{uuid5(_NAMESPACE, written)}}}".upper()


def control(mark: FigureMark, position: int, store: str, run: ET.Element) -> ET.Element:
    """The content control around ``run``, bound to the ``position``-th figure (from 1) of the part ``store``."""
    return w(
        "sdt",
        w(
            "sdtPr",
            w("alias", val=mark.label),
            w("tag", val=mark.id),
            w("id", val=position),
            w(
                "dataBinding",
                prefixMappings=f"xmlns:d='{FIGURES}'",
                xpath=f"/d:figures[1]/d:figure[{position}]",
                storeItemID=store,
            ),
            w("text"),
        ),
        w("sdtContent", run),
    )


def item(figures: Sequence[FigureMark]) -> ET.Element:
    """The part that holds the figures."""
    root = ET.Element(f"{{{FIGURES}}}figures")
    for mark in figures:
        figure = ET.SubElement(root, f"{{{FIGURES}}}figure", {"id": mark.id, "label": mark.label, "written": mark.text})
        figure.text = mark.text
    return root


def item_properties(store: str) -> ET.Element:
    """What gives the part of figures its id and names its namespace."""
    root = ET.Element(f"{{{DS}}}datastoreItem", {f"{{{DS}}}itemID": store})
    references = ET.SubElement(root, f"{{{DS}}}schemaRefs")
    ET.SubElement(references, f"{{{DS}}}schemaRef", {f"{{{DS}}}uri": FIGURES})
    return root
