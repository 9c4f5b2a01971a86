"""Targets: promised figures."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.records import Record
from dangvu.organizations.models import Organization


class Target(Record):
    """A promise that an indicator will reach ``value`` for an organisation from ``first`` to ``last``, both included.

    ``operator`` is a code of ``statistics/operators`` (at least, more than, exactly …).
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="targets", verbose_name=_("tổ chức đảng")
    )
    indicator = models.CharField(_("chỉ tiêu thống kê"), max_length=80)
    operator = models.CharField(_("phép so sánh"), max_length=10)
    value = models.DecimalField(_("mức phấn đấu"), max_digits=14, decimal_places=2)
    first = models.DateField(_("từ ngày"))
    last = models.DateField(_("đến hết ngày"))

    class Meta:
        verbose_name = _("chỉ tiêu")
        indexes = [models.Index(fields=["organization", "indicator"])]
