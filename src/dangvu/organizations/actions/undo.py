"""Taking a reorganisation back while nothing that came later depends on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.audit.models import Line
from dangvu.kernel.days import ENDLESS
from dangvu.kernel.findings import Finding, Refusal, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.kernel.records import Record
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord, Reorganization, Succession
from dangvu.organizations.policy import CHANGE
from dangvu.organizations.rooms import record_models, ways_to_organizations
from dangvu.organizations.structure import find_faults

_VERB = "organizations.undo_reorganization"

Written = Mapping[type[Record], list[Any]]
"""For each model the records that a reorganisation wrote, as they are believed now."""


def undo_reorganization(*, actor: Actor, reorganization: UUID, reason: str) -> None:
    """Believe again what was believed before the reorganisation, in every room; ``reason`` is kept in the trail.

    All records that the act wrote are superseded, and all that it superseded are written again. Raises ``Refusal``
    when there is no such reorganisation, or when something recorded later depends on it.
    """
    event = _standing(reorganization)
    require(actor, CHANGE, sorted(_concerned(reorganization), key=str))
    with trail.act(
        actor=actor, verb=_VERB, day=event.day, basis=event.basis, subject=reorganization, reason=reason
    ) as act:
        if not reason.strip():
            raise Refusal.of("organizations.no-reason", _("thiếu lý do hủy; hãy ghi rõ vì sao."))
        written, findings = _find_obstacles(event.recorded_in)
        refuse_if_any(findings)
        for model, records in written.items():
            act.supersede(records)
            act.add(record.again() for record in model.objects.filter(superseded_in=event.recorded_in).order_by("id"))
        act.details["kind"] = event.kind


def obstacles_to_undoing(reorganization: UUID) -> list[Finding]:
    """Why ``undo_reorganization`` would refuse, given permission and a reason; nothing when it would not."""
    return _find_obstacles(_standing(reorganization).recorded_in)[1]


def _standing(reorganization: UUID) -> Reorganization:
    event: Reorganization | None = Reorganization.objects.believed().filter(identity=reorganization).first()
    if event is None:
        message = _("không có lần sắp xếp này, hoặc nó đã được hủy; hãy xem lại.")
        raise Refusal.of("organizations.no-reorganization", message)
    return event


def _find_obstacles(line: int) -> tuple[Written, list[Finding]]:
    """What the act of this line wrote, and everything that speaks against taking it back."""
    written, findings = _find_written(line)
    findings += _find_dependents(line, written)
    return written, findings or _find_faults_of_return(line, written)


def _concerned(reorganization: UUID) -> set[UUID]:
    pairs = Succession.objects.believed().filter(reorganization=reorganization)
    return {key for pair in pairs.values_list("predecessor", "successor") for key in pair if key}


def _find_written(line: int) -> tuple[Written, list[Finding]]:
    """What the act of this line wrote, and findings for what has been changed since.

    Where a later reorganisation replaced it and was undone, the copy that was then written stands in its place.
    """
    undoing = Line.objects.filter(verb=_VERB, number__gt=line).values_list("number", flat=True)
    written: dict[type[Record], list[Any]] = {}
    findings: list[Finding] = []
    for model in record_models():
        copies = {_said(copy): copy for copy in model.objects.believed().filter(recorded_in__in=list(undoing))}
        originals = list(model.objects.filter(recorded_in=line).order_by("id"))
        standing = [record if record.superseded_at == ENDLESS else copies.get(_said(record)) for record in originals]
        written[model] = [record for record in standing if record]
        findings += _dependent(model, standing.count(None))
    return written, findings


def _said(record: Record) -> tuple[Any, ...]:
    """Everything a record says of the world, for telling whether another says the same."""
    copy = record.again()
    return tuple(getattr(copy, field.attname) for field in copy._meta.concrete_fields)


def _find_dependents(line: int, written: Written) -> Iterator[Finding]:
    """Records made later of organisations that the reorganisation brought forth, or gave another kind."""
    transformed = _transformed(line)
    for model, name in ways_to_organizations():
        later = model.objects.believed().filter(recorded_in__gt=line, **{f"{name}__in": transformed})
        standing = {record.pk for record in written[model]}
        yield from _dependent(model, len(set(later.values_list("pk", flat=True)) - standing))


def _find_faults_of_return(line: int, written: Written) -> list[Finding]:
    """What would be wrong with the tree if what the reorganisation replaced held again."""
    returned = [record.again() for record in OrganizationRecord.objects.filter(superseded_in=line)]
    touched = {record.organization_id for record in returned}
    return find_faults(History.load().changed(written[OrganizationRecord], returned), touched)


def _transformed(line: int) -> set[UUID]:
    """The organisations that had no record, or one of another kind, before the reorganisation."""
    replaced = OrganizationRecord.objects.filter(superseded_in=line)
    kinds = dict(replaced.values_list("organization", "kind"))
    begun = OrganizationRecord.objects.filter(recorded_in=line).values_list("organization", "kind")
    return {organization for organization, kind in begun if kinds.get(organization) != kind}


def _dependent(model: type[Record], count: int) -> Iterator[Finding]:
    if count:
        message = _(
            "không hủy được vì %(count)s bản ghi “%(what)s” nhập sau đó dựa vào lần sắp xếp này; hãy hủy chúng trước."
        )
        yield Finding("organizations.depended-on", message % {"count": count, "what": model._meta.verbose_name})
