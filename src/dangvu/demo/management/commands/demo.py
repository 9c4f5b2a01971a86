"""``dangvu demo``: the sample committee, built once."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.demo.accounts import SampleAccount, make_accounts, told
from dangvu.demo.building import build, is_built
from dangvu.demo.office import AS_OF, COMMITTEE, write_issued_reports
from dangvu.kernel.days import write_day


class Command(BaseCommand):
    """Build the sample committee unless it is there, and write its report."""

    help = _("Dựng đảng bộ mẫu (người và địa danh đều hư cấu) và viết báo cáo của nó.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raise ``Refusal`` when the database holds other records; run again, it changes nothing."""
        started = time.monotonic()
        if is_built():
            self._say(_("Đảng bộ mẫu đã có sẵn."))
        else:
            self._say(_("Dựng đảng bộ mẫu:"))
            build(lambda sentence, _percent: self._say(sentence))
            self._say(_("Đã dựng xong sau %(seconds)d giây.") % {"seconds": time.monotonic() - started})
        self._say(_("Cơ sở dữ liệu: %(name)s") % {"name": connection.settings_dict["NAME"]})
        for path in write_issued_reports(settings.VAR / "reports"):
            self._say(_("Báo cáo: %(path)s") % {"path": path})
        self._tell_accounts(make_accounts(timezone.now()))
        self._say(
            _("Sổ sách của đảng bộ mẫu có đến %(day)s: sau khi đăng nhập, hãy mở %(path)s để xem.")
            % {"day": write_day(AS_OF), "path": f"/?on={AS_OF}&scope={COMMITTEE}"}
        )

    def _tell_accounts(self, made: list[SampleAccount]) -> None:
        """Print the accounts, which nobody can read anywhere afterwards; or how to get in again."""
        if not made:
            self._say(
                _("Tài khoản đã có từ trước; “dangvu account TÊN --password” cấp mật khẩu tạm cho một tài khoản.")
            )
            return
        for line in told(made):
            self._say(line)

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
