"""Where somebody holds permissions, worked out once for all that a page asks."""

from __future__ import annotations

from uuid import UUID

from dangvu.kernel.policy import Actor, Permission, Reach, permitted, reach
from dangvu.organizations.models import Organization
from dangvu.organizations.policy import CHANGE, READ, READ_FIGURES


class Sight:
    """The organisations within an actor's reach, by the predicate that lists and figures ask as well."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._reaches: dict[Permission, Reach] = {}
        self._inside: dict[Reach, frozenset[UUID]] = {}

    def inside(self, permission: Permission) -> frozenset[UUID]:
        """The organisations over whose records the actor holds ``permission``."""
        if permission not in self._reaches:
            self._reaches[permission] = reach(self.actor, permission)
        granted = self._reaches[permission]
        if granted not in self._inside:
            condition = permitted(self.actor, permission, organization="pk")
            self._inside[granted] = frozenset(Organization.objects.filter(condition).values_list("pk", flat=True))
        return self._inside[granted]

    def counted(self, permission: Permission | None) -> frozenset[UUID]:
        """The organisations of which the actor may be told how many records they hold that are read by ``permission``.

        To be told a number takes that permission, or the one to read the figures of the organisation.
        """
        return self.inside(permission) | self.inside(READ_FIGURES) if permission else self.readable

    @property
    def readable(self) -> frozenset[UUID]:
        """The organisations that the actor may read about."""
        return self.inside(READ)

    @property
    def changeable(self) -> frozenset[UUID]:
        """The organisations that the actor may change."""
        return self.inside(CHANGE)
