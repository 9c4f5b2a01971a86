"""``{% chart drawing %}``: a drawing of ``dangvu.ui.charts`` as SVG, its text escaped."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dangvu.ui.charts import Drawing

register = template.Library()


@register.simple_tag
def chart(drawing: Drawing) -> SafeString:
    """The drawing by the template of its kind."""
    return render_to_string(drawing.template, {"drawing": drawing})


@register.filter
def at(place: float, further: float = 0) -> SafeString:
    """A number, or one so much ``further``, as SVG attributes are written, whatever the language: ``12.5``."""
    return SafeString(f"{round(place + further, 2) + 0:.2f}".rstrip("0").rstrip("."))
