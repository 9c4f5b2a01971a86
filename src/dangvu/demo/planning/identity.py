"""Names, homes and work: invented, in the proportions of real life."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from dangvu.demo.planning.boards import Board
from dangvu.demo.planning.dice import Dice
from dangvu.demo.planning.people import Life
from dangvu.demo.planning.tree import read

RETIRED = ("retired", "Hưu trí")
RETIRED_AT = 60
GRADUATE = frozenset({"university", "master", "doctorate"})
SENIOR_AT = 34
MANUAL = dict.fromkeys(("Công nhân", "Thợ bậc cao"), "enterprise_worker")

PARTY_BODIES = frozenset(
    {"ban-noi-chinh", "ban-to-chuc", "ban-tuyen-giao", "ban-dan-van", "mat-tran", "nong-dan", "phu-nu", "tinh-doan"}
    | {"lien-doan", "cuu-chien-binh", "co-quan-cq", "co-quan-dn", "kiem-tra-thanh-tra/1", "kiem-tra-thanh-tra/2"}
    | {f"tinh-uy/{number}" for number in range(1, 6)}
)
"""Groups who work for the Party, the Front or a mass organisation."""


def load_names() -> dict[str, Any]:
    """The names, places and titles of names.yaml."""
    names: dict[str, Any] = read("names.yaml")
    return names


def assign_identities(lives: list[Life], boards: list[Board], dice: Dice) -> None:
    """Give everybody a name, a home and work; no two people who share a name also share their birth date."""
    names = load_names()
    heads = {board.head for board in boards}
    taken: set[tuple[str, object]] = set()
    for life in lives:
        while not life.name or (life.name, life.birth) in taken:
            life.name = _full_name(life, names, dice)
        taken.add((life.name, life.birth))
        commune, district = dice.pick(names["communes"]), dice.pick(names["districts"])
        ward = "phường" if district.startswith("thành phố") else "xã"
        life.hometown = f"{ward} {commune}, {district}, tỉnh Lam Sơn"
        life.occupation = _work(life, names["work"][life.slot.sector], heads, dice)


def _full_name(life: Life, names: dict[str, Any], dice: Dice) -> str:
    family = _weighted(names["families_of"].get(life.ethnic_group, names["families"]), dice)
    own = names[life.sex]
    return f"{family} {_weighted(own['middle'], dice)} {dice.pick(own['given'])}"


def _work(life: Life, work: dict[str, Any], heads: Collection[Life | None], dice: Dice) -> tuple[str, str]:
    """A code of ``members/occupations`` and a title."""
    if life.slot.sector == "other" and life.age(life.since) > RETIRED_AT:
        return RETIRED
    graduate = any(step.level in GRADUATE for step in life.steps if step.since <= life.since)
    tier = "senior" if graduate and life.age(life.since) > SENIOR_AT else "graduate" if graduate else "titles"
    title = work["head"] if life in heads else _weighted(work[tier], dice)
    code: str = work["code"]
    if code == "enterprise_staff":
        code = MANUAL.get(title, "enterprise_manager" if title in (work["head"], "Trưởng phòng") else code)
    return "political_agency" if code == "state_agency" and life.slot.key in PARTY_BODIES else code, title


def _weighted(weights: dict[str, int], dice: Dice) -> str:
    left = dice.unit() * sum(weights.values())
    return next(name for name, weight in weights.items() if (left := left - weight) < 0)
