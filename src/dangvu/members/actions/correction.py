"""Correcting what was recorded wrongly: the old record stays as what was believed, the new one takes its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.kernel.records import DatedRecord, Record
from dangvu.members.actions.checks import LEVELS, closed_cells, names, unknown_codes
from dangvu.members.actions.people import derive_keys
from dangvu.members.models import (
    Admission,
    Affiliation,
    Exemption,
    MembershipStatus,
    Occupation,
    Personal,
    Qualification,
    YouthUnionMembership,
)
from dangvu.members.policy import CHANGE

MemberRecord = (
    Personal
    | Admission
    | MembershipStatus
    | Affiliation
    | Qualification
    | YouthUnionMembership
    | Occupation
    | Exemption
)

_CODED: dict[type[Record], dict[str, str]] = {
    Personal: {"sex": "members/sexes", "ethnic_group": "members/ethnic_groups", "religion": "members/religions"},
    Admission: {"occupation": "members/occupations"},
    MembershipStatus: {"status": "members/statuses", "end_reason": "members/leaving_reasons"},
    Affiliation: {"entry": "members/entries", "exit": "members/exits"},
    Qualification: {"kind": "members/qualification_kinds"},
    Occupation: {"code": "members/occupations"},
    Exemption: {"reason": "members/exemption_reasons"},
}
"""The code list that each coded column must follow; an empty value says that there is nothing to code."""

_KEPT = frozenset({"id", "member", "member_id", "recorded_at", "superseded_at", "recorded_in", "superseded_in"})
"""What a correction may not touch: whose record it is, and the bookkeeping."""


def correct_record(*, actor: Actor, record: MemberRecord, reason: str, **changes: Any) -> MemberRecord:
    """Put a record with ``changes`` in the place of a wrong one; what follows from name and birth date is derived anew.

    Raises ``Refusal`` without a reason, for an unknown code, a spell that ends before it starts, a cell that does not
    stand, or when the record has been superseded meanwhile. ``TypeError`` for a column that cannot be corrected.
    """
    if _KEPT & changes.keys():
        raise TypeError(f"a correction cannot change {sorted(_KEPT & changes.keys())}")
    new = record.again(**changes)
    if isinstance(record, Personal) and isinstance(new, Personal):
        derive_keys(new)
        if record.valid_from == record.birth_date and "valid_from" not in changes:
            new.valid_from = new.birth_date
    require(actor, CHANGE, _organizations(record))
    with trail.act(
        actor=actor, verb="members.correct_record", subject=record.member_id, basis=new.basis, reason=reason
    ) as act:
        refuse_if_any(_findings(new, reason))
        act.replace([(record, new)])
        act.details = {"record": record._meta.label, "columns": sorted(changes)}
    return new


def _organizations(record: MemberRecord) -> set[UUID]:
    """Whoever corrects must be allowed to change the rolls of every cell the member has been in."""
    places = Affiliation.objects.believed().filter(member_id=record.member_id)
    return set(places.values_list("organization_id", flat=True))


def _findings(new: MemberRecord, reason: str) -> Iterator[Finding]:
    place = names([new.member_id])[new.member_id]
    if not reason.strip():
        yield Finding("members.no-reason", _("đính chính phải có lý do; hãy ghi vì sao bản ghi cũ sai."), place)
    if isinstance(new, DatedRecord) and new.valid_to <= new.valid_from:
        message = _("ngày kết thúc không sau ngày bắt đầu; hãy sửa một trong hai ngày.")
        yield Finding("members.empty-spell", message, place)
    on = new.day if isinstance(new, Admission) else new.valid_from
    yield from unknown_codes(((rule, code, place) for rule, code in _codes(new)), on)
    if isinstance(new, Affiliation):
        yield from closed_cells([(new.organization_id, new.valid_from, new.valid_to)])


def _codes(new: MemberRecord) -> Iterator[tuple[str, str]]:
    for column, rule in _CODED.get(type(new), {}).items():
        if code := getattr(new, column):
            yield rule, code
    if isinstance(new, Qualification) and new.kind in LEVELS:
        yield LEVELS[new.kind], new.level
