"""The book of long work: what was asked for, by whom, and how it ended."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", _("đang chờ")
    RUNNING = "running", _("đang chạy")
    FINISHED = "finished", _("đã xong")
    FAILED = "failed", _("bị lỗi")
    CANCELLED = "cancelled", _("đã hủy")


UNFINISHED = (State.WAITING, State.RUNNING)


class Job(models.Model):
    """One piece of long work: bookkeeping, not a record of the office. It changes, and in the end it is forgotten.

    Its id is that of its task in the queue. What changes while it runs stands in its folder, beside the database: work
    in one long transaction shows its progress all the same, and can be cancelled.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(_("loại công việc"), max_length=60)
    title = models.CharField(_("tên công việc"), max_length=200)
    account = models.UUIDField(_("tài khoản"), null=True, db_index=True)
    started_by = models.CharField(_("người yêu cầu"), max_length=200)
    language = models.CharField(_("ngôn ngữ"), max_length=10)
    parameters = models.JSONField(_("tham số"), default=dict)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State, default=State.WAITING, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("số lần bắt đầu"), default=0)
    said = models.TextField(_("lời báo cuối cùng"), blank=True)
    result = models.CharField(_("tệp kết quả"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("yêu cầu lúc"))
    started_at = models.DateTimeField(_("bắt đầu lúc"), null=True)
    finished_at = models.DateTimeField(_("kết thúc lúc"), null=True)

    class Meta:
        verbose_name = _("công việc")
        ordering = ["-created_at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def folder(self) -> Path:
        """Where everything about the job that is not in the database stands."""
        return Path(settings.VAR) / "jobs" / str(self.pk)

    @property
    def files(self) -> Path:
        """Where the job may write, emptied before each attempt."""
        return self.folder / "files"

    @property
    def unfinished(self) -> bool:
        """Whether it waits or runs."""
        return self.state in UNFINISHED

    @property
    def result_path(self) -> Path | None:
        """The file it made, while that is kept."""
        path = self.files / self.result
        return path if self.result and path.is_file() else None
