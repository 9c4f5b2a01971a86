"""Addresses within the list of members: narrowed further, or less."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from dangvu.members.narrowing import Part, Tab
from dangvu.members.sheets import Column
from dangvu.ui.templatetags.ledger import here

register = template.Library()


@register.simple_tag(takes_context=True)
def part_address(context: Context, part: Part) -> str:
    """This list, of those members only that make up the part."""
    return here(context, **{part.field: part.value, "page": ""})


@register.simple_tag(takes_context=True)
def remover(context: Context, field: str) -> str:
    """This list without the condition of one field."""
    return here(context, **{field: "", "page": ""})


@register.simple_tag(takes_context=True)
def tab_address(context: Context, tab: Tab) -> str:
    """The list that a filter under a name asks for, sorted as this one is."""
    further = {"sort": context["narrowed"].sort} | dict(tab.query)
    return str(context["asked"].address("members:list", **further))


@register.inclusion_tag("members/sorted.html", takes_context=True)
def sorted_head(context: Context, column: Column) -> dict[str, Any]:
    """The head of a column by which the list can be sorted, forwards and then backwards."""
    current = context["narrowed"].sort
    direction = {column.code: "ascending", f"-{column.code}": "descending"}.get(current, "")
    url = here(context, sort=f"-{column.code}" if direction == "ascending" else column.code, page="")
    return {"label": column.label, "url": url, "direction": direction, "number": column.number}
