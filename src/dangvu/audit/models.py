"""The lines of the trail."""

from __future__ import annotations

from typing import Any, Never

from django.db import models
from django.utils.translation import gettext_lazy as _


class LineQuerySet(models.QuerySet["Line"]):
    """Lines are written by ``dangvu.audit.trail`` and by nothing else."""

    def update(self, **_kwargs: Any) -> Never:
        """Lines never change."""
        raise TypeError("a line of the audit trail cannot be changed")

    def delete(self) -> Never:
        """Lines are never deleted."""
        raise TypeError("a line of the audit trail cannot be deleted")


class Line(models.Model):
    """One act, or one reading of a personal file: who, when, what, resting on what, and a seal over all of it.

    ``rows`` is a digest of every record that the act wrote or superseded; ``seal`` covers this line and the seal of the
    line before, so a changed, missing or moved line breaks the chain. ``details`` is plain JSON for the activity feed.
    """

    number = models.BigIntegerField(_("số thứ tự"), primary_key=True)
    at = models.DateTimeField(_("lúc"), db_index=True)
    actor = models.CharField(_("người thực hiện"), max_length=200)
    account = models.UUIDField(_("tài khoản"), null=True)
    verb = models.CharField(_("việc"), max_length=80, db_index=True)
    day = models.DateField(_("ngày có hiệu lực"), null=True)
    basis = models.CharField(_("căn cứ"), max_length=400, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    subject = models.UUIDField(_("đối tượng"), null=True, db_index=True)
    details = models.JSONField(_("chi tiết"), default=dict)
    rows = models.CharField(_("dấu các bản ghi"), max_length=64, blank=True)
    previous = models.CharField(_("niêm phong dòng trước"), max_length=64, blank=True)
    seal = models.CharField(_("niêm phong"), max_length=64)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng nhật ký")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line; an existing one is refused."""
        if not self._state.adding:
            raise TypeError("a line of the audit trail cannot be changed")
        super().save(*args, force_insert=True, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """Lines are never deleted."""
        raise TypeError("a line of the audit trail cannot be deleted")


class TrailEnd(models.Model):
    """Number and seal of the last line, in a single row: a trail that was cut short no longer ends there."""

    number = models.BigIntegerField(_("số thứ tự"))
    seal = models.CharField(_("niêm phong"), max_length=64)

    class Meta:
        verbose_name = _("điểm cuối nhật ký")
