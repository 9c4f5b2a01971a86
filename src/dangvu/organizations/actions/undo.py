"""Taking a reorganisation back while nothing that came later depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.days import ENDLESS
from dangvu.kernel.findings import Finding, Refusal, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.kernel.records import Record
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord, Reorganization, Succession
from dangvu.organizations.policy import CHANGE
from dangvu.organizations.rooms import record_models, ways_to_organizations
from dangvu.organizations.structure import find_faults


def undo_reorganization(*, actor: Actor, reorganization: UUID, reason: str) -> None:
    """Believe again what was believed before the reorganisation, in every room; ``reason`` is kept in the trail.

    All records that the act wrote are superseded, and all that it superseded are written again. Raises ``Refusal``
    when there is no such reorganisation, or when something recorded later depends on it.
    """
    events = list(Reorganization.objects.believed().filter(identity=reorganization))
    if not events:
        raise Refusal.of(
            "organizations.no-reorganization", _("không có lần sắp xếp này, hoặc nó đã được hủy; hãy xem lại.")
        )
    event = events[0]
    successions = Succession.objects.believed().filter(reorganization=reorganization)
    concerned = {key for pair in successions.values_list("predecessor", "successor") for key in pair if key}
    require(actor, CHANGE, sorted(concerned, key=str))
    verb = "organizations.undo_reorganization"
    with trail.act(
        actor=actor, verb=verb, day=event.day, basis=event.basis, subject=reorganization, reason=reason
    ) as act:
        if not reason.strip():
            raise Refusal.of("organizations.no-reason", _("thiếu lý do hủy; hãy ghi rõ vì sao."))
        refuse_if_any([*_find_later_changes(event), *_find_dependents(event)])
        refuse_if_any(_find_faults_of_return(event))
        for model in record_models():
            replaced = list(model.objects.filter(superseded_in=event.recorded_in).order_by("id"))
            act.supersede(model.objects.filter(recorded_in=event.recorded_in))
            act.add(record.again() for record in replaced)
        act.details["reorganization"] = str(reorganization)


def _find_later_changes(event: Reorganization) -> Iterator[Finding]:
    """Records that the reorganisation wrote and that have been changed since."""
    for model in record_models():
        changed = model.objects.filter(recorded_in=event.recorded_in).exclude(superseded_at=ENDLESS).count()
        yield from _dependent(model, changed)


def _find_dependents(event: Reorganization) -> Iterator[Finding]:
    """Records made later of organisations that the reorganisation brought forth, or gave another kind."""
    transformed = _transformed(event)
    for model, name in ways_to_organizations():
        later = model.objects.believed().filter(recorded_in__gt=event.recorded_in, **{f"{name}__in": transformed})
        yield from _dependent(model, later.count())


def _find_faults_of_return(event: Reorganization) -> list[Finding]:
    """What would be wrong with the tree if what the reorganisation replaced held again."""
    written = list(OrganizationRecord.objects.filter(recorded_in=event.recorded_in))
    returned = [record.again() for record in OrganizationRecord.objects.filter(superseded_in=event.recorded_in)]
    touched = {record.organization_id for record in returned}
    return find_faults(History.load().changed(written, returned), touched)


def _transformed(event: Reorganization) -> set[UUID]:
    """The organisations that had no record, or one of another kind, before the reorganisation."""
    written = OrganizationRecord.objects.filter(recorded_in=event.recorded_in)
    replaced = OrganizationRecord.objects.filter(superseded_in=event.recorded_in)
    kinds = dict(replaced.values_list("organization", "kind"))
    begun = written.filter(valid_from=event.day).values_list("organization", "kind")
    return {organization for organization, kind in begun if kinds.get(organization) != kind}


def _dependent(model: type[Record], count: int) -> Iterator[Finding]:
    if count:
        message = _(
            "không hủy được vì %(count)s bản ghi “%(what)s” nhập sau đó dựa vào lần sắp xếp này; hãy hủy chúng trước."
        )
        yield Finding("organizations.depended-on", message % {"count": count, "what": model._meta.verbose_name})
