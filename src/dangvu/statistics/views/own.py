"""The settings page of the office's own indicators: what is defined there works everywhere at once."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import everywhere
from dangvu.statistics.actions.indicators import define_indicator, retire_indicator
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.forms import IndicatorForm, ReasonForm
from dangvu.statistics.models import OwnIndicator
from dangvu.statistics.policy import CHANGE
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The office's own indicators, and what has been retired."""
    asked = asked_of(request)
    _require(asked)
    context = {
        "defined": OwnIndicator.objects.believed(asked.known_at).order_by("code"),
        "retired": OwnIndicator.objects.exclude(superseded_in=None).order_by("-superseded_at", "code"),
    }
    return render(request, "statistics/own.html", context)


@require_http_methods(["GET", "POST"])
def define(request: HttpRequest) -> HttpResponse:
    """Define an indicator; mistakes stand at the fields in which they were made."""
    asked = asked_of(request)
    _require(asked)
    book = catalogue()
    form = IndicatorForm(request.POST or None, book=book)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            draft = form.draft()
            define_indicator(actor=asked.actor, day=asked.today, basis=form.basis, draft=draft)
            message = _("Đã có chỉ tiêu “%(label)s”; nó tính được ngay ở mọi nơi.") % {"label": draft.label.vi}
            return done(request, message, asked.address("statistics:indicator", draft.id))
    return render(request, "statistics/define.html", {"form": form, "facts": book.facts.values()}, status=form.status)


@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, own_id: int) -> HttpResponse:
    """Stop counting an indicator of the office's own, after saying why."""
    asked = asked_of(request)
    _require(asked)
    indicator = get_object_or_404(OwnIndicator.objects.believed(), pk=own_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            retire_indicator(actor=asked.actor, indicator=indicator, reason=form.cleaned_data["reason"])
            message = _("Đã thôi dùng chỉ tiêu “%(label)s”.") % {"label": indicator.label_vi}
            return done(request, message, asked.address_of(reverse("own:index")))
    return render(request, "statistics/retire.html", {"form": form, "indicator": indicator}, status=form.status)


def _require(asked: Asked) -> None:
    """Indicators are of the whole office: who may not change figures in all of it does not find the page."""
    if not everywhere(asked.actor, CHANGE):
        raise Http404
