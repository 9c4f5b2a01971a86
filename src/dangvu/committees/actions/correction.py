"""Correcting what was recorded wrongly of a committee, a seat or a head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.policy import CHANGE
from dangvu.committees.rules import find_unknown_posts
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require

CommitteeRecord = CommitteeTerm | CommitteeMember | HeadOfBody

_KEPT = frozenset(
    {
        "id",
        "committee",
        "committee_id",
        "organization",
        "organization_id",
        "recorded_at",
        "superseded_at",
        "recorded_in",
        "superseded_in",
    }
)
"""What a correction may not touch: which committee or organisation it is said of, and the bookkeeping."""


def correct_record(*, actor: Actor, record: CommitteeRecord, reason: str, **changes: Any) -> CommitteeRecord:
    """Put a record with ``changes`` in the place of a wrong one.

    Raises ``Refusal`` without a reason, for an unknown post, a spell that ends before it starts, an overlap, or when
    the record has been superseded meanwhile. ``TypeError`` for a column that cannot be corrected.
    """
    if _KEPT & changes.keys():
        raise TypeError(f"a correction cannot change {sorted(_KEPT & changes.keys())}")
    committee = record.committee if isinstance(record, CommitteeMember) else record
    require(actor, CHANGE, [committee.organization_id])
    new = record.again(**changes)
    with trail.act(
        actor=actor,
        verb="committees.correct_record",
        subject=committee.organization_id,
        basis=new.basis,
        reason=reason,
    ) as act:
        refuse_if_any(_findings(new, reason))
        act.replace([(record, new)])
        act.details = {"record": record._meta.label, "columns": sorted(changes)}
    return new


def _findings(new: CommitteeRecord, reason: str) -> Iterator[Finding]:
    if not reason.strip():
        yield Finding("committees.no-reason", _("đính chính phải có lý do; hãy ghi vì sao bản ghi cũ sai."))
    if new.valid_to <= new.valid_from:
        message = _("ngày kết thúc không sau ngày bắt đầu; hãy sửa một trong hai ngày.")
        yield Finding("committees.empty-spell", message)
    if isinstance(new, CommitteeMember):
        yield from find_unknown_posts([new.post], new.valid_from, "")
