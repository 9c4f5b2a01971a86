"""Acts on the committee of one organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dangvu.committees.actions import (
    Election,
    appoint_members,
    elect_committees,
    end_committee,
    name_heads,
    release_head,
    release_members,
)
from dangvu.committees.forms import AppointForm, CommitteeForm, ElectForm, HeadForm, ReleaseForm
from dangvu.committees.queries import benches
from dangvu.committees.rules import size_limits
from dangvu.committees.sittings import sit
from dangvu.committees.views.reading import changing
from dangvu.kernel.asking import Asked
from dangvu.organizations.models import OrganizationRecord
from dangvu.ui.answering import done

LEAST = 3
"""Lines of an election of the smallest committee."""


@require_http_methods(["GET", "POST"])
def elect(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """A committee that takes office, elected by a congress or appointed."""
    about = asked, record = changing(request, organization_id)
    rows = max(size_limits(record.kind, asked.on)["max"], LEAST)
    form = ElectForm(request.POST or None, asked=asked, organization_id=organization_id, rows=rows)

    def act() -> str:
        election = Election(
            organization_id=organization_id,
            term=form.cleaned_data["term"],
            seats=form.cleaned_data["seats"],
            members=form.members,
        )
        elect_committees(actor=asked.actor, day=form.cleaned_data["day"], basis=form.basis, elections=[election])
        return _("Đã ghi cấp ủy nhiệm kỳ %(term)s của %(name)s.") % {"term": election.term, "name": record.name}

    words = (_("Ghi cấp ủy mới"), _("Ghi cấp ủy"), _("Cấp ủy đang tại nhiệm kết thúc vào ngày cấp ủy mới ra mắt."))
    return _answer(request, about, form, act, words, template="committees/elect.html")


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Somebody joins the committee in office, or gets another post in it."""
    about = asked, _record = changing(request, organization_id)
    form = AppointForm(request.POST or None, asked=asked, organization_id=organization_id)

    def act() -> str:
        appoint_members(
            actor=asked.actor,
            day=form.cleaned_data["day"],
            basis=form.basis,
            organization_id=organization_id,
            members=[(form.member, form.cleaned_data["post"])] if form.member else [],
        )
        return _("Đã ghi chức vụ của %(who)s.") % {"who": form.cleaned_data["person"]}

    words = (
        _("Bổ sung cấp ủy viên, giao chức vụ"),
        _("Ghi"),
        _("Người đang là cấp ủy viên thì chuyển sang chức vụ này từ ngày ấy."),
    )
    return _answer(request, about, form, act, words)


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Seats in the committee in office end."""
    about = asked, _record = changing(request, organization_id)
    bench = benches([organization_id], as_of=asked.on).get(organization_id)
    sitting = sit(bench.term, on=asked.on) if bench else None
    form = ReleaseForm(request.POST or None, asked=asked, organization_id=organization_id, sitting=sitting)

    def act() -> str:
        members = {UUID(key) for key in form.cleaned_data["members"]}
        release_members(
            actor=asked.actor,
            day=form.cleaned_data["day"],
            basis=form.basis,
            organization_id=organization_id,
            member_ids=members,
        )
        return _("Đã cho thôi %(count)s cấp ủy viên.") % {"count": len(members)}

    words = (_("Cho thôi cấp ủy viên"), _("Cho thôi"), "")
    return _answer(request, about, form, act, words)


@require_http_methods(["GET", "POST"])
def name_head(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Who heads the body in which the organisation works."""
    about = asked, _record = changing(request, organization_id)
    form = HeadForm(request.POST or None, asked=asked, organization_id=organization_id)

    def act() -> str:
        named = [(organization_id, form.member, form.cleaned_data["title"])] if form.member else []
        name_heads(actor=asked.actor, day=form.cleaned_data["day"], basis=form.basis, heads=named)
        return _("Đã ghi thủ trưởng cơ quan, đơn vị.")

    words = (_("Ghi thủ trưởng cơ quan, đơn vị"), _("Ghi"), _("Người đứng đầu trước đó thôi từ ngày ấy."))
    return _answer(request, about, form, act, words)


@require_http_methods(["GET", "POST"])
def release_the_head(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Nobody heads the body any more."""
    about = asked, _record = changing(request, organization_id)
    form = CommitteeForm(request.POST or None, asked=asked, organization_id=organization_id)

    def act() -> str:
        release_head(actor=asked.actor, day=form.cleaned_data["day"], basis=form.basis, organization_id=organization_id)
        return _("Đã ghi thôi thủ trưởng cơ quan, đơn vị.")

    words = (_("Thôi thủ trưởng, chưa có người thay"), _("Ghi"), "")
    return _answer(request, about, form, act, words)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """The committee in office ends before another takes its place."""
    about = asked, record = changing(request, organization_id)
    form = CommitteeForm(request.POST or None, asked=asked, organization_id=organization_id)

    def act() -> str:
        end_committee(
            actor=asked.actor, day=form.cleaned_data["day"], basis=form.basis, organization_id=organization_id
        )
        return _("Đã kết thúc cấp ủy của %(name)s.") % {"name": record.name}

    words = (
        _("Kết thúc cấp ủy"),
        _("Kết thúc cấp ủy"),
        _("Mọi chức vụ trong cấp ủy kết thúc cùng ngày. Khi bầu cấp ủy mới thì không cần ghi việc này."),
    )
    return _answer(request, about, form, act, words)


def _answer(
    request: HttpRequest,
    about: tuple[Asked, OrganizationRecord],
    form: CommitteeForm,
    act: Callable[[], str],
    words: tuple[str, str, str],
    *,
    template: str = "committees/act.html",
) -> HttpResponse:
    """Carry out an act when its form was filled in well, else show the form; ``words`` are title, button and lead."""
    asked, record = about
    back = asked.address("committees:committee", record.organization_id)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            return done(request, act(), back)
    title, submit, lead = words
    context: dict[str, Any] = {
        "form": form,
        "record": record,
        "title": title,
        "submit": submit,
        "lead": lead,
        "back": back,
    }
    return render(request, template, context, status=form.status)
