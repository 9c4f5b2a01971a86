"""How the pages of reports write days, moments and the written article."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from dangvu.kernel.days import write_day
from dangvu.kernel.vietnamese import write_number
from dangvu.reports.quotes import Quotable

register = template.Library()


@register.filter
def day(value: date) -> str:
    """A day: ``14/10/2021``."""
    return write_day(value)


@register.filter
def moment(value: datetime) -> str:
    """A moment in local time: ``5/11/2021, 09:00``."""
    local = value.astimezone(timezone.get_current_timezone())
    return f"{write_day(local.date())}, {local:%H:%M}"


@register.filter
def number(value: int) -> str:
    """A whole number: ``3.412``."""
    return write_number(value)


@register.filter
def named(number: Quotable) -> str:
    """What a number counts, in the reader's language; one worked out of others is named as the first of them."""
    if number.figure:
        return str(number.figure.indicator.label)
    return named(number.operands[0]) if number.operands else number.label


@register.filter
def written(article: str) -> SafeString:
    """The article as the writer made it, which escapes every text itself."""
    return mark_safe(article)  # noqa: S308 - written by dangvu.reports.writing.html


@register.simple_tag
def address_url(address: Any, name: str, figure: str = "") -> str:
    """The address of a page for the same question, with ``figure`` open or none."""
    url: str = address.url(name, figure)
    return url
