"""The forms of acts on committees: people are typed by name, with proposals, and resolved among those who may sit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.people import Candidates
from dangvu.committees.sittings import Sitting
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import FOREVER
from dangvu.regulations import codes, label
from dangvu.ui.forms import BasisForm, DayField, LedgerForm

PROPOSALS = "committee-people"
"""The list of proposals that all fields for people share."""


class PersonInput(forms.TextInput):
    """A field for a name, with proposals while somebody types."""

    def __init__(self, url: str) -> None:
        super().__init__(
            {
                "autocomplete": "off",
                "list": PROPOSALS,
                "hx-get": url,
                "hx-trigger": "input changed delay:200ms",
                "hx-target": f"#{PROPOSALS}",
            }
        )


class CommitteeForm(BasisForm):
    """An act on the committee of an organisation from a day on."""

    day = DayField(label=gettext_lazy("Từ ngày"))

    def __init__(self, *args: Any, asked: Asked, organization_id: UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked, self.organization_id = asked, organization_id
        self._candidates = Candidates(organization_id, asked.on)
        self.fields["day"].initial = asked.on
        self.people_url = asked.address("committees:people", organization_id)
        self.order_fields(["day"])

    def post_choices(self) -> list[tuple[str, str]]:
        """The posts that there are on the day asked about."""
        on = self.asked.on
        return [(code, label("committees/posts", code, on=on)) for code in codes("committees/posts", on=on)]

    def resolve(self, name: str, day: date) -> UUID | None:
        """The member whom a field names; an error at the field when it is nobody, or several."""
        text = self.cleaned_data.get(name, "")
        try:
            return self._at(day).resolve(text) if text else None
        except ValidationError as error:
            self.add_error(name, error)
            return None

    def _at(self, day: date) -> Candidates:
        if self._candidates.day != day:
            self._candidates = Candidates(self.organization_id, day)
        return self._candidates


class ElectForm(CommitteeForm):
    """A whole committee: how many seats were decided on, and a line for everybody elected."""

    fields_of: ClassVar = {"committees.seats-do-not-fit": "seats"}

    term = forms.CharField(label=gettext_lazy("Nhiệm kỳ"), max_length=20, help_text=gettext_lazy("như 2020-2025"))
    seats = forms.IntegerField(label=gettext_lazy("Số lượng cấp ủy viên đã định"), min_value=1, max_value=200)

    def __init__(self, *args: Any, rows: int, **options: Any) -> None:
        super().__init__(*args, **options)
        posts = self.post_choices()
        default = [code for code, _name in posts[:2]] + [posts[-1][0]] * rows
        self.rows = range(rows)
        for index in self.rows:
            number = _("Người thứ %(number)s") % {"number": index + 1}
            self.fields[f"person_{index}"] = forms.CharField(
                label=number, required=False, max_length=160, widget=PersonInput(self.people_url)
            )
            self.fields[f"post_{index}"] = forms.ChoiceField(
                label=_("Chức vụ của %(who)s") % {"who": number.lower()},
                choices=posts,
                required=False,
                initial=default[index],
            )

    @property
    def lines(self) -> Iterator[tuple[Any, Any]]:
        """The two fields of each line."""
        return ((self[f"person_{index}"], self[f"post_{index}"]) for index in self.rows)

    @property
    def others(self) -> list[Any]:
        """The fields that are not of a line."""
        return [field for field in self if not field.name.startswith(("person_", "post_"))]

    def clean(self) -> dict[str, Any]:
        """Resolve everybody named; an election without anybody is refused by the act itself."""
        data = super().clean() or self.cleaned_data
        self.members: list[tuple[UUID, str]] = []
        if day := data.get("day"):
            for index in self.rows:
                if member := self.resolve(f"person_{index}", day):
                    self.members.append((member, data.get(f"post_{index}") or self.post_choices()[-1][0]))
        return data


class AppointForm(CommitteeForm):
    """Somebody who joins the committee in office, or gets another post in it."""

    person = forms.CharField(label=pgettext_lazy("một người", "Đảng viên"), max_length=160)
    post = forms.ChoiceField(label=gettext_lazy("Chức vụ"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].widget = PersonInput(self.people_url)
        self.fields["post"].choices = self.post_choices()  # type: ignore[attr-defined]
        self.order_fields(["day", "person", "post"])

    def clean(self) -> dict[str, Any]:
        """Resolve whom the form names."""
        data = super().clean() or self.cleaned_data
        if day := data.get("day"):
            self.member = self.resolve("person", day)
        return data


class HeadForm(CommitteeForm):
    """Who heads the body from a day on."""

    person = forms.CharField(label=pgettext_lazy("một người", "Đảng viên"), max_length=160)
    title = forms.CharField(label=gettext_lazy("Chức danh"), max_length=120, help_text=gettext_lazy("như Giám đốc Sở"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].widget = PersonInput(self.people_url)
        self.order_fields(["day", "person", "title"])

    def clean(self) -> dict[str, Any]:
        """Resolve whom the form names."""
        data = super().clean() or self.cleaned_data
        if day := data.get("day"):
            self.member = self.resolve("person", day)
        return data


class ReleaseForm(CommitteeForm):
    """Members of the committee in office whose seats end."""

    members = forms.MultipleChoiceField(
        label=gettext_lazy("Thôi cấp ủy viên"), widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, sitting: Sitting | None, **options: Any) -> None:
        super().__init__(*args, **options)
        sitters = sitting.sitters if sitting else ()
        self.fields["members"].choices = [  # type: ignore[attr-defined]
            (str(one.member_id), f"{one.name}, {one.post}") for one in sitters
        ]
        self.order_fields(["day", "members"])


class CorrectionForm(LedgerForm):
    """What was recorded wrongly, put right; ``seen`` is the record that the correction was typed over."""

    fields_of: ClassVar = {"committees.no-reason": "reason", "committees.empty-spell": "valid_to"}

    valid_from = DayField(label=gettext_lazy("Từ ngày"))
    valid_to = DayField(
        label=gettext_lazy("Đến trước ngày"), required=False, help_text=gettext_lazy("để trống nếu đang giữ")
    )
    reason = forms.CharField(label=gettext_lazy("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: CommitteeTerm | CommitteeMember | HeadOfBody, **options: Any) -> None:
        self.record = record
        super().__init__(*args, initial=self.shown(record), **options)
        if isinstance(record, CommitteeTerm):
            self.fields["seats"] = forms.IntegerField(
                label=_("Số lượng cấp ủy viên đã định"), min_value=1, max_value=200, initial=record.seats
            )
        elif isinstance(record, CommitteeMember):
            on = record.valid_from
            choices = [(code, label("committees/posts", code, on=on)) for code in codes("committees/posts", on=on)]
            self.fields["post"] = forms.ChoiceField(label=_("Chức vụ"), choices=choices, initial=record.post)
        else:
            self.fields["title"] = forms.CharField(label=_("Chức danh"), max_length=120, initial=record.title)
        self.order_fields(["seats", "post", "title", "valid_from", "valid_to", "reason"])

    @staticmethod
    def shown(record: CommitteeTerm | CommitteeMember | HeadOfBody) -> dict[str, Any]:
        """What the fields show of a record."""
        until = record.valid_to if record.valid_to != FOREVER else None
        return {"valid_from": record.valid_from, "valid_to": until, "seen": record.pk}

    @property
    def changes(self) -> dict[str, Any]:
        """What the form says otherwise than the record that was seen."""
        data = {name: self.cleaned_data[name] for name in self.fields if name not in ("reason", "seen")}
        data["valid_to"] = data["valid_to"] or FOREVER
        return {name: value for name, value in data.items() if value != getattr(self.record, name)}
