"""What committees add to the profiles of organisations and members."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from dangvu.committees.policy import READ
from dangvu.committees.queries import benches
from dangvu.committees.sittings import headships_of, post_name, posts_of, sit
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import allowed, covered, reach
from dangvu.kernel.records import Record
from dangvu.members.policy import READ as READ_FILE
from dangvu.organizations.history import History


def committee_of(asked: Asked, organization_id: UUID) -> dict[str, Any] | None:
    """The committee in office on the day asked about; nothing for whoever may not see committees there."""
    if not allowed(asked.actor, READ, organization_id):
        return None
    bench = benches([organization_id], as_of=asked.on, known_at=asked.known_at).get(organization_id)
    found = sit(bench.term, on=asked.on, known_at=asked.known_at) if bench else None
    return {"sitting": found, "organization_id": organization_id}


def posts_of_member(asked: Asked, member_id: UUID) -> dict[str, Any] | None:
    """The posts and headships of a member over time, in organisations where the reader may see committees."""
    seats = [seat for seat in posts_of([member_id], known_at=asked.known_at) if seat.valid_from <= asked.on]
    heads = [head for head in headships_of([member_id], known_at=asked.known_at) if head.valid_from <= asked.on]
    places = {seat.committee.organization_id for seat in seats} | {head.organization_id for head in heads}
    own = reach(asked.actor, READ_FILE).persons
    seen = places if member_id in own else covered(asked.actor, READ, places)
    if not seen:
        return None
    history = History.load(asked.known_at)
    held: list[tuple[date, date, str, UUID, Record]] = [
        (seat.valid_from, seat.valid_to, post_name(seat.post, seat.valid_from), seat.committee.organization_id, seat)
        for seat in seats
    ]
    held += [(head.valid_from, head.valid_to, head.title, head.organization_id, head) for head in heads]
    return {
        "posts": [
            {
                "since": since,
                "until": until,
                "post": post,
                "place": history.name(place),
                "organization_id": place,
                "basis": record.basis,
                "now": since <= asked.on < until,
            }
            for since, until, post, place, record in sorted(held, key=lambda one: one[0], reverse=True)
            if place in seen
        ]
    }
