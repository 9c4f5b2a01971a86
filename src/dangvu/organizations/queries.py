"""Questions about the tree, always for a day and for what was known at a moment."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from dangvu.audit.remembering import recall, tables_of
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.vietnamese import fold
from dangvu.organizations.models import Organization, OrganizationRecord, Reorganization, Succession

TREE = tables_of(Organization, OrganizationRecord, Succession)
"""On what a question about the tree rests, for whoever remembers its answer."""


@dataclass(slots=True)
class Node:
    """An organisation as it stood in the tree on the day."""

    record: OrganizationRecord
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        """The identity of the organisation."""
        return self.record.organization_id

    @property
    def path(self) -> list[Node]:
        """The nodes from the top of the tree to this one."""
        nodes = [self]
        while (parent := nodes[-1].parent) is not None:
            nodes.append(parent)
        return nodes[::-1]

    @property
    def depth(self) -> int:
        """How many organisations stand above this one."""
        return len(self.path) - 1


class Tree:
    """All organisations of a day, those below one in the order of their codes."""

    def __init__(self, records: list[OrganizationRecord]) -> None:
        self.nodes = {record.organization_id: Node(record) for record in records}
        self.roots: list[Node] = []
        for node in self.nodes.values():
            node.parent = self.nodes.get(node.record.parent_id) if node.record.parent_id else None
            (node.parent.children if node.parent else self.roots).append(node)

    def __getitem__(self, organization_id: UUID) -> Node:
        return self.nodes[organization_id]

    def __contains__(self, organization_id: object) -> bool:
        return organization_id in self.nodes

    def __iter__(self) -> Iterator[Node]:
        """Every node, each before those below it."""
        for root in self.roots:
            yield from self.below(root.id)

    def __len__(self) -> int:
        return len(self.nodes)

    def below(self, organization_id: UUID) -> Iterator[Node]:
        """The organisation itself, then everything under it, each before what stands below it."""
        waiting = deque([self.nodes[organization_id]])
        while waiting:
            node = waiting.popleft()
            yield node
            waiting.extendleft(reversed(node.children))

    def ancestors(self, organization_id: UUID) -> list[Node]:
        """The organisations above one, the nearest first."""
        return self.nodes[organization_id].path[-2::-1]


def tree(*, as_of: date, known_at: datetime | None = None) -> Tree:
    """The tree as it stood on ``as_of``; one query, and no more while nothing is recorded of organisations."""

    def stood() -> Tree:
        return Tree(list(OrganizationRecord.objects.on(as_of, known_at).order_by("code", "id")))

    return recall(("tree", as_of), stood, of=TREE, known_at=known_at)


def first_day(*, known_at: datetime | None = None) -> date | None:
    """The first day on which any organisation is recorded, or ``None`` when none is."""

    def earliest() -> date | None:
        found: date | None = OrganizationRecord.objects.believed(known_at).aggregate(day=Min("valid_from"))["day"]
        return found

    return recall(("first day",), earliest, of=TREE, known_at=known_at)


def is_organization(identity: UUID) -> bool:
    """Whether there is an organisation of this identity, on whatever day."""
    return recall(("there", identity), Organization.objects.filter(pk=identity).exists, of=TREE)


def find_organization(code_or_id: str | UUID, *, as_of: date, known_at: datetime | None = None) -> OrganizationRecord:
    """What held on ``as_of`` of the organisation with this code (upper or lower case) or identity.

    Raises ``Refusal``, naming near matches by code or name, when there is none on that day.
    """
    standing = OrganizationRecord.objects.on(as_of, known_at)
    if found := _named(code_or_id, standing):
        return found
    raise _unknown(code_or_id, as_of, list(standing))


def recall_organization(code_or_id: str | UUID, *, as_of: date, known_at: datetime | None = None) -> OrganizationRecord:
    """Like ``find_organization``; of one that is not there on ``as_of``, what was recorded of it nearest to that day.

    So a committee founded by a merger can be asked about the years before, for which its predecessors answer.
    """

    def nearest() -> OrganizationRecord:
        return _nearest(code_or_id, as_of, known_at)

    return recall(("nearest", code_or_id, as_of), nearest, of=TREE, known_at=known_at)


def _nearest(code_or_id: str | UUID, as_of: date, known_at: datetime | None) -> OrganizationRecord:
    standing = OrganizationRecord.objects.on(as_of, known_at)
    others = OrganizationRecord.objects.believed(known_at)
    later, earlier = others.filter(valid_from__gt=as_of), others.filter(valid_to__lte=as_of)
    for candidates in (standing, later.order_by("valid_from", "id"), earlier.order_by("-valid_to", "id")):
        if found := _named(code_or_id, candidates):
            return found
    raise _unknown(code_or_id, as_of, list(standing))


def organizations_named(name: str, *, as_of: date, known_at: datetime | None = None) -> list[OrganizationRecord]:
    """What held on ``as_of`` of the organisations with this name or short name, with or without diacritics."""
    wanted = fold(name)
    records = OrganizationRecord.objects.on(as_of, known_at).order_by("code", "id")
    return [record for record in records if wanted in (fold(record.name), fold(record.short_name))]


def _named(code_or_id: str | UUID, records: QuerySet[Any]) -> OrganizationRecord | None:
    """The first record of this identity or code."""
    text = str(code_or_id).strip()
    if identity := _identity(text):
        return records.filter(organization=identity).first()
    # Not every database folds the case of letters outside ASCII, so what it does not find is looked for here.
    exact = records.filter(code=text).first() or records.filter(code__iexact=text).first()
    return exact or next((record for record in records if record.code.lower() == text.lower()), None)


def _identity(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _unknown(code_or_id: str | UUID, as_of: date, records: list[OrganizationRecord]) -> Refusal:
    text = str(code_or_id).strip()
    if _identity(text):
        message = _("tổ chức này chưa có trong sổ vào ngày %(day)s; hãy chọn ngày hoặc tổ chức khác.")
        return Refusal.of("organizations.unknown-scope", message % {"day": write_day(as_of)})
    message = _("không có tổ chức đảng nào mang mã “%(code)s” vào ngày %(day)s; %(hint)s")
    message %= {"code": text, "day": write_day(as_of), "hint": _hint(text, records)}
    return Refusal.of("organizations.unknown-scope", message)


def _hint(text: str, records: list[OrganizationRecord]) -> str:
    """What to do about a code that does not exist: the nearest three that do, or where to look."""
    named = {fold(word): record for record in records for word in (record.name, record.code)}
    near = {record.code: record for record in (named[key] for key in get_close_matches(fold(text), named, n=6))}
    if not near:
        return _("hãy xem danh sách mã trong cây tổ chức.")
    shown = "; ".join(f"{record.code} ({record.name})" for record in list(near.values())[:3])
    return _("có phải ý bạn là: %(near)s?") % {"near": shown}


@dataclass(frozen=True, slots=True)
class Step:
    """One reorganisation in the life of an organisation, and who was followed by whom in it."""

    reorganization: Reorganization
    successions: tuple[Succession, ...]


def lineage(organization_id: UUID, *, known_at: datetime | None = None) -> list[Step]:
    """Every reorganisation from which the organisation, its forerunners or its followers came, oldest first."""
    successions = list(Succession.objects.believed(known_at).order_by("id"))
    kin = _kin(organization_id, successions)
    steps: dict[UUID, list[Succession]] = {}
    for succession in successions:
        if succession.predecessor_id in kin or succession.successor_id in kin:
            steps.setdefault(succession.reorganization, []).append(succession)
    events = Reorganization.objects.believed(known_at).filter(identity__in=steps).order_by("day", "id")
    return [Step(event, tuple(steps[event.identity])) for event in events]


def kin(organization_id: UUID, *, known_at: datetime | None = None) -> set[UUID]:
    """The organisation with all that it came from and all that came from it."""
    return _kin(organization_id, list(Succession.objects.believed(known_at).order_by("id")))


def _kin(organization_id: UUID, successions: list[Succession]) -> set[UUID]:
    forward: dict[UUID, set[UUID]] = {}
    backward: dict[UUID, set[UUID]] = {}
    for succession in successions:
        if succession.predecessor_id and succession.successor_id:
            forward.setdefault(succession.predecessor_id, set()).add(succession.successor_id)
            backward.setdefault(succession.successor_id, set()).add(succession.predecessor_id)
    return _reachable(organization_id, forward) | _reachable(organization_id, backward)


def _reachable(start: UUID, edges: dict[UUID, set[UUID]]) -> set[UUID]:
    found, waiting = {start}, [start]
    while waiting:
        new = edges.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found
