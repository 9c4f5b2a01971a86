"""Committees of a term, their members with posts, and the heads of the bodies in which organisations work."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.records import DatedRecord, Identity, NoOverlap
from dangvu.members.models import Member
from dangvu.organizations.models import Organization


class Committee(Identity):
    """The elected body of an organisation in one term (``2020-2025``)."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="committees", verbose_name=_("tổ chức đảng")
    )
    term = models.CharField(_("nhiệm kỳ"), max_length=20)

    class Meta:
        verbose_name = _("cấp ủy")


class CommitteeTerm(DatedRecord):
    """When a committee was in office, and how many members its congress decided on."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="terms", verbose_name=_("cấp ủy"))
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("tổ chức đảng"))
    seats = models.PositiveSmallIntegerField(_("số lượng cấp ủy viên"))

    class Meta:
        verbose_name = _("nhiệm kỳ cấp ủy")
        constraints = [NoOverlap(fields=["organization"], name="committee_term_no_overlap")]


class CommitteeMember(DatedRecord):
    """Somebody's seat in a committee, with the post held: a code of ``committees/posts``."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="members", verbose_name=_("cấp ủy"))
    member = models.ForeignKey(Member, models.PROTECT, related_name="seats", verbose_name=_("đảng viên"))
    post = models.CharField(_("chức vụ trong cấp ủy"), max_length=30)

    class Meta:
        verbose_name = _("cấp ủy viên")
        constraints = [NoOverlap(fields=["committee", "member"], name="committee_member_no_overlap")]


class HeadOfBody(DatedRecord):
    """Who heads the body in which an organisation works; a secretary who does is a concurrent head."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="heads", verbose_name=_("tổ chức đảng"))
    member = models.ForeignKey(Member, models.PROTECT, related_name="headships", verbose_name=_("đảng viên"))
    title = models.CharField(_("chức danh"), max_length=120)

    class Meta:
        verbose_name = _("thủ trưởng cơ quan, đơn vị")
        constraints = [NoOverlap(fields=["organization"], name="head_of_body_no_overlap")]
