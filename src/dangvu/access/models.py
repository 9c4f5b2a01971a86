"""Accounts, and the posts over the tree from which alone permissions come."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.records import DatedRecord, EventRecord, Identity, NoOverlap
from dangvu.organizations.models import Organization

LOGIN_LENGTH = 60


class Account(Identity, AbstractBaseUser):
    """Somebody who may sign in, under a name for signing in that never changes and is never given to another.

    Its secrets are the only columns of an identity that are edited in place; no record repeats them. With
    ``temporary_until`` the password was given by somebody else: it lets in until then, and only to be changed.
    """

    login = models.CharField(_("tên đăng nhập"), max_length=LOGIN_LENGTH, unique=True)
    temporary_until = models.DateTimeField(_("mật khẩu tạm dùng được đến"), null=True, blank=True)

    USERNAME_FIELD = "login"

    owes_factor = False
    """That a post demands a second factor, and there is none: whoever loads the account to sign it in finds out."""

    objects = BaseUserManager()

    class Meta:
        verbose_name = _("tài khoản")

    def __str__(self) -> str:
        return self.login

    def set_password(self, raw_password: str | None) -> None:
        """Set a password of the account's own."""
        super().set_password(raw_password)
        self.temporary_until = None


class AccountRecord(DatedRecord):
    """Whose account it is, from the day it was opened to the day it was closed.

    ``member`` is the identity of the member whose own file it is; the room of members lies above this one.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("tài khoản"))
    name = models.CharField(_("họ và tên"), max_length=120)
    member = models.UUIDField(_("đảng viên"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("thông tin tài khoản")
        constraints = [NoOverlap(fields=["account"], name="account_record_no_overlap")]

    def __str__(self) -> str:
        return self.name


class Grant(DatedRecord):
    """A post, a code of ``access/posts``, that somebody holds at an organisation."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("tài khoản"))
    post = models.CharField(_("vị trí công tác"), max_length=30)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("tổ chức đảng"))

    class Meta:
        verbose_name = _("phân công")
        constraints = [NoOverlap(fields=["account", "post", "organization"], name="grant_no_overlap")]


class AdministratorMode(EventRecord):
    """A stay in administrator mode, from ``recorded_at`` up to ``until`` at most; leaving early supersedes it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("tài khoản"))
    until = models.DateTimeField(_("đến lúc"))
    reason = models.CharField(_("lý do"), max_length=400)

    class Meta:
        verbose_name = _("lượt vào chế độ quản trị")


class Outcome(models.TextChoices):
    """What became of an attempt to sign in."""

    SIGNED_IN = "signed_in", _("đã đăng nhập")
    WRONG_PASSWORD = "wrong_password", _("sai tên đăng nhập hoặc mật khẩu")
    WRONG_CODE = "wrong_code", _("sai bước xác thực thứ hai")
    LOCKED = "locked", _("bị từ chối vì sai quá nhiều lần")


class Origin(models.TextChoices):
    """From where somebody tried: the address itself is kept by nobody."""

    MACHINE = "machine", _("máy chủ")
    OFFICE = "office", _("mạng nội bộ")
    OUTSIDE = "outside", _("bên ngoài")


class SignIn(models.Model):
    """An attempt to sign in; no act and no reading, and therefore not in the trail.

    ``tried`` is a keyed hash of the name that was typed, so that names of nobody are counted and not kept.
    """

    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("tài khoản"))
    tried = models.CharField(_("dấu của tên đã gõ"), max_length=64)
    at = models.DateTimeField(_("lúc"))
    origin = models.CharField(_("từ đâu"), max_length=10, choices=Origin.choices)
    outcome = models.CharField(_("kết quả"), max_length=20, choices=Outcome.choices)

    class Meta:
        verbose_name = _("lượt đăng nhập")
        indexes = [models.Index(fields=["tried", "at"], name="sign_in_tried_at")]


class ApiClient(Identity):
    """A program that may ask the API; of its token only a hash is kept."""

    token_hash = models.CharField(_("dấu của mã truy cập"), max_length=64, unique=True)
    last_used = models.DateTimeField(_("dùng lần cuối"), null=True, blank=True)

    class Meta:
        verbose_name = _("ứng dụng")


class ApiClientRecord(DatedRecord):
    """What a program is called, from the day on which it was let in to the day on which it no longer was."""

    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="+", verbose_name=_("ứng dụng"))
    name = models.CharField(_("tên ứng dụng"), max_length=120)

    class Meta:
        verbose_name = _("thông tin ứng dụng")
        constraints = [NoOverlap(fields=["client"], name="api_client_record_no_overlap")]


class ClientGrant(DatedRecord):
    """What a program may do with an area of records, and where, seen from an organisation (``access/places``)."""

    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="+", verbose_name=_("ứng dụng"))
    area = models.CharField(_("mảng dữ liệu"), max_length=30)
    verb = models.CharField(_("được làm"), max_length=10)
    place = models.CharField(_("phạm vi"), max_length=20)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("tổ chức đảng"))

    class Meta:
        verbose_name = _("quyền của ứng dụng")
        constraints = [
            NoOverlap(fields=["client", "area", "verb", "place", "organization"], name="client_grant_no_overlap"),
        ]
