"""The JSON beside a report: every figure with its definition and provenance, in the order of the text."""

from __future__ import annotations

import json
from dataclasses import asdict

from dangvu.reports.writing.document import Document


def write_json(document: Document) -> bytes:
    """The sidecar; the same document gives the same bytes."""
    content = {
        "about": document.about,
        "letterhead": asdict(document.letterhead),
        "closing": asdict(document.closing),
        "dated": document.dated.isoformat(),
        "figures": [
            {"id": mark.id, "text": mark.text, "label": mark.label, **mark.detail} for mark in document.figures
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
