"""A committee as it sat on a day: who, in which post, since when, how old, and who heads the body."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.queries import SECRETARY, Bench
from dangvu.kernel.days import DAYS_IN_YEAR, FOREVER, completed_years, day_before
from dangvu.kernel.vietnamese import round_half_up
from dangvu.members.models import Personal
from dangvu.members.queries import held
from dangvu.regulations import codes, label, regulation

T = TypeVar("T", CommitteeMember, HeadOfBody)

MAJORITY = ("kinh", "foreign_origin")
"""Ethnic groups that are no minority of the country."""

DECIMALS = 2
"""Of a mean age and of a share."""


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody in a committee. ``age`` is that of the day, ``elected_at`` the one on taking the post."""

    seat: CommitteeMember
    person: Personal | None
    post: str
    age: int | None
    elected_at: int | None
    heads: str

    @property
    def member_id(self) -> UUID:
        """The member who sits."""
        return self.seat.member_id

    @property
    def name(self) -> str:
        """The name of that day."""
        return self.person.full_name if self.person else str(self.seat.member_id)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a committee, with the whole beside it."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """The share in percent; none of nothing."""
        return round_half_up(Decimal(100) * self.part / self.whole, DECIMALS) if self.whole else None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A committee on a day of its term."""

    term: CommitteeTerm
    day: date
    sitters: tuple[Sitter, ...]
    head: HeadOfBody | None

    @property
    def count(self) -> int:
        """How many sit."""
        return len(self.sitters)

    @property
    def vacant(self) -> int:
        """Seats that were decided on and that nobody holds."""
        return max(self.term.seats - self.count, 0)

    @property
    def secretary(self) -> Sitter | None:
        """The secretary; nobody while the post is vacant."""
        return next((one for one in self.sitters if one.seat.post == SECRETARY), None)

    @property
    def concurrent(self) -> bool:
        """Whether the secretary also heads the body."""
        return bool(self.secretary and self.head and self.secretary.member_id == self.head.member_id)

    @property
    def women(self) -> Share:
        """Women among those who sit."""
        return self._share(lambda person: person.sex == "female")

    @property
    def minorities(self) -> Share:
        """Members of ethnic minorities among those who sit."""
        return self._share(lambda person: person.ethnic_group not in MAJORITY)

    @property
    def mean_age(self) -> Decimal | None:
        """The mean of ages exact to the day, as the indicator has it."""
        days = [self.day.toordinal() - one.person.birth_ordinal for one in self.sitters if one.person]
        return round_half_up(Decimal(sum(days)) / len(days) / DAYS_IN_YEAR, DECIMALS) if days else None

    @property
    def bands(self) -> list[tuple[str, int]]:
        """How many there are in each band of ages of the statistical forms, bands without anybody included."""
        rule, ages = "statistics/age_bands", [one.age for one in self.sitters if one.age is not None]
        return [
            (
                label(rule, band["code"], on=self.day),
                sum(band["min"] <= age <= band.get("max", age) for age in ages),
            )
            for band in regulation(rule, on=self.day)
        ]

    def _share(self, holds: Callable[[Personal], bool]) -> Share:
        return Share(sum(bool(one.person and holds(one.person)) for one in self.sitters), self.count)


def last_day_within(term: CommitteeTerm, on: date) -> date:
    """The day nearest to ``on`` on which a term lasted."""
    return max(term.valid_from, min(on, day_before(term.valid_to) if term.valid_to < FOREVER else on))


def sit(term: CommitteeTerm, *, on: date, known_at: datetime | None = None) -> Sitting:
    """The committee of ``term`` on the day of it that is nearest to ``on``; three queries."""
    day = last_day_within(term, on)
    seats = list(CommitteeMember.objects.on(day, known_at).filter(committee=term.committee_id).order_by("id"))
    head = HeadOfBody.objects.on(day, known_at).filter(organization=term.organization_id).first()
    people = held(Personal, [seat.member_id for seat in seats], as_of=day, known_at=known_at)
    return seated(Bench(term, tuple(seats)), head, people, day)


