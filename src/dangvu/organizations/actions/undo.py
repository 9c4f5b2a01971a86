"""Taking a reorganisation back while nothing that came later depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.days import ENDLESS
from dangvu.kernel.findings import Finding, Refusal, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.kernel.records import Record
from dangvu.organizations.models import Organization, OrganizationRecord, Reorganization, Succession
from dangvu.organizations.policy import CHANGE


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
        models = [model for model in apps.get_models() if issubclass(model, Record)]
        undone = {model: list(model.objects.filter(superseded_in=event.recorded_in).order_by("id")) for model in models}
        for model in models:
            act.supersede(model.objects.filter(recorded_in=event.recorded_in))
        for model in models:
            act.add(record.again() for record in undone[model])
        act.details["reorganization"] = str(reorganization)


def _find_later_changes(event: Reorganization) -> Iterator[Finding]:
    """Records that the reorganisation wrote and that have been changed since."""
    for model in apps.get_models():
        if issubclass(model, Record):
            changed = model.objects.filter(recorded_in=event.recorded_in).exclude(superseded_at=ENDLESS).count()
            yield from _dependent(model, changed)


def _find_dependents(event: Reorganization) -> Iterator[Finding]:
    """Records made later of organisations that the reorganisation brought forth, or gave another kind."""
    transformed = _transformed(event)
    for model in apps.get_models():
        if issubclass(model, Record):
            for key in [field.name for field in model._meta.fields if field.related_model is Organization]:
                later = model.objects.believed().filter(
                    Q(recorded_in__gt=event.recorded_in), **{f"{key}__in": transformed}
                )
                yield from _dependent(model, later.count())


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
