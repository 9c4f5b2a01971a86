"""Reading what an address carries: whatever is typed there, a page answers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.http import Http404

_LONGEST = 200
"""Letters of a search: nobody types more, and no database should compare more."""

_MOST_DIGITS = 9


def whole(text: str | None, default: int) -> int:
    """A whole number from 1 to a thousand million, or ``default`` when ``text`` is none."""
    written = text or ""
    number = int(written) if written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS else default
    return max(number, 1)


def chosen(text: str | None, allowed: Collection[str], default: str = "") -> str:
    """``text`` if it is one of ``allowed``, else ``default``."""
    return text if text in allowed and text is not None else default


def words(text: str | None) -> str:
    """A search as typed, in one line and not longer than anybody types; no database takes a NUL."""
    return " ".join((text or "").replace("\0", " ").split())[:_LONGEST]


def identity(text: str) -> UUID:
    """The identity that ``text`` writes; raises ``Http404`` when it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
