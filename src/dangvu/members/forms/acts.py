"""What each act on members who are in the records needs to know, and carrying it out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import Actor
from dangvu.members import actions
from dangvu.members.actions.checks import LEVELS
from dangvu.members.forms.choices import choices, chosen_label
from dangvu.members.forms.places import CellField, cell_choices
from dangvu.regulations import codes
from dangvu.ui.forms import BasisForm, DayField

_ON_THE_DAY = {
    "members.off-the-rolls": "day",
    "members.same-day": "day",
    "members.later-records": "day",
    "members.probation-not-over": "day",
    "members.not-on-probation": "day",
    "members.no-member-then": "day",
    "members.not-in-youth-union": "day",
    "members.not-exempt": "day",
    "members.readmitted-too-soon": "day",
    "records.already-ended": "day",
    "records.overlap": "day",
}
"""Findings that another day would mend."""


class ActForm(BasisForm):
    """An act on one or several members: the day from which it holds, the decision, and what else it needs to know."""

    day = DayField(label=gettext_lazy("Có hiệu lực từ ngày"))
    fields_of: ClassVar[Mapping[str, str]] = _ON_THE_DAY

    def __init__(self, data: Any = None, *, asked: Asked, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"day": asked.on, **(initial or {})})
        self.asked = asked
        self.offer()
        own = [name for name in self.fields if name != "day" and not name.startswith("basis_")]
        self.order_fields(["day", *own])

    def offer(self) -> None:
        """Fill the choices of the form."""

    @property
    def act(self) -> dict[str, Any]:
        """What every act is told: the day and the decision."""
        return {"day": self.cleaned_data["day"], "basis": self.basis}

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Do what the form says. Raises ``Refusal`` as the act does."""
        raise NotImplementedError


class RecognizeForm(ActForm):
    """Recognising as official."""

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the recognition."""
        actions.recognize_members(actor=actor, member_ids=member_ids, **self.act)


class TransferForm(ActForm):
    """Moving to another cell of the records."""

    to = CellField(label=gettext_lazy("Chuyển đến chi bộ"))
    fields_of: ClassVar[Mapping[str, str]] = _ON_THE_DAY | {
        "members.already-there": "to",
        "members.no-such-cell": "to",
        "members.not-a-cell": "to",
        "policy.denied": "to",
    }

    def offer(self) -> None:
        """The cells that the reader may change."""
        self.fields["to"].choices = cell_choices(self.asked)  # type: ignore[attr-defined]

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the move."""
        actions.transfer_members(actor=actor, member_ids=member_ids, to=self.cleaned_data["to"], **self.act)


class MoveOutForm(ActForm):
    """Moving out of the records."""

    destination = forms.CharField(label=gettext_lazy("Chuyển đến đảng bộ, chi bộ"), max_length=200)

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the move."""
        where = self.cleaned_data["destination"]
        actions.transfer_members(actor=actor, member_ids=member_ids, to=None, destination=where, **self.act)


class LeaveForm(ActForm):
    """Leaving the Party."""

    reason = forms.ChoiceField(label=gettext_lazy("Lý do"))

    def offer(self) -> None:
        """The reasons of leaving."""
        offered = choices("members/leaving_reasons", self.asked.on, empty=_("chọn một lý do"))
        self.fields["reason"].choices = offered  # type: ignore[attr-defined]

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the leaving."""
        reason = self.cleaned_data["reason"]
        actions.end_memberships(actor=actor, member_ids=member_ids, reason=reason, **self.act)


