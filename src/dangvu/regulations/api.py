"""What the rules answer to programs: all of them on a day, and one with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from dangvu.kernel.days import FOREVER
from dangvu.regulations.reading import Certainty, RuleValue, plain
from dangvu.regulations.showing import Difference, Part, title
from dangvu.regulations.standing import Era, History, Withdrawn, history_of, rules_found
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn
from dangvu.ui.reading import words

router = Router(tags=["regulations"])


class RulesAsked(AskedIn):
    """Which rules: with these words, of this certainty."""

    q: str = Field("", max_length=200, description="chữ trong tên quy định, số văn bản")
    certainty: Literal["", "verified", "secondary", "recalled"] = ""


class SaidOut(Schema):
    """What a rule says from a day on, by which document, how certainly, and whether the office says so itself."""

    effective_from: date
    value: Any = Field(description="số thập phân viết thành chữ")
    brief: str
    source: str
    certainty: Certainty
    note: str
    own: bool


class RuleOut(SaidOut):
    """A rule with the value in force on the day."""

    name: str
    title: str
    unit: str


class PartOfRuleOut(Schema):
    """A part of a value: where it stands, what that is called, and what it says in words."""

    place: str
    label: str
    text: str


class DifferenceOut(Schema):
    """What was said at one place before, and what is said there since; empty for nothing."""

    label: str
    old: str
    new: str


class EraOut(SaidOut):
    """A value of a rule; ``until`` is the first day on which it no longer held, null while none comes after it."""

    until: date | None
    in_force: bool
    parts: list[PartOfRuleOut]
    changed: list[DifferenceOut]


class WithdrawnOut(Schema):
    """An own value that no longer counts, and from when to when it was believed."""

    effective_from: date
    value: Any
    brief: str
    basis: str
    recorded_at: datetime
    superseded_at: datetime


class HistoryOut(Schema):
    """A rule with everything that it ever said, the newest first."""

    name: str
    title: str
    unit: str
    eras: list[EraOut]
    withdrawn: list[WithdrawnOut]


@router.get("", response=list[RuleOut], summary="Mọi quy định có hiệu lực vào một ngày")
def rules_on_a_day(request: HttpRequest, wanted: Query[RulesAsked]) -> Sequence[Mapping[str, Any]]:
    """The rules that have a value on the day, by name."""
    found = rules_found(asked_of(request), text=words(wanted.q), certainty=wanted.certainty)
    return [
        _said(line.value, line.brief) | {"name": line.rule.name, "title": line.title, "unit": line.rule.unit}
        for line in found
    ]


@router.get("/{slug:subject}/{slug:name}", response=HistoryOut, summary="Một quy định, với mọi lần đổi")
def rule_with_history(
    request: HttpRequest,
    subject: str,
    name: str,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> Mapping[str, Any]:
    """One rule: what it says on the day, everything that it ever said, and own values that no longer count."""
    return _history(history_of(asked_of(request), f"{subject}/{name}"))


def _history(history: History) -> Mapping[str, Any]:
    return {
        "name": history.rule.name,
        "title": title(history.rule),
        "unit": history.rule.unit,
        "eras": [_era(era) for era in history.eras],
        "withdrawn": [_withdrawn(one) for one in history.withdrawn],
    }


def _said(value: RuleValue, brief: str) -> dict[str, Any]:
    names = ("effective_from", "source", "certainty", "note")
    said = {name: getattr(value, name) for name in names}
    return said | {"value": plain(value.value), "brief": brief, "own": value.own is not None}


def _era(era: Era) -> Mapping[str, Any]:
    return _said(era.value, era.brief) | {
        "until": None if era.until == FOREVER else era.until,
        "in_force": era.in_force,
        "parts": [_part(part) for part in era.parts],
        "changed": [_difference(one) for one in era.changed],
    }


def _part(part: Part) -> Mapping[str, str]:
    return {"place": part.place, "label": part.label, "text": part.text}


def _difference(one: Difference) -> Mapping[str, str]:
    return {"label": one.label, "old": one.old, "new": one.new}


def _withdrawn(one: Withdrawn) -> Mapping[str, Any]:
    names = ("effective_from", "value", "recorded_at", "superseded_at")
    said = {name: getattr(one.override, name) for name in names}
    return said | {"brief": one.brief, "basis": str(one.override.basis)}
