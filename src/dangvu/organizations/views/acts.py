"""Registering an organisation, and correcting what was written of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import ENDLESS
from dangvu.organizations.actions import Newborn, correct_organization, register_organizations
from dangvu.organizations.forms import CorrectionForm, RegistrationForm
from dangvu.organizations.history import History
from dangvu.organizations.life import SHOWN, field_label, written
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import recall_organization
from dangvu.organizations.sight import Sight
from dangvu.ui.answering import CONFLICT, done
from dangvu.ui.asking import asked_of


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Enter an organisation that existed before anything was recorded of it."""
    asked = asked_of(request)
    sight = Sight(asked.actor)
    if not sight.changeable:
        raise Http404
    initial = {"parent": asked.code, "day": asked.on, "identity": uuid4()}
    form = RegistrationForm(request.POST or None, asked=asked, sight=sight, initial=initial)
    if form.is_valid():
        newborn = Newborn(form.details, form.cleaned_data["identity"])
        with form.refusals():
            register_organizations(
                actor=asked.actor, day=form.cleaned_data["day"], basis=form.basis, newborns=[newborn]
            )
            message = _("Đã ghi %(name)s vào sổ.") % {"name": newborn.details.name}
            return done(request, message, asked.address("organizations:profile", newborn.id))
    context = {"form": form, "back": asked.address("organizations:tree")}
    return render(request, "organizations/register.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Put right what was wrongly written of an organisation for the day that is asked about.

    Whoever comes second sees what the first has written in the meantime, beside what they typed themselves.
    """
    asked = asked_of(request)
    sight = Sight(asked.actor)
    if organization_id not in sight.changeable:
        raise Http404
    current = recall_organization(organization_id, as_of=asked.on)
    history = History.load()
    shown = CorrectionForm.shown(current, history.on(current.parent_id, current.valid_from))
    form = CorrectionForm(request.POST or None, asked=asked, sight=sight, initial=shown)
    clashes: list[Clash] = []
    if form.is_valid():
        seen = _seen(organization_id, form.cleaned_data["seen"])
        if seen.superseded_at != ENDLESS:
            clashes = _clashes(form, seen, current, history)
            form = CorrectionForm(_rebased(form, seen, shown), asked=asked, sight=sight, initial=shown)
        elif answer := _carry_out(request, asked, form, seen):
            return answer
    context = {"form": form, "record": current, "clashes": clashes}
    return render(request, "organizations/correct.html", context, status=CONFLICT if clashes else form.status)


def _carry_out(
    request: HttpRequest, asked: Asked, form: CorrectionForm, seen: OrganizationRecord
) -> HttpResponse | None:
    """Correct the record that was seen; ``None`` when the form then says what is wrong."""
    changes = form.changes(seen)
    if not changes:
        form.add_error(None, _("không có gì khác với thông tin đã ghi; hãy sửa mục sai."))
        return None
    with form.refusals():
        correct_organization(actor=asked.actor, record=seen, reason=form.cleaned_data["reason"], **changes)
    if form.errors:
        return None
    message = _("Đã đính chính thông tin của %(name)s.") % {"name": form.cleaned_data["name"]}
    return done(request, message, asked.address("organizations:profile", seen.organization_id))


def _seen(organization_id: UUID, key: int) -> OrganizationRecord:
    record: OrganizationRecord | None
    record = OrganizationRecord.objects.filter(pk=key, organization=organization_id).first()
    if record is None:
        raise Http404
    return record


@dataclass(frozen=True)
class Clash:
    """A field that somebody else has changed: what they wrote, and what was typed here (empty: nothing else)."""

    label: str
    theirs: str
    typed: str


def _clashes(
    form: CorrectionForm, seen: OrganizationRecord, current: OrganizationRecord, history: History
) -> list[Clash]:
    mine = seen.again(**{{"parent": "parent_id"}.get(name, name): value for name, value in form.changes(seen).items()})
    return [
        Clash(
            field_label(name),
            written(current, name, history),
            written(mine, name, history) if written(mine, name, history) != written(seen, name, history) else "",
        )
        for name in SHOWN
        if written(current, name, history) != written(seen, name, history)
    ]


def _rebased(form: CorrectionForm, seen: OrganizationRecord, shown: dict[str, Any]) -> dict[str, Any]:
    """What to go on from: what stands now, and over it what was typed here otherwise than it was seen."""
    typed = {name: form.data.get(name, "") for name in form.changes(seen)}
    return shown | typed | {"reason": form.cleaned_data["reason"]}
