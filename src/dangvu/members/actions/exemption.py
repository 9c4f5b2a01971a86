"""Exempting members from Party work and meetings, and ending it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import FOREVER
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.members.actions.checks import named_twice, names, off_the_rolls, unknown_codes
from dangvu.members.models import Affiliation, Exemption
from dangvu.members.policy import CHANGE
from dangvu.members.queries import held
from dangvu.regulations import regulation


def exempt_members(
    *, actor: Actor, day: date, basis: Basis, member_ids: Collection[UUID], reason: str, until: date | None = None
) -> None:
    """Exempt members from ``day`` up to, and without, ``until``; without it, for good.

    Consults which reasons of that day have no end (``members/exemption_reasons``). Raises ``Refusal`` when somebody is
    not on the rolls or exempt already, and when the decision lacks an end that its reason needs.
    """
    places = held(Affiliation, member_ids, as_of=day)
    require(actor, CHANGE, {place.organization_id for place in places.values()})
    with trail.act(actor=actor, verb="members.exempt_members", day=day, basis=basis) as act:
        refuse_if_any(
            [
                *unknown_codes([("members/exemption_reasons", reason, "")], day),
                *named_twice(member_ids),
                *off_the_rolls(member_ids, places, day),
                *_spell_findings(reason, day, until),
            ]
        )
        act.add(
            Exemption(member_id=key, reason=reason, valid_from=day, valid_to=until or FOREVER) for key in member_ids
        )
        act.subject = next(iter(places)) if len(places) == 1 else None
        act.details = {"members": len(places), "reason": reason}


def _spell_findings(reason: str, day: date, until: date | None) -> Iterator[Finding]:
    entries = regulation("members/exemption_reasons", on=day)
    if until is None and any(entry["code"] == reason and not entry["open_ended"] for entry in entries):
        message = _("lý do này phải có thời hạn; hãy ghi ngày hết miễn.")
        yield Finding("members.no-end", message)
    if until is not None and until <= day:
        message = _("ngày hết miễn không sau ngày bắt đầu; hãy sửa một trong hai ngày.")
        yield Finding("members.ends-too-early", message)


def end_exemptions(*, actor: Actor, day: date, basis: Basis, member_ids: Collection[UUID]) -> None:
    """Record that members take part again from ``day``; who is not exempt then makes the act refuse."""
    places = held(Affiliation, member_ids, as_of=day)
    require(actor, CHANGE, {place.organization_id for place in places.values()})
    with trail.act(actor=actor, verb="members.end_exemptions", day=day, basis=basis) as act:
        exempt = held(Exemption, member_ids, as_of=day)
        others = names([key for key in member_ids if key not in exempt])
        message = _("không được miễn công tác và sinh hoạt vào ngày này; hãy kiểm tra lại ngày.")
        refuse_if_any(
            [
                *named_twice(member_ids),
                *(Finding("members.not-exempt", message, name) for name in others.values()),
            ]
        )
        act.end(exempt.values(), day)
        act.subject = next(iter(exempt)) if len(exempt) == 1 else None
        act.details = {"members": len(exempt)}
