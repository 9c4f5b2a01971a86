"""What an office writes into its reports, and the reports it has issued."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.records import EventRecord
from dangvu.organizations.models import Organization


class Narrative(EventRecord):
    """The office's own words for one block of a report on a day; a rewording supersedes the words before."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("tổ chức đảng"))
    template = models.CharField(_("mẫu báo cáo"), max_length=80)
    block = models.CharField(_("đoạn"), max_length=80)
    text = models.TextField(_("lời văn"))

    class Meta:
        verbose_name = _("đoạn lời văn")
        indexes = [models.Index(fields=["organization", "template", "day"])]


class UnsavedText(models.Model):
    """What somebody is writing into a block and has not saved yet: bookkeeping that changes and is forgotten.

    It is no record of the office and leaves no line in the trail; saving it makes it a ``Narrative``. ``seen`` is the
    row of the words on which it is written, 0 where there were none.
    """

    account = models.UUIDField(_("tài khoản"))
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("tổ chức đảng"))
    template = models.CharField(_("mẫu báo cáo"), max_length=80)
    day = models.DateField(_("ngày"))
    block = models.CharField(_("đoạn"), max_length=80)
    text = models.TextField(_("lời văn"))
    seen = models.BigIntegerField(_("bản đã đọc"))
    kept_at = models.DateTimeField(_("giữ lúc"))

    class Meta:
        verbose_name = _("lời văn chưa lưu")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organization", "template", "day", "block"], name="one_unsaved_text_in_a_block"
            )
        ]


class IssuedReport(EventRecord):
    """A report as it was issued: its number, its words and its figures, frozen.

    ``day`` is the date of the document; ``as_of`` and ``known_at`` are what its figures were asked for; ``content`` is
    everything the writers need to print it again byte for byte.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("tổ chức đảng"))
    template = models.CharField(_("mẫu báo cáo"), max_length=80)
    document_type = models.CharField(_("loại văn bản"), max_length=10)
    term = models.CharField(_("nhiệm kỳ"), max_length=20)
    number = models.PositiveIntegerField(_("số"))
    symbol = models.CharField(_("số, ký hiệu"), max_length=40)
    as_of = models.DateField(_("tính đến ngày"))
    known_at = models.DateTimeField(_("theo dữ liệu biết đến"))
    content = models.JSONField(_("nội dung"))
    digest = models.CharField(_("dấu nội dung"), max_length=64)

    class Meta:
        verbose_name = _("báo cáo đã ban hành")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "document_type", "term", "number"], name="one_number_in_a_series"
            )
        ]
