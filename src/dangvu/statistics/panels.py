"""What statistics adds to pages of other rooms; kept light, since every start of the program imports it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dangvu.kernel.asking import Asked


def figure_source(asked: Asked, name: str) -> Mapping[str, Any]:
    """What the source of the figure of this name shows."""
    from dangvu.statistics.sources import source  # noqa: PLC0415 - brings the compiler of statements

    return source(asked, name)
