"""The one way in which a figure stands on a page: its value, which opens to what proves it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dangvu.kernel.asking import Asked
from dangvu.kernel.vietnamese import write_number
from dangvu.statistics.catalogue.indicators import Kind
from dangvu.statistics.figures import Figure
from dangvu.statistics.models import Target
from dangvu.statistics.naming import name_of
from dangvu.statistics.sources import Equation
from dangvu.ui.templatetags.ledger import here

register = template.Library()

NO_NUMBER = "–"


@register.filter
def written(figure: Figure) -> str:
    """The value of a figure: ``3.412``, ``77,33 %``, ``41,5``; a dash where there is no number."""
    if figure.value is None:
        return NO_NUMBER
    decimals = figure.indicator.decimals if isinstance(figure.value, Decimal) else 0
    number = write_number(figure.value, decimals)
    return f"{number}\N{NO-BREAK SPACE}%" if figure.indicator.kind is Kind.RATIO else number


@register.filter
def level(target: Target) -> str:
    """What a target promises, with no more decimals than it needs: ``900``, ``95,5``."""
    needed = target.value.normalize().as_tuple().exponent
    return write_number(target.value, max(-int(needed), 0))


@register.simple_tag(takes_context=True)
def figure(context: Context, figure: Figure, *, code: str = "", sign: bool = False) -> SafeString:
    """A figure as a link to its source; ``code`` is that of its organisation where the page asks about another one."""
    name = name_of(figure, context["asked"], code)
    opened = context["request"].GET.get("figure") == name
    text = written(figure)
    if sign and figure.value and figure.value > 0:
        text = f"+{text}"
    return format_html(
        '<a class="fig" href="{}#source" title="{}"{}>{}</a>',
        here(context, figure=name),
        figure.indicator.label,
        SafeString(' aria-expanded="true"') if opened else "",
        text,
    )


@register.simple_tag(takes_context=True)
def figure_address(context: Context, figure: Figure, *, code: str = "") -> str:
    """The address that opens a figure, for marks of drawings."""
    return address_of(context["request"], context["asked"], figure, code)


def address_of(request: HttpRequest, asked: Asked, figure: Figure, code: str = "") -> str:
    """The address of the page of ``request`` with a figure open."""
    return here({"request": request}, figure=name_of(figure, asked, code)) + "#source"


@register.filter
def days_of(figure: Figure) -> tuple[Any, ...]:
    """The days that a figure speaks of: one, or the first and the last of its period."""
    return (figure.first, figure.last) if figure.first else (figure.on,)


@register.inclusion_tag("statistics/equation.html", takes_context=True)
def equation(context: Context, equation: Equation, *, code: str = "") -> dict[str, Any]:
    """A sum with a label under each term, its whole under a double rule when it holds."""
    return {"equation": equation, "code": code, "asked": context["asked"], "request": context["request"]}
