"""The acts on members: entering them, what happens to one or to several, and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Schema

from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import denied, require
from dangvu.members.actions.correction import MemberRecord
from dangvu.members.api.faults import refuse_faults
from dangvu.members.api.router import router
from dangvu.members.forms.corrections import CorrectionForm
from dangvu.members.forms.newcomers import AdmitForm, EnrolForm
from dangvu.members.life import KINDS
from dangvu.members.policy import CHANGE
from dangvu.members.readings import open_file, tell_reading
from dangvu.members.views.bulk import MOST, chosen_lines, rehearse
from dangvu.members.ways import WAYS
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn


class BasisIn(Schema):
    """The document that an act rests on."""

    basis_symbol: str = Field("", max_length=60)
    basis_day: str = Field("", max_length=20)
    basis_issuer: str = Field("", max_length=200)


class ActIn(BasisIn):
    """An act on a member: its day, and of the rest what the act needs to know."""

    day: str = Field(..., max_length=20)
    to: str = Field("", max_length=36, description="chi bộ đến (chuyển sinh hoạt)")
    destination: str = Field("", max_length=200)
    organization: str = Field("", max_length=36, description="chi bộ tiếp nhận hoặc kết nạp lại")
    origin: str = Field("", max_length=200)
    decided_on: str = Field("", max_length=20)
    reason: str = Field("", max_length=40)
    until: str = Field("", max_length=20)
    level: str = Field("", max_length=80, description="professional:university")
    field: str = Field("", max_length=120)
    code: str = Field("", max_length=40)
    occupation: str = Field("", max_length=40)
    title: str = Field("", max_length=160)


class NewcomerIn(BasisIn):
    """Somebody who enters the rolls of a cell, with the file that they bring."""

    decided_on: str = Field(..., max_length=20, description="ngày quyết định kết nạp")
    organization: str = Field(..., max_length=36)
    full_name: str = Field(..., max_length=120)
    other_name: str = Field("", max_length=120)
    sex: str = Field(..., max_length=40)
    birth_date: str = Field(..., max_length=20)
    hometown: str = Field("", max_length=200)
    ethnic_group: str = Field(..., max_length=40)
    religion: str = Field("", max_length=40)
    file_number: str = Field("", max_length=20)
    general_education: str = Field(..., max_length=40)
    professional: str = Field("", max_length=40)
    field: str = Field("", max_length=120)
    political_theory: str = Field("", max_length=40)
    occupation: str = Field(..., max_length=40)
    title: str = Field("", max_length=160)
    youth_since: str = Field("", max_length=20)
    namesake: bool = False


class AdmissionIn(NewcomerIn):
    """Somebody being admitted."""

    day: str = Field(..., max_length=20, description="ngày làm lễ kết nạp")


class EnrolmentIn(NewcomerIn):
    """Somebody who is a member already; ``entry`` is a code of ``members/entries``."""

    since: str = Field(..., max_length=20)
    entry: str = Field(..., max_length=40)
    origin: str = Field("", max_length=200)
    admitted_on: str = Field(..., max_length=20)
    admission_place: str = Field("", max_length=200)
    official_on: str = Field("", max_length=20)


class BulkIn(ActIn):
    """An act on several members; a rehearsal says what would stop it, and changes nothing."""

    members: list[UUID] = Field(..., min_length=1, max_length=MOST)
    rehearsal: bool = False


class RightedIn(BasisIn):
    """The columns of a record as they should have been written, and why they were not; others stay as they are.

    ``kind`` and ``record`` are those of the list of records, as they were read.
    """

    kind: str = Field(..., max_length=40)
    record: int = Field(..., ge=1, le=2**62)
    changes: dict[str, str | bool | None] = Field(..., min_length=1)
    reason: str = Field(..., min_length=1, max_length=400)


class AdmittedOut(Schema):
    """The identity under which somebody is known from now on."""

    member_id: UUID


class BulkOut(Schema):
    """What has been recorded, or would be, and of how many."""

    done: str
    count: int
    rehearsal: bool


class Done(Schema):
    """What has been recorded."""

    done: str


@router.post("/admissions", response=AdmittedOut, summary="Kết nạp một người")
def admit(request: HttpRequest, given: AdmissionIn, about: Query[AskedIn]) -> Mapping[str, UUID]:  # noqa: ARG001 - described
    """Admit somebody, as the page does."""
    asked = asked_of(request)
    require(asked.actor, CHANGE, [])
    form = AdmitForm(_typed(given), asked=asked)
    refuse_faults(form)
    return {"member_id": form.carry_out(asked.actor)}


@router.post("/enrolments", response=AdmittedOut, summary="Ghi một người đã là đảng viên")
def enrol(request: HttpRequest, given: EnrolmentIn, about: Query[AskedIn]) -> Mapping[str, UUID]:  # noqa: ARG001 - described
    """Enter somebody who is a member already, as the page does."""
    asked = asked_of(request)
    require(asked.actor, CHANGE, [])
    form = EnrolForm(_typed(given), asked=asked)
    refuse_faults(form)
    return {"member_id": form.carry_out(asked.actor)}


@router.post("/acts/{slug:code}", response=BulkOut, summary="Ghi một việc về nhiều đảng viên")
def act_on_several(request: HttpRequest, code: str, given: BulkIn, about: Query[AskedIn]) -> Mapping[str, Any]:  # noqa: ARG001 - described
    """One of the acts that may concern many: it happens to all of them, or to none."""
    asked = asked_of(request)
    if code not in WAYS or not WAYS[code].many:
        raise Http404
    form = WAYS[code].form(_typed(given), asked=asked)
    refuse_faults(form)
    members = [line.member_id for line in chosen_lines(asked, set(given.members))]
    if given.rehearsal:
        refuse_if_any(rehearse(lambda: form.carry_out(asked.actor, members)))
    else:
        form.carry_out(asked.actor, members)
    return {"done": str(WAYS[code].done), "count": len(members), "rehearsal": given.rehearsal}


@router.post("/{uuid:member_id}/acts/{slug:code}", response=Done, summary="Ghi một việc về đảng viên")
def act(
    request: HttpRequest,
    member_id: UUID,
    code: str,
    given: ActIn,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> Mapping[str, str]:
    """One of the acts that the page of the file offers, by the last part of its address."""
    asked = asked_of(request)
    if code not in WAYS:
        raise Http404
    if not open_file(asked, member_id).may_change:
        raise denied(asked.actor)
    form = WAYS[code].form(_typed(given), asked=asked)
    refuse_faults(form)
    form.carry_out(asked.actor, [member_id])
    return {"done": str(WAYS[code].done)}


@router.post("/{uuid:member_id}/corrections", response=Done, summary="Đính chính một bản ghi của một đảng viên")
def correct_member_record(
    request: HttpRequest,
    member_id: UUID,
    given: RightedIn,
    about: Query[AskedIn],  # noqa: ARG001 - likewise
) -> Mapping[str, str]:
    """Put the right values in the place of wrong ones; refused when another has corrected the record meanwhile."""
    asked = asked_of(request)
    if not open_file(asked, member_id).may_change:
        raise denied(asked.actor)
    tell_reading(asked, member_id)
    record = _record(member_id, given)
    form = CorrectionForm(_righted(CorrectionForm(record=record, asked=asked), given), record=record, asked=asked)
    refuse_faults(form)
    form.carry_out(asked.actor)
    return {"done": _("Đã ghi đính chính.")}


def _record(member_id: UUID, given: RightedIn) -> MemberRecord:
    """A record of a member, also one that is believed no longer; raises ``Http404`` when there is none."""
    model: Any = KINDS.get(given.kind)
    found = model._default_manager.filter(pk=given.record, member=member_id).first() if model else None
    if found is None:
        raise Http404
    return cast(MemberRecord, found)


def _righted(blank: CorrectionForm, given: RightedIn) -> dict[str, Any]:
    """What stands in the record, and over it what was sent; raises ``Refusal`` for a column that there is not."""
    known = [name for name in blank.fields if name not in ("seen", "reason") and not name.startswith("basis_")]
    message = _("bản ghi này không có mục “%(name)s”; các mục là: %(names)s.")
    unknown = [name for name in given.changes if name not in known]
    refuse_if_any(
        Finding("members.no-such-column", message % {"name": name, "names": ", ".join(known)}, name) for name in unknown
    )
    sent = given.dict(exclude={"kind", "record", "changes"}, exclude_unset=True)
    values = {**blank.initial, **given.changes, **sent}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def _typed(given: Schema) -> dict[str, Any]:
    """What was sent, as a form takes it: what is false is not there, like a box that nobody marked."""
    return {name: value for name, value in given.dict().items() if value is not False}
