"""Electing the committee of a new term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.audit.trail import Act
from dangvu.committees.actions.fitness import (
    count_officials,
    find_absent,
    find_outsiders,
    find_probationary,
    standing_organizations,
)
from dangvu.committees.models import Committee, CommitteeMember, CommitteeTerm
from dangvu.committees.policy import CHANGE
from dangvu.committees.rolls import Rolls, holds_until
from dangvu.committees.rules import (
    find_crowded_posts,
    find_incomplete,
    find_large_standing_board,
    find_needless_committee,
    find_unknown_posts,
    size_limits,
)
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import FOREVER, write_day
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.members.actions.checks import named_twice
from dangvu.members.queries import batches
from dangvu.organizations.models import OrganizationRecord


@dataclass(frozen=True, kw_only=True)
class Election:
    """The committee of a ``term`` (``2020-2025``): members with their posts, in the ``seats`` that were decided on."""

    organization_id: UUID
    term: str
    seats: int
    members: Sequence[tuple[UUID, str]]
    id: UUID = field(default_factory=uuid4)

    @property
    def posts(self) -> list[str]:
        """The post of each member."""
        return [post for _member_id, post in self.members]


def elect_committees(*, actor: Actor, day: date, basis: Basis, elections: Sequence[Election]) -> list[Committee]:
    """Record that committees take office on ``day``; those in office until then end, with all their seats.

    An election recorded late holds only as long as, by what is known, the organisation exists and the member stays.
    Consults sizes, posts and standing board of that day. Raises ``Refusal`` when a committee breaks them, when somebody
    elected is not an official member on the rolls of the organisation or below it, or when a committee is recorded
    already for that day or later.
    """
    require(actor, CHANGE, {election.organization_id for election in elections})
    with trail.act(actor=actor, verb="committees.elect_committees", day=day, basis=basis) as act:
        organization_ids = [election.organization_id for election in elections]
        terms = _terms(organization_ids, day)
        rolls = Rolls.of([member_id for election in elections for member_id, _post in election.members])
        refuse_if_any(_findings(elections, terms, rolls, day))
        end_committees(act, terms)
        committees = act.identify(
            Committee(id=election.id, organization_id=election.organization_id, term=election.term)
            for election in elections
        )
        act.add(
            CommitteeTerm(
                committee_id=election.id,
                organization_id=election.organization_id,
                seats=election.seats,
                valid_from=day,
                valid_to=holds_until(day, rolls.life(election.organization_id)),
            )
            for election in elections
        )
        act.add(
            CommitteeMember(
                committee_id=election.id,
                member_id=member_id,
                post=post,
                valid_from=day,
                valid_to=holds_until(day, rolls.below(member_id, election.organization_id)),
            )
            for election in elections
            for member_id, post in election.members
        )
        act.subject = organization_ids[0] if len(organization_ids) == 1 else None
        act.details = {"committees": len(committees), "members": sum(len(election.members) for election in elections)}
    return committees


def end_committees(act: Act, terms: Sequence[CommitteeTerm]) -> None:
    """End committees, and with them every seat in them, on the day of the act."""
    assert act.day is not None
    seats = [
        seat
        for ids in batches(term.committee_id for term in terms)
        for seat in CommitteeMember.objects.believed().filter(committee_id__in=ids, valid_to__gt=act.day)
    ]
    act.end(terms, act.day)
    act.end(seats, act.day)


def _terms(organization_ids: Sequence[UUID], day: date) -> list[CommitteeTerm]:
    """The terms of these organisations that have not ended by ``day``."""
    return [
        term
        for ids in batches(organization_ids)
        for term in CommitteeTerm.objects.believed().filter(organization_id__in=ids, valid_to__gt=day)
    ]


def _findings(
    elections: Sequence[Election], terms: Sequence[CommitteeTerm], rolls: Rolls, day: date
) -> Iterator[Finding]:
    organization_ids = [election.organization_id for election in elections]
    standing = standing_organizations(organization_ids, day)
    yield from find_absent(organization_ids, standing, day)
    yield from _two_at_once(organization_ids, terms, standing, day)
    officials = count_officials(organization_ids, day)
    for election in elections:
        if record := standing.get(election.organization_id):
            yield from _size_findings(election, record, day)
            yield from find_needless_committee(election.posts, record, officials[record.organization_id], day)
        yield from named_twice([member_id for member_id, _post in election.members])
    people = [(election.organization_id, member) for election in elections for member, _post in election.members]
    yield from find_outsiders(people, rolls, day)
    yield from find_probationary([member_id for _organization_id, member_id in people], day)


def _size_findings(election: Election, record: OrganizationRecord, day: date) -> Iterator[Finding]:
    yield from find_unknown_posts(election.posts, day, record.name)
    yield from find_crowded_posts(election.posts, record, day)
    yield from find_incomplete(election.posts, record, day)
    yield from find_large_standing_board(election.posts, election.seats, day, record.name)
    if not len(election.members) <= election.seats <= size_limits(record.kind, day)["max"]:
        message = _("số lượng cấp ủy viên đã định là %(seats)s, không hợp với %(count)s người được bầu; hãy sửa lại.")
        values = {"seats": election.seats, "count": len(election.members)}
        yield Finding("committees.seats-do-not-fit", message % values, record.name)


def _two_at_once(
    organization_ids: Sequence[UUID],
    terms: Sequence[CommitteeTerm],
    standing: Mapping[UUID, OrganizationRecord],
    day: date,
) -> Iterator[Finding]:
    """Organisations that would have two committees at once, or of which a later committee is recorded already."""
    twice = {key for key in organization_ids if organization_ids.count(key) > 1}
    later = {term.organization_id for term in terms if term.valid_from >= day or term.valid_to < FOREVER}
    message = _("đã có cấp ủy khác được ghi từ ngày %(day)s trở đi; một tổ chức chỉ có một cấp ủy cùng lúc.")
    for organization_id in sorted(twice | later, key=str):
        if record := standing.get(organization_id):
            yield Finding("committees.two-at-once", message % {"day": write_day(day)}, record.name)
