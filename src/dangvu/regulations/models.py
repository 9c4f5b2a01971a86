"""What an office says of a rule itself: its own value from a day on, or its confirmation of the one shipped."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.days import ENDLESS
from dangvu.kernel.records import Record


class PlainEncoder(json.JSONEncoder):
    """Writes decimals as numbers."""

    def default(self, o: Any) -> Any:
        """What JSON does not know."""
        return float(o) if isinstance(o, Decimal) else super().default(o)


class PlainDecoder(json.JSONDecoder):
    """Reads numbers with a decimal point as decimals, like a rule file."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"parse_float": Decimal}))


class Override(Record):
    """What an office says a rule (``members/probation_months``) is from a day on, until the rule's next value.

    ``value`` has the shape of the values shipped; the basis is the source.
    """

    rule = models.CharField(_("quy định"), max_length=100)
    effective_from = models.DateField(_("có hiệu lực từ ngày"))
    value = models.JSONField(_("giá trị"), encoder=PlainEncoder, decoder=PlainDecoder)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("giá trị riêng của quy định")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "effective_from"], condition=Q(superseded_at=ENDLESS), name="override_one_a_day"
            )
        ]
