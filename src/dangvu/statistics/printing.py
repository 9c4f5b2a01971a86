"""Figures as text: a table for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.kernel.days import write_day
from dangvu.kernel.vietnamese import write_number
from dangvu.statistics.figures import Figure

_COLUMNS = ("indicator", "label", "value", "unit", "scope", "on", "first", "last", "known_at", "version")


def as_table(figures: Iterable[Figure], names: Mapping[UUID, str]) -> str:
    """Aligned columns: what, how much, of which unit; the organisation and the days stand above their figures."""
    lines: list[str] = []
    rows = [(_heading(figure, names), figure) for figure in figures]
    width = max((len(str(figure.indicator.label)) for _head, figure in rows), default=0)
    id_width = max((len(figure.indicator.id) for _head, figure in rows), default=0)
    for heading in dict.fromkeys(head for head, _figure in rows):
        lines += ["", heading] if lines else [heading]
        for head, figure in rows:
            if head == heading:
                indicator = figure.indicator
                named = f"  {indicator.id:<{id_width}}  {indicator.label!s:<{width}}"
                lines.append(f"{named}  {write_value(figure):>10}  {indicator.unit}")
    return "\n".join(lines) + "\n"


def as_csv(figures: Iterable[Figure], codes: Mapping[UUID, str]) -> str:
    """One line a figure under a header line; organisations by their code, numbers with a decimal point."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for figure in figures:
        writer.writerow(figure.details() | {"scope": codes[figure.scope]})
    return text.getvalue()


def as_json(figures: Iterable[Figure], codes: Mapping[UUID, str]) -> str:
    """A list of figures, each with everything that says what it is and what it rests on."""
    found = [figure.details() | {"scope_code": codes[figure.scope]} for figure in figures]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def write_value(figure: Figure) -> str:
    """The value as documents write it; a dash when there is nothing to divide by."""
    return "–" if figure.value is None else write_number(figure.value, figure.indicator.decimals)


def _heading(figure: Figure, names: Mapping[UUID, str]) -> str:
    name = names[figure.scope]
    period = _("từ %(first)s đến %(last)s")
    when = []
    if figure.on:
        when.append(_("ngày %(day)s") % {"day": write_day(figure.on)})
    if figure.first and figure.last:
        when.append(period % {"first": write_day(figure.first), "last": write_day(figure.last)})
    known = _(", theo dữ liệu biết đến %(moment)s") % {"moment": _moment(figure.known_at)} if figure.known_at else ""
    return f"{name}, {'; '.join(when)}{known}"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(timezone.get_current_timezone())
    return f"{local:%H:%M} {write_day(local.date())}"
