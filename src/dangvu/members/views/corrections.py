"""Correcting a record of a member; whoever comes second sees what the first one wrote, and loses nothing."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import ENDLESS
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import denied
from dangvu.members.actions.correction import MemberRecord
from dangvu.members.forms.corrections import CorrectionForm
from dangvu.members.life import KINDS, Life
from dangvu.members.queries import profile
from dangvu.members.readings import open_file, tell_reading
from dangvu.ui.answering import CONFLICT, done
from dangvu.ui.asking import asked_of

Newer = list[tuple[str, str, str]]
"""Where two corrections differ: the column, what the reader wrote, and what is recorded by now."""


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, member_id: UUID, kind: str, record_id: int) -> HttpResponse:
    """Ask for the right values and the reason, and put them in the place of the wrong ones."""
    asked = asked_of(request)
    if not open_file(asked, member_id).may_change:
        raise denied(asked.actor)
    tell_reading(asked, member_id)
    life = Life(member_id, asked.on)
    seen = next((row for row in life.rows.get(kind, ()) if row.pk == record_id), None)
    if kind not in KINDS or seen is None:
        raise Http404
    record = cast(MemberRecord, _latest(life, kind, seen))
    posted = request.POST.copy()
    overtaken = bool(posted) and posted.get("seen") != str(record.pk)
    if overtaken:
        posted["seen"] = str(record.pk)
    form = CorrectionForm(posted or None, record=record, asked=asked)
    newer = _differences(life, form) if overtaken else []
    if form.is_valid() and not overtaken:
        with form.refusals():
            form.carry_out(asked.actor)
            return done(request, _("Đã ghi đính chính."), asked.address("members:file", member_id))
    return render(
        request,
        "members/act.html",
        _context(asked, member_id, form, newer),
        status=CONFLICT if newer else form.status,
    )


def _context(asked: Asked, member_id: UUID, form: CorrectionForm, newer: Newer) -> dict[str, object]:
    name = profile(member_id, as_of=asked.on).personal.full_name
    return {
        "form": form,
        "newer": newer,
        "title": _("Đính chính %(what)s: %(name)s") % {"what": form.record._meta.verbose_name, "name": name},
        "lead": _("Giá trị cũ không mất: hồ sơ hiện giá trị mới, giá trị cũ gạch ngang, ai sửa, lúc nào, vì sao."),
        "submit": _("Ghi đính chính"),
        "back": asked.address("members:file", member_id),
    }


def _latest(life: Life, kind: str, record: Any) -> Any:
    """The record that stands in the place of ``record`` by now; raises ``Refusal`` when none does."""
    current = record
    while current.superseded_at != ENDLESS:
        after = life.following(kind, current)
        if after is None:
            raise Refusal.of("members.unknown-record", _("bản ghi này không còn; hãy mở lại hồ sơ để xem bản ghi mới."))
        current = after
    return current


def _differences(life: Life, form: CorrectionForm) -> Newer:
    """The columns in which what was typed differs from what is recorded by now."""
    changed = form.changes if form.is_valid() else {}
    return [
        (str(form.fields[name].label), form.written(name), life.said(form.record, name.removesuffix("_id")))
        for name in changed
    ]
