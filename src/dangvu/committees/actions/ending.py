"""Ending what nobody follows: a committee before its time, a headship."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.committees.actions.election import end_committees
from dangvu.committees.actions.seats import bench_of
from dangvu.committees.policy import CHANGE
from dangvu.committees.queries import heads
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor, require


def end_committee(*, actor: Actor, day: date, basis: Basis, organization_id: UUID) -> None:
    """End the committee in office with all its seats. Raises ``Refusal`` when the organisation has none that day."""
    require(actor, CHANGE, [organization_id])
    with trail.act(actor=actor, verb="committees.end_committee", day=day, basis=basis, subject=organization_id) as act:
        end_committees(act, [bench_of(organization_id, day).term])


def release_head(*, actor: Actor, day: date, basis: Basis, organization_id: UUID) -> None:
    """Record that nobody heads the body any more. Raises ``Refusal`` when nobody is known to head it that day."""
    require(actor, CHANGE, [organization_id])
    with trail.act(actor=actor, verb="committees.release_head", day=day, basis=basis, subject=organization_id) as act:
        head = heads([organization_id], as_of=day).get(organization_id)
        if head is None:
            message = _("chưa ghi ai là thủ trưởng vào ngày %(day)s; hãy kiểm tra lại ngày.")
            raise Refusal.of("committees.no-head", message % {"day": write_day(day)})
        act.end([head], day)
