"""Building the sample committee from a page, while the database is served."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from dangvu.jobs.kinds import JobKind
from dangvu.jobs.progress import Progress
from dangvu.kernel.policy import Actor


def build_sample(progress: Progress, _parameters: Mapping[str, Any], _actor: Actor) -> None:
    """Play the sample committee into the empty tables that are being served, in one transaction.

    Does nothing when it is there; raises ``Refusal`` when other records are, an account of the office included.
    """
    from dangvu.demo.building import is_built, play  # noqa: PLC0415 - brings all that writes reports

    if not is_built():
        play(lambda sentence, percent: progress(percent, 100, sentence.removeprefix("· ")))


SAMPLE = JobKind("demo", _("Dựng đảng bộ mẫu"), build_sample)
