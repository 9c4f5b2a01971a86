"""Building the sample committee from a page, while the database is served."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dangvu.jobs.kinds import JobKind
from dangvu.jobs.progress import Progress
from dangvu.kernel.policy import Actor

ACCOUNTS = "tai-khoan.txt"


def build_sample(progress: Progress, _parameters: Mapping[str, Any], _actor: Actor) -> Path | None:
    """Play the sample committee into the empty tables that are being served, and open its accounts: all or nothing.

    The file tells the accounts. Does nothing when the committee is there; raises ``Refusal`` when other records are.
    """
    from dangvu.demo.building import is_built, play  # noqa: PLC0415 - models are ready only now

    if is_built():
        return None
    with transaction.atomic():
        play(lambda sentence, percent: progress(percent, 100, sentence.removeprefix("· ")))
        return write_accounts(progress.files)


def write_accounts(folder: Path) -> Path:
    """Open the accounts of the sample committee, and write into a file what nobody can read anywhere else."""
    from dangvu.demo.accounts import make_accounts, told  # noqa: PLC0415 - models are ready only now

    path = folder / ACCOUNTS
    path.write_text("\n".join([*told(make_accounts(timezone.now())), ""]), encoding="utf-8")
    return path


SAMPLE = JobKind(
    "demo",
    _("Dựng đảng bộ mẫu"),
    build_sample,
    first=_("Để xem thử: một đảng bộ hư cấu với lịch sử từ 2008 đến 2021. Tệp kết quả ghi các tài khoản để đăng nhập."),
)
