"""Changes within a term: appointing to a committee, giving another post, releasing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.committees.actions.fitness import find_outsiders, find_probationary, standing_organizations
from dangvu.committees.models import CommitteeMember
from dangvu.committees.policy import CHANGE
from dangvu.committees.queries import Bench, benches
from dangvu.committees.rolls import Rolls, holds_until
from dangvu.committees.rules import find_crowded_posts, find_unknown_posts
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Finding, Refusal, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.members.actions.checks import named_twice, names


def appoint_members(
    *, actor: Actor, day: date, basis: Basis, organization_id: UUID, members: Sequence[tuple[UUID, str]]
) -> None:
    """Give members posts in the committee in office from ``day``; who sits in it already changes post.

    Raises ``Refusal`` when there is no committee, when it would have a second secretary or be too large, or when
    somebody is not an official member on the rolls of the organisation or below it.
    """
    require(actor, CHANGE, [organization_id])
    with trail.act(
        actor=actor, verb="committees.appoint_members", day=day, basis=basis, subject=organization_id
    ) as act:
        bench = bench_of(organization_id, day)
        record = standing_organizations([organization_id], day)[organization_id]
        appointed = dict(members)
        staying = [seat for seat in bench.seats if seat.member_id not in appointed]
        rolls = Rolls.of(appointed)
        posts = [*(seat.post for seat in staying), *appointed.values()]
        refuse_if_any(
            [
                *named_twice([member_id for member_id, _post in members]),
                *find_unknown_posts(list(appointed.values()), day, record.name),
                *find_crowded_posts(posts, record, day),
                *find_outsiders([(organization_id, member_id) for member_id in appointed], rolls, day),
                *find_probationary(list(appointed), day),
            ]
        )
        act.end([seat for seat in bench.seats if seat.member_id in appointed], day)
        act.add(
            CommitteeMember(
                committee_id=bench.term.committee_id,
                member_id=member_id,
                post=post,
                valid_from=day,
                valid_to=min(bench.term.valid_to, holds_until(day, rolls.below(member_id, organization_id))),
            )
            for member_id, post in members
        )
        act.details = {"members": len(members)}


def release_members(
    *, actor: Actor, day: date, basis: Basis, organization_id: UUID, member_ids: Collection[UUID]
) -> None:
    """End the seats of members in the committee in office. Raises ``Refusal`` when somebody has no seat in it."""
    require(actor, CHANGE, [organization_id])
    with trail.act(
        actor=actor, verb="committees.release_members", day=day, basis=basis, subject=organization_id
    ) as act:
        bench = bench_of(organization_id, day)
        seats = [seat for seat in bench.seats if seat.member_id in member_ids]
        absent = names(set(member_ids) - {seat.member_id for seat in seats})
        message = _("không phải là cấp ủy viên của tổ chức này vào ngày %(day)s; hãy kiểm tra lại.")
        refuse_if_any(
            Finding("committees.no-seat", message % {"day": write_day(day)}, name) for name in absent.values()
        )
        act.end(seats, day)
        act.details = {"members": len(seats)}


def bench_of(organization_id: UUID, day: date) -> Bench:
    """The committee in office; raise ``Refusal`` when the organisation has none that day."""
    found = benches([organization_id], as_of=day)
    if organization_id not in found:
        message = _("tổ chức này không có cấp ủy vào ngày %(day)s; hãy ghi kết quả bầu hoặc chỉ định cấp ủy trước.")
        raise Refusal.of("committees.no-committee", message % {"day": write_day(day)}, place=str(organization_id))
    return found[organization_id]
