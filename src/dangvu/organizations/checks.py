"""What ``dangvu doctor`` asks of the tree, over its whole history up to the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Check
from dangvu.kernel.findings import Finding
from dangvu.organizations import structure
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord

Test = Callable[[History, list[OrganizationRecord]], Iterable[Finding]]


def run_test(test: Test, on: date, known_at: datetime | None) -> list[Finding]:
    """Everything that one structural test finds on the records that began by ``on``."""
    history = History.load(known_at)
    return list(test(history, [record for record in history if record.valid_from <= on]))


CHECKS = (
    Check(
        "organizations.codes",
        _("Tổ chức đảng có mã, tên, cấp và loại hình đúng danh mục"),
        partial(run_test, structure.find_unknown_codes),
    ),
    Check(
        "organizations.shared-codes",
        _("Mỗi mã chỉ thuộc một tổ chức trong một ngày"),
        partial(run_test, structure.find_shared_codes),
    ),
    Check(
        "organizations.cycles",
        _("Không tổ chức nào đứng dưới chính mình"),
        partial(run_test, structure.find_cycles),
    ),
    Check(
        "organizations.orphans",
        _("Cấp trên tồn tại suốt thời gian tổ chức đứng dưới nó"),
        partial(run_test, structure.find_orphans),
    ),
    Check(
        "organizations.placement",
        _("Mỗi tổ chức đứng dưới cấp trên đúng quy định"),
        partial(run_test, structure.find_misplaced),
    ),
)
