"""What the rolls answer to programs: the list, a file with its life, and the acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import Finding, Refusal
from dangvu.kernel.policy import denied, require
from dangvu.members.forms.newcomers import AdmitForm
from dangvu.members.life import Life
from dangvu.members.listing import lines
from dangvu.members.narrowing import Narrowed
from dangvu.members.policy import CHANGE
from dangvu.members.queries import profile
from dangvu.members.readings import open_file, rolls_asked, tell_list, tell_reading
from dangvu.members.ways import WAYS
from dangvu.ui.asking import asked_of
from dangvu.ui.forms import LedgerForm
from dangvu.ui.programs import AskedIn

PAGE = 200
"""Members on a page."""

router = Router(tags=["members"])


class ListAsked(AskedIn):
    """The conditions of the list, each as on its page, and which page."""

    q: str = Field("", max_length=120, description="chữ trong họ tên, có dấu hay không dấu")
    unit: str = Field("", max_length=40, description="mã đơn vị trực thuộc")
    status: str = Field("", max_length=40)
    due: str = Field("", max_length=40, description="late hoặc soon")
    sex: str = Field("", max_length=40)
    age_from: str = Field("", max_length=10)
    age_to: str = Field("", max_length=10)
    party_age_from: str = Field("", max_length=10)
    party_age_to: str = Field("", max_length=10)
    admitted_from: str = Field("", max_length=20)
    admitted_to: str = Field("", max_length=20)
    ethnic: str = Field("", max_length=40)
    religion: str = Field("", max_length=40)
    general: str = Field("", max_length=40)
    professional: str = Field("", max_length=40)
    theory: str = Field("", max_length=40)
    occupation: str = Field("", max_length=40)
    youth: str = Field("", max_length=10, description="yes hoặc no")
    exempt: str = Field("", max_length=10, description="yes hoặc no")
    file: str = Field("", max_length=10, description="missing hoặc complete")
    sort: str = Field("", max_length=40)
    page: int = Field(1, ge=1, le=100_000)


class RollOut(Schema):
    """One member on the list; codes are those of the code lists of the day."""

    member_id: UUID
    organization_id: UUID
    full_name: str
    sex: str
    birth_date: date
    ethnic_group: str
    religion: str
    hometown: str
    status: str
    admitted_on: date | None
    decided_on: date | None
    official_on: date | None
    general_education: str
    professional: str
    political_theory: str
    occupation: str
    title: str
    cell_name: str
    cell_code: str
    missing: list[str]


class ListOut(Schema):
    """A page of the list, and how many members meet the conditions."""

    count: int
    page: int
    members: list[RollOut]


class LevelOut(Schema):
    """A level of education."""

    kind: str
    level: str
    field: str
    since: date


class FileOut(Schema):
    """What the file of a member says of the day."""

    member_id: UUID
    full_name: str
    other_name: str
    sex: str
    birth_date: date
    ethnic_group: str
    religion: str
    hometown: str
    file_number: str
    card_number: str
    status: str
    organization_id: UUID | None
    occupation: str
    in_youth_union: bool
    exempt: bool
    levels: list[LevelOut]


class EventOut(Schema):
    """Something that happened to a member, in words, with the document that it rests on."""

    day: date
    kind: str
    said: str
    basis: str


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


class AdmissionIn(BasisIn):
    """Somebody being admitted, with the file that they bring."""

    day: str = Field(..., max_length=20)
    decided_on: str = Field(..., max_length=20)
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


class AdmittedOut(Schema):
    """The identity under which somebody is known from now on."""

    member_id: UUID


class Done(Schema):
    """What has been recorded."""

    done: str


@router.get("/", response=ListOut, summary="Đảng viên trong danh sách, theo điều kiện")
def list_members(request: HttpRequest, wanted: Query[ListAsked]) -> Mapping[str, Any]:
    """The members that the program may see; a page of the list is recorded as a reading."""
    asked = rolls_asked(request)
    narrowed = Narrowed(asked, request.GET)
    _refuse(narrowed.conditions)
    tell_list(asked, "danh sách đảng viên qua giao diện lập trình")
    start = (wanted.page - 1) * PAGE
    found = lines(narrowed.rows[start : start + PAGE], asked)
    members = [{**asdict(line), "official_on": line.official_on} for line in found]
    return {"count": narrowed.rows.count(), "page": wanted.page, "members": members}


@router.get("/{uuid:member_id}", response=FileOut, summary="Hồ sơ của một đảng viên")
def show_file(request: HttpRequest, member_id: UUID, about: Query[AskedIn]) -> Mapping[str, Any]:
    """What the file says of the day; opening it is recorded like any other reading."""
    asked = _asked(request, about)
    open_file(asked, member_id)
    shown = profile(member_id, as_of=asked.on, known_at=asked.known_at)
    tell_reading(asked, member_id)
    names = ("full_name", "other_name", "sex", "birth_date", "ethnic_group", "religion", "hometown")
    return {
        **{name: getattr(shown.personal, name) for name in (*names, "file_number", "card_number", "member_id")},
        "status": shown.status.status if shown.status else "",
        "organization_id": shown.affiliation.organization_id if shown.affiliation else None,
        "occupation": shown.occupation.code if shown.occupation else "",
        "in_youth_union": shown.youth_union is not None,
        "exempt": shown.exemption is not None,
        "levels": [
            {"kind": one.kind, "level": one.level, "field": one.field, "since": one.valid_from}
            for one in shown.qualifications
        ],
    }


@router.get("/{uuid:member_id}/timeline", response=list[EventOut], summary="Tiến trình của một đảng viên")
def show_timeline(request: HttpRequest, member_id: UUID, about: Query[AskedIn]) -> Sequence[Mapping[str, Any]]:
    """What happened to a member up to the day, the latest first."""
    asked = _asked(request, about)
    open_file(asked, member_id)
    tell_reading(asked, member_id)
    events = Life(member_id, asked.on, asked.known_at).events()
    return [{"day": one.day, "kind": one.kind, "said": one.said, "basis": one.basis} for one in events]


@router.post("/admissions", response=AdmittedOut, summary="Kết nạp một người")
def admit(request: HttpRequest, given: AdmissionIn, about: Query[AskedIn]) -> Mapping[str, UUID]:
    """Admit somebody, as the page does."""
    asked = _asked(request, about)
    require(asked.actor, CHANGE, [])
    form = AdmitForm(_typed(given), asked=asked)
    _refuse(form)
    return {"member_id": form.carry_out(asked.actor)}


@router.post("/{uuid:member_id}/acts/{slug:code}", response=Done, summary="Ghi một việc về đảng viên")
def act(request: HttpRequest, member_id: UUID, code: str, given: ActIn, about: Query[AskedIn]) -> Mapping[str, str]:
    """One of the acts that the page of the file offers, by the last part of its address."""
    asked = _asked(request, about)
    if code not in WAYS:
        raise Http404
    if not open_file(asked, member_id).may_change:
        raise denied(asked.actor)
    form = WAYS[code].form(_typed(given), asked=asked)
    _refuse(form)
    form.carry_out(asked.actor, [member_id])
    return {"done": str(WAYS[code].done)}


def _asked(request: HttpRequest, _about: AskedIn) -> Asked:
    """What is asked: the parameters that the description of the API names are read where those of pages are."""
    return asked_of(request)


def _typed(given: Schema) -> dict[str, Any]:
    """What was sent, as a form takes it: what is false is not there, like a box that nobody marked."""
    return {name: value for name, value in given.dict().items() if value is not False}


def _refuse(form: LedgerForm) -> None:
    """Raise a ``Refusal`` of what is wrong with what was sent, each at its field."""
    findings = [
        Finding("members.bad-value", str(error), "" if name == "__all__" else name)
        for name, errors in form.errors.items()
        for error in errors
    ]
    if findings:
        raise Refusal(findings)
