"""Entering people who are not in the records yet: by admission, or as members already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import Actor
from dangvu.kernel.vietnamese import fold
from dangvu.members import actions
from dangvu.members.actions.checks import LEVELS
from dangvu.members.forms.choices import choices
from dangvu.members.forms.places import CellField, cell_choices
from dangvu.members.models import Personal
from dangvu.ui.forms import BasisForm, DayField

_FIELDS = {
    "members.no-such-cell": "organization",
    "members.not-a-cell": "organization",
    "members.too-young": "birth_date",
    "members.too-old": "birth_date",
    "members.too-little-education": "general_education",
    "policy.denied": "organization",
}


def _code(label: Any, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required)


class NewcomerForm(BasisForm):
    """A person, and the file with which they enter the rolls of a cell."""

    organization = CellField(label=gettext_lazy("Vào danh sách chi bộ"))
    full_name = forms.CharField(label=gettext_lazy("Họ và tên khai sinh"), max_length=120)
    other_name = forms.CharField(label=gettext_lazy("Tên gọi khác"), max_length=120, required=False)
    sex = _code(gettext_lazy("Giới tính"), required=True)
    birth_date = DayField(label=gettext_lazy("Ngày sinh"))
    hometown = forms.CharField(label=gettext_lazy("Quê quán"), max_length=200, required=False)
    ethnic_group = _code(gettext_lazy("Dân tộc"), required=True)
    religion = _code(gettext_lazy("Tôn giáo"))
    file_number = forms.CharField(label=gettext_lazy("Số lý lịch"), max_length=20, required=False)
    general_education = _code(gettext_lazy("Trình độ giáo dục phổ thông"), required=True)
    professional = _code(gettext_lazy("Trình độ chuyên môn"))
    field = forms.CharField(label=gettext_lazy("Chuyên ngành"), max_length=120, required=False)
    political_theory = _code(gettext_lazy("Trình độ lý luận chính trị"))
    occupation = _code(gettext_lazy("Nghề nghiệp"), required=True)
    title = forms.CharField(label=gettext_lazy("Chức vụ, công việc"), max_length=160, required=False)
    youth_since = DayField(label=gettext_lazy("Vào Đoàn từ ngày"), required=False)
    namesake = forms.BooleanField(
        label=gettext_lazy("Là người khác, trùng họ tên và ngày sinh với người đã có"), required=False
    )
    fields_of: ClassVar[Mapping[str, str]] = _FIELDS
    first: ClassVar[list[str]] = []

    def __init__(self, data: Any = None, *, asked: Asked) -> None:
        super().__init__(data, initial=self.at_first(asked))
        on, none = asked.on, _("chưa ghi")
        offered = {
            "organization": cell_choices(asked),
            "sex": choices("members/sexes", on, empty=_("chọn")),
            "ethnic_group": choices("members/ethnic_groups", on),
            "religion": choices("members/religions", on, empty=_("không")),
            "occupation": choices("members/occupations", on, empty=_("chọn một nghề")),
            **{kind: choices(rule, on, empty=none) for kind, rule in LEVELS.items()},
        }
        for name, listed in offered.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]

    def at_first(self, asked: Asked) -> dict[str, Any]:
        """What stands in the fields before anything is typed."""
        raise NotImplementedError

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the names of what they are about; the last box is shown to whoever needs it only."""
        person = ["full_name", "other_name", "sex", "birth_date", "hometown", "ethnic_group", "religion", "file_number"]
        if "full_name" in self.errors and "birth_date" in self.cleaned_data:
            person.append("namesake")
        levels = ["general_education", "professional", "field", "political_theory"]
        sections = {
            _("Sự việc"): [*self.first, "organization"],
            _("Nhân thân"): person,
            _("Trình độ"): levels,
            _("Công tác"): ["occupation", "title", "youth_since"],
            _("Quyết định"): [name for name in self.fields if name.startswith("basis_")],
        }
        return [(title, [self[name] for name in names]) for title, names in sections.items()]

    def clean(self) -> dict[str, Any]:
        """Ask about somebody of the same name and birth date, before one person is entered twice."""
        data = super().clean() or self.cleaned_data
        if data.get("full_name") and data.get("birth_date") and not data.get("namesake"):
            key = fold(f"{data['full_name']} {data.get('other_name', '')}")
            if Personal.objects.believed().filter(search_key=key, birth_date=data["birth_date"]).exists():
                message = _("đã có người cùng họ tên và ngày sinh trong sổ; hãy tìm người đó, hoặc đánh dấu bên dưới.")
                self.add_error("full_name", message)
        return data

    @property
    def person(self) -> actions.Person:
        """The person, as the act takes it."""
        names = ("full_name", "other_name", "sex", "birth_date", "hometown", "ethnic_group", "religion", "file_number")
        return actions.Person(**{name: self.cleaned_data[name] for name in names})

    def levels(self, since: date) -> Iterator[actions.Attainment]:
        """The levels that the file says, held since a day."""
        for kind in LEVELS:
            if level := self.cleaned_data[kind]:
                subject = self.cleaned_data["field"] if kind == "professional" else ""
                yield actions.Attainment(kind, level, since, subject)

    @property
    def work(self) -> tuple[str, str]:
        """Code and title of the occupation."""
        return self.cleaned_data["occupation"], self.cleaned_data["title"]

    def carry_out(self, actor: Actor) -> UUID:
        """Do what the form says, and return the identity of the member. Raises ``Refusal`` as the act does."""
        raise NotImplementedError


