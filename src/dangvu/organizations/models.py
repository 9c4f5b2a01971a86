"""Organisations apart from what changes about them, and the decisions that change the tree."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.records import DatedRecord, EventRecord, Identity, NoOverlap, Record


class Organization(Identity):
    """A unit of the Party tree."""

    class Meta:
        verbose_name = _("tổ chức đảng")


class OrganizationRecord(DatedRecord):
    """What an organisation was called, what kind it was and where it stood, while that held.

    ``code`` is the office's own short code for it; ``symbol`` is the suffix of its documents (``ĐUK``); ``kind`` and
    ``sector`` are codes of ``organizations/kinds`` and ``organizations/sectors``.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="records", verbose_name=_("tổ chức đảng")
    )
    parent = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="child_records", verbose_name=_("cấp trên")
    )
    code = models.CharField(_("mã"), max_length=40)
    name = models.CharField(_("tên"), max_length=250)
    short_name = models.CharField(_("tên gọi tắt"), max_length=120, blank=True)
    kind = models.CharField(_("cấp"), max_length=40)
    sector = models.CharField(_("loại hình"), max_length=40, blank=True)
    symbol = models.CharField(_("ký hiệu văn bản"), max_length=20, blank=True)
    place = models.CharField(_("địa danh"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("thông tin tổ chức đảng")
        constraints = [NoOverlap(fields=["organization"], name="organization_record_no_overlap")]
        indexes = [models.Index(fields=["parent", "valid_from"]), models.Index(fields=["code"])]

    def __str__(self) -> str:
        return self.name


class Reorganization(EventRecord):
    """A decision that changed the tree on its ``day`` of effect; ``kind`` is from ``organizations/reorganizations``."""

    identity = models.UUIDField(_("định danh"), db_index=True)
    kind = models.CharField(_("hình thức sắp xếp"), max_length=20)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("sắp xếp tổ chức")
        indexes = [models.Index(fields=["day"])]


class Succession(Record):
    """In a reorganisation, ``successor`` followed ``predecessor``; one of the two is missing at a birth or an end.

    What lives on follows itself. ``whole`` says that the predecessor ended and this was its only successor, so what it
    did before counts for it.
    """

    reorganization = models.UUIDField(_("sắp xếp tổ chức"), db_index=True)
    predecessor = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="successions", verbose_name=_("tổ chức trước")
    )
    successor = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="origins", verbose_name=_("tổ chức sau")
    )
    whole = models.BooleanField(_("tiếp nối toàn bộ"), default=False)

    class Meta:
        verbose_name = _("tiếp nối giữa các tổ chức")
