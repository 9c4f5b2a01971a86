"""Correcting what was recorded wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Finding, Refusal, refuse_if_any
from dangvu.kernel.policy import Actor
from dangvu.organizations.actions.plans import Details
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.policy import require_change
from dangvu.organizations.rooms import ways_that_move
from dangvu.organizations.structure import find_faults

_CORRECTABLE = {field.name for field in fields(Details)} | {"valid_from"}


def correct_organization(
    *, actor: Actor, record: OrganizationRecord, reason: str, **changes: Any
) -> OrganizationRecord:
    """Write ``record`` again with ``changes``: fields of ``Details``, or ``valid_from``; the trail keeps ``reason``.

    Raises ``Refusal`` without a reason, when the record is no longer believed, when the tree would not hold together,
    or when a later beginning would leave records of other rooms without an organisation.
    """
    require_change(actor, [record.organization_id, changes.get("parent", record.organization_id)])
    verb = "organizations.correct_organization"
    with trail.act(actor=actor, verb=verb, subject=record.organization_id, reason=reason) as act:
        if not reason.strip():
            raise Refusal.of("organizations.no-reason", _("thiếu lý do đính chính; hãy ghi rõ sai ở đâu."))
        if unknown := changes.keys() - _CORRECTABLE:
            message = _("không có mục %(names)s; hãy bỏ đi.") % {"names": ", ".join(sorted(unknown))}
            raise Refusal.of("organizations.unknown-detail", message)
        columns = {"parent": "parent_id"}
        corrected = record.again(**{columns.get(name, name): value for name, value in changes.items()})
        faults = find_faults(History.load().changed([record], [corrected]), {record.organization_id})
        refuse_if_any([*faults, *_find_uncovered(record, corrected)])
        act.details["changes"] = {name: str(value) for name, value in changes.items()}
        return act.replace([(record, corrected)])[0]


def _find_uncovered(record: OrganizationRecord, corrected: OrganizationRecord) -> Iterator[Finding]:
    """Records of other rooms that hold on days which a later beginning takes from the organisation."""
    for model, name in ways_that_move():
        held = model.objects.believed().filter(**{name: record.organization_id})
        count = held.filter(valid_from__lt=corrected.valid_from, valid_to__gt=record.valid_from).count()
        if count:
            message = _("có %(count)s %(what)s từ trước ngày %(day)s; hãy đính chính các bản ghi đó trước.")
            day = write_day(corrected.valid_from)
            details = {"count": count, "what": model._meta.verbose_name, "day": day}
            yield Finding("organizations.uncovered", message % details, record.name)