class AdmitForm(NewcomerForm):
    """Admitting somebody to the Party."""

    day = DayField(label=gettext_lazy("Ngày làm lễ kết nạp"))
    decided_on = DayField(label=gettext_lazy("Ngày quyết định kết nạp"))
    fields_of: ClassVar[Mapping[str, str]] = _FIELDS | {"members.decided-too-late": "decided_on"}
    first: ClassVar[list[str]] = ["day", "decided_on"]

    def at_first(self, asked: Asked) -> dict[str, Any]:
        """The day asked about, and the majority."""
        return {"day": asked.on}

    def carry_out(self, actor: Actor) -> UUID:
        """Record the admission."""
        data = self.cleaned_data
        newcomer = actions.NewMember(
            person=self.person,
            decided_on=data["decided_on"],
            occupation=self.work,
            qualifications=tuple(self.levels(data["day"])),
            youth_since=data["youth_since"],
        )
        [member] = actions.admit_members(
            actor=actor,
            day=data["day"],
            basis=self.basis,
            organization_id=data["organization"],
            admissions=[newcomer],
        )
        return member.pk


class EnrolForm(NewcomerForm):
    """Entering somebody who is a member already."""

    since = DayField(label=gettext_lazy("Vào danh sách từ ngày"))
    entry = _code(gettext_lazy("Vào danh sách do"), required=True)
    origin = forms.CharField(label=gettext_lazy("Chuyển đến từ"), max_length=200, required=False)
    decided_on = DayField(label=gettext_lazy("Ngày quyết định kết nạp"))
    admitted_on = DayField(label=gettext_lazy("Ngày kết nạp"))
    admission_place = forms.CharField(label=gettext_lazy("Nơi kết nạp"), max_length=200, required=False)
    official_on = DayField(label=gettext_lazy("Ngày chính thức"), required=False)
    fields_of: ClassVar[Mapping[str, str]] = _FIELDS | {"members.days-out-of-order": "since"}
    first: ClassVar[list[str]] = [
        "since",
        "entry",
        "origin",
        "decided_on",
        "admitted_on",
        "admission_place",
        "official_on",
    ]

    def __init__(self, data: Any = None, *, asked: Asked) -> None:
        super().__init__(data, asked=asked)
        ways = dict(choices("members/entries", asked.on))
        self.fields["entry"].choices = [(code, ways[code]) for code in _FROM_OUTSIDE]  # type: ignore[attr-defined]

    def at_first(self, asked: Asked) -> dict[str, Any]:
        """The day asked about, and the usual way of entering."""
        return {"since": asked.on, "entry": _FROM_OUTSIDE[0]}

    def carry_out(self, actor: Actor) -> UUID:
        """Record the entering."""
        data = self.cleaned_data
        names = ("since", "entry", "origin", "decided_on", "admitted_on", "admission_place", "official_on")
        enrolment = actions.Enrolment(
            person=self.person,
            organization_id=data["organization"],
            qualifications=tuple(self.levels(data["since"])),
            youth_since=data["youth_since"],
            occupation=self.work,
            **{name: data[name] for name in names},
        )
        [member] = actions.enrol_members(actor=actor, day=data["since"], basis=self.basis, enrolments=[enrolment])
        return member.pk


_FROM_OUTSIDE = ("transfer_in", "register")
"""How somebody may enter the rolls who is a member already: codes of ``members/entries``."""
