"""Markdown that templates print: the office's own words as they are, text from records taken literally.

``Markup`` is how Jinja tells what may be printed as it is; here it means Markdown, not HTML.
"""

from __future__ import annotations

import re

from markupsafe import Markup

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~^@$\"'&-]|\.(?!\w))")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


def as_markdown(text: str) -> Markup:
    """``text`` is Markdown already."""
    return Markup(text)  # noqa: S704 - Markdown, which pandoc reads without raw HTML


def literally(text: str) -> Markup:
    """``text`` in one line, with every character that Markdown could read as markup taken literally."""
    return as_markdown(_SPECIAL.sub(r"\\\1", _SPACE.sub(" ", text)))
