"""The steps in which somebody says how the tree is to change; until it is done, what they say stands in the address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Held
from dangvu.kernel.findings import Refusal
from dangvu.organizations.actions.shapes import find_misshapen
from dangvu.organizations.choosing import choose_organization
from dangvu.organizations.drafts import ROLES, Born, Draft, Question, questions
from dangvu.organizations.forms import UnitInput, within_records
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.outline import Branch, Outline
from dangvu.organizations.rules import cell_kinds, kind_names, reorganization_names, sector_names
from dangvu.organizations.sight import Sight
from dangvu.ui.forms import BasisForm, DayField, LedgerForm

MOST_BORN = 20
"""New organisations of one reorganisation that the form takes."""

HINTS = {
    "establish": gettext_lazy("một tổ chức chưa từng có"),
    "dissolve": gettext_lazy("tổ chức kết thúc, đảng viên và chi bộ về nơi khác"),
    "absorb": gettext_lazy("nhập vào một tổ chức giữ nguyên tên"),
    "merge": gettext_lazy("từ hai tổ chức trở lên thành tổ chức mới"),
    "split": gettext_lazy("từ một tổ chức ra nhiều tổ chức"),
    "upgrade": gettext_lazy("chi bộ thành đảng bộ, có chi bộ mới ở dưới"),
    "downgrade": gettext_lazy("đảng bộ thành chi bộ, các chi bộ ở dưới kết thúc"),
    "move": gettext_lazy("sang trực thuộc tổ chức khác"),
    "rename": gettext_lazy("đổi tên, mã hoặc ký hiệu"),
}


class GrowingForm(LedgerForm):
    """A form whose fields depend on what was chosen before."""

    def grow(self, fields: Iterable[tuple[str, forms.Field]]) -> None:
        """Put further fields at the end."""
        for name, one in fields:
            one.error_messages["required"] = _("chưa ghi; hãy điền vào đây.")
            if one.help_text:
                one.widget.attrs.setdefault("aria-describedby", f"help_{name}")
            self.fields[name] = one


class KindForm(LedgerForm):
    """What happens, and from which day."""

    kind = forms.ChoiceField(label=gettext_lazy("Hình thức sắp xếp"), widget=forms.RadioSelect)
    day = DayField(label=gettext_lazy("Có hiệu lực từ ngày"), validators=[within_records])
    plan = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Asked, **options: Any) -> None:
        super().__init__(*args, initial={"day": asked.on, "plan": uuid4()}, **options)
        names = reorganization_names(asked.on)
        choices = [(code, f"{name}: {HINTS[code]}") for code, name in names.items() if code in ROLES]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    @property
    def draft(self) -> Draft:
        """The draft with which the next steps begin."""
        data = self.cleaned_data
        return Draft(data["plan"], data["kind"], data["day"])


class UnitsForm(GrowingForm):
    """Which organisations end, go on and begin."""

    def __init__(
        self,
        *args: Any,
        asked: Asked,
        sight: Sight,
        draft: Draft,
        tree: Outline,
        history: History,
        rows: int,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.asked, self.sight, self.start, self.tree, self.history = asked, sight, draft, tree, history
        self.roles = ROLES[draft.kind]
        self.rows = min(max(rows, self.roles.born), MOST_BORN) if self.roles.born else 0
        self.here = tree.branches.get(asked.organization)
        self.grow(self._old_fields())
        for number in range(1, self.rows + 1):
            self.grow((f"new{number}_{name}", one) for name, one in self._born_fields(number))

    def _old_fields(self) -> Iterator[tuple[str, forms.Field]]:
        name = self.here.record.name if self.here else self.asked.name
        if self.roles.ends or self.roles.many:
            label = _("Tổ chức kết thúc") if self.roles.ends else _("Tổ chức được chuyển")
            yield (
                "units",
                forms.MultipleChoiceField(
                    label=_("%(label)s, trực thuộc %(name)s") % {"label": label, "name": name},
                    choices=[(one.record.code, _labelled(one)) for one in self.here.children] if self.here else [],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                ),
            )
            hint = _("Mã hoặc tên, cách nhau bằng dấu chấm phẩy.")
            yield (
                "more",
                forms.CharField(label=_("Tổ chức ở nơi khác"), help_text=hint, required=False, widget=UnitInput),
            )
        if self.roles.one:
            label = _("Tổ chức nhận") if self.roles.ends else _("Tổ chức")
            yield (
                "unit",
                forms.CharField(label=label, widget=UnitInput, initial="" if self.roles.ends else self.asked.code),
            )
        if self.start.kind == "split":
            yield "ended", forms.BooleanField(label=_("Tổ chức cũ kết thúc"), required=False)
        yield from self._change_fields()

    def _change_fields(self) -> Iterator[tuple[str, forms.Field]]:
        labels = {
            "name": _("Tên mới"),
            "short_name": _("Tên gọi tắt mới"),
            "code": _("Mã mới"),
            "symbol": _("Ký hiệu văn bản mới"),
        }
        for name in self.roles.changes:
            if name == "kind":
                choices = [("", ""), *kind_names(self.start.day).items()]
                yield "to_kind", forms.ChoiceField(label=_("Cấp mới"), choices=choices)
            elif name == "parent":
                yield "to_parent", forms.CharField(label=_("Cấp trên mới"), widget=UnitInput)
            else:
                hint = _("Để trống nếu không đổi.") if name == "name" else ""
                yield f"to_{name}", forms.CharField(label=labels[name], required=False, max_length=250, help_text=hint)

    def _born_fields(self, number: int) -> Iterator[tuple[str, forms.Field]]:
        first = number <= self.roles.born
        implied = "" if self.start.kind == "establish" else _("như tổ chức cũ")
        kinds = [("", _("chi bộ") if self.start.kind == "upgrade" else implied), *kind_names(self.start.day).items()]
        yield "name", forms.CharField(label=_("Tên"), max_length=250, required=first)
        yield "code", forms.CharField(label=_("Mã"), max_length=40, required=first)
        yield "kind", forms.ChoiceField(label=_("Cấp"), choices=kinds, required=first and not kinds[0][1])
        yield "parent", forms.ChoiceField(label=_("Trực thuộc"), choices=self._parents(number), required=False)
        sectors = [("", "–"), *sector_names(self.start.day).items()]
        yield "sector", forms.ChoiceField(label=_("Loại hình"), choices=sectors, required=False)
        yield "symbol", forms.CharField(label=_("Ký hiệu văn bản"), max_length=20, required=False)

    def _parents(self, number: int) -> list[tuple[str, str]]:
        """Where a new organisation may be put: where its kind implies, under an earlier new one, or near by."""
        implied = {"establish": self.asked.name, "upgrade": _("dưới tổ chức được nâng cấp")}
        near = [*self.here.above, self.here, *self.here.children] if self.here else []
        cells = cell_kinds(self.start.day)
        return [
            ("", implied.get(self.start.kind, _("như tổ chức cũ"))),
            *((f"new:{one}", _("tổ chức mới thứ %(number)s") % {"number": one}) for one in range(1, number)),
            *((one.record.code, one.record.name) for one in near if one.record.kind not in cells),
        ]

    @property
    def old(self) -> list[BoundField]:
        """The fields about organisations that are there."""
        return [one for one in self.visible_fields() if not one.name.startswith("new")]

    @property
    def groups(self) -> list[tuple[int, list[BoundField]]]:
        """The fields of each new organisation, with its number."""
        fields = self.visible_fields()
        return [(n, [one for one in fields if one.name.startswith(f"new{n}_")]) for n in range(1, self.rows + 1)]

    def clean(self) -> None:
        """Everything chosen must exist on the day, and together be what the kind of reorganisation consists of."""
        data = self.cleaned_data
        chosen = [self.tree_record(code) for code in data.get("units", ())]
        chosen += [self._named("more", text) for text in data.get("more", "").split(";") if text.strip()]
        data["chosen"] = [one for one in dict.fromkeys(chosen) if one]
        data["one"] = self._named("unit", data["unit"]) if data.get("unit") else None
        data["above"] = self._named("to_parent", data["to_parent"]) if data.get("to_parent") else None
        if not self.errors:
            for finding in find_misshapen(self.draft.plan(self.history), self.history, self.start.day):
                self.add_error(None, str(finding))

    def tree_record(self, code: str) -> OrganizationRecord | None:
        """The readable organisation with this code."""
        return next((one.record for one in self.tree if one.record.code == code), None)

    def _named(self, name: str, text: str) -> OrganizationRecord | None:
        try:
            return choose_organization(text, sight=self.sight, as_of=self.start.day)
        except Refusal as refusal:
            self.add_error(name, ValidationError([finding.message for finding in refusal.findings]))
            return None

    @property
    def draft(self) -> Draft:
        """The draft with the organisations of a form that was filled in well."""
        data, one = self.cleaned_data, self.cleaned_data["one"]
        ends = tuple(data["chosen"]) if self.roles.ends else (one,) if data.get("ended") else ()
        stays = tuple(data["chosen"]) if self.roles.many else (one,) if one and not data.get("ended") else ()
        return replace(
            self.start,
            home=self.here.record if self.here else None,
            ends=ends,
            stays=stays,
            born=tuple(self._born(data)),
            changes=dict(self._changes(data)),
        )

    def _changes(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for name in self.roles.changes:
            if name == "parent" and data["above"]:
                yield name, data["above"].organization_id
            elif name != "parent" and data.get(f"to_{name}"):
                yield name, data[f"to_{name}"]

    def _born(self, data: Mapping[str, Any]) -> Iterator[Born]:
        for number in range(1, self.rows + 1):
            said = {name: data.get(f"new{number}_{name}", "") for name in ("name", "code", "kind", "sector", "symbol")}
            parent = data.get(f"new{number}_parent", "")
            above = int(parent.partition(":")[2]) if parent.startswith("new:") else self.tree_record(parent)
            if said["name"] or said["code"]:
                yield Born(parent=above, **said)


def _labelled(branch: Branch) -> str:
    return branch.record.name if branch.members is None else f"{branch.record.name} ({branch.members})"


class HomesForm(GrowingForm):
    """Where the organisations below, and the members, of those that end or are split go."""

    def __init__(
        self, *args: Any, draft: Draft, tree: Outline, people: Sequence[Held], history: History, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.start, self.tree = draft, tree
        self.cells = cell_kinds(draft.day)
        self.questions = {f"to-{one.record.code}": one for one in questions(draft, history)}
        self.grow((name, self._field(question)) for name, question in self.questions.items())
        self.grow((f"go{number}", _going(born, people)) for number, born in self._receiving(draft))

    def _receiving(self, draft: Draft) -> list[tuple[int, Born]]:
        """The new cells to which members of a cell that is split can be sent by name."""
        if draft.kind != "split" or not all(one.kind in self.cells for one in draft.old):
            return []
        return [(number, one) for number, one in enumerate(draft.born, start=1) if number > 1 or draft.stays]

    def _field(self, question: Question) -> forms.ChoiceField:
        if question.child and question.free:
            label = _("%(name)s về") % {"name": question.record.name}
        elif question.child:
            label = _("%(name)s về trực thuộc") % {"name": question.record.name}
        else:
            label = _("Đảng viên của %(name)s về") % {"name": question.record.name}
        choices: list[Any] = [("", _("ở lại") if question.stays else "")]
        choices += [(str(key), name) for key, name in question.targets]
        if question.free:
            choices += self._elsewhere(question)
        return forms.ChoiceField(label=label, choices=choices, required=not question.stays)

    def _elsewhere(self, question: Question) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Organisations that take no part but may take over: superiors, and cells that receive the members."""
        gone = {one.organization_id for one in self.start.ends}
        others = [one for one in self.tree if one.id not in gone and one.id != question.record.organization_id]
        if question.child:
            yield _("Về trực thuộc"), _choices(one for one in others if one.record.kind not in self.cells)
        if question.record.kind in self.cells:
            label = _("Giải thể, đảng viên về") if question.child else _("Chi bộ nhận")
            receiving = [one for one in others if one.record.kind in self.cells]
            receiving.sort(key=lambda one: one.record.parent_id != question.record.parent_id)
            yield label, _choices(receiving)

    def is_valid(self) -> bool:
        """Whether all questions are answered well, as they are when there is none."""
        return not self.fields or super().is_valid()

    @property
    def draft(self) -> Draft:
        """The draft with all answers."""
        ends = list(self.start.ends)
        homes: dict[UUID, UUID] = {}
        receivers: dict[UUID, UUID] = {}
        for name, question in self.questions.items():
            if answer := self.cleaned_data[name]:
                target, record = UUID(answer), question.record
                taker = self.tree.branches.get(target)
                if question.child and not (question.free and taker and taker.record.kind in self.cells):
                    homes[record.organization_id] = target
                else:
                    receivers[record.organization_id] = target
                    ends += [record] if question.child else []
        return replace(self.start, ends=tuple(ends), homes=homes, receivers=receivers, leavers=dict(self._leavers()))

    def _leavers(self) -> Iterator[tuple[UUID, UUID]]:
        for number, _born in self._receiving(self.start):
            for person in self.cleaned_data[f"go{number}"]:
                yield UUID(person), self.start.born_id(number)


def _going(born: Born, people: Sequence[Held]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Ai sang %(name)s") % {"name": born.name},
        choices=[(one.person.hex, one.name) for one in people],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def _choices(branches: Iterable[Branch]) -> list[tuple[str, str]]:
    return [(str(one.id), one.record.name) for one in branches]


class GroundsForm(BasisForm):
    """The decision."""

    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, day: date, **options: Any) -> None:
        super().__init__(*args, initial={"basis_day": day}, **options)
        self.fields["basis_symbol"].required = True
