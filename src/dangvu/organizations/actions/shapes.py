"""What each kind of reorganisation consists of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.findings import Finding
from dangvu.organizations.actions.plans import Plan
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord


@dataclass(frozen=True, slots=True)
class Shape:
    """How many organisations end, stay and begin as successors; each that stays gets one of the details ``changes``."""

    fits: Callable[[int, int, int], bool]
    sentence: Promise
    changes: tuple[str, ...] = ()


SHAPES = {
    "establish": Shape(
        lambda ends, stays, begins: ends == stays == 0 and begins > 0,
        gettext_lazy("thành lập chỉ gồm tổ chức mới; hãy bỏ các tổ chức cũ hoặc chọn hình thức khác."),
    ),
    "dissolve": Shape(
        lambda ends, stays, begins: ends > 0 and stays == begins == 0,
        gettext_lazy("giải thể chỉ gồm tổ chức kết thúc; hãy bỏ các tổ chức khác hoặc chọn hình thức khác."),
    ),
    "absorb": Shape(
        lambda ends, stays, begins: ends > 0 and stays > 0 and begins == 0,
        gettext_lazy("sáp nhập cần tổ chức kết thúc và tổ chức nhận, không có tổ chức mới; hãy chọn lại."),
    ),
    "merge": Shape(
        lambda ends, stays, begins: ends > 1 and stays == 0 and begins > 0,
        gettext_lazy("hợp nhất cần ít nhất hai tổ chức kết thúc và một tổ chức mới; hãy chọn lại."),
    ),
    "split": Shape(
        lambda ends, stays, begins: ends + stays == 1 and begins > ends,
        gettext_lazy("chia tách cần đúng một tổ chức cũ và từ nó ít nhất hai tổ chức; hãy chọn lại."),
    ),
    "upgrade": Shape(
        lambda ends, stays, begins: stays > 0 and ends == begins == 0,
        gettext_lazy("nâng cấp chỉ gồm tổ chức đổi cấp và các tổ chức mới dưới nó; hãy chọn lại."),
        ("kind",),
    ),
    "downgrade": Shape(
        lambda _ends, stays, begins: stays > 0 and begins == 0,
        gettext_lazy("hạ cấp chỉ gồm tổ chức đổi cấp và các tổ chức dưới nó kết thúc; hãy chọn lại."),
        ("kind",),
    ),
    "move": Shape(
        lambda ends, stays, begins: stays > 0 and ends == begins == 0,
        gettext_lazy("chuyển cấp trên chỉ gồm tổ chức được chuyển; hãy chọn lại."),
        ("parent",),
    ),
    "rename": Shape(
        lambda ends, stays, begins: stays > 0 and ends == begins == 0,
        gettext_lazy("đổi tên chỉ gồm tổ chức được đổi tên; hãy chọn lại."),
        ("name", "short_name", "code", "symbol"),
    ),
}


def find_misshapen(plan: Plan, history: History, day: date) -> Iterator[Finding]:
    """What the plan lacks, or has too much of, for its kind of reorganisation."""
    shape = SHAPES.get(plan.kind)
    if shape is None:
        message = _("không có hình thức sắp xếp “%(kind)s”; các hình thức là: %(kinds)s.")
        yield Finding("organizations.unknown-reorganization", message % {"kind": plan.kind, "kinds": ", ".join(SHAPES)})
        return
    if not shape.fits(len(plan.predecessors), len(plan.survivors), len(plan.successors) - len(plan.survivors)):
        yield Finding("organizations.misshapen", str(shape.sentence))
    for survivor in plan.survivors if shape.changes else ():
        record = history.on(survivor, day)
        if record and not _changes_any(plan, shape.changes, record):
            message = _("không có gì thay đổi; hãy điền giá trị mới.")
            yield Finding("organizations.nothing-changes", message, record.name)


def _changes_any(plan: Plan, names: tuple[str, ...], record: OrganizationRecord) -> bool:
    details = plan.details.get(record.organization_id, {})
    columns = {"parent": "parent_id"}
    return any(name in details and details[name] != getattr(record, columns.get(name, name)) for name in names)
