"""What accounts add to pages of other rooms: the band of administrator mode, and who may see a profile."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dangvu.access.answers import stay_of
from dangvu.access.models import AccountRecord
from dangvu.access.policy import CHANGE, READ
from dangvu.access.queries import who_may
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Band, MemberFiles, Panel, registered
from dangvu.kernel.policy import Actor, Permission, Verb, allowed, reach


def administration_band(actor: Actor) -> Mapping[str, Any] | None:
    """How long administrator mode still lasts, and why it was entered; ``None`` outside it."""
    stay = stay_of(actor)
    if stay is None:
        return None
    return {"stay": stay, "minutes": ceil((stay.until - actor.at).total_seconds() / 60)}


def organization_panel(asked: Asked, organization_id: UUID) -> Mapping[str, Any] | None:
    """Who may change the rolls of an organisation, for whoever manages accounts there."""
    if not allowed(asked.actor, READ, organization_id):
        return None
    permission = Permission("members", Verb.CHANGE)
    return {"reasons": who_may(permission, organization_id, as_of=asked.on, known_at=asked.known_at)}


def member_panel(asked: Asked, member_id: UUID) -> Mapping[str, Any] | None:
    """Who may see the file of a member, for the member and for whoever manages accounts where the file is kept."""
    keeper = keeper_of(asked, member_id)
    permission = Permission("members", Verb.READ)
    manages = keeper is not None and allowed(asked.actor, READ, keeper)
    if not manages and member_id not in reach(asked.actor, permission).persons:
        return None
    has_account = AccountRecord.objects.on(asked.today, asked.actor.at).filter(member=member_id).exists()
    return {
        "reasons": who_may(permission, keeper, as_of=asked.on, known_at=asked.known_at, person=member_id),
        "member": member_id,
        "may_open": keeper is not None and not has_account and allowed(asked.actor, CHANGE, keeper),
    }


def keeper_of(asked: Asked, member_id: UUID) -> UUID | None:
    """The organisation that keeps the file of a member on the day; ``None`` for one on no rolls."""
    for offer in registered(MemberFiles):
        if keeper := offer.keepers([member_id], asked.on, asked.known_at).get(member_id):
            return keeper
    return None


BAND = Band("access/band.html", administration_band)

PANELS = (
    Panel("organization", _("Ai được sửa"), 90, "access/who_panel.html", organization_panel),
    Panel("member", _("Ai được xem hồ sơ"), 90, "access/who_panel.html", member_panel),
)
