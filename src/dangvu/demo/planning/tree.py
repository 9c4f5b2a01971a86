"""The organisations of the sample committee: names, kinds and places, and the decisions that changed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

ROOT = "LS"
BLOCKS = {"agencies": ("DUKCQ", "CQ", "administrative_agency"), "enterprises": ("DUKDN", "DN", "state_enterprise")}
"""For each block of units.yaml: its superior committee, the beginning of its codes, the usual sector."""

COMMITTEE, GRASSROOTS_CELL, SUBORDINATE_CELL = "grassroots_committee", "grassroots_cell", "subordinate_cell"


@dataclass(frozen=True)
class Unit:
    """An organisation with what is recorded of it when it begins; ``key`` names it within the plan."""

    key: str
    code: str
    name: str
    kind: str
    parent: str | None
    sector: str = ""
    short: str = ""
    symbol: str = ""


@dataclass(frozen=True)
class Decision:
    """A decision that changed the tree; ``slots`` says which group of members stands in which cell from its day on.

    Without a ``symbol`` it takes the next number of its issuer.
    """

    kind: str
    day: date
    issuer: str
    note: str
    symbol: str = ""
    predecessors: tuple[str, ...] = ()
    survivors: tuple[str, ...] = ()
    newborns: tuple[Unit, ...] = ()
    details: dict[str, dict[str, Any]] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Slot:
    """A group of members who stay together through all reorganisations; ``weight`` is about how many at the end."""

    key: str
    weight: int
    block: str
    sector: str
    places: tuple[tuple[date, str], ...]

    def place(self, day: date) -> str:
        """The cell in which the group stands on ``day``."""
        return next(key for since, key in reversed(self.places) if since <= day)


@dataclass(frozen=True)
class Tree:
    """The organisations of the first day, the decisions since, and the groups of members."""

    units: tuple[Unit, ...]
    decisions: tuple[Decision, ...]
    slots: tuple[Slot, ...]

    @cached_property
    def every(self) -> dict[str, Unit]:
        """Every organisation there ever was, as it began."""
        born = [unit for decision in self.decisions for unit in decision.newborns]
        return {unit.key: unit for unit in (*self.units, *born)}

    def grassroots(self, day: date) -> dict[str, str]:
        """The grassroots organisations of a day and their kinds."""
        units = self.on(day)
        return {key: unit.kind for key, unit in units.items() if unit.kind in (COMMITTEE, GRASSROOTS_CELL)}

    def on(self, day: date) -> dict[str, Unit]:
        """The organisations of a day as they then were."""
        units = {unit.key: unit for unit in self.units}
        for decision in self.decisions:
            if decision.day <= day:
                units = _after(decision, units)
        return units

    def grassroots_of(self, slot: Slot, day: date) -> str:
        """The grassroots organisation to which a group of members belongs on ``day``."""
        cell = slot.place(day)
        unit = self.every[cell]
        return unit.parent if unit.kind == SUBORDINATE_CELL and unit.parent else cell

    def superior_of(self, slot: Slot, day: date) -> str:
        """The committee above the grassroots to which a group of members belongs on ``day``."""
        unit = self.grassroots_of(slot, day)
        superior = self.every[unit].parent or ROOT
        for decision in self.decisions:
            if decision.day <= day:
                superior = decision.details.get(unit, {}).get("parent", superior)
                superior = decision.newborns[0].key if superior in decision.predecessors else superior
        return superior


def _after(decision: Decision, units: dict[str, Unit]) -> dict[str, Unit]:
    after = {key: unit for key, unit in units.items() if key not in decision.predecessors}
    after |= {unit.key: unit for unit in decision.newborns}
    for key, details in decision.details.items():
        after[key] = Unit(**(vars(after[key]) | details))
    if len(decision.newborns) == 1:
        heir = decision.newborns[0].key
        moved = {key for key, unit in after.items() if unit.parent in decision.predecessors}
        after |= {key: Unit(**(vars(after[key]) | {"parent": heir})) for key in moved}
    return after


def read(name: str) -> Any:
    """A file of the sample committee's data."""
    return yaml.safe_load((files("dangvu.demo") / "data" / name).read_text(encoding="utf-8"))


