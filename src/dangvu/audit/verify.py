"""Proving the trail: recompute every seal, and every digest of the records, from what the database holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from dangvu.audit.models import Line, TrailEnd
from dangvu.audit.places import record_models
from dangvu.audit.sealing import Digest, seal
from dangvu.kernel.days import ENDLESS
from dangvu.kernel.findings import Finding

T = TypeVar("T")

GoneOver = Callable[[Iterable[Any]], Iterator[Any]]
"""Hands on rows and tells how many there were."""


def verify_trail(told: Callable[[int, int], None] = lambda _done, _total: None) -> list[Finding]:
    """Every line that was changed, is missing or stands in the wrong place, and every line whose records differ.

    ``told`` hears how many of all lines and records have been gone over.
    """
    total = Line.objects.count() + sum(model._default_manager.count() for model in record_models())
    steps = count(1)

    def gone_over(rows: Iterable[T]) -> Iterator[T]:
        for row in rows:
            yield row
            told(next(steps), total)

    return [*_broken_lines(gone_over), *_changed_records(gone_over)]


def intact() -> str:
    """What is said when nothing was found: how many lines are whole."""
    return _("Nhật ký nguyên vẹn: %(count)s dòng.") % {"count": Line.objects.count()}


def _broken_lines(gone_over: GoneOver) -> Iterator[Finding]:
    expected, previous = 1, ""
    for line in gone_over(Line.objects.order_by("number").iterator()):
        if line.number != expected:
            message = _("thiếu dòng %(first)s trước dòng này; nhật ký đã bị xóa bớt.") % {"first": expected}
            yield Finding("audit.missing-line", message, _place(line.number))
        elif line.previous != previous:
            message = _("không nối với dòng trước; nhật ký đã bị đổi thứ tự hoặc sửa.")
            yield Finding("audit.moved-line", message, _place(line.number))
        if seal(line) != line.seal:
            message = _("nội dung không khớp niêm phong; dòng này đã bị sửa.")
            yield Finding("audit.changed-line", message, _place(line.number))
        expected, previous = line.number + 1, line.seal
    end = TrailEnd.objects.first() or TrailEnd(number=0, seal="")
    if (end.number, end.seal) != (expected - 1, previous):
        message = _("nhật ký phải kết thúc ở dòng %(number)s; các dòng cuối đã bị xóa, thêm hoặc sửa.")
        yield Finding("audit.cut-trail", message % {"number": end.number}, _place(expected - 1))


def _changed_records(gone_over: GoneOver) -> Iterator[Finding]:
    held = _digests(gone_over)
    said = dict(Line.objects.values_list("number", "rows"))
    for number in sorted(held.keys() | said.keys()):
        if str(held[number]) != said.get(number, ""):
            message = _("các bản ghi của dòng này không còn như khi ghi; đã bị sửa, thêm hoặc xóa ngoài phần mềm.")
            yield Finding("audit.changed-record", message, _place(number))


def _digests(gone_over: GoneOver) -> defaultdict[int, Digest]:
    """The digest of what each line must have written and superseded, to go by the records as they are."""
    digests: defaultdict[int, Digest] = defaultdict(Digest)
    for model in record_models():
        for row in gone_over(model._default_manager.order_by("id").iterator(chunk_size=2000)):
            digests[row.recorded_in].write(row)
            if row.superseded_in is not None:
                digests[row.superseded_in].supersede(row)
            elif row.superseded_at != ENDLESS:
                # No line says so: the line that wrote the record will not match.
                digests[row.recorded_in].supersede(row)
    return digests


def _place(number: int) -> str:
    return _("nhật ký dòng %(number)s") % {"number": number}
