"""Members apart from what changes about them: person, place on the rolls, status, and what the file holds of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.records import DatedRecord, EventRecord, Identity, NoOverlap
from dangvu.organizations.models import Organization


class Member(Identity):
    """A member of the Party, past or present."""

    class Meta:
        verbose_name = _("đảng viên")


class Personal(DatedRecord):
    """Who a member is. ``birth_ordinal`` is the day number of the birth date, so that sums of ages are whole numbers.

    ``ethnic_group`` and ``religion`` are codes of ``members/ethnic_groups`` and ``members/religions`` (empty: none).
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="personal", verbose_name=_("đảng viên"))
    full_name = models.CharField(_("họ và tên khai sinh"), max_length=120)
    other_name = models.CharField(_("tên gọi khác"), max_length=120, blank=True)
    sort_key = models.CharField(_("khóa sắp tên"), max_length=400, editable=False)
    search_key = models.CharField(_("tên không dấu"), max_length=250, editable=False, db_index=True)
    sex = models.CharField(_("giới tính"), max_length=10)
    birth_date = models.DateField(_("ngày sinh"))
    birth_ordinal = models.IntegerField(_("số thứ tự ngày sinh"), editable=False)
    hometown = models.CharField(_("quê quán"), max_length=200, blank=True)
    ethnic_group = models.CharField(_("dân tộc"), max_length=20)
    religion = models.CharField(_("tôn giáo"), max_length=20, blank=True)
    file_number = models.CharField(_("số lý lịch"), max_length=20, blank=True)
    card_number = models.CharField(_("số thẻ đảng viên"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("thông tin cá nhân")
        constraints = [NoOverlap(fields=["member"], name="personal_no_overlap")]
        indexes = [models.Index(fields=["sort_key"])]


class Admission(EventRecord):
    """The day (of the ceremony) on which somebody was admitted, by which organisation, or at which place elsewhere.

    Party age runs from ``decided_on``, the day of the decision.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="admissions", verbose_name=_("đảng viên"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="admissions", verbose_name=_("chi bộ kết nạp")
    )
    place = models.CharField(_("nơi kết nạp"), max_length=200, blank=True)
    decided_on = models.DateField(_("ngày quyết định kết nạp"))
    occupation = models.CharField(_("nghề nghiệp khi kết nạp"), max_length=40, blank=True)
    readmission = models.BooleanField(_("kết nạp lại"), default=False)

    class Meta:
        verbose_name = _("kết nạp đảng viên")
        indexes = [models.Index(fields=["organization", "day"])]


class MembershipStatus(DatedRecord):
    """Probationary or official, from admission to leaving; ``end_reason`` is a code of ``members/leaving_reasons``."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="statuses", verbose_name=_("đảng viên"))
    status = models.CharField(_("tư cách đảng viên"), max_length=20)
    end_reason = models.CharField(_("lý do ra khỏi Đảng"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("tư cách đảng viên")
        constraints = [NoOverlap(fields=["member"], name="membership_status_no_overlap")]


class Affiliation(DatedRecord):
    """A member's place on the rolls of one cell.

    ``entry`` and ``exit`` are codes of ``members/entries`` and ``members/exits``.
    ``origin`` and ``destination`` name the place outside the records that a member came from or went to.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="affiliations", verbose_name=_("đảng viên"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="affiliations", verbose_name=_("chi bộ sinh hoạt")
    )
    entry = models.CharField(_("vào danh sách do"), max_length=20)
    exit = models.CharField(_("ra danh sách do"), max_length=20, blank=True)
    origin = models.CharField(_("nơi chuyển đến từ"), max_length=200, blank=True)
    destination = models.CharField(_("nơi chuyển đi"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("nơi sinh hoạt đảng")
        constraints = [NoOverlap(fields=["member"], name="affiliation_no_overlap")]
        indexes = [models.Index(fields=["organization", "valid_from"])]


class Qualification(DatedRecord):
    """The highest level of one ``kind`` (``members/qualification_kinds``) that a member holds."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="qualifications", verbose_name=_("đảng viên"))
    kind = models.CharField(_("loại trình độ"), max_length=20)
    level = models.CharField(_("trình độ"), max_length=30)
    field = models.CharField(_("chuyên ngành"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("trình độ")
        constraints = [NoOverlap(fields=["member", "kind"], name="qualification_no_overlap")]


class YouthUnionMembership(DatedRecord):
    """While a member was also in the Youth Union."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="youth_union", verbose_name=_("đảng viên"))

    class Meta:
        verbose_name = _("đoàn viên")
        constraints = [NoOverlap(fields=["member"], name="youth_union_no_overlap")]


class Occupation(DatedRecord):
    """What a member works as: ``code`` of ``members/occupations``, and the post or title in words."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="occupations", verbose_name=_("đảng viên"))
    code = models.CharField(_("nghề nghiệp"), max_length=40)
    title = models.CharField(_("chức vụ, công việc"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("nghề nghiệp")
        constraints = [NoOverlap(fields=["member"], name="occupation_no_overlap")]


class Exemption(DatedRecord):
    """While a member was exempt from Party work and meetings; ``reason`` is a code of ``members/exemption_reasons``."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="exemptions", verbose_name=_("đảng viên"))
    reason = models.CharField(_("lý do miễn"), max_length=30)

    class Meta:
        verbose_name = _("miễn công tác và sinh hoạt")
        constraints = [NoOverlap(fields=["member"], name="exemption_no_overlap")]


class SavedFilter(Identity):
    """Conditions on the list of members that an account keeps under a name: bookkeeping, not a record of the office.

    ``conditions`` is the query of the list's address that asks for them.
    """

    account = models.UUIDField(_("tài khoản"), db_index=True)
    name = models.CharField(_("tên bộ lọc"), max_length=60)
    conditions = models.CharField(_("điều kiện"), max_length=1000)

    class Meta:
        verbose_name = _("bộ lọc đã lưu")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="saved_filter_name_once")]
