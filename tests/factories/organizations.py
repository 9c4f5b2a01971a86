"""Small organisations and actors for tests of every room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from dangvu.kernel.basis import Basis
from dangvu.kernel.policy import Actor
from dangvu.organizations.actions import Details, Newborn, register_organizations
from dangvu.organizations.queries import tree

FIRST_DAY = date(2008, 1, 1)
"""The day on which trees of tests begin, unless they say otherwise."""

BASIS = Basis("01-QĐ/TU", date(2007, 12, 20), "Ban Thường vụ Tỉnh ủy Lam Sơn")

_numbers = count(1)


def make_actor(*, at: datetime = datetime(2008, 1, 2, 8, tzinfo=UTC), name: str = "Trần Thị Bình") -> Actor:
    """Somebody who works on the machine itself and speaks at the moment ``at``."""
    return Actor(name, at, operator=True)


def make_newborn(kind: str = "subordinate_cell", parent: UUID | None = None, **details: str) -> Newborn:
    """An organisation to be registered, with a code and a name of its own."""
    number = next(_numbers)
    named = {"code": f"TC{number}", "name": f"Tổ chức đảng {number}"} | details
    return Newborn(Details(kind=kind, parent=parent, **named))


def make_organization(
    kind: str = "provincial_committee",
    parent: UUID | None = None,
    *,
    day: date = FIRST_DAY,
    actor: Actor | None = None,
    **details: str,
) -> UUID:
    """Register one organisation and return its identity."""
    newborn = make_newborn(kind, parent, **details)
    register_organizations(actor=actor or make_actor(), day=day, basis=BASIS, newborns=[newborn])
    return newborn.id


def make_tree(
    places: Mapping[str, tuple[str, str | None]], *, day: date = FIRST_DAY, actor: Actor | None = None
) -> dict[str, UUID]:
    """Register several organisations at once: ``{code: (kind, code of the parent)}`` → ``{code: identity}``.

    Grassroots organisations are administrative agencies.
    """
    newborns: dict[str, Newborn] = {}
    for code, (kind, parent) in places.items():
        sector = "administrative_agency" if kind.startswith("grassroots") else ""
        above = newborns[parent].id if parent else None
        newborns[code] = make_newborn(kind, above, code=code, name=f"Tổ chức {code}", sector=sector)
    register_organizations(actor=actor or make_actor(), day=day, basis=BASIS, newborns=list(newborns.values()))
    return {code: newborn.id for code, newborn in newborns.items()}


def make_blocs() -> dict[str, UUID]:
    """Two committees below a province: A with two cells and a committee of two cells, B with a cell and a committee."""
    return make_tree(
        {
            "T": ("provincial_committee", None),
            "A": ("superior_committee", "T"),
            "A1": ("grassroots_cell", "A"),
            "A2": ("grassroots_cell", "A"),
            "A3": ("grassroots_committee", "A"),
            "A31": ("subordinate_cell", "A3"),
            "A32": ("subordinate_cell", "A3"),
            "B": ("superior_committee", "T"),
            "B1": ("grassroots_cell", "B"),
            "B2": ("grassroots_committee", "B"),
            "B21": ("subordinate_cell", "B2"),
        }
    )


def drawn_tree(day: date, *, known_at: datetime | None = None) -> dict[str, tuple[str, str]]:
    """The tree of a day for comparing: ``{code: (kind, code of the parent, empty at the top)}``."""
    return {
        node.record.code: (node.record.kind, node.parent.record.code if node.parent else "")
        for node in tree(as_of=day, known_at=known_at)
    }
