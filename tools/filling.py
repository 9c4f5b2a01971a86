"""What the sample committee leaves to its users, so that no page of it is empty: ``python -m tools.filling``.

A program of another office, an own value of a rule, an own indicator, a kept filter, recovery codes, and a job.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ENVIRONMENT = {"DANGVU_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "dangvu.home.settings"}


def fill(var: Path) -> None:
    """Use the committee in ``var`` as an office does in its first weeks."""
    command = [sys.executable, "-m", "tools.filling"]
    subprocess.run(command, env=os.environ | ENVIRONMENT | {"DANGVU_VAR": str(var)}, check=True)


def _fill() -> None:
    import django  # noqa: PLC0415 - only in a process of its own

    django.setup()
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: PLC0415 - after the set-up
    from django.utils import timezone  # noqa: PLC0415

    from dangvu.access.clients import ClientRight, open_client  # noqa: PLC0415
    from dangvu.access.models import Account  # noqa: PLC0415
    from dangvu.access.posts import Place  # noqa: PLC0415
    from dangvu.jobs.actions import start  # noqa: PLC0415
    from dangvu.kernel.basis import Basis  # noqa: PLC0415
    from dangvu.kernel.policy import Actor, Permission, Verb  # noqa: PLC0415
    from dangvu.members.models import SavedFilter  # noqa: PLC0415
    from dangvu.organizations.queries import find_organization  # noqa: PLC0415
    from dangvu.regulations.actions import override_rule  # noqa: PLC0415
    from dangvu.statistics.actions.indicators import define_indicator  # noqa: PLC0415
    from dangvu.statistics.catalogue.own import Draft  # noqa: PLC0415
    from dangvu.statistics.catalogue.words import Words  # noqa: PLC0415

    now = timezone.now()
    today = timezone.localdate()
    operator = Actor("Trần Thị Bình", now, operator=True)
    officer = Account.objects.get(login="to-chuc")
    basis = Basis("15-TB/ĐUK", today, "Ban Thường vụ Đảng ủy Khối")
    root = find_organization("DUK", as_of=today).organization_id
    right = ClientRight(Permission("figures", Verb.READ), Place.UNIT_AND_BELOW, root)
    said: dict[str, Any] = {"actor": operator, "day": today, "basis": basis}
    open_client(**said, name="Trục tích hợp của Tỉnh ủy", rights=[right])
    override_rule(**said, rule="members/probation_months", value=12)
    draft = Draft(
        id="own.nu_thac_si",
        label=Words("Đảng viên nữ có bằng thạc sĩ", "Women members with a master's degree"),
        definition=Words("Đảng viên là nữ, có trình độ thạc sĩ", "Members who are women and hold a master's degree"),
        unit=Words("đảng viên", "members"),
        rule="15-TB/ĐUK",
        fact="members",
        where="sex = 'female' AND professional = 'master'",
    )
    define_indicator(**said, draft=draft)
    SavedFilter.objects.create(account=officer.pk, name="Nữ dự bị", conditions="status=probationary&sex=female")
    RecoveryCodes.activate(officer)
    start("audit.verify", "Kiểm tra nhật ký", Actor("Trần Thị Minh Khuê", now, account=officer.pk))


if __name__ == "__main__":
    _fill()
