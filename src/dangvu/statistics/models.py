"""Targets, which are promised figures, and the indicators that an office defines for itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.records import Record
from dangvu.organizations.models import Organization
from dangvu.statistics.catalogue.words import Words


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


class OwnIndicator(Record):
    """An indicator that the office defined for itself, with the same fields as an entry of an indicator file.

    Either something counted (``fact``, ``measure``, ``of``, ``condition``) or a ratio (``part``, ``base``). Words that
    were given in Vietnamese only are empty in English.
    """

    code = models.CharField(_("mã"), max_length=80)
    label_vi = models.CharField(_("tên chỉ tiêu"), max_length=200)
    label_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    definition_vi = models.TextField(_("định nghĩa"))
    definition_en = models.TextField(_("định nghĩa tiếng Anh"), blank=True)
    unit_vi = models.CharField(_("đơn vị tính"), max_length=40)
    unit_en = models.CharField(_("đơn vị tính tiếng Anh"), max_length=40, blank=True)
    rule = models.CharField(_("quy định"), max_length=300)
    fact = models.CharField(_("dữ kiện"), max_length=80, blank=True)
    measure = models.CharField(_("cách tính"), max_length=20, blank=True)
    of = models.CharField(_("cột được tính"), max_length=80, blank=True)
    condition = models.TextField(_("điều kiện"), blank=True)
    part = models.CharField(_("tử số"), max_length=80, blank=True)
    base = models.CharField(_("mẫu số"), max_length=80, blank=True)
    decimals = models.PositiveSmallIntegerField(_("số chữ số thập phân"), null=True)

    class Meta:
        verbose_name = _("chỉ tiêu riêng")
        indexes = [models.Index(fields=["code"])]

    @property
    def label(self) -> Words:
        """What it is called, in the language of whoever reads."""
        return Words(self.label_vi, self.label_en or self.label_vi)

    @property
    def definition(self) -> Words:
        """What it counts, in the language of whoever reads."""
        return Words(self.definition_vi, self.definition_en or self.definition_vi)
