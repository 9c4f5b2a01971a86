"""The committees of an organisation and all below it on a day: who is secretary, how large, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from dangvu.audit.remembering import recall, tables_of
from dangvu.committees.models import Committee, CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.policy import READ
from dangvu.committees.queries import Bench, benches, heads
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import months_after
from dangvu.kernel.policy import covered
from dangvu.members.models import Personal
from dangvu.members.queries import held
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import tree
from dangvu.regulations import regulation

COMPLETE, VACANT, HEADLESS, MISSING = "complete", "vacant", "headless", "missing"
"""What can be said of a committee: nothing is missing, seats are, the secretary is, or all of it."""

STATES = (COMPLETE, VACANT, HEADLESS, MISSING)

MONTHS = 12
"""In a year."""


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation with its committee. ``concurrent`` is ``None`` where nobody is known to head the body."""

    record: OrganizationRecord
    depth: int
    bench: Bench | None
    secretary: Personal | None
    concurrent: bool | None
    title: str

    @property
    def count(self) -> int:
        """How many sit."""
        return len(self.bench.seats) if self.bench else 0

    @property
    def seats(self) -> int | None:
        """How many were decided on."""
        return self.bench.term.seats if self.bench else None

    @property
    def state(self) -> str:
        """One of ``STATES``, the gravest that holds."""
        if self.bench is None:
            return MISSING
        if self.bench.secretary is None:
            return HEADLESS
        return VACANT if self.count < self.bench.term.seats else COMPLETE

    @property
    def due(self) -> date | None:
        """When the term is over, by ``committees/term_years`` of the day on which the committee took office."""
        if self.bench is None:
            return None
        start = self.bench.term.valid_from
        years = regulation("committees/term_years", on=start).get(self.record.kind)
        return months_after(start, int(Decimal(years) * MONTHS)) if years else None


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines with what they come to."""

    lines: Sequence[Line]

    @property
    def states(self) -> Counter[str]:
        """How many committees there are in each state."""
        return Counter(line.state for line in self.lines)

    def ending(self, on: date) -> list[tuple[date, Line]]:
        """Committees whose congress is due by then or within ``committees/congress_reminder_months``, by its day."""
        ahead = months_after(on, regulation("committees/congress_reminder_months", on=on))
        found = [(due, line) for line in self.lines if (due := line.due) and due <= ahead]
        return sorted(found, key=lambda pair: (pair[0], pair[1].record.code))

    @property
    def concurrent(self) -> int:
        """Secretaries who also head the body."""
        return sum(line.concurrent is True for line in self.lines)

    @property
    def secretaries(self) -> int:
        """Committees with a secretary."""
        return sum(line.secretary is not None for line in self.lines)


def listing(asked: Asked) -> Listing:
    """The organisations within reach, from the one asked about downwards, in the order of the tree.

    The number of queries does not grow with the organisations, as long as a few statements hold all of them.
    """
    standing = tree(as_of=asked.on, known_at=asked.known_at)
    nodes = list(standing.below(asked.organization)) if asked.organization in standing else []
    seen = covered(asked.actor, READ, [node.id for node in nodes])
    nodes = [node for node in nodes if node.id in seen]
    top = min((node.depth for node in nodes), default=0)
    ids = [node.id for node in nodes]
    found, leading = recall(
        ("committees", tuple(ids), asked.on),
        lambda: (
            benches(ids, as_of=asked.on, known_at=asked.known_at),
            heads(ids, as_of=asked.on, known_at=asked.known_at),
        ),
        of=tables_of(Committee, CommitteeTerm, CommitteeMember, HeadOfBody),
        known_at=asked.known_at,
    )
    secretaries: dict[UUID, UUID] = {key: bench.secretary for key, bench in found.items() if bench.secretary}
    people = held(Personal, secretaries.values(), as_of=asked.on, known_at=asked.known_at)
    return Listing(
        [
            Line(
                record=node.record,
                depth=node.depth - top,
                bench=found.get(node.id),
                secretary=people.get(secretaries[node.id]) if node.id in secretaries else None,
                concurrent=leading[node.id].member_id == secretaries.get(node.id) if node.id in leading else None,
                title=leading[node.id].title if node.id in leading else "",
            )
            for node in nodes
        ]
    )
