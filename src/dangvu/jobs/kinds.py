"""Kinds of long work, which rooms declare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from dangvu.jobs.progress import Progress
from dangvu.kernel.contracts import registered
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class JobKind:
    """Work that a room hands to the queue because a page could not wait for it.

    ``run(progress, parameters, actor)`` does it and returns the file that it made in ``progress.files``, if any. It
    runs in another process, under the permissions that ``actor`` has then, and from the start again when its process
    died meanwhile: what it changes must be one transaction. What it raises as ``Refusal`` is said to the reader;
    anything else goes to the log.

    ``first`` offers it, in a sentence, to whoever sets up an office, on the page of the first account.

    A room that exports a list declares::

        def export(progress: Progress, parameters: Mapping[str, Any], actor: Actor) -> Path:
            found = list(members_on(parse_day(parameters["on"]), permitted(actor, READ)))
            rows = []
            for done, member in enumerate(found):
                progress(done, len(found), _("đang viết danh sách đảng viên"))
                rows.append(row_of(member))
            path = progress.files / "dang-vien.xlsx"
            path.write_bytes(workbook(title, notes, columns, rows))
            return path

        EXPORT = JobKind("members.export", gettext_lazy("Xuất danh sách đảng viên"), export)

    registers ``EXPORT`` in its ``AppConfig.ready``, and in its view starts it and leads to its page::

        job = start(EXPORT.code, title, asked.actor, on=asked.on.isoformat())
        return redirect(asked.address("jobs:job", job.pk))
    """

    code: str
    label: StrOrPromise
    run: Callable[[Progress, Mapping[str, Any], Actor], Path | None]
    first: StrOrPromise = ""


def kind_of(code: str) -> JobKind:
    """The registered kind of that code; raises ``Refusal`` when no room offers it, as after an upgrade."""
    for kind in registered(JobKind):
        if kind.code == code:
            return kind
    message = _("không còn loại công việc “%(code)s”; hãy yêu cầu lại từ trang cũ.")
    raise Refusal.of("jobs.unknown-kind", message % {"code": code})
