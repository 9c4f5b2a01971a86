"""Moving between cells, out of the records, and back into them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.audit.trail import Act
from dangvu.kernel.basis import Basis
from dangvu.kernel.contracts import MemberEnd, registered
from dangvu.kernel.days import FOREVER
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.members.actions.checks import closed_cells, just_arrived, named_twice, names, off_the_rolls, only
from dangvu.members.models import Affiliation, MembershipStatus
from dangvu.members.policy import CHANGE
from dangvu.members.queries import batches, held

UNFOUNDED = {"basis_symbol": "", "basis_day": None, "basis_issuer": ""}
"""A continuation rests on the act that makes it, not on the basis of the record it continues."""


def transfer_members(
    *, actor: Actor, day: date, basis: Basis, member_ids: Collection[UUID], to: UUID | None, destination: str = ""
) -> None:
    """Move members to the rolls of the cell ``to`` from ``day``; without it, out of the records to ``destination``.

    Seats that no longer fit where they stand end with it. A move entered late takes effect until the next one already
    recorded. Raises ``Refusal`` when somebody is not on the rolls, is there already, or the cell does not stand.
    """
    places = held(Affiliation, member_ids, as_of=day)
    touched = {place.organization_id for place in places.values()} | ({to} if to else set())
    require(actor, CHANGE, touched)
    with trail.act(actor=actor, verb="members.transfer_members", day=day, basis=basis) as act:
        refuse_if_any(_transfer_findings(member_ids, places, to, day))
        rows = list(places.values())
        if to:
            act.end(rows, day, exit="internal_transfer", destination="")
            act.add(
                row.again(organization_id=to, entry="internal_transfer", origin="", valid_from=day, **UNFOUNDED)
                for row in rows
            )
        else:
            act.end(rows, day, exit="transfer_out", destination=destination)
        end_what_no_longer_fits(act, [row.member_id for row in rows])
        act.subject = rows[0].member_id if len(rows) == 1 else None
        act.details = {"members": len(rows), "to": str(to) if to else destination}


def _transfer_findings(
    member_ids: Collection[UUID], places: dict[UUID, Affiliation], to: UUID | None, day: date
) -> Iterator[Finding]:
    yield from named_twice(member_ids)
    yield from off_the_rolls(member_ids, places, day)
    yield from just_arrived(places, day)
    if to:
        yield from closed_cells((to, day, place.valid_to) for place in places.values())
        there = _("đã ở trong danh sách của chi bộ này; hãy chọn chi bộ khác.")
        staying = names([key for key, place in places.items() if place.organization_id == to])
        yield from (Finding("members.already-there", there, name) for name in staying.values())
    else:
        yield from later_records(member_ids, day)


def receive_members(
    *, actor: Actor, day: date, basis: Basis, member_ids: Collection[UUID], organization_id: UUID, origin: str = ""
) -> None:
    """Put members who had moved out of the records back on the rolls of a cell from ``day``.

    Raises ``Refusal`` when somebody is on the rolls, is no longer a member, or the cell does not stand.
    """
    require(actor, CHANGE, [organization_id])
    with trail.act(actor=actor, verb="members.receive_members", day=day, basis=basis) as act:
        statuses = held(MembershipStatus, member_ids, as_of=day)
        gone = names([key for key in member_ids if key not in statuses])
        message = _("không còn là đảng viên vào ngày tiếp nhận; hãy kiểm tra lại tư cách hoặc ghi là kết nạp lại.")
        here = names(held(Affiliation, member_ids, as_of=day))
        present = _("đang ở trong danh sách của một chi bộ; hãy dùng việc chuyển sinh hoạt thay cho tiếp nhận.")
        refuse_if_any(
            [
                *named_twice(member_ids),
                *(Finding("members.no-member-then", message, name) for name in gone.values()),
                *(Finding("members.on-the-rolls", present, name) for name in here.values()),
                *closed_cells([(organization_id, day, FOREVER)]),
            ]
        )
        act.add(
            Affiliation(
                member_id=key, organization_id=organization_id, entry="transfer_in", origin=origin, valid_from=day
            )
            for key in member_ids
        )
        act.subject = only(member_ids)
        act.details = {"members": len(member_ids), "organization": str(organization_id)}


def later_records(member_ids: Iterable[UUID], day: date) -> Iterator[Finding]:
    """Places on the rolls that were recorded for after ``day``: nobody can have left before them."""
    message = _("còn ghi nhận ở danh sách chi bộ sau ngày này; hãy đính chính các ghi nhận đó trước.")
    for ids in batches(member_ids):
        believed = Affiliation.objects.believed().filter(member_id__in=ids, valid_to__gt=day)
        later = believed.exclude(valid_from__lte=day, valid_to=FOREVER).values_list("member_id", flat=True)
        yield from (Finding("members.later-records", message, name) for name in names(later).values())


def end_what_no_longer_fits(act: Act, member_ids: Collection[UUID]) -> None:
    """Let the rooms above end what rested on the place that these members have left."""
    for offer in registered(MemberEnd):
        offer.end(act, member_ids)
