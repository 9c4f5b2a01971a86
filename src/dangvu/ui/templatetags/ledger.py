"""The components of the ledger for templates: one tag or filter for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dangvu.kernel.contracts import MenuGroup, Panel, registered
from dangvu.kernel.days import FOREVER, write_day
from dangvu.kernel.vietnamese import write_number

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """A day: ``14/10/2021``; a dash for none, and for the end of what still holds."""
    return write_day(value) if value and value != FOREVER else "–"


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in local time: ``5/11/2021, 09:00``; a dash for none."""
    if value is None:
        return "–"
    local = value.astimezone(timezone.get_current_timezone())
    return f"{write_day(local.date())}, {local:%H:%M}"


@register.filter
def number(value: int | Decimal | None) -> str:
    """A number the Vietnamese way: ``3.412``, ``77,33``; a dash for none, since 0 means "counted, none"."""
    if value is None:
        return "–"
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return write_number(value, max(-exponent, 0) if isinstance(exponent, int) else 0)


@register.filter
def person(full_name: str) -> SafeString:
    """A name of a list sorted by given names: family name, then the given name set heavier."""
    family, _space, given = full_name.rpartition(" ")
    return format_html("{} <b>{}</b>", family, given) if family else format_html("<b>{}</b>", given)


@register.simple_tag(takes_context=True)
def address(context: Context, url_name: str, *args: Any, **further: Any) -> str:
    """The address of a page for the organisation, day and known-at that are being asked about."""
    asked = context.get("asked")
    return asked.address(url_name, *args, **further) if asked else reverse(url_name, args=args)


@register.simple_tag(takes_context=True)
def here(context: Context | Mapping[str, Any], **changed: Any) -> str:
    """The address of this page with some of its parameters ``changed``, or left out where they are empty."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    text = query.urlencode()
    return f"{context['request'].path}?{text}" if text else context["request"].path


@register.inclusion_tag("ui/carried.html", takes_context=True)
def carried(context: Context, *, beside: str = "") -> dict[str, Any]:
    """Hidden fields that let a form by GET keep what is asked; with ``beside``, other parameters than those named."""
    own = set(beside.split())
    query = context["request"].GET
    names = query.keys() - own if own else context["asked"].parameters.keys()
    return {"pairs": [(name, value) for name in sorted(names) for value in query.getlist(name)]}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a list; nothing when there is one only."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context["request"]}


@register.inclusion_tag("ui/sort.html", takes_context=True)
def sort(context: Context, column: str, label: str) -> dict[str, Any]:
    """The head of a column by which a list can be sorted, forwards and then backwards (parameter ``sort``)."""
    current = context["request"].GET.get("sort", "")
    direction = {column: "ascending", f"-{column}": "descending"}.get(current, "")
    url = here(context, sort=f"-{column}" if direction == "ascending" else column, page="")
    return {"label": label, "url": url, "direction": direction}


@register.inclusion_tag("ui/form.html", takes_context=True)
def form(context: Context, form: BaseForm, *, submit: str, kind: str = "ink", back: str = "") -> dict[str, Any]:
    """A form with its errors beside its fields, sent by POST to this address; ``back`` leads away without acting."""
    return {
        "form": form,
        "submit": submit,
        "kind": kind,
        "back": back,
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("ui/field.html")
def field(field: BoundField) -> dict[str, Any]:
    """One field: label, what to write, and what is wrong with what was written."""
    return {"field": field}


@register.inclusion_tag("ui/changed.html")
def changed(old: Any, new: Any, *, who: str = "", when: datetime | None = None, why: str = "") -> dict[str, Any]:
    """A value that was corrected: the new one, then the old one struck out, who did so, when and on what paper."""
    return {"old": old, "new": new, "who": who, "when": when, "why": why}


@register.simple_tag(takes_context=True)
def panels(context: Context, subject: str, subject_id: Any) -> SafeString:
    """The sections that rooms above add to the profile of a subject, each under its own name."""
    asked = context["asked"]
    shown = [
        (panel, content)
        for panel in sorted(registered(Panel), key=lambda one: one.order)
        if panel.subject == subject and (content := panel.context(asked, subject_id)) is not None
    ]
    return SafeString("".join(_panel(context, panel, content) for panel, content in shown))


def _panel(context: Context, panel: Panel, content: Any) -> str:
    given = {**content, "asked": context["asked"], "request": context["request"]}
    inside = render_to_string(panel.template, given, request=context["request"])
    return render_to_string("ui/entry.html", {"label": panel.label, "note": content.get("note", ""), "inside": inside})


@register.tag
def entry(parser: Parser, token: Token) -> _Entry:
    """``{% entry "Tên mục" note="…" quiet=True %} … {% endentry %}``: a section, its name in the margin."""
    _name, label, *rest = token.split_contents()
    options = token_kwargs(rest, parser)
    inside = parser.parse(("endentry",))
    parser.delete_first_token()
    return _Entry(parser.compile_filter(label), options, inside)


class _Entry(Node):
    def __init__(self, label: FilterExpression, options: dict[str, FilterExpression], inside: NodeList) -> None:
        self.label, self.options, self.nodelist = label, options, inside

    def render(self, context: Context) -> SafeString:
        """The section around what stands inside."""
        options = {name: value.resolve(context) for name, value in self.options.items()}
        given = {"label": self.label.resolve(context), "inside": self.nodelist.render(context), **options}
        return SafeString(render_to_string("ui/entry.html", given))


@register.filter
def grouped(entries: list[Any]) -> Iterator[list[Any]]:
    """The lines of the rail by their groups, those that have any."""
    for group in MenuGroup:
        if lines := [entry for entry in entries if entry.group is group]:
            yield lines
