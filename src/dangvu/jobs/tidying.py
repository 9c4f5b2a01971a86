"""Having every room remove what it keeps for a while only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from dangvu.kernel.contracts import Tidying, registered

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def tidy_up(at: datetime) -> Iterator[tuple[StrOrPromise, int]]:
    """Remove what is over at a moment, and say of each kind how much that was."""
    for offer in registered(Tidying):
        yield offer.label, offer.tidy(at)
