"""What committees answer to programs: the list below an organisation, one committee, two terms, and the heads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from dangvu.committees.comparison import chosen_terms, compare
from dangvu.committees.listing import listing
from dangvu.committees.models import CommitteeTerm, HeadOfBody
from dangvu.committees.sittings import Sitter, Turn, heads_of, sit, terms_of, turns_of
from dangvu.committees.views.reading import asked_about
from dangvu.kernel.days import FOREVER
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn

router = Router(tags=["committees"])


class CommitteeLineOut(Schema):
    """The committee of one organisation on a day."""

    organization: UUID
    code: str
    name: str
    term: str | None
    since: date | None
    due: date | None
    members: int
    seats: int | None
    secretary: str | None
    concurrent_head: bool | None
    state: str


class SeatOut(Schema):
    """Somebody in a committee."""

    member: UUID
    name: str
    post: str
    since: date
    age: int | None


class TermOut(Schema):
    """A term of a committee; ``until`` is the first day on which it was no longer in office."""

    committee: UUID
    term: str
    since: date
    until: date | None
    seats: int


class TurnOut(Schema):
    """Somebody who came (or went) after the committee took office."""

    day: date
    came: bool
    member: UUID
    name: str
    post: str


class AgesInOffice(Schema):
    """How many of the committee are in a band of ages."""

    label: str
    count: int


class CommitteeOut(Schema):
    """The committee of the term asked for, or the one in office on the day, and every term."""

    organization: UUID
    in_office: TermOut | None
    members: list[SeatOut]
    vacant: int
    ages: list[AgesInOffice]
    turns: list[TurnOut]
    women: int
    minorities: int
    mean_age: Decimal | None
    concurrent_head: bool
    terms: list[TermOut]


class StayedOut(Schema):
    """Somebody who sat in both terms, with the post in each."""

    before: SeatOut
    after: SeatOut


class ShareOut(Schema):
    """A part of the earlier committee beside the same part of the later one."""

    label: str
    before: int
    after: int


class TermsOut(Schema):
    """Two terms side by side, each as it took office."""

    before: TermOut
    after: TermOut
    stayed: list[StayedOut]
    left: list[SeatOut]
    came: list[SeatOut]
    shares: list[ShareOut]
    mean_age_before: Decimal | None
    mean_age_after: Decimal | None


class HeadOut(Schema):
    """Somebody who heads the body in which the organisation works; ``until`` is the first day after."""

    member: UUID
    name: str
    title: str
    since: date
    until: date | None


class CommitteeAsked(AskedIn):
    """Of which term; without it, the one in office on the day."""

    term: UUID | None = Field(None, description="định danh cấp ủy của nhiệm kỳ")


class TermsAsked(AskedIn):
    """Which two terms; without them, the last two."""

    one: UUID | None = None
    two: UUID | None = None


@router.get("", response=list[CommitteeLineOut], summary="Cấp ủy của một tổ chức và các tổ chức trực thuộc")
def list_committees(
    request: HttpRequest,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> list[dict[str, object]]:
    """Every organisation within reach, from the one asked about downwards."""
    return [
        {
            "organization": line.record.organization_id,
            "code": line.record.code,
            "name": line.record.name,
            "term": line.bench.term.committee.term if line.bench else None,
            "since": line.bench.term.valid_from if line.bench else None,
            "due": line.due,
            "members": line.count,
            "seats": line.seats,
            "secretary": line.secretary.full_name if line.secretary else None,
            "concurrent_head": line.concurrent,
            "state": line.state,
        }
        for line in listing(asked_of(request)).lines
    ]


@router.get("/{uuid:organization_id}", response=CommitteeOut, summary="Cấp ủy của một tổ chức")
def one_committee(request: HttpRequest, organization_id: UUID, wanted: Query[CommitteeAsked]) -> dict[str, object]:
    """The committee in office on the day asked about, or that of a term."""
    asked, _record = asked_about(request, organization_id)
    terms = terms_of(organization_id, known_at=asked.known_at)
    in_office = next((one for one in terms if one.valid_from <= asked.on < one.valid_to), None)
    term = next((one for one in terms if one.committee_id == wanted.term), None) if wanted.term else in_office
    if wanted.term and term is None:
        raise Http404
    found = sit(term, on=asked.on, known_at=asked.known_at) if term else None
    return {
        "organization": organization_id,
        "in_office": _term(in_office) if in_office else None,
        "members": [_seat(one) for one in (found.sitters if found else ())],
        "vacant": found.vacant if found else 0,
        "ages": [{"label": label, "count": count} for label, count in (found.bands if found else ())],
        "turns": [_turn(one) for one in turns_of(term, on=asked.on, known_at=asked.known_at)] if term else [],
        "women": found.women.part if found else 0,
        "minorities": found.minorities.part if found else 0,
        "mean_age": found.mean_age if found else None,
        "concurrent_head": bool(found and found.concurrent),
        "terms": [_term(one) for one in terms],
    }


@router.get("/{uuid:organization_id}/comparison", response=TermsOut, summary="Hai nhiệm kỳ của một cấp ủy")
def two_terms(request: HttpRequest, organization_id: UUID, wanted: Query[TermsAsked]) -> dict[str, object]:
    """Two terms side by side, the last two or those asked for; 404 where there are not two."""
    asked, _record = asked_about(request, organization_id)
    terms = terms_of(organization_id, known_at=asked.known_at)
    if len(terms) < 2:
        raise Http404
    found = compare(*chosen_terms(terms, wanted.one, wanted.two), known_at=asked.known_at)
    return {
        "before": _term(found.before.term),
        "after": _term(found.after.term),
        "stayed": [{"before": _seat(pair.before), "after": _seat(pair.after)} for pair in found.stayed],
        "left": [_seat(one) for one in found.left],
        "came": [_seat(one) for one in found.came],
        "shares": [
            {"label": str(label), "before": before.part, "after": after.part} for label, before, after in found.shares
        ],
        "mean_age_before": found.before.mean_age,
        "mean_age_after": found.after.mean_age,
    }


@router.get("/{uuid:organization_id}/heads", response=list[HeadOut], summary="Thủ trưởng của cơ quan, đơn vị")
def heads_of_body(
    request: HttpRequest,
    organization_id: UUID,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> list[dict[str, object]]:
    """Who has headed the body in which the organisation works, up to the day, the latest first."""
    asked, _record = asked_about(request, organization_id)
    return [
        {
            "member": head.member_id,
            "name": person.full_name if person else str(head.member_id),
            "title": head.title,
            **_days(head),
        }
        for head, person in heads_of(organization_id, on=asked.on, known_at=asked.known_at)
    ]


def _seat(one: Sitter) -> dict[str, object]:
    return {
        "member": one.member_id,
        "name": one.name,
        "post": one.seat.post,
        "since": one.seat.valid_from,
        "age": one.age,
    }


def _turn(turn: Turn) -> dict[str, object]:
    said = {"day": turn.day, "came": turn.came, "name": turn.name}
    return said | {"member": turn.seat.member_id, "post": turn.seat.post}


def _term(term: CommitteeTerm) -> dict[str, object]:
    return {"committee": term.committee_id, "term": term.committee.term, "seats": term.seats, **_days(term)}


def _days(record: CommitteeTerm | HeadOfBody) -> dict[str, object]:
    return {"since": record.valid_from, "until": None if record.valid_to == FOREVER else record.valid_to}
