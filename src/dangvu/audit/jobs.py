"""Proving the trail takes longer than a page may: it goes over every line and every record there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.audit.policy import READ
from dangvu.audit.verify import intact, verify_trail
from dangvu.jobs.kinds import JobKind
from dangvu.jobs.progress import Progress
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor, denied, everywhere


def verify(progress: Progress, _parameters: Mapping[str, Any], actor: Actor) -> None:
    """Say that the trail is whole; raise ``Refusal`` with a finding for every break, as ``dangvu verify`` does."""
    if not everywhere(actor, READ):
        raise denied(actor)
    said = _("đang tính lại niêm phong của từng dòng và từng bản ghi")
    findings = verify_trail(lambda done, total: progress(done, total, said))
    if findings:
        raise Refusal(findings)
    progress.outcome = intact()


VERIFY = JobKind("audit.verify", gettext_lazy("Kiểm tra nhật ký"), verify)