@cache
def load_tree() -> Tree:
    """The tree of units.yaml with the decisions of reshapings.yaml."""
    reshapings = read("reshapings.yaml")
    units, slots = _superiors(), []
    for block, kinds in read("units.yaml").items():
        listed = kinds["committees"] + kinds["cells"] + [u for u in reshapings["units"] if u["block"] == block]
        for number, entry in enumerate(listed, start=1):
            own, groups = _unit_with_cells(block, number, entry)
            units += own
            slots += groups
    newborns = _newborns(reshapings["newborns"], {unit.key: unit for unit in units})
    decisions = tuple(_decision(entry, newborns) for entry in reshapings["decisions"])
    placed = tuple(_placed(slot, decisions) for slot in slots)
    return Tree(tuple(unit for unit in units if unit.key not in newborns), decisions, placed)


def _superiors() -> list[Unit]:
    province = Unit(ROOT, ROOT, "Đảng bộ tỉnh Lam Sơn", "provincial_committee", None, symbol="TU")
    agencies = ("DUKCQ", "Đảng bộ Khối các cơ quan tỉnh Lam Sơn", "Đảng bộ Khối các cơ quan")
    enterprises = ("DUKDN", "Đảng bộ Khối doanh nghiệp tỉnh Lam Sơn", "Đảng bộ Khối doanh nghiệp")
    blocks = [
        Unit(key, key, name, "superior_committee", ROOT, short=short, symbol="ĐUK")
        for key, name, short in (agencies, enterprises)
    ]
    return [province, *blocks]


def _unit_with_cells(block: str, number: int, entry: dict[str, Any]) -> tuple[list[Unit], list[Slot]]:
    """A grassroots organisation with its subordinate cells, and the groups of members in it."""
    superior, letters, usual = BLOCKS[block]
    key, code, sector = entry["key"], f"{letters}{number:02d}", entry.get("sector", usual)
    parts: list[str] = entry.get("parts", [])
    kind, title = (COMMITTEE, "Đảng bộ") if parts and not entry.get("upgraded") else (GRASSROOTS_CELL, "Chi bộ")
    short = entry.get("short", entry["name"].removesuffix(" tỉnh"))
    name = f"{title} {entry.get('formerly', entry['name'])}"
    own = Unit(key, code, name, kind, superior, sector, short)
    start = date.min
    if not parts:
        groups = entry.get("slots", {key: entry.get("members")})
        return [own], [Slot(group, weight, block, sector, ((start, key),)) for group, weight in groups.items()]
    cells, slots = [], []
    for index, (part, weight) in enumerate(zip(parts, _weights(entry["members"], len(parts)), strict=True), start=1):
        cell = Unit(f"{key}/{index}", f"{code}.{index:02d}", f"Chi bộ {part} {short}", SUBORDINATE_CELL, key)
        cells.append(cell)
        slots.append(Slot(cell.key, weight, block, sector, ((start, cell.key),)))
    return [own, *cells], slots


def _weights(members: int, cells: int) -> list[int]:
    """Members in cells of somewhat different sizes."""
    return [members // cells + (index % 3) - 1 for index in range(cells)]


def _newborns(entries: list[dict[str, Any]], known: dict[str, Unit]) -> dict[str, Unit]:
    """The organisations that begin in a decision: described there, or listed with the unit to which they belong."""
    born: dict[str, Unit] = {}
    for entry in entries:
        key, parent = entry["key"], born.get(entry["parent"]) or known[entry["parent"]]
        likely = known.get(key)
        number = key.rpartition("/")[2]
        code = f"{parent.code}.{int(number):02d}" if number.isdigit() else entry.get("code", key)
        born[key] = Unit(
            key=key,
            code=code,
            name=entry.get("name") or (likely.name if likely else ""),
            kind=entry["kind"],
            parent=entry["parent"],
            sector=entry.get("sector", ""),
            short=entry.get("short", ""),
            symbol="ĐUK" if entry["kind"] == "superior_committee" else "",
        )
    return born


def _decision(entry: dict[str, Any], newborns: dict[str, Unit]) -> Decision:
    listed = {name: tuple(entry.get(name, ())) for name in ("predecessors", "survivors")}
    born = tuple(newborns[key] for key in entry.get("newborns", ()))
    return Decision(**(entry | listed | {"newborns": born}))


def _placed(slot: Slot, decisions: tuple[Decision, ...]) -> Slot:
    """The group with all the places to which decisions took it; before its cell began, it stood in an older one."""
    (start, first), *_ = slot.places
    taken = []
    for decision in decisions:
        if slot.key in decision.slots:
            taken.append((decision.day, decision.slots[slot.key]))
            if first in {unit.key for unit in decision.newborns}:
                first = decision.survivors[0]
    return Slot(slot.key, slot.weight, slot.block, slot.sector, ((start, first), *taken))
