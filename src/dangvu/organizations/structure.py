"""What must hold of the tree on every day, judged on records in memory: before acts write, and by doctor afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.kernel.days import Spell, write_day
from dangvu.kernel.findings import Finding
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.rules import is_known, kind_name, may_stand_under


def find_faults(history: History, only: Collection[UUID] | None = None) -> list[Finding]:
    """Everything that is wrong with the tree, or with the organisations ``only`` and those directly below them."""
    tests: tuple[Callable[[History, list[OrganizationRecord]], Iterable[Finding]], ...]
    tests = (find_unknown_codes, find_shared_codes, find_cycles, find_orphans, find_misplaced)
    records = [r for r in history if only is None or r.organization_id in only or r.parent_id in only]
    return [finding for test in tests for finding in test(history, records)]


def find_unknown_codes(_history: History, records: list[OrganizationRecord]) -> Iterator[Finding]:
    """Kinds and sectors that the code lists of their first day do not have, and records without code or name."""
    for record in records:
        if not (record.code.strip() and record.name.strip()):
            message = _("thiếu mã hoặc tên; hãy điền cả hai.")
            yield Finding("organizations.unnamed", message, record.name.strip() or record.code)
        if not is_known("organizations/kinds", record.kind, record.valid_from):
            message = _("không có cấp “%(kind)s”; hãy chọn một cấp trong danh mục các cấp tổ chức đảng.")
            yield Finding("organizations.unknown-kind", message % {"kind": record.kind}, record.name)
        if record.sector and not is_known("organizations/sectors", record.sector, record.valid_from):
            message = _("không có loại hình “%(sector)s”; hãy chọn một loại hình trong danh mục.")
            yield Finding("organizations.unknown-sector", message % {"sector": record.sector}, record.name)


def find_shared_codes(history: History, records: list[OrganizationRecord]) -> Iterator[Finding]:
    """Codes that two organisations carry on the same day."""
    by_code: dict[str, list[OrganizationRecord]] = {}
    for record in history:
        by_code.setdefault(record.code, []).append(record)
    for record in records:
        for other in by_code[record.code]:
            shared = _overlap(record, other)
            if shared and other.organization_id != record.organization_id:
                message = _("mã “%(code)s” từ %(day)s cũng là mã của %(other)s; hãy chọn mã khác.")
                details = {"code": record.code, "day": write_day(shared.start), "other": other.name}
                yield Finding("organizations.shared-code", message % details, record.name)
                break


def find_cycles(history: History, records: list[OrganizationRecord]) -> Iterator[Finding]:
    """Organisations that on some day stand below themselves."""
    for record in records:
        spell = Spell(record.valid_from, record.valid_to)
        day = _first_day_below(history, record.organization_id, record, spell, frozenset())
        if day:
            message = _("từ %(day)s sẽ đứng dưới chính mình; hãy chọn cấp trên khác.") % {"day": write_day(day)}
            yield Finding("organizations.cycle", message, record.name)


def find_orphans(history: History, records: list[OrganizationRecord]) -> Iterator[Finding]:
    """Organisations whose superior does not exist on a day on which they stand below it."""
    for record in records:
        if record.parent_id and (day := _first_day_without(history, record)):
            message = _(
                "từ %(day)s không còn cấp trên vì %(parent)s không tồn tại vào ngày đó; hãy chọn cấp trên khác."
            )
            details = {"day": write_day(day), "parent": history.name(record.parent_id)}
            yield Finding("organizations.orphan", message % details, record.name)


def find_misplaced(history: History, records: list[OrganizationRecord]) -> Iterator[Finding]:
    """Organisations under, or at the top without, a superior of a kind that the regulation of the day allows."""
    for record in records:
        for day, parent in _superiors(history, record):
            if not may_stand_under(record.kind, parent.kind if parent else None, day):
                yield Finding("organizations.misplaced", _misplacement(record, parent, day), record.name)
                break


def _misplacement(record: OrganizationRecord, parent: OrganizationRecord | None, day: date) -> str:
    details = {"day": write_day(day), "kind": kind_name(record.kind, day)}
    if parent is None:
        return _("từ %(day)s đứng đầu hệ thống mà cấp “%(kind)s” phải có cấp trên; hãy chọn cấp trên.") % details
    details |= {"parent": parent.name, "parent_kind": kind_name(parent.kind, day)}
    message = _(
        "từ %(day)s đặt sai chỗ vì cấp “%(kind)s” không đứng dưới %(parent)s (%(parent_kind)s); hãy chọn cấp trên khác."
    )
    return message % details


def _overlap(one: OrganizationRecord, other: OrganizationRecord) -> Spell | None:
    """The days on which both records hold."""
    start, end = max(one.valid_from, other.valid_from), min(one.valid_to, other.valid_to)
    return Spell(start, end) if start < end else None


def _superiors(history: History, record: OrganizationRecord) -> Iterator[tuple[date, OrganizationRecord | None]]:
    """Each record of the superior that holds beside ``record``, with the first day on which it does."""
    if record.parent_id is None:
        yield record.valid_from, None
    for parent in history.of(record.parent_id):
        if shared := _overlap(record, parent):
            yield shared.start, parent


def _first_day_without(history: History, record: OrganizationRecord) -> date | None:
    """The first day of ``record`` on which its superior does not exist."""
    day = record.valid_from
    for start, parent in _superiors(history, record):
        if start > day or parent is None:
            break
        day = min(parent.valid_to, record.valid_to)
    return day if day < record.valid_to else None


def _first_day_below(
    history: History, organization_id: UUID, record: OrganizationRecord, spell: Spell, met: frozenset[UUID]
) -> date | None:
    """The first day in ``spell`` on which the organisation stands above ``record``, not asking those ``met`` again."""
    if record.parent_id == organization_id:
        return spell.start
    if record.parent_id is None or record.parent_id in met:
        return None
    days = []
    for parent in history.of(record.parent_id):
        start, end = max(spell.start, parent.valid_from), min(spell.end, parent.valid_to)
        if start < end:
            met_here = met | {record.parent_id}
            days.append(_first_day_below(history, organization_id, parent, Spell(start, end), met_here))
    return min((day for day in days if day), default=None)
