"""Proving the trail: recompute every seal, and every digest of the records, from what the database holds."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext as _

from dangvu.audit.models import Line
from dangvu.audit.trail import canonical, digest_rows, seal
from dangvu.kernel.findings import Finding
from dangvu.kernel.records import Record


def verify_trail() -> list[Finding]:
    """Every line that was changed, is missing or stands in the wrong place, and every line whose records differ."""
    return [*_broken_lines(), *_changed_records()]


def _broken_lines() -> Iterator[Finding]:
    expected, previous = 1, ""
    for line in Line.objects.order_by("number").iterator():
        place = _("nhật ký dòng %(number)s") % {"number": line.number}
        if line.number != expected:
            message = _("thiếu dòng %(first)s trước dòng này; nhật ký đã bị xóa bớt.") % {"first": expected}
            yield Finding("audit.missing-line", message, place)
        elif line.previous != previous:
            yield Finding("audit.moved-line", _("không nối với dòng trước; nhật ký đã bị đổi thứ tự hoặc sửa."), place)
        if seal(line) != line.seal:
            yield Finding("audit.changed-line", _("nội dung không khớp niêm phong; dòng này đã bị sửa."), place)
        expected, previous = line.number + 1, line.seal


def _changed_records() -> Iterator[Finding]:
    written: dict[int, dict[str, str]] = defaultdict(dict)
    superseded: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for model in apps.get_models():
        if issubclass(model, Record):
            _digest_model(model, written, superseded)
    lines = dict(Line.objects.values_list("number", "rows"))
    for number in sorted(lines.keys() | written.keys() | superseded.keys()):
        if digest_rows(written[number], superseded[number]) != lines.get(number, ""):
            message = _("các bản ghi của dòng này không còn như khi ghi; có bản ghi đã bị sửa, thêm hoặc xóa ngoài phần mềm.")
            yield Finding("audit.changed-record", message, _("nhật ký dòng %(number)s") % {"number": number})


def _digest_model(
    model: type[Record], written: dict[int, dict[str, str]], superseded: dict[int, dict[str, list[int]]]
) -> None:
    label = model._meta.label
    digests: dict[int, hashlib._Hash] = defaultdict(hashlib.sha256)
    for row in model._default_manager.order_by("id").iterator(chunk_size=2000):
        digests[row.recorded_in].update(canonical(row).encode())
        if row.superseded_in is not None:
            superseded[row.superseded_in].setdefault(label, []).append(row.pk)
    for number, digest in digests.items():
        written[number][label] = digest.hexdigest()
