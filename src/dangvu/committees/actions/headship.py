"""Who heads the body in which an organisation works."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.committees.actions.fitness import find_absent, find_outsiders, standing_organizations
from dangvu.committees.models import HeadOfBody
from dangvu.committees.policy import CHANGE
from dangvu.committees.queries import heads as heads_on
from dangvu.committees.rolls import Rolls, holds_until
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import FOREVER
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require


def name_heads(*, actor: Actor, day: date, basis: Basis, heads: Sequence[tuple[UUID, UUID, str]]) -> None:
    """Record who heads the bodies of organisations from ``day``: organisation, member and title of each.

    The head before ends. Raises ``Refusal`` when an organisation does not exist that day or is named twice, or when
    somebody is not on its rolls or below it.
    """
    organization_ids = [organization_id for organization_id, _member_id, _title in heads]
    require(actor, CHANGE, organization_ids)
    with trail.act(actor=actor, verb="committees.name_heads", day=day, basis=basis) as act:
        rolls = Rolls.of([member_id for _organization_id, member_id, _title in heads])
        standing = standing_organizations(organization_ids, day)
        twice = {key for key in organization_ids if organization_ids.count(key) > 1}
        message = _("được nêu hai lần trong cùng một việc; hãy giữ một người đứng đầu.")
        refuse_if_any(
            [
                *find_absent(organization_ids, standing, day),
                *(Finding("committees.two-heads", message, standing[key].name) for key in twice & standing.keys()),
                *find_outsiders(
                    [(organization_id, member_id) for organization_id, member_id, _title in heads], rolls, day
                ),
            ]
        )
        before = heads_on(organization_ids, as_of=day)
        ends = {organization_id: head.valid_to for organization_id, head in before.items()}
        act.end(before.values(), day)
        act.add(
            HeadOfBody(
                organization_id=organization_id,
                member_id=member_id,
                title=title,
                valid_from=day,
                valid_to=min(
                    ends.get(organization_id, FOREVER), holds_until(day, rolls.below(member_id, organization_id))
                ),
            )
            for organization_id, member_id, title in heads
        )
        act.subject = organization_ids[0] if len(organization_ids) == 1 else None
        act.details = {"heads": len(heads)}