class ReceiveForm(ActForm):
    """Coming back into the records."""

    organization = CellField(label=gettext_lazy("Về chi bộ"))
    origin = forms.CharField(label=gettext_lazy("Chuyển đến từ"), max_length=200, required=False)
    fields_of: ClassVar[Mapping[str, str]] = _ON_THE_DAY | {
        "members.no-such-cell": "organization",
        "members.not-a-cell": "organization",
    }

    def offer(self) -> None:
        """The cells that the reader may change."""
        self.fields["organization"].choices = cell_choices(self.asked)  # type: ignore[attr-defined]

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the arrival."""
        data = self.cleaned_data
        actions.receive_members(
            actor=actor,
            member_ids=member_ids,
            organization_id=data["organization"],
            origin=data["origin"],
            **self.act,
        )


class ReadmitForm(ActForm):
    """Being admitted again."""

    organization = CellField(label=gettext_lazy("Kết nạp lại vào chi bộ"))
    decided_on = DayField(label=gettext_lazy("Ngày quyết định kết nạp lại"))
    occupation = forms.ChoiceField(label=gettext_lazy("Nghề nghiệp khi kết nạp lại"))
    fields_of: ClassVar[Mapping[str, str]] = _ON_THE_DAY | {
        "members.no-such-cell": "organization",
        "members.not-a-cell": "organization",
        "members.decided-too-late": "decided_on",
        "members.too-old": "day",
    }

    def offer(self) -> None:
        """The cells that the reader may change, and the occupations."""
        self.fields["organization"].choices = cell_choices(self.asked)  # type: ignore[attr-defined]
        offered = choices("members/occupations", self.asked.on, empty=_("chọn một nghề"))
        self.fields["occupation"].choices = offered  # type: ignore[attr-defined]

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the ceremony."""
        data = self.cleaned_data
        again = [actions.Readmission(key, data["decided_on"], data["occupation"]) for key in member_ids]
        actions.readmit_members(actor=actor, organization_id=data["organization"], readmissions=again, **self.act)


class QualifyForm(ActForm):
    """Reaching a level of education."""

    level = forms.ChoiceField(label=gettext_lazy("Trình độ đạt được"))
    field = forms.CharField(label=gettext_lazy("Chuyên ngành"), max_length=120, required=False)
    fields_of: ClassVar[Mapping[str, str]] = _ON_THE_DAY | {"members.no-higher-level": "level"}

    def offer(self) -> None:
        """The levels, by their kinds."""
        on = self.asked.on
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            ("", _("chọn một trình độ")),
            *(
                (
                    chosen_label("members/qualification_kinds", kind, on),
                    [(f"{kind}:{code}", name) for code, name in choices(LEVELS[kind], on)],
                )
                for kind in codes("members/qualification_kinds", on=on)
            ),
        ]

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the level."""
        kind, _colon, level = self.cleaned_data["level"].partition(":")
        awards = [actions.Award(key, kind, level, self.cleaned_data["field"]) for key in member_ids]
        actions.qualify_members(actor=actor, awards=awards, **self.act)


class OccupationForm(ActForm):
    """Taking up other work."""

    code = forms.ChoiceField(label=gettext_lazy("Nghề nghiệp"))
    title = forms.CharField(label=gettext_lazy("Chức vụ, công việc"), max_length=160, required=False)

    def offer(self) -> None:
        """The occupations."""
        offered = choices("members/occupations", self.asked.on, empty=_("chọn một nghề"))
        self.fields["code"].choices = offered  # type: ignore[attr-defined]

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the work."""
        data = self.cleaned_data
        changes = [actions.OccupationChange(key, data["code"], data["title"]) for key in member_ids]
        actions.change_occupations(actor=actor, changes=changes, **self.act)


class JoinYouthUnionForm(ActForm):
    """Being in the Youth Union."""

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the membership."""
        actions.join_youth_union(actor=actor, member_ids=member_ids, **self.act)


class LeaveYouthUnionForm(ActForm):
    """Leaving the Youth Union."""

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the end."""
        actions.leave_youth_union(actor=actor, member_ids=member_ids, **self.act)


class ExemptForm(ActForm):
    """Being exempt from Party work and meetings."""

    reason = forms.ChoiceField(label=gettext_lazy("Lý do"))
    until = DayField(label=gettext_lazy("Đến trước ngày"), required=False)
    fields_of: ClassVar[Mapping[str, str]] = _ON_THE_DAY | {
        "members.no-end": "until",
        "members.ends-too-early": "until",
    }

    def offer(self) -> None:
        """The reasons."""
        offered = choices("members/exemption_reasons", self.asked.on, empty=_("chọn một lý do"))
        self.fields["reason"].choices = offered  # type: ignore[attr-defined]

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the exemption."""
        data = self.cleaned_data
        actions.exempt_members(
            actor=actor, member_ids=member_ids, reason=data["reason"], until=data["until"], **self.act
        )


class EndExemptionForm(ActForm):
    """Taking part again."""

    def carry_out(self, actor: Actor, member_ids: Collection[UUID]) -> None:
        """Record the end of the exemption."""
        actions.end_exemptions(actor=actor, member_ids=member_ids, **self.act)
