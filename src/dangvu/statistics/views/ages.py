"""The age pyramid of the members."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import reach
from dangvu.regulations import regulation
from dangvu.statistics.figures import Figure
from dangvu.statistics.policy import READ
from dangvu.statistics.queries.breakdowns import BANDS, pyramid
from dangvu.statistics.templatetags.figures import address_of
from dangvu.ui import charts
from dangvu.ui.asking import asked_of


@require_safe
def ages(request: HttpRequest) -> HttpResponse:
    """Women and men by age, each band open to its people."""
    asked = asked_of(request)
    granted = reach(asked.actor, READ)
    if not granted.anywhere:
        raise Http404
    found = pyramid(asked.organization, asked.on, known_at=asked.known_at, reach=granted)
    edges = regulation(BANDS, on=asked.on)
    bands = [charts.Band(_written(edge["min"], edge.get("max")), edge["min"], edge.get("max")) for edge in edges]
    men = _side(request, asked, _("Nam"), [band.men for band in found.bands])
    women = _side(request, asked, _("Nữ"), [band.women for band in found.bands])
    counted = sum(int(band.women.value or 0) + int(band.men.value or 0) for band in found.bands)
    context = {
        "pyramid": found,
        "drawing": charts.pyramid(men, women, bands, title=_("Tháp tuổi đảng viên")),
        "outside": int(found.whole.value or 0) - counted,
    }
    return render(request, "statistics/ages.html", context)


def _side(request: HttpRequest, asked: Asked, name: str, figures: Sequence[Figure]) -> charts.Side:
    counts = [int(figure.value or 0) for figure in figures]
    return charts.Side(name, counts, [address_of(request, asked, figure) for figure in figures])


def _written(low: int, high: int | None) -> str:
    return f"{low}–{high}" if high else _("từ %(low)s") % {"low": low}
