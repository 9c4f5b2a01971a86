"""Entering organisations that existed before anything was recorded of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.findings import refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.organizations.actions.plans import Newborn
from dangvu.organizations.history import History
from dangvu.organizations.models import Organization
from dangvu.organizations.policy import CHANGE
from dangvu.organizations.structure import find_faults


def register_organizations(*, actor: Actor, day: date, basis: Basis, newborns: Sequence[Newborn]) -> list[Organization]:
    """Enter organisations that exist on ``day``, in any order; one may stand below another of the same batch.

    This is no reorganisation: nothing is said about how they came to be. Raises ``Refusal`` when a code is taken, a
    kind or sector is unknown, or an organisation cannot stand where it is put (``organizations/placement``).
    """
    born = {newborn.id for newborn in newborns}
    parents = {newborn.details.parent for newborn in newborns} - born - {None}
    require(actor, CHANGE, [parent for parent in parents if parent])
    with trail.act(actor=actor, verb="organizations.register_organizations", day=day, basis=basis) as act:
        records = [newborn.record(day) for newborn in newborns]
        refuse_if_any(find_faults(History.load().changed([], records), born))
        organizations = act.identify(Organization(newborn.id) for newborn in newborns)
        act.add(records)
        act.details["organizations"] = len(organizations)
    return organizations
