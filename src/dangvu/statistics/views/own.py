"""The settings page of the office's own indicators: what is defined there works everywhere at once."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import everywhere
from dangvu.statistics.actions.indicators import define_indicator, retire_indicator
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.catalogue.codes import code_words, known_codes
from dangvu.statistics.catalogue.facts import Column, Type
from dangvu.statistics.forms import IndicatorForm, ReasonForm
from dangvu.statistics.models import OwnIndicator
from dangvu.statistics.policy import CHANGE
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of

_HOLDS = {
    Type.ID: gettext_lazy("định danh"),
    Type.TEXT: gettext_lazy("chữ"),
    Type.CODE: gettext_lazy("mã"),
    Type.DAY: gettext_lazy("ngày"),
    Type.NUMBER: gettext_lazy("số"),
    Type.YEARS: gettext_lazy("số năm tròn"),
    Type.FLAG: gettext_lazy("có hoặc không"),
}


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
    facts = [(fact.label, [_explained(column) for column in fact.columns.values()]) for fact in book.facts.values()]
    return render(request, "statistics/define.html", {"form": form, "facts": facts}, status=form.status)


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
            message = _("Đã thôi dùng chỉ tiêu “%(label)s”.") % {"label": indicator.label}
            return done(request, message, asked.address_of(reverse("own:index")))
    return render(request, "statistics/retire.html", {"form": form, "indicator": indicator}, status=form.status)


def _explained(column: Column) -> dict[str, Any]:
    """A column for whoever writes a condition: what it holds, and the codes that may stand in it."""
    known = known_codes(column.codes) if column.codes else ()
    codes = [(code, code_words(column.codes, code)) for code in sorted(known)]
    return {"name": column.name, "label": column.label, "holds": _HOLDS[column.type], "codes": codes}


def _require(asked: Asked) -> None:
    """Indicators are of the whole office: who may not change figures in all of it does not find the page."""
    if not everywhere(asked.actor, CHANGE):
        raise Http404
