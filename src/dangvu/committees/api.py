"""What committees answer to programs: the list below an organisation, and one committee with its terms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from dangvu.committees.listing import listing
from dangvu.committees.models import CommitteeTerm
from dangvu.committees.policy import READ
from dangvu.committees.sittings import sit, terms_of
from dangvu.kernel.days import FOREVER
from dangvu.kernel.policy import allowed
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


class CommitteeOut(Schema):
    """The committee in office on a day, and every term."""

    organization: UUID
    in_office: TermOut | None
    members: list[SeatOut]
    women: int
    minorities: int
    mean_age: Decimal | None
    concurrent_head: bool
    terms: list[TermOut]


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
def one_committee(
    request: HttpRequest,
    organization_id: UUID,
    about: Query[AskedIn],  # noqa: ARG001 - likewise
) -> dict[str, object]:
    """The committee in office on the day asked about."""
    asked = asked_of(request)
    if not allowed(asked.actor, READ, organization_id):
        raise Http404
    terms = terms_of(organization_id, known_at=asked.known_at)
    term = next((one for one in terms if one.valid_from <= asked.on < one.valid_to), None)
    found = sit(term, on=asked.on, known_at=asked.known_at) if term else None
    return {
        "organization": organization_id,
        "in_office": _term(term) if term else None,
        "members": [
            {
                "member": one.member_id,
                "name": one.name,
                "post": one.seat.post,
                "since": one.seat.valid_from,
                "age": one.age,
            }
            for one in (found.sitters if found else ())
        ],
        "women": found.women.part if found else 0,
        "minorities": found.minorities.part if found else 0,
        "mean_age": found.mean_age if found else None,
        "concurrent_head": bool(found and found.concurrent),
        "terms": [_term(one) for one in terms],
    }


def _term(term: CommitteeTerm) -> dict[str, object]:
    return {
        "committee": term.committee_id,
        "term": term.committee.term,
        "since": term.valid_from,
        "until": None if term.valid_to == FOREVER else term.valid_to,
        "seats": term.seats,
    }
