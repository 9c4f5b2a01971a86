"""``dangvu account``: the accounts, and help for somebody who cannot sign in, given by the operator of the machine."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.access.models import Account, AccountRecord
from dangvu.access.passwords import forget_second_factors, give_temporary_password
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor


class Command(BaseCommand):
    """List the accounts that are open, or help with one of them."""

    help = _("Liệt kê tài khoản; cấp mật khẩu tạm cho tài khoản không đăng nhập được.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which account, and what is to be done with it."""
        parser.add_argument("login", nargs="?", help=_("tên đăng nhập; bỏ trống thì liệt kê các tài khoản đang mở"))
        parser.add_argument("--password", action="store_true", help=_("cấp một mật khẩu tạm"))
        parser.add_argument("--second-factor", action="store_true", help=_("gỡ bước xác thực thứ hai"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Raise ``Refusal`` for a name of no open account."""
        actor = Actor(_("người vận hành máy chủ"), timezone.now(), operator=True)
        if options["login"] is None:
            self._list(actor)
            return
        account = Account.objects.filter(login=options["login"]).first()
        if account is None:
            message = _("không có tài khoản “%(login)s”; hãy chạy “dangvu account” để xem các tài khoản.")
            raise Refusal.of("access.unknown-account", message % {"login": options["login"]})
        reason = _("người vận hành máy chủ làm theo yêu cầu")
        if options["second_factor"]:
            forget_second_factors(actor=actor, account_id=account.pk, reason=reason)
            self.stdout.write(_("Đã gỡ bước xác thực thứ hai của %(login)s.") % {"login": account.login})
        if options["password"]:
            password = give_temporary_password(actor=actor, account_id=account.pk, reason=reason)
            said = _("Mật khẩu tạm của %(login)s, phải đổi ngay khi đăng nhập: %(password)s")
            self.stdout.write(said % {"login": account.login, "password": password})

    def _list(self, actor: Actor) -> None:
        records = AccountRecord.objects.on(actor.day, actor.at).select_related("account").order_by("account__login")
        for record in records:
            details = {"login": record.account.login, "name": record.name, "day": write_day(record.valid_from)}
            self.stdout.write(_("%(login)s – %(name)s, từ ngày %(day)s") % details)
