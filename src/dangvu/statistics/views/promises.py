"""Targets: what the organisation has promised, how far it is reached, and the acts on it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import allowed, reach
from dangvu.statistics.actions.targets import correct_target, promise_target, withdraw_target
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.forms import CorrectionForm, ReasonForm, TargetForm
from dangvu.statistics.models import Target
from dangvu.statistics.policy import CHANGE, READ
from dangvu.statistics.progress import promised
from dangvu.statistics.templatetags.figures import level
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """The targets that run on the day, each with how far it is reached."""
    asked = asked_of(request)
    seen = reach(asked.actor, READ).anywhere
    context = {"targets": promised(asked) if seen else (), "may_change": _may(asked)}
    return render(request, "statistics/targets.html", context)


@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest) -> HttpResponse:
    """Record what the organisation has promised."""
    asked = asked_of(request)
    _require(asked)
    year = {"first": asked.on.replace(month=1, day=1), "last": asked.on.replace(month=12, day=31), "day": asked.on}
    form = TargetForm(request.POST or None, book=catalogue(), on=asked.on, initial=year)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with form.refusals():
            promise_target(
                actor=asked.actor,
                day=data["day"],
                basis=form.basis,
                organization_id=asked.organization,
                indicator=data["indicator"],
                operator=data["operator"],
                value=data["value"],
                first=data["first"],
                last=data["last"],
            )
            return done(request, _("Đã ghi chỉ tiêu."), asked.address("statistics:targets"))
    return render(request, "statistics/promise.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, target_id: int) -> HttpResponse:
    """Put the right value in the place of one recorded wrongly."""
    asked = asked_of(request)
    _require(asked)
    target = _target(asked, target_id)
    form = CorrectionForm(request.POST or None, initial={"value": level(target)})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            reason, value = form.cleaned_data["reason"], form.cleaned_data["value"]
            correct_target(actor=asked.actor, target=target, reason=reason, value=value)
            return done(request, _("Đã đính chính chỉ tiêu."), asked.address("statistics:targets"))
    context = _shown(target) | {"form": form, "now": _now(target) if form.errors else None}
    return render(request, "statistics/correct_target.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, target_id: int) -> HttpResponse:
    """Take back a target that was never set."""
    asked = asked_of(request)
    _require(asked)
    target = _target(asked, target_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            withdraw_target(actor=asked.actor, target=target, reason=form.cleaned_data["reason"])
            return done(request, _("Đã rút chỉ tiêu."), asked.address("statistics:targets"))
    return render(request, "statistics/withdraw_target.html", _shown(target) | {"form": form}, status=form.status)


def _shown(target: Target) -> dict[str, Any]:
    return {"target": target, "label": catalogue().indicator(target.indicator).label}


def _target(asked: Asked, target_id: int) -> Target:
    """A target of the organisation, also one that somebody has changed meanwhile: the act then says so."""
    target: Target | None = Target.objects.filter(pk=target_id, organization=asked.organization).first()
    if target is None:
        raise Http404
    return target


def _now(target: Target) -> Target | None:
    """What is believed in the place of a target that somebody else has just corrected."""
    same = Target.objects.believed().filter(
        organization=target.organization_id, indicator=target.indicator, first=target.first, last=target.last
    )
    return same.exclude(pk=target.pk).first()


def _may(asked: Asked) -> bool:
    return allowed(asked.actor, CHANGE, asked.organization)


def _require(asked: Asked) -> None:
    if not _may(asked):
        raise Http404
