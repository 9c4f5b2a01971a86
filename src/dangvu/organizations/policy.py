"""Who may see and change the tree."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from dangvu.kernel.policy import Actor, Permission, Verb, denied, everywhere, require

READ = Permission("organizations", Verb.READ)
CHANGE = Permission("organizations", Verb.CHANGE)

READ_FIGURES = Permission("figures", Verb.READ)
"""A number of records is a figure as well."""


def require_change(actor: Actor, organization_ids: Iterable[UUID | None]) -> None:
    """Raise ``Refusal`` unless ``actor`` may change all of these; ``None`` stands for the top of the register.

    What is put at the top stands under nobody, so it is put there by those alone who answer for the whole tree.
    """
    asked = set(organization_ids)
    require(actor, CHANGE, sorted((one for one in asked if one), key=str))
    if None in asked and not everywhere(actor, CHANGE):
        raise denied(actor)