def seated(bench: Bench, head: HeadOfBody | None, people: dict[UUID, Personal], day: date) -> Sitting:
    """A bench with what is known of those who sit on it, by post, then by name."""
    order = codes("committees/posts", on=day)
    found = [_sitter(seat, people.get(seat.member_id), head, day) for seat in bench.seats]
    found.sort(
        key=lambda one: (
            order.index(one.seat.post) if one.seat.post in order else len(order),
            one.person.sort_key if one.person else "",
            one.seat.pk,
        )
    )
    return Sitting(bench.term, day, tuple(found), head)


def terms_of(organization_id: UUID, *, known_at: datetime | None = None) -> list[CommitteeTerm]:
    """Every term of the committees of an organisation, the latest first."""
    terms = CommitteeTerm.objects.believed(known_at).filter(organization=organization_id)
    return list(terms.select_related("committee").order_by("-valid_from", "-id"))


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody who came into a committee after it took office, or went before its term was over."""

    day: date
    came: bool
    name: str
    post: str
    seat: CommitteeMember


def turns_of(term: CommitteeTerm, *, on: date, known_at: datetime | None = None) -> list[Turn]:
    """Who came and who went after a committee took office, up to a day, the latest first."""
    seats = CommitteeMember.objects.believed(known_at).filter(committee=term.committee_id).order_by("valid_from", "id")
    turns = []
    for seat, person in _with_people(list(seats), on, known_at):
        name = person.full_name if person else str(seat.member_id)
        turn = Turn(seat.valid_from, came=True, name=name, post=post_name(seat.post, seat.valid_from), seat=seat)
        if term.valid_from < seat.valid_from <= on:
            turns.append(turn)
        if seat.valid_to < term.valid_to and seat.valid_to <= on:
            turns.append(replace(turn, day=seat.valid_to, came=False))
    return sorted(turns, key=lambda turn: (turn.day, turn.came), reverse=True)


def heads_of(
    organization_id: UUID, *, on: date, known_at: datetime | None = None
) -> list[tuple[HeadOfBody, Personal | None]]:
    """Who has headed the body in which an organisation works, up to a day, the latest first."""
    heads = HeadOfBody.objects.believed(known_at).filter(organization=organization_id, valid_from__lte=on)
    return _with_people(list(heads.order_by("-valid_from")), on, known_at)


def posts_of(member_ids: Collection[UUID], *, known_at: datetime | None = None) -> Sequence[CommitteeMember]:
    """Every post that members held in committees, the latest first."""
    seats = CommitteeMember.objects.believed(known_at).filter(member__in=member_ids)
    return list(seats.select_related("committee").order_by("-valid_from", "-id"))


def headships_of(member_ids: Collection[UUID], *, known_at: datetime | None = None) -> Sequence[HeadOfBody]:
    """Every body that members headed, the latest first."""
    heads = HeadOfBody.objects.believed(known_at).filter(member__in=member_ids)
    return list(heads.order_by("-valid_from", "-id"))


def post_name(post: str, on: date) -> str:
    """What a post was called on a day; its code when the list of that day does not hold it."""
    return label("committees/posts", post, on=on) if post in codes("committees/posts", on=on) else post


def _with_people(rows: Sequence[T], on: date, known_at: datetime | None) -> list[tuple[T, Personal | None]]:
    people = held(Personal, [row.member_id for row in rows], as_of=on, known_at=known_at)
    return [(row, people.get(row.member_id)) for row in rows]


def _sitter(seat: CommitteeMember, person: Personal | None, head: HeadOfBody | None, day: date) -> Sitter:
    return Sitter(
        seat=seat,
        person=person,
        post=post_name(seat.post, day),
        age=completed_years(person.birth_date, day) if person else None,
        elected_at=completed_years(person.birth_date, seat.valid_from) if person else None,
        heads=head.title if head and head.member_id == seat.member_id else "",
    )
