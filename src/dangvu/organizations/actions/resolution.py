"""Filling in what a plan leaves to the records, and naming what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.kernel.days import FOREVER, write_day
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.organizations.actions.plans import Details, Plan
from dangvu.organizations.actions.shapes import find_misshapen
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.rules import is_cell

_DETAILS = {field.name for field in fields(Details)}
_UNRESTED = {"basis_symbol": "", "basis_day": None, "basis_issuer": ""}
"""A record that begins by the decision rests on it, not on what the record before it rested on."""


class Resolution:
    """A plan seen against the records of its day. Raises ``Refusal`` with everything that is wrong with the plan."""

    def __init__(self, plan: Plan, history: History, day: date) -> None:
        self.history, self.day = history, day
        self.newborns = {newborn.id: newborn.record(day) for newborn in plan.newborns}
        self.plan = plan
        refuse_if_any([*find_misshapen(plan, history, day), *self._find_absent()])
        self.plan = replace(plan, children=self._all_children())
        refuse_if_any([*self._find_strangers(), *self._find_homeless_children(), *self._find_heirless()])
        refuse_if_any(self._find_later_changes())
        self.plan = replace(self.plan, cells=self._all_cells())
        refuse_if_any(self._find_bad_cells())

    def heirs(self, predecessor: UUID) -> tuple[UUID, ...]:
        """The successors that take over from an organisation that ends.

        Of several, all take over from what is split; otherwise the one to which its members or all its children go, or
        that it stood under.
        """
        successors = self.plan.successors
        if len(successors) < 2 or self.plan.kind == "split":
            return successors
        before = self.history.before(predecessor, self.day)
        above = before.parent_id if before else None
        targets = (self.plan.cells.get(predecessor), self._common_home(predecessor), above)
        return next(((target,) for target in map(self._successor_over, targets) if target), ())

    def changed(self) -> Iterator[tuple[OrganizationRecord, OrganizationRecord]]:
        """The records of survivors and carried children whose details change, each with what holds from the day on."""
        for organization_id in (*self.plan.survivors, *(c for c in self.plan.children if c not in self.plan.survivors)):
            details = self._details(organization_id)
            record = self.history.on(organization_id, self.day)
            if details and record:
                yield record, record.again(valid_from=self.day, **_UNRESTED, **details)

    def ended(self) -> list[OrganizationRecord]:
        """The records that the predecessors' end cuts short."""
        records = (self.history.on(predecessor, self.day) for predecessor in self.plan.predecessors)
        return [record for record in records if record]

    def emptied(self) -> set[UUID]:
        """The organisations that were cells and, from the day on, are not."""
        befores = (*self.plan.predecessors, *self.plan.survivors)
        return {o for o in befores if self._was_cell(o) and (o in self.plan.predecessors or not self._becomes_cell(o))}

    def _successor_over(self, target: UUID | None) -> UUID | None:
        """The successor that ``target`` is, or below which it is born."""
        while target is not None and target not in self.plan.successors:
            target = record.parent_id if (record := self.newborns.get(target)) else None
        return target

    def _details(self, organization_id: UUID) -> dict[str, Any]:
        """The columns of an organisation that the plan sets."""
        details = dict(self.plan.details.get(organization_id, {}))
        if organization_id in self.plan.children:
            details["parent"] = self.plan.children[organization_id]
        if "parent" in details:
            details["parent_id"] = details.pop("parent")
        return details

    def _was_cell(self, organization_id: UUID) -> bool:
        record = self.history.before(organization_id, self.day) or self.history.on(organization_id, self.day)
        return record is not None and is_cell(record.kind, self.day)

    def _becomes_cell(self, organization_id: UUID) -> bool:
        record = self.newborns.get(organization_id) or self.history.on(organization_id, self.day)
        if record is None or organization_id in self.plan.predecessors:
            return False
        return is_cell(self._details(organization_id).get("kind", record.kind), self.day)

    def _carried(self, predecessor: UUID) -> list[OrganizationRecord]:
        """The organisations directly below one that ends which do not end with it."""
        children = self.history.children(predecessor, self.day)
        return [child for child in children if child.organization_id not in self.plan.predecessors]

    def _common_home(self, predecessor: UUID) -> UUID | None:
        """The one organisation under which all the children of a predecessor come."""
        homes = {self.plan.children.get(child.organization_id) for child in self._carried(predecessor)}
        return homes.pop() if len(homes) == 1 else None

    def _all_children(self) -> dict[UUID, UUID]:
        children = dict(self.plan.children)
        if len(self.plan.successors) == 1:
            for predecessor in self.plan.predecessors:
                for child in self._carried(predecessor):
                    if "parent" not in self.plan.details.get(child.organization_id, {}):
                        children.setdefault(child.organization_id, self.plan.successors[0])
        return children

    def _all_cells(self) -> dict[UUID, UUID]:
        cells = dict(self.plan.cells)
        for emptied in self.emptied() - cells.keys():
            heirs = self.heirs(emptied) if emptied in self.plan.predecessors else (emptied,)
            below = [born for born, record in self.newborns.items() if record.parent_id in heirs]
            receivers = [o for o in (*heirs, *below) if self._becomes_cell(o)]
            if len(heirs) == len(receivers) == 1:
                cells[emptied] = receivers[0]
        return cells

    def _find_absent(self) -> Iterator[Finding]:
        """Organisations that do not exist when the plan needs them, or that it names in two roles."""
        for organization_id in dict.fromkeys((*self.plan.predecessors, *self.plan.survivors, *self.plan.children)):
            if not self.history.on(organization_id, self.day):
                message = _("không tồn tại vào ngày %(day)s; hãy chọn tổ chức khác hoặc sửa ngày.")
                yield self._finding("absent", message % {"day": write_day(self.day)}, organization_id)
        for predecessor in self.plan.predecessors:
            if predecessor in self.plan.survivors:
                yield self._finding("both", _("vừa kết thúc vừa còn lại; hãy chọn một."), predecessor)
            elif self.history.on(predecessor, self.day) and not self.history.before(predecessor, self.day):
                yield self._finding(
                    "unborn", _("mới có từ chính ngày này nên không thể kết thúc; hãy sửa ngày."), predecessor
                )

    def _find_strangers(self) -> Iterator[Finding]:
        """Details of organisations that take no part, and details that do not exist."""
        befores = (*self.plan.predecessors, *self.plan.survivors)
        for child in self.plan.children:
            record = self.history.on(child, self.day)
            if record and record.parent_id not in befores:
                message = _("không đứng dưới tổ chức nào được sắp xếp; hãy bỏ cấp trên mới của nó.")
                yield self._finding("stranger", message, child)
        for organization_id, details in self.plan.details.items():
            if organization_id not in self.plan.survivors and organization_id not in self.plan.children:
                yield self._finding(
                    "stranger", _("không tham gia lần sắp xếp này; hãy bỏ thông tin mới của nó."), organization_id
                )
            if unknown := details.keys() - _DETAILS:
                message = _("không có mục %(names)s; hãy bỏ đi.") % {"names": ", ".join(sorted(unknown))}
                yield self._finding("unknown-detail", message, organization_id)

    def _find_homeless_children(self) -> Iterator[Finding]:
        """Predecessors with organisations below them of which the plan does not say where they go."""
        for predecessor in self.plan.predecessors:
            homeless = [
                child for child in self._carried(predecessor) if child.organization_id not in self.plan.children
            ]
            if homeless:
                message = _(
                    "còn %(count)s tổ chức trực thuộc (%(names)s) chưa có cấp trên mới; hãy chọn cho từng tổ chức."
                )
                names = ", ".join(child.name for child in homeless[:3]) + ("…" if len(homeless) > 3 else "")
                yield self._finding(
                    "homeless-children", message % {"count": len(homeless), "names": names}, predecessor
                )

    def _find_heirless(self) -> Iterator[Finding]:
        """Predecessors of which the plan does not say which of several successors takes over."""
        for predecessor in self.plan.predecessors:
            if self.plan.successors and not self.heirs(predecessor):
                message = _(
                    "chưa rõ tổ chức nào tiếp nối; hãy chọn nơi nhận đảng viên hoặc cấp trên mới của các chi bộ."
                )
                yield self._finding("heirless", message, predecessor)

    def _find_later_changes(self) -> Iterator[Finding]:
        """Organisations that change here although a later change of theirs is already recorded."""
        changed = [record.organization_id for record, _new in self.changed()]
        for organization_id in dict.fromkeys((*self.plan.predecessors, *changed)):
            later = [r.valid_from for r in self.history.of(organization_id) if r.valid_from > self.day]
            ends = [r.valid_to for r in self.history.of(organization_id) if self.day < r.valid_to < FOREVER]
            if later or ends:
                message = _("đã có thay đổi ghi từ ngày %(day)s, sau lần sắp xếp này; hãy hủy thay đổi đó trước.")
                yield self._finding("later-change", message % {"day": write_day(min(later + ends))}, organization_id)

    def _find_bad_cells(self) -> Iterator[Finding]:
        """Organisations that are to receive members but are no cells on that day, or later on as recorded."""
        for receiver in dict.fromkeys((*self.plan.cells.values(), *self.plan.members.values())):
            if not self._becomes_cell(receiver):
                message = _("không nhận đảng viên được vì không phải là chi bộ vào ngày %(day)s; hãy chọn chi bộ khác.")
                yield self._finding("not-a-cell", message % {"day": write_day(self.day)}, receiver)
            elif day := self._day_of_ceasing(receiver):
                message = _("không nhận đảng viên được vì từ ngày %(day)s không còn là chi bộ; hãy chọn chi bộ khác.")
                yield self._finding("no-longer-a-cell", message % {"day": write_day(day)}, receiver)

    def _day_of_ceasing(self, receiver: UUID) -> date | None:
        """The day on which, as already recorded, the receiver ends or turns into a committee."""
        later = [r for r in self.history.of(receiver) if r.valid_to > self.day]
        turned = [r.valid_from for r in later if r.valid_from > self.day and not is_cell(r.kind, r.valid_from)]
        ended = [r.valid_to for r in later[-1:] if r.valid_to < FOREVER]
        return min(turned + ended, default=None)

    def _finding(self, code: str, message: str, organization_id: UUID) -> Finding:
        born = self.newborns.get(organization_id)
        return Finding(f"organizations.{code}", message, born.name if born else self.history.name(organization_id))
