"""The list of members as an Excel file, at once or as long work; every one is recorded as a reading."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.audit.trail import record_reading
from dangvu.jobs.kinds import JobKind
from dangvu.jobs.progress import Progress
from dangvu.kernel.asking import Asked, write_known_at
from dangvu.kernel.days import parse_day, parse_moment, write_day
from dangvu.kernel.policy import Actor
from dangvu.members.listing import lines
from dangvu.members.narrowing import Narrowed
from dangvu.members.sheets import head, rows
from dangvu.organizations.queries import recall_organization
from dangvu.ui.sheets import workbook


def export_title(narrowed: Narrowed) -> str:
    """What the file is called, in its first line and in the trail."""
    return _("Danh sách đảng viên của %(name)s") % {"name": narrowed.asked.name}


def write_list(narrowed: Narrowed) -> bytes:
    """The bytes of the Excel file of all that meet the conditions, in the order and with the columns of the page."""
    asked = narrowed.asked
    title = export_title(narrowed)
    record_reading(actor=asked.actor, subject=asked.organization, what=f"{title}; {'; '.join(_notes(narrowed))}")
    content = rows(lines(narrowed.rows, asked), narrowed.columns, asked.on)
    return workbook(title, _notes(narrowed), head(narrowed.columns), content)


def _notes(narrowed: Narrowed) -> list[str]:
    """What the list holds: the day, what was known, the conditions, and how many they are."""
    asked = narrowed.asked
    notes = [_("Tính đến hết ngày %(day)s") % {"day": write_day(asked.on)}]
    if asked.known_at:
        notes.append(_("Theo dữ liệu biết đến %(moment)s") % {"moment": write_known_at(asked.known_at)})
    notes += [f"{chip.label}: {chip.value}" for chip in narrowed.conditions.chips]
    return [*notes, _("%(count)s đảng viên") % {"count": narrowed.count}]


def export_list(progress: Progress, parameters: Mapping[str, Any], actor: Actor) -> Path:
    """Make the file of a long list; ``parameters`` are the address that asked for it, and what it was about."""
    on = parse_day(parameters["on"])
    known_at = parse_moment(parameters["known_at"]) if parameters["known_at"] else None
    record = recall_organization(UUID(parameters["scope"]), as_of=on, known_at=known_at)
    asked = Asked(actor, record.organization_id, record.code, record.name, on, known_at)
    narrowed = Narrowed(asked, QueryDict(parameters["query"]))
    progress(0, narrowed.count, _("đang viết danh sách đảng viên"))
    path = progress.files / f"dang-vien-{asked.code}-{on.isoformat()}.xlsx"
    path.write_bytes(write_list(narrowed))
    return path


EXPORT = JobKind("members.export", gettext_lazy("Xuất danh sách đảng viên"), export_list)
