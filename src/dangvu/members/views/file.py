"""A member's file."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.audit.models import Line
from dangvu.audit.queries import readings_of
from dangvu.audit.words import what_was_read
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import completed_years, months_after
from dangvu.kernel.policy import reach
from dangvu.members.actions.checks import LEVELS
from dangvu.members.forms.choices import chosen_label
from dangvu.members.life import Change, Life
from dangvu.members.listing import probation_end
from dangvu.members.policy import READ
from dangvu.members.queries import Profile, profile
from dangvu.members.readings import open_file, tell_reading
from dangvu.members.sheets import STANDINGS
from dangvu.members.ways import ways_for
from dangvu.regulations import codes
from dangvu.ui.asking import actor_of, asked_of

SHOWN = 30
"""Readings that a file shows, the latest first."""

MONTHS = 12
"""In a year."""


@dataclass(frozen=True)
class Fact:
    """What the file says under one heading, and what was corrected in it."""

    label: str
    value: str
    changes: list[Change]


@require_safe
def show_file(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """What the file says of the day, the life up to it, and who opened it; opening it is recorded."""
    asked = asked_of(request)
    opened = open_file(asked, member_id)
    shown = profile(member_id, as_of=asked.on, known_at=asked.known_at)
    tell_reading(asked, member_id)
    life = Life(member_id, asked.on, asked.known_at)
    context = {
        "opened": opened,
        "member_id": member_id,
        "shown": shown,
        "cell": life.cell(shown.affiliation.organization_id, asked.on) if shown.affiliation else "",
        "late": _late(shown, asked),
        "party_age": _party_age(shown, asked),
        "ends": _ends(shown),
        "status": _status(shown),
        "events": life.events(),
        "person": _person(life, shown),
        "levels": _levels(life, shown, asked),
        "work": _work(life, shown),
        "missing": _missing(shown, asked),
        "ways": ways_for(shown) if opened.may_change else [],
        "readings": _readings(member_id) if opened.own or opened.may_watch else None,
    }
    return render(request, "members/file.html", context)


def _readings(member_id: UUID) -> list[tuple[Line, str]]:
    """Who opened the file, and what of it."""
    return [(line, what_was_read(line)) for line in readings_of(member_id, limit=SHOWN)]


@require_safe
def show_own_file(request: HttpRequest) -> HttpResponse:
    """The way to the reader's own file; 404 for an account that is no member's."""
    persons = reach(actor_of(request), READ).persons
    if len(persons) != 1:
        raise Http404
    return HttpResponseRedirect(asked_of(request).address("members:file", *persons))


def _party_age(shown: Profile, asked: Asked) -> str:
    """Years and months since the decision to admit; of those who are members on the day."""
    if shown.status is None or not shown.admissions:
        return ""
    since = min(admission.decided_on for admission in shown.admissions)
    years = completed_years(since, asked.on)
    months = next(n for n in range(MONTHS, -1, -1) if months_after(since, years * MONTHS + n) <= asked.on)
    return _("%(years)s năm %(months)s tháng") % {"years": years, "months": months}


def _status(shown: Profile) -> str:
    return str(STANDINGS.get(shown.status.status, shown.status.status)) if shown.status else ""


def _ends(shown: Profile) -> object:
    """The day on which probation is completed, of somebody on probation."""
    on_probation = shown.status is not None and shown.status.status == "probationary"
    return probation_end(shown.status.valid_from) if on_probation and shown.status else None


def _late(shown: Profile, asked: Asked) -> bool:
    ends = _ends(shown)
    return ends is not None and ends < asked.on  # type: ignore[operator]


def _person(life: Life, shown: Profile) -> list[Fact]:
    columns = ["full_name", "other_name", "sex", "birth_date", "ethnic_group", "religion", "hometown"]
    columns += ["file_number", "card_number"]
    corrected = life.changes("personal", shown.personal)
    return [
        Fact(
            str(shown.personal._meta.get_field(column).verbose_name),  # type: ignore[union-attr]
            life.said(shown.personal, column),
            [change for change in corrected if change.column == column],
        )
        for column in columns
    ]


def _levels(life: Life, shown: Profile, asked: Asked) -> list[Fact]:
    held = {one.kind: one for one in shown.qualifications}
    return [
        Fact(
            chosen_label("members/qualification_kinds", kind, asked.on),
            _level(life, held[kind]) if kind in held else "",
            life.changes("qualification", held[kind]) if kind in held else [],
        )
        for kind in LEVELS
    ]


def _level(life: Life, one: object) -> str:
    level, subject = life.said(one, "level"), life.said(one, "field")
    return f"{level}, {subject}" if subject else level


def _work(life: Life, shown: Profile) -> list[Fact]:
    work, exemption = shown.occupation, shown.exemption
    youth = _("có") if shown.youth_union else _("không")
    return [
        Fact(_("Nghề nghiệp"), life.said(work, "code") if work else "", []),
        Fact(_("Chức vụ, công việc"), work.title if work else "", []),
        Fact(_("Đoàn viên"), youth, []),
        Fact(_("Miễn công tác và sinh hoạt"), life.said(exemption, "reason") if exemption else _("không"), []),
    ]


def _missing(shown: Profile, asked: Asked) -> list[str]:
    """The parts of the file that are missing, of somebody on the rolls."""
    held = {
        "hometown": bool(shown.personal.hometown),
        "general_education": any(one.kind == "general_education" for one in shown.qualifications),
        "occupation": shown.occupation is not None,
    }
    if shown.affiliation is None:
        return []
    parts = codes("members/file_parts", on=asked.on)
    return [chosen_label("members/file_parts", part, asked.on) for part in parts if not held[part]]
