"""Entering organisations that existed before anything was recorded of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor
from dangvu.organizations.actions.plans import Newborn
from dangvu.organizations.history import History
from dangvu.organizations.models import Organization
from dangvu.organizations.policy import require_change
from dangvu.organizations.structure import find_faults


def register_organizations(*, actor: Actor, day: date, basis: Basis, newborns: Sequence[Newborn]) -> list[Organization]:
    """Enter organisations that exist on ``day``, in any order; one may stand below another of the same batch.

    This is no reorganisation: nothing is said about how they came to be. Raises ``Refusal`` when a code is taken, a
    kind or sector is unknown, or an organisation cannot stand where it is put (``organizations/placement``).
    """
    born = {newborn.id for newborn in newborns}
    require_change(actor, {newborn.details.parent for newborn in newborns} - born)
    with trail.act(actor=actor, verb="organizations.register_organizations", day=day, basis=basis) as act:
        records = [newborn.record(day) for newborn in newborns]
        refuse_if_any(find_registered(newborns))
        refuse_if_any(find_faults(History.load().changed([], records), born))
        organizations = act.identify(Organization(newborn.id) for newborn in newborns)
        act.add(records)
        act.details["organizations"] = len(organizations)
    return organizations


def find_registered(newborns: Sequence[Newborn]) -> Iterator[Finding]:
    """Newborns whose identity the records know already, as when the same form is sent twice."""
    known = set(Organization.objects.filter(pk__in=[newborn.id for newborn in newborns]).values_list("pk", flat=True))
    for newborn in newborns:
        if newborn.id in known:
            message = _("đã có trong sổ; hãy mở tổ chức này ra xem thay vì nhập lại.")
            yield Finding("organizations.already-registered", message, newborn.details.name)
