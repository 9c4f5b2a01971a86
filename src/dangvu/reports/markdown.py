"""Text that comes from records, made safe to stand in Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~^@$\"'&-])")


def escape_markdown(text: str) -> str:
    """``text`` with every character that Markdown could read as markup taken literally."""
    return _SPECIAL.sub(r"\\\1", text)
