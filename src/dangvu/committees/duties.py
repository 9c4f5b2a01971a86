"""What is owed of committees: congresses when terms end, secretaries and members where they are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangvu.audit.remembering import recall_asked, records_of
from dangvu.committees.listing import HEADLESS, MISSING, Line, listing
from dangvu.committees.policy import READ
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Duty
from dangvu.kernel.days import write_day
from dangvu.regulations import own_values

FEW = 3
"""Organisations that are named one by one; more are counted."""


def owed(asked: Asked) -> Sequence[Duty]:
    """Congresses that are due or will soon be, and committees or secretaries that are missing, within reach."""
    return recall_asked(
        asked,
        READ,
        ("committees.owed", own_values()),
        lambda: tuple(_owed(asked)),
        of=records_of("organizations", "members", "committees"),
    )


def _owed(asked: Asked) -> list[Duty]:
    listed = listing(asked)
    lines = listed.lines
    found = [*_congresses(asked, listed.ending(asked.on))]
    found += _lacking(asked, [line for line in lines if line.state == MISSING], MISSING)
    found += _lacking(asked, [line for line in lines if line.state == HEADLESS], HEADLESS)
    return found


def _congresses(asked: Asked, ending: Sequence[tuple[date, Line]]) -> Iterator[Duty]:
    note = _("nhiệm kỳ tính từ ngày cấp ủy ra mắt")
    if len(ending) <= FEW:
        for due, line in ending:
            url = asked.address("committees:committee", line.record.organization_id)
            yield Duty(due, _("Đại hội của %(name)s") % {"name": line.record.name}, url, note=note)
        return
    what = ngettext("Đại hội của %(count)s tổ chức", "Đại hội của %(count)s tổ chức", len(ending))
    url = asked.address("committees:list", state="ending")
    yield Duty(ending[0][0], what % {"count": len(ending)}, url, count=len(ending), note=note)


def _lacking(asked: Asked, lines: Sequence[Line], state: str) -> Iterator[Duty]:
    one = {MISSING: _("Ghi cấp ủy của %(name)s"), HEADLESS: _("Bầu hoặc chỉ định bí thư của %(name)s")}[state]
    many = {
        MISSING: _("Ghi cấp ủy của %(count)s tổ chức"),
        HEADLESS: _("Bầu hoặc chỉ định bí thư của %(count)s tổ chức"),
    }[state]
    note = _("theo sổ ngày %(day)s") % {"day": write_day(asked.on)}
    if len(lines) <= FEW:
        for line in lines:
            url = asked.address("committees:committee", line.record.organization_id)
            yield Duty(asked.on, one % {"name": line.record.name}, url, note=note)
        return
    url = asked.address("committees:list", state=state)
    yield Duty(asked.on, many % {"count": len(lines)}, url, count=len(lines), note=note)
