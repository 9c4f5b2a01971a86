"""What narrows the list of members: read from an address, said in words, and turned into conditions of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import write_day, years_before
from dangvu.kernel.vietnamese import fold
from dangvu.members.actions.checks import LEVELS
from dangvu.members.forms.choices import any_of, choices
from dangvu.members.listing import has_status, missing_any, missing_none
from dangvu.members.sheets import STANDINGS
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import Tree
from dangvu.regulations import codes
from dangvu.ui.forms import DayField, LedgerForm

OLDEST = 150
"""Years; nobody asks for more, and no calendar should have to answer."""

MAJORITY = ("kinh", "foreign_origin")
"""Who is of no ethnic minority: codes of ``members/ethnic_groups``, as the indicator of minorities says as well."""


@dataclass(frozen=True)
class Chip:
    """A condition in words: the field that asks for it, what it is about, and what is asked."""

    field: str
    label: str
    value: str


def _code_field(label: Any) -> forms.ChoiceField:
    wrong = gettext_lazy("không có trong danh sách; hãy chọn một mục.")
    return forms.ChoiceField(label=label, required=False, error_messages={"invalid_choice": wrong})


def _years_field(label: Any) -> forms.IntegerField:
    wrong = gettext_lazy("không phải là số năm; hãy viết một số nguyên như 35.")
    said = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=OLDEST, error_messages=said)


class Conditions(LedgerForm):
    """The conditions that an address puts on the list; those that make no sense are errors and narrow nothing.

    ``stood`` is the tree of the day, ``due`` what ``listing.probation_due`` says of it.
    """

    q = forms.CharField(label=gettext_lazy("Họ tên có chữ"), max_length=120, required=False)
    unit = _code_field(gettext_lazy("Đơn vị"))
    status = _code_field(gettext_lazy("Tình trạng"))  # type: ignore[assignment]
    due = _code_field(gettext_lazy("Thời gian dự bị"))
    sex = _code_field(gettext_lazy("Giới"))
    age_from = _years_field(gettext_lazy("Tuổi đời từ"))
    age_to = _years_field(gettext_lazy("Tuổi đời đến"))
    party_age_from = _years_field(gettext_lazy("Tuổi đảng từ"))
    party_age_to = _years_field(gettext_lazy("Tuổi đảng đến"))
    admitted_from = DayField(label=gettext_lazy("Kết nạp từ"), required=False)
    admitted_to = DayField(label=gettext_lazy("Kết nạp đến hết"), required=False)
    ethnic = _code_field(gettext_lazy("Dân tộc"))
    religion = _code_field(gettext_lazy("Tôn giáo"))
    general = _code_field(gettext_lazy("Giáo dục phổ thông"))
    professional = _code_field(gettext_lazy("Chuyên môn"))
    theory = _code_field(gettext_lazy("Lý luận chính trị"))
    occupation = _code_field(gettext_lazy("Nghề nghiệp"))
    youth = _code_field(gettext_lazy("Đoàn viên"))
    exempt = _code_field(gettext_lazy("Miễn sinh hoạt"))
    file = _code_field(gettext_lazy("Hồ sơ"))

    def __init__(self, data: Mapping[str, Any], asked: Asked, stood: Tree, due: Mapping[str, Q]) -> None:
        super().__init__(data)
        self.asked, self.stood, self.due_by = asked, stood, due
        for name, offered in self._offered():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        self.full_clean()
        days = {name: write_day(value) for name, value in self.cleaned_data.items() if isinstance(value, date)}
        self.data = {**dict(data.items()), **days}

    def _offered(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        on, every, without = self.asked.on, any_of(), ("none", _("chưa ghi"))
        yield "sex", choices("members/sexes", on, empty=every)
        statuses = choices("members/statuses", on)
        yield "status", [("", every), *((code, str(STANDINGS.get(code, name))) for code, name in statuses)]
        for name, rule in _LISTS.items():
            yield name, [*choices(rule, on, empty=every), without]
        minority = ("minority", _("dân tộc thiểu số"))
        yield "ethnic", [("", every), minority, *choices("members/ethnic_groups", on)]
        follows = [("any", _("có đạo")), ("none", _("không theo đạo nào"))]
        yield "religion", [("", every), *follows, *choices("members/religions", on)]
        yield "due", [("", every), ("late", _("đã hết mà chưa công nhận")), ("soon", _("sắp hết hoặc đã hết"))]
        yes_no = [("", every), ("yes", _("có")), ("no", _("không"))]
        yield from ((name, yes_no) for name in ("youth", "exempt"))
        yield "file", [("", every), ("missing", _("còn thiếu")), ("complete", _("đủ"))]
        yield "unit", [("", every), *((one.code, one.name) for one in self._units())]

    def _units(self) -> list[OrganizationRecord]:
        """What stands directly below the organisation asked about."""
        if self.asked.organization not in self.stood:
            return []
        return [child.record for child in self.stood[self.asked.organization].children]

    @property
    def condition(self) -> Q:
        """All conditions at once, over ``listing.listed``."""
        asked = ((name, value) for name, value in self.cleaned_data.items() if value not in (None, ""))
        return reduce(and_, (self._condition(name, value) for name, value in asked), Q())

    def _condition(self, name: str, value: Any) -> Q:
        if name in _WAYS:
            return _WAYS[name](value, self.asked)
        if name == "due":
            return self.due_by[value]
        if name == "unit":
            return Q(organization__in=[node.id for node in self.stood.below(self._unit(value))])
        if value == "none":
            return Q(**{f"{_RELATED[name]}__id": None})
        return Q(**{f"{_RELATED[name]}__{'code' if name == 'occupation' else 'level'}": value})

    def _unit(self, code: str) -> Any:
        return next(one.organization_id for one in self._units() if one.code == code)

    @property
    def names(self) -> str:
        """The parameters of the form that asks for conditions: its fields, and what asking anew undoes."""
        return " ".join([*self.fields, "page", "narrow"])

    @property
    def chips(self) -> list[Chip]:
        """The conditions in words, in the order of the fields."""
        given = ((name, self.cleaned_data.get(name)) for name in self.fields)
        return [
            Chip(name, str(self.fields[name].label), self._said(name, value))
            for name, value in given
            if value not in (None, "")
        ]

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return write_day(value)
        offered = dict(getattr(self.fields[name], "choices", ()))
        return str(offered.get(value, value))

    @property
    def query(self) -> dict[str, str]:
        """The conditions as parameters of an address."""
        return {
            name: value.isoformat() if isinstance(value, date) else str(value)
            for name in self.fields
            if (value := self.cleaned_data.get(name)) not in (None, "")
        }


_LISTS = {
    "general": LEVELS["general_education"],
    "professional": LEVELS["professional"],
    "theory": LEVELS["political_theory"],
    "occupation": "members/occupations",
}
"""The code list of each condition on what the file says, which it may also not say."""

_RELATED = {"general": "general", "professional": "professional", "theory": "theory", "occupation": "work"}
"""The record beside a place on the rolls of each condition on what the file says."""

Way = Callable[[Any, Asked], Q]


def _named(text: str, _asked: Asked) -> Q:
    return reduce(and_, (Q(person__search_key__contains=word) for word in fold(text).split()), Q())


def _at_least(column: str) -> Way:
    return lambda years, asked: Q(**{f"{column}__lte": years_before(asked.on, years)})


def _at_most(column: str) -> Way:
    return lambda years, asked: Q(**{f"{column}__gt": years_before(asked.on, years + 1)})


def _ethnic(code: str, asked: Asked) -> Q:
    minorities = [one for one in codes("members/ethnic_groups", on=asked.on) if one not in MAJORITY]
    return Q(person__ethnic_group__in=minorities if code == "minority" else [code])


def _religion(code: str, _asked: Asked) -> Q:
    if code == "any":
        return Q(person__religion__gt="")
    return Q(person__religion="" if code == "none" else code)


def _has(relation: str) -> Way:
    return lambda answer, _asked: Q(**{f"{relation}__id__isnull": answer == "no"})


def _file(state: str, asked: Asked) -> Q:
    return missing_any(asked) if state == "missing" else missing_none(asked)


_WAYS: Mapping[str, Way] = {
    "q": _named,
    "sex": lambda code, _asked: Q(person__sex=code),
    "status": has_status,
    "ethnic": _ethnic,
    "religion": _religion,
    "age_from": _at_least("person__birth_date"),
    "age_to": _at_most("person__birth_date"),
    "party_age_from": _at_least("decided"),
    "party_age_to": _at_most("decided"),
    "admitted_from": lambda day, _asked: Q(admitted__gte=day),
    "admitted_to": lambda day, _asked: Q(admitted__lte=day),
    "youth": _has("youth"),
    "exempt": _has("exemption"),
    "file": _file,
}
