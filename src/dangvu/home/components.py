"""One page that shows each component once, as it is used: for whoever writes the next page."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dangvu.home.overview import key_figures, proofs, sees_figures
from dangvu.statistics.catalogue.book import catalogue
from dangvu.ui.asking import asked_of
from dangvu.ui.charts.gallery import gallery
from dangvu.ui.forms import BasisForm, DayField

PAGES = range(1, 400)


class Sample(BasisForm):
    """A form with a field of each kind."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120, help_text=_("Như trong giấy khai sinh."))
    day = DayField(label=_("Ngày có hiệu lực"))
    kind = forms.ChoiceField(label=_("Loại"), choices=[("a", _("hợp nhất")), ("b", _("chia tách"))])
    words = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    sure = forms.BooleanField(label=_("Đã đối chiếu với bản giấy"), required=False)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component of the ledger, with figures of the organisation and day that are asked about."""
    asked = asked_of(request)
    book = catalogue(asked.known_at)
    seen = sees_figures(asked)
    context = {
        "keys": key_figures(asked, book) if seen else (),
        "sums": proofs(asked, book)[0][:2] if seen else (),
        "form": _filled_in_badly(),
        "page": Paginator(PAGES, 10).get_page(7),
        "gallery": gallery(),
    }
    return render(request, "home/components.html", context)


def _filled_in_badly() -> Sample:
    form = Sample({"day": "31/2/2021", "kind": "a", "basis_symbol": "311-QĐ/ĐUK", "basis_day": "26/10/2021"})
    form.add_error(None, _("ngày này trước ngày thành lập của tổ chức đã chọn; hãy chọn ngày muộn hơn."))
    return form
