"""Records and acts to put on the trail."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.policy import Actor
from dangvu.organizations.models import Organization, OrganizationRecord

MORNING = datetime(2021, 1, 5, 8, tzinfo=UTC)
DAY = date(2021, 1, 1)
BASIS = Basis("12-QĐ/ĐUK", date(2020, 12, 28), "Đảng ủy Khối tỉnh Lam Sơn")


def actor(*, minutes: int = 0, name: str = "Lê Thị Hoa") -> Actor:
    """Somebody who speaks some minutes after the first act."""
    return Actor(name, MORNING + timedelta(minutes=minutes), operator=True)


def open_act(*, minutes: int = 0, verb: str = "tests.write", **said: Any) -> Any:
    return trail.act(actor=actor(minutes=minutes), verb=verb, **said)


def unit(organization: Organization, **said: Any) -> OrganizationRecord:
    """An unsaved record of an organisation."""
    values = {"code": "CB01", "name": "Chi bộ Một", "kind": "grassroots_cell", "valid_from": DAY} | said
    return OrganizationRecord(organization=organization, **values)


def written(*, minutes: int = 0, **said: Any) -> OrganizationRecord:
    """A record of a new organisation, written in an act of its own."""
    with open_act(minutes=minutes, day=DAY, basis=BASIS) as act:
        [organization] = act.identify([Organization()])
        [record] = act.add([unit(organization, **said)])
    return record
