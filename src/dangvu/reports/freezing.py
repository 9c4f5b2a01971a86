"""A document as plain data and back: what an issued report keeps, so that it prints byte for byte for ever."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any

from dangvu.reports.writing.document import Closing, Document, FigureMark, Layout, Letterhead


def freeze(document: Document) -> dict[str, Any]:
    """The document as JSON data; decimals become text."""
    frozen: dict[str, Any] = json.loads(json.dumps(asdict(document), default=str))
    return frozen


def thaw(content: dict[str, Any]) -> Document:
    """The document that ``freeze`` was given."""
    layout: dict[str, Any] = dict(content["layout"])
    sizes = [field.name for field in fields(Layout) if field.type == "Size"]
    layout |= {name: Decimal(layout[name]) for name in sizes if isinstance(layout[name], str)}
    closing = content["closing"] | {"recipients": tuple(content["closing"]["recipients"])}
    return Document(
        layout=Layout(**layout),
        headings=tuple(content["headings"]),
        letterhead=Letterhead(**content["letterhead"]),
        closing=Closing(**closing),
        body=content["body"],
        figures=tuple(FigureMark(**mark) for mark in content["figures"]),
        dated=date.fromisoformat(content["dated"]),
        about=content["about"],
    )


def digest(content: dict[str, Any]) -> str:
    """The digest by which an issued report proves that it is what was issued."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
