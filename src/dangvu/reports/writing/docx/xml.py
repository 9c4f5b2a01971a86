"""Elements of the XML in a DOCX, and the lengths that it counts in."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from dangvu.reports.writing.document import Size
from dangvu.reports.writing.tree import printable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
FIGURES = "urn:dangvu:figures:1"
"""The namespace of the figures that travel inside a DOCX."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

for _prefix, _uri in {"w": W, "r": R, "ds": DS, "d": FIGURES}.items():
    ET.register_namespace(_prefix, _uri)


def w(tag: str, *children: ET.Element | None, **attributes: str | int) -> ET.Element:
    """The WordprocessingML element ``w:tag``; ``None`` among the children is left out, attributes become ``w:…``."""
    element = ET.Element(f"{{{W}}}{tag}")
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", printable(str(value)))
    element.extend(child for child in children if child is not None)
    return element


def w_text(text: str) -> ET.Element:
    """``text`` as ``w:t`` with its spaces."""
    element = ET.Element(f"{{{W}}}t", {_SPACE: "preserve"})
    element.text = printable(text)
    return element


def r_id(tag: str, relationship: str, **attributes: str) -> ET.Element:
    """The element ``w:tag`` that points to another part through a relationship."""
    element = w(tag, **attributes)
    element.set(f"{{{R}}}id", relationship)
    return element


def serialise(root: ET.Element) -> bytes:
    """The bytes of a part whose root is ``root``."""
    text = ET.tostring(root, encoding="unicode")
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()


def twips(mm: Size | float) -> int:
    """Millimetres in twentieths of a point."""
    return round(float(mm) * 1440 / 25.4)


def twentieths(pt: Size) -> int:
    """Points in twentieths of a point."""
    return round(pt * 20)


def half_points(pt: Size) -> int:
    """Points in half points, in which type sizes are counted."""
    return round(pt * 2)
