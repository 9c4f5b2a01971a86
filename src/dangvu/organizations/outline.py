"""The part of the tree that a reader may see, with what stands and who is on the rolls below each organisation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from uuid import UUID

from dangvu.kernel.contracts import Holding, registered
from dangvu.kernel.policy import Actor, permitted
from dangvu.kernel.vietnamese import fold
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.policy import READ
from dangvu.organizations.queries import Node, Tree, tree
from dangvu.organizations.rules import cell_kinds
from dangvu.organizations.sight import Sight

MEMBERS = "members"
"""The code of the ``Holding`` of people, whom only cells may hold."""


@dataclass(slots=True)
class Branch:
    """An organisation with the readable ones below it; the counts include all of those, and the organisation itself.

    ``held`` leaves out members of organisations of whose members the reader may not be told the number.
    """

    record: OrganizationRecord
    parent: Branch | None = None
    children: list[Branch] = field(default_factory=list)
    units: int = 0
    cells: int = 0
    held: int = 0
    counted: bool = True

    @property
    def id(self) -> UUID:
        """The identity of the organisation."""
        return self.record.organization_id

    @property
    def members(self) -> int | None:
        """How many members there are, as far as the reader may be told; ``None`` for who may not."""
        return self.held if self.counted else None

    @property
    def above(self) -> list[Branch]:
        """The readable organisations above it, the highest first."""
        return [*self.parent.above, self.parent] if self.parent else []

    @property
    def depth(self) -> int:
        """How many readable organisations stand above it."""
        return len(self.above)

    @property
    def siblings(self) -> list[Branch]:
        """What stands directly under the same organisation, itself included; itself alone at the top."""
        return self.parent.children if self.parent else [self]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a drawn tree: whether it opens a list of lines, and how many lists end after it."""

    branch: Branch
    opens: bool
    is_open: bool
    closing: range


def lines(branches: Sequence[Branch], *, is_open: Callable[[Branch], bool] = lambda _branch: True) -> list[Line]:
    """Nested lists of ``branches``, each before those below it, for a template without recursion."""
    drawn = []
    for branch, following in zip_longest(branches, branches[1:]):
        below = following.depth if following else branches[0].depth
        opens = below > branch.depth
        drawn.append(Line(branch, opens, is_open(branch), range(0 if opens else branch.depth - below)))
    return drawn


class Outline:
    """Readable branches, each before those below it; ``roots`` stand under nothing that is shown.

    Members are counted of the organisations ``counted``.
    """

    def __init__(
        self,
        nodes: Iterator[Node],
        readable: Collection[UUID],
        cells: set[str],
        *,
        members: Mapping[UUID, int],
        counted: Collection[UUID],
    ) -> None:
        self.branches: dict[UUID, Branch] = {}
        self.roots: list[Branch] = []
        for node in nodes:
            if node.id in readable:
                self._add(node)
        for branch in reversed(self.branches.values()):
            branch.units += 1
            branch.cells += branch.record.kind in cells
            branch.counted = branch.id in counted
            branch.held += members.get(branch.id, 0) if branch.counted else 0
            if branch.parent:
                branch.parent.units += branch.units
                branch.parent.cells += branch.cells
                branch.parent.held += branch.held

    def _add(self, node: Node) -> None:
        above = node.parent
        while above and above.id not in self.branches:
            above = above.parent
        branch = Branch(node.record, self.branches[above.id] if above else None)
        self.branches[node.id] = branch
        (branch.parent.children if branch.parent else self.roots).append(branch)

    @property
    def counted(self) -> bool:
        """Whether the number of members may be told of any of them."""
        return any(branch.counted for branch in self)

    def __iter__(self) -> Iterator[Branch]:
        return iter(self.branches.values())

    def __len__(self) -> int:
        return len(self.branches)


def outline(
    sight: Sight, organization_id: UUID | None = None, *, as_of: date, known_at: datetime | None = None
) -> Outline:
    """What may be read of an organisation and all below it; without one, of the whole tree."""
    standing = tree(as_of=as_of, known_at=known_at)
    rolls = next(holding for holding in registered(Holding) if holding.code == MEMBERS)
    return Outline(
        _nodes(standing, organization_id),
        sight.readable,
        cell_kinds(as_of),
        members=rolls.count(as_of, known_at),
        counted=sight.counted(rolls.permission),
    )


def _nodes(standing: Tree, organization_id: UUID | None) -> Iterator[Node]:
    if organization_id is None:
        return iter(standing)
    return standing.below(organization_id) if organization_id in standing else iter(())


def find_by_words(
    actor: Actor, text: str, *, as_of: date, known_at: datetime | None = None, limit: int
) -> list[OrganizationRecord]:
    """Readable organisations of a day whose names or code hold every word of ``text``, the nearest first."""
    wanted = fold(text)
    records = OrganizationRecord.objects.on(as_of, known_at).filter(permitted(actor, READ)).order_by("code", "id")
    found = [record for record in records if says(record, wanted)]
    return sorted(found, key=lambda record: distance(record, wanted))[:limit]


def says(record: OrganizationRecord, wanted: str) -> bool:
    """Whether name, short name or code of a record hold every word of the folded text ``wanted``."""
    said = fold(f"{record.code} {record.name} {record.short_name}")
    return all(word in said for word in wanted.split())


def distance(record: OrganizationRecord, wanted: str) -> tuple[bool, bool, int]:
    """How far a record is from the folded text: codes before names, beginnings before middles, short names first."""
    code, name = fold(record.code), fold(record.name)
    return not code.startswith(wanted), not name.startswith(wanted), len(name)
