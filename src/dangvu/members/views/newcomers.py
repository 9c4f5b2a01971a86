"""Entering people: by admission, or as members already."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dangvu.kernel.policy import require
from dangvu.members.forms.newcomers import AdmitForm, EnrolForm, NewcomerForm
from dangvu.members.policy import CHANGE
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of


@require_http_methods(["GET", "POST"])
def admit(request: HttpRequest) -> HttpResponse:
    """Admit somebody to the Party."""
    lead = _("Người mới kết nạp vào danh sách chi bộ từ ngày làm lễ, và dự bị từ ngày đó.")
    return _newcomer(request, AdmitForm, _("Kết nạp đảng viên"), _("Ghi kết nạp"), lead)


@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Enter somebody who is a member already."""
    lead = _("Dùng cho người đã là đảng viên mà sổ chưa có: chuyển đến từ ngoài đảng bộ, hoặc có từ khi lập sổ.")
    return _newcomer(request, EnrolForm, _("Ghi người đã là đảng viên"), _("Ghi vào danh sách"), lead)


def _newcomer(request: HttpRequest, kind: type[NewcomerForm], title: str, submit: str, lead: str) -> HttpResponse:
    asked = asked_of(request)
    require(asked.actor, CHANGE, [])
    form = kind(request.POST or None, asked=asked)
    if form.is_valid():
        with form.refusals():
            member_id = form.carry_out(asked.actor)
            message = _("Đã ghi %(name)s vào danh sách.") % {"name": form.cleaned_data["full_name"]}
            return done(request, message, asked.address("members:file", member_id))
    context = {"form": form, "title": title, "submit": submit, "lead": lead, "back": asked.address("members:list")}
    return render(request, "members/newcomer.html", context, status=form.status)
