"""Committees found by the name or code of their organisation, with or without the name of a post before it."""

from __future__ import annotations

from dangvu.committees.policy import READ
from dangvu.committees.queries import benches
from dangvu.committees.sittings import post_name
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Hit
from dangvu.kernel.policy import permitted
from dangvu.kernel.vietnamese import fold
from dangvu.members.models import Personal
from dangvu.members.queries import held
from dangvu.organizations.models import OrganizationRecord
from dangvu.regulations import codes


def find(asked: Asked, text: str, limit: int) -> list[Hit]:
    """Who sits in the committees of organisations that ``text`` names; with a post, who holds it: “bí thư sở y tế”."""
    words, wanted = fold(text), set(codes("committees/posts", on=asked.on))
    for post in sorted(wanted, key=lambda code: -len(post_name(code, asked.on))):
        called = fold(post_name(post, asked.on))
        if words.startswith(called + " "):
            words, wanted = words.removeprefix(called).strip(), {post}
            break
    if not words:
        return []
    units = {
        record.organization_id: record
        for record in OrganizationRecord.objects.on(asked.on, asked.known_at)
        .filter(permitted(asked.actor, READ))
        .order_by("code")
        if all(word in fold(f"{record.name} {record.code}") for word in words.split())
    }
    found = benches(list(units)[:limit], as_of=asked.on, known_at=asked.known_at)
    seats = [(units[key], seat) for key, bench in found.items() for seat in bench.seats if seat.post in wanted]
    people = held(Personal, [seat.member_id for _unit, seat in seats], as_of=asked.on, known_at=asked.known_at)
    order = codes("committees/posts", on=asked.on)
    seats.sort(key=lambda pair: (order.index(pair[1].post), pair[0].code, people[pair[1].member_id].sort_key))
    return [
        Hit(
            people[seat.member_id].full_name,
            f"{post_name(seat.post, asked.on)}, {unit.name}",
            asked.address("committees:committee", unit.organization_id),
        )
        for unit, seat in seats[:limit]
    ]
