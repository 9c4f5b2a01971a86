"""Kinds of post, as the regulations of a day give them permissions and places (``access/posts``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dangvu.kernel.policy import Permission, Verb
from dangvu.regulations import regulation


class Place(StrEnum):
    """Where a permission holds, seen from the organisation of the post: the codes of ``access/places``."""

    UNIT = "unit"
    UNIT_AND_BELOW = "unit_and_below"
    LAYER = "layer"
    LAYER_AND_BELOW = "layer_and_below"
    OWN_FILE = "own_file"


@dataclass(frozen=True, slots=True)
class PostType:
    """What holding a post permits, and the kinds of organisation at which it can be held.

    Of an ``administrator``'s post, permissions to change count in administrator mode only, and outside it as
    permissions to read. A ``carried`` post goes on at the organisation that takes over the one of its holder whole.
    """

    code: str
    held_at: frozenset[str]
    rights: tuple[tuple[Permission, Place], ...]
    administrator: bool
    carried: bool
    second_factor: bool

    def places(self, permission: Permission, *, in_mode: bool) -> list[Place]:
        """Where the post gives ``permission``, to somebody who is in administrator mode or not."""
        verbs = {permission.verb}
        if permission.verb is Verb.READ:
            verbs.add(Verb.CHANGE)
        elif self.administrator and not in_mode:
            return []
        given = [place for right, place in self.rights if right.area == permission.area and right.verb in verbs]
        return list(dict.fromkeys(given))

    @property
    def personal(self) -> bool:
        """Whether the post opens nothing but the holder's own file."""
        return all(place is Place.OWN_FILE for _right, place in self.rights)

    def gives(self, area: str) -> bool:
        """Whether the post permits to change anything in ``area``, be it in administrator mode."""
        return bool(self.places(Permission(area, Verb.CHANGE), in_mode=True))


def post_types(on: date, among: Collection[str] | None = None) -> dict[str, PostType]:
    """The kinds of post that there are on a day, by code; ``among`` some codes, or all of them."""
    entries = regulation("access/posts", on=on)
    return {entry["code"]: _post_type(entry) for entry in entries if among is None or entry["code"] in among}


def _post_type(entry: Mapping[str, Any]) -> PostType:
    return PostType(
        code=entry["code"],
        held_at=frozenset(entry["held_at"]),
        rights=tuple(_rights(entry)),
        administrator=entry.get("administrator", False),
        carried=entry.get("carried", False),
        second_factor=entry.get("second_factor", False),
    )


def _rights(entry: Mapping[str, Any]) -> Iterator[tuple[Permission, Place]]:
    for right in entry["rights"]:
        for verb in Verb:
            for area in right.get(verb, ()):
                yield Permission(area, verb), Place(right["place"])
