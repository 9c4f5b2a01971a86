"""What templates need to speak of rules."""

from __future__ import annotations

import re

from django import template

from dangvu.regulations.showing import rule_named

register = template.Library()

_NAME = re.compile(r"[a-z]+/[a-z_0-9]+", re.ASCII)


@register.filter
def rule_in_words(text: str) -> str:
    """``text`` with what the rule is about in the place of the name with which it begins, if it begins with one."""
    name = _NAME.match(text)
    return rule_named(name.group()) + text[name.end() :] if name else text
