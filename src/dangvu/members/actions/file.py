"""What changes in a member's file: levels of education, occupation, youth union."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import FOREVER
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.kernel.records import DatedRecord
from dangvu.members.actions.checks import LEVELS, named_twice, names, only, unknown_codes
from dangvu.members.models import Affiliation, Occupation, Qualification, YouthUnionMembership
from dangvu.members.policy import CHANGE
from dangvu.members.queries import batches, held
from dangvu.regulations import codes

R = TypeVar("R", bound=DatedRecord)

Around = tuple[R | None, R | None]
"""The record that holds on a day, and the first one that begins later."""

NOTHING: tuple[None, None] = (None, None)


@dataclass(frozen=True, slots=True)
class Award:
    """A level of one kind that a member has reached."""

    member_id: UUID
    kind: str
    level: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class OccupationChange:
    """What a member works as from now on: a code of ``members/occupations`` and a title."""

    member_id: UUID
    code: str
    title: str = ""


def qualify_members(*, actor: Actor, day: date, basis: Basis, awards: Sequence[Award]) -> None:
    """Record levels reached on ``day``; a higher level takes the place of the lower one of its kind.

    Raises ``Refusal`` when a level is unknown, or not higher than the one held.
    """
    _require(actor, [award.member_id for award in awards], day)
    with trail.act(actor=actor, verb="members.qualify_members", day=day, basis=basis) as act:
        around = _around(Qualification, [award.member_id for award in awards], day, "member_id", "kind")
        refuse_if_any(_award_findings(awards, around, day))
        spells = [around.get((award.member_id, award.kind), NOTHING) for award in awards]
        act.end([before for before, _after in spells if before], day)
        act.add(
            Qualification(
                member_id=award.member_id,
                kind=award.kind,
                level=award.level,
                field=award.field,
                valid_from=day,
                valid_to=_end(*spell),
            )
            for award, spell in zip(awards, spells, strict=True)
        )
        act.subject = only([award.member_id for award in awards])
        act.details = {"awards": len(awards)}


def _award_findings(
    awards: Sequence[Award], around: dict[tuple[Any, ...], Around[Qualification]], day: date
) -> Iterator[Finding]:
    called = names([award.member_id for award in awards])
    used = [("members/qualification_kinds", award.kind, called[award.member_id]) for award in awards]
    used += [(LEVELS[award.kind], award.level, called[award.member_id]) for award in awards if award.kind in LEVELS]
    if unknown := unknown_codes(used, day):
        yield from unknown
        return
    twice = Counter((award.member_id, award.kind) for award in awards)
    repeated = _("được nêu hai trình độ cùng loại; hãy chỉ nêu trình độ cao nhất.")
    message = _("đã có trình độ bằng hoặc cao hơn; hãy kiểm tra lại, hoặc đính chính trình độ cũ nếu ghi sai.")
    for (member_id, _kind), times in twice.items():
        if times > 1:
            yield Finding("members.two-levels", repeated, called[member_id])
    for award in awards:
        ladder = codes(LEVELS[award.kind], on=day)
        before, after = around.get((award.member_id, award.kind), NOTHING)
        below = ladder.index(before.level) if before else -1
        above = ladder.index(after.level) if after else len(ladder)
        if not below < ladder.index(award.level) < above:
            yield Finding("members.no-higher-level", message, called[award.member_id])


def change_occupations(*, actor: Actor, day: date, basis: Basis, changes: Sequence[OccupationChange]) -> None:
    """Record what members work as from ``day``. Raises ``Refusal`` for an unknown code or somebody named twice."""
    member_ids = [change.member_id for change in changes]
    _require(actor, member_ids, day)
    with trail.act(actor=actor, verb="members.change_occupations", day=day, basis=basis) as act:
        called = names(member_ids)
        used = (("members/occupations", change.code, called[change.member_id]) for change in changes)
        refuse_if_any([*named_twice(member_ids), *unknown_codes(used, day)])
        around = _around(Occupation, member_ids, day, "member_id")
        spells = [around.get((member_id,), NOTHING) for member_id in member_ids]
        act.end([before for before, _after in spells if before], day)
        act.add(
            Occupation(
                member_id=change.member_id,
                code=change.code,
                title=change.title,
                valid_from=day,
                valid_to=_end(*spell),
            )
            for change, spell in zip(changes, spells, strict=True)
        )
        act.subject = only(member_ids)
        act.details = {"members": len(changes)}


def join_youth_union(*, actor: Actor, day: date, basis: Basis, member_ids: Collection[UUID]) -> None:
    """Record that members are in the Youth Union from ``day``; who is in it already makes the act refuse."""
    _require(actor, member_ids, day)
    with trail.act(actor=actor, verb="members.join_youth_union", day=day, basis=basis) as act:
        act.add(YouthUnionMembership(member_id=key, valid_from=day) for key in member_ids)
        act.subject = only(member_ids)
        act.details = {"members": len(member_ids)}


def leave_youth_union(*, actor: Actor, day: date, basis: Basis, member_ids: Collection[UUID]) -> None:
    """Record that members are no longer in the Youth Union from ``day``; who is not in it makes the act refuse."""
    _require(actor, member_ids, day)
    with trail.act(actor=actor, verb="members.leave_youth_union", day=day, basis=basis) as act:
        before = held(YouthUnionMembership, member_ids, as_of=day)
        outside = names([key for key in member_ids if key not in before])
        message = _("không phải là đoàn viên vào ngày này; hãy kiểm tra lại ngày.")
        refuse_if_any(Finding("members.not-in-youth-union", message, name) for name in outside.values())
        act.end(before.values(), day)
        act.subject = only(member_ids)
        act.details = {"members": len(before)}


def _require(actor: Actor, member_ids: Collection[UUID], day: date) -> None:
    places = held(Affiliation, member_ids, as_of=day)
    require(actor, CHANGE, {place.organization_id for place in places.values()})


def _around(model: type[R], member_ids: Iterable[UUID], day: date, *keys: str) -> dict[tuple[Any, ...], Around[R]]:
    """For each key, the believed record that holds on ``day`` and the first one that begins after it."""
    found: dict[tuple[Any, ...], Around[R]] = {}
    for ids in batches(member_ids):
        rows = model._default_manager.believed().filter(member_id__in=ids, valid_to__gt=day)
        for row in rows.order_by("valid_from"):
            key = tuple(getattr(row, name) for name in keys)
            before, after = found.get(key, NOTHING)
            found[key] = (row, after) if row.valid_from <= day else (before, after or row)
    return found


def _end(before: DatedRecord | None, after: DatedRecord | None) -> date:
    """A record takes the rest of the spell of the one it replaces, and holds at most until the next."""
    if before:
        return before.valid_to
    return after.valid_from if after else FOREVER
