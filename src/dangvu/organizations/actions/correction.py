"""Correcting what was recorded wrongly."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.findings import Refusal, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.organizations.actions.plans import Details
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.policy import CHANGE
from dangvu.organizations.structure import find_faults

_CORRECTABLE = {field.name for field in fields(Details)} | {"valid_from"}


def correct_organization(
    *, actor: Actor, record: OrganizationRecord, reason: str, **changes: Any
) -> OrganizationRecord:
    """Write ``record`` again with ``changes`` (fields of ``Details``, or ``valid_from``); ``reason`` is kept in the trail.

    Raises ``Refusal`` when the reason is missing, the record is no longer believed, or the tree would not hold together.
    """
    require(actor, CHANGE, [record.organization_id, *([parent] if (parent := changes.get("parent")) else [])])
    verb = "organizations.correct_organization"
    with trail.act(actor=actor, verb=verb, subject=record.organization_id, reason=reason) as act:
        if not reason.strip():
            raise Refusal.of("organizations.no-reason", _("thiếu lý do đính chính; hãy ghi rõ sai ở đâu."))
        if unknown := changes.keys() - _CORRECTABLE:
            message = _("không có mục %(names)s; hãy bỏ đi.") % {"names": ", ".join(sorted(unknown))}
            raise Refusal.of("organizations.unknown-detail", message)
        columns = {"parent": "parent_id"}
        corrected = record.again(**{columns.get(name, name): value for name, value in changes.items()})
        refuse_if_any(find_faults(History.load().changed([record], [corrected]), {record.organization_id}))
        act.details["changes"] = {name: str(value) for name, value in changes.items()}
        return act.replace([(record, corrected)])[0]
