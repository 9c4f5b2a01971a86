"""The parts of a DOCX and the zip that holds them: the same document gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.docx import figures, frame
from dangvu.reports.writing.docx.styles import styles
from dangvu.reports.writing.docx.text import TextWriter
from dangvu.reports.writing.docx.xml import serialise, w
from dangvu.reports.writing.pandoc import Tree

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can note; every part carries it."""

for _prefix, _uri in {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}.items():
    ET.register_namespace(_prefix, _uri)


def write_docx(document: Document, tree: Tree) -> bytes:
    """The report as DOCX for Word and LibreOffice, its text taken from ``tree``."""
    store = figures.store_id(document.figures)
    text = TextWriter(document, store)
    blocks = [*frame.opening(document), *text.blocks(tree), *frame.closing(document)]
    kind = document.layout.number_edge
    parts = {
        "[Content_Types].xml": _content_types(kind),
        "_rels/.rels": _relationships(
            {
                "officeDocument": "word/document.xml",
                f"{_PACKAGE}/relationships/metadata/core-properties": "docProps/core.xml",
            }
        ),
        "docProps/core.xml": _core(document),
        "word/document.xml": w("document", w("body", *blocks, frame.section(document, "rId4"))),
        "word/_rels/document.xml.rels": _relationships(
            {
                "styles": "styles.xml",
                "settings": "settings.xml",
                "footnotes": "footnotes.xml",
                kind: f"{kind}1.xml",
                "customXml": "../customXml/item1.xml",
            }
        ),
        "word/styles.xml": styles(document.layout),
        "word/settings.xml": _settings(),
        "word/footnotes.xml": _footnotes(text.footnotes),
        f"word/{kind}1.xml": frame.page_number(document),
        "customXml/item1.xml": figures.item(document.figures),
        "customXml/itemProps1.xml": figures.item_properties(store),
        "customXml/_rels/item1.xml.rels": _relationships({"customXmlProps": "itemProps1.xml"}),
    }
    return _zip(parts)


def _zip(parts: Mapping[str, ET.Element]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, root in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0  # else the zip would tell on which system it was written
            archive.writestr(entry, serialise(root), zipfile.ZIP_DEFLATED, compresslevel=6)
    return packed.getvalue()


def _content_types(kind: str) -> ET.Element:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/footnotes.xml": f"{_WORD}.footnotes+xml",
        f"/word/{kind}1.xml": f"{_WORD}.{kind}+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    root = ET.Element("Types", {"xmlns": f"{_PACKAGE}/content-types"})
    for extension, content in defaults.items():
        ET.SubElement(root, "Default", {"Extension": extension, "ContentType": content})
    for name, content in overrides.items():
        ET.SubElement(root, "Override", {"PartName": name, "ContentType": content})
    return root


def _relationships(targets: Mapping[str, str]) -> ET.Element:
    """Relationships to parts by type, with the ids rId1, rId2 … in this order."""
    root = ET.Element("Relationships", {"xmlns": f"{_PACKAGE}/relationships"})
    for number, (name, target) in enumerate(targets.items(), start=1):
        kind = name if name.startswith(_PACKAGE) else f"{_OFFICE}/{name}"
        ET.SubElement(root, "Relationship", {"Id": f"rId{number}", "Type": kind, "Target": target})
    return root


def _core(document: Document) -> ET.Element:
    head = document.letterhead
    root = ET.Element(f"{{{_CORE}}}coreProperties")
    moment = f"{document.dated.isoformat()}T00:00:00Z"
    ET.SubElement(root, f"{{{_DC}}}title").text = " ".join(f"{head.title} {head.subject}".split())
    ET.SubElement(root, f"{{{_DC}}}creator").text = " ".join(head.issuer.split())
    ET.SubElement(root, f"{{{_DC}}}language").text = "vi-VN"
    for name in ("created", "modified"):
        ET.SubElement(root, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"}).text = moment
    return root


def _settings() -> ET.Element:
    word = "http://schemas.microsoft.com/office/word"
    return w(
        "settings",
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", w("numRestart", val="continuous"), *(w("footnote", id=number) for number in (-1, 0))),
        w("compat", w("compatSetting", name="compatibilityMode", uri=word, val=15)),
        w("themeFontLang", val="vi-VN"),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    )


def _footnotes(notes: list[ET.Element]) -> ET.Element:
    return w(
        "footnotes",
        w("footnote", w("p", w("r", w("separator"))), type="separator", id=-1),
        w("footnote", w("p", w("r", w("continuationSeparator"))), type="continuationSeparator", id=0),
        *notes,
    )
