"""Putting right what was recorded wrongly of a term, a seat or a head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dangvu.committees.actions import correct_record
from dangvu.committees.forms import CorrectionForm
from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.sittings import post_name
from dangvu.committees.views.reading import changing
from dangvu.kernel.days import ENDLESS, FOREVER, write_day
from dangvu.ui.answering import CONFLICT, done
from dangvu.ui.reading import chosen, whole

CommitteeRecord = CommitteeTerm | CommitteeMember | HeadOfBody

KINDS: dict[str, tuple[type[CommitteeRecord], str]] = {
    "term": (CommitteeTerm, "organization"),
    "seat": (CommitteeMember, "committee__organization"),
    "head": (HeadOfBody, "organization"),
}
"""What can be corrected, and its way to the organisation."""


@dataclass(frozen=True)
class Clash:
    """A column that somebody else has changed: what was seen, what they wrote, and what was typed here."""

    label: str
    seen: str
    theirs: str
    typed: str


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, organization_id: UUID, kind: str, record_id: int) -> HttpResponse:
    """Correct one record; whoever comes second sees what the first wrote, beside what they typed themselves."""
    asked, unit = changing(request, organization_id)
    record = _record(organization_id, kind, record_id)
    back = asked.address("committees:committee", organization_id)
    seen = _record(organization_id, kind, whole(request.POST.get("seen"), record.pk)) if request.POST else record
    form = CorrectionForm(request.POST or None, record=seen)
    clashes: list[Clash] = []
    if request.method == "POST" and form.is_valid():
        if seen.superseded_at != ENDLESS and (current := _follower(seen)):
            clashes = _clashes(seen, current, form)
            form = CorrectionForm(_rebased(form, current), record=current)
        elif not form.changes:
            form.add_error(None, _("không có gì khác với điều đã ghi; hãy sửa mục sai."))
        else:
            with form.refusals():
                correct_record(actor=asked.actor, record=seen, reason=form.cleaned_data["reason"], **form.changes)
                return done(request, _("Đã đính chính."), back)
    context = {"form": form, "record": unit, "about": _about(record), "clashes": clashes, "back": back}
    return render(request, "committees/correct.html", context, status=CONFLICT if clashes else form.status)


def _record(organization_id: UUID, kind: str, record_id: int) -> Any:
    if not chosen(kind, KINDS):
        raise Http404
    model, way = KINDS[kind]
    found = model._default_manager.filter(pk=min(record_id, 2**62), **{way: organization_id}).first()
    if found is None:
        raise Http404
    return found


def _follower(seen: Any) -> Any:
    """The believed record that the same act wrote in the place of the one seen, if it wrote one."""
    key = {"organization": seen.organization_id} if hasattr(seen, "organization_id") else {"member": seen.member_id}
    if hasattr(seen, "committee_id"):
        key["committee"] = seen.committee_id
    return type(seen)._default_manager.believed().filter(recorded_in=seen.superseded_in, **key).first()


def _clashes(seen: Any, current: Any, form: CorrectionForm) -> list[Clash]:
    typed = form.changes
    return [
        Clash(
            str(form.fields[name].label),
            _written(seen, name, getattr(seen, name)),
            _written(seen, name, getattr(current, name)),
            _written(seen, name, typed[name]) if name in typed else "",
        )
        for name in form.fields
        if name not in ("reason", "seen") and getattr(current, name) != getattr(seen, name)
    ]


def _rebased(form: CorrectionForm, current: Any) -> dict[str, Any]:
    """What stands now, and over it what was typed here otherwise than it was seen."""
    now = CorrectionForm(record=current)
    shown = {name: now[name].value() for name in now.fields}
    return shown | {name: form.data.get(name, "") for name in form.changes} | {"reason": form.cleaned_data["reason"]}


def _about(record: CommitteeRecord) -> str:
    if isinstance(record, CommitteeMember):
        return post_name(record.post, record.valid_from)
    return record.title if isinstance(record, HeadOfBody) else record.committee.term


def _written(record: CommitteeRecord, name: str, value: Any) -> str:
    if name == "post":
        return post_name(value, record.valid_from)
    if name in ("valid_from", "valid_to"):
        return "–" if value == FOREVER else write_day(value)
    return str(value)
