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

    Its secrets are the only columns of an identity that are edited in place; no record repeats them.
    """

    login = models.CharField(_("tên đăng nhập"), max_length=LOGIN_LENGTH, unique=True)

    USERNAME_FIELD = "login"

    objects = BaseUserManager()

    class Meta:
        verbose_name = _("tài khoản")

    def __str__(self) -> str:
        return self.login


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
