"""Issued reports by their number and symbol."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Hit
from dangvu.kernel.days import write_day
from dangvu.kernel.policy import permitted
from dangvu.kernel.vietnamese import fold
from dangvu.reports.models import IssuedReport
from dangvu.reports.policy import READ


def find_issued_reports(asked: Asked, text: str, limit: int) -> Sequence[Hit]:
    """Reports whose number and symbol contain ``text``, the latest first."""
    wanted = fold(text)
    if not wanted:
        return []
    readable = IssuedReport.objects.believed(asked.known_at).filter(permitted(asked.actor, READ))
    symbols = readable.order_by("-day", "-id").values_list("pk", "symbol")
    found = [pk for pk, symbol in symbols if wanted in fold(symbol)][:limit]
    named = readable.filter(pk__in=found).values_list("pk", "symbol", "day", "content__about__organization__name")
    said = _("%(issuer)s, ngày %(day)s")
    return [
        Hit(symbol, said % {"issuer": issuer, "day": write_day(day)}, asked.address("reports:issued", pk))
        for pk, symbol, day, issuer in named.order_by("-day", "-id")
    ]
