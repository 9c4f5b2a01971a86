"""The forms of the office's own indicators and of targets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from dangvu.regulations import codes, label
from dangvu.statistics.catalogue.book import Catalogue
from dangvu.statistics.catalogue.indicators import Kind, Measure
from dangvu.statistics.catalogue.own import Draft
from dangvu.statistics.catalogue.words import Words
from dangvu.statistics.models import OwnIndicator
from dangvu.ui.forms import BasisForm, DayField, LedgerForm, NumberField

_OWN = {field.name for field in OwnIndicator._meta.concrete_fields}
_NOTHING = ("", "–")

OPERATORS = "statistics/operators"


class IndicatorForm(BasisForm):
    """An indicator of the office's own: something counted under a condition, or a ratio of two indicators."""

    fields_of: ClassVar[Mapping[str, str]] = {f"statistics.own-{name.replace('_', '-')}": name for name in _OWN}

    code = forms.CharField(label=_("Mã"), max_length=80, help_text=_("Viết như own.nu_duoi_35; không đổi về sau."))
    label_vi = forms.CharField(label=_("Tên chỉ tiêu"), max_length=200)
    label_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=200, required=False)
    definition_vi = forms.CharField(label=_("Định nghĩa"), widget=forms.Textarea(attrs={"rows": 2}))
    definition_en = forms.CharField(
        label=_("Định nghĩa tiếng Anh"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    unit_vi = forms.CharField(label=_("Đơn vị tính"), max_length=40, initial=_("người"))
    unit_en = forms.CharField(label=_("Đơn vị tính tiếng Anh"), max_length=40, required=False)
    rule = forms.CharField(label=_("Quy định"), max_length=300, help_text=_("Văn bản yêu cầu con số này."))
    fact = forms.ChoiceField(label=_("Đếm"), required=False)
    measure = forms.ChoiceField(label=_("Cách tính"), required=False)
    of = forms.CharField(
        label=_("Cột được tính"),
        max_length=80,
        required=False,
        help_text=_("Chỉ khi cộng, đếm giá trị hoặc tính tuổi."),
    )
    condition = forms.CharField(
        label=_("Điều kiện"),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        required=False,
        help_text=_("Chẳng hạn sex = 'female' AND age < 35; các cột ghi ở cuối trang."),
    )
    part = forms.ChoiceField(label=_("Hoặc là tỷ lệ: tử số"), required=False)
    base = forms.ChoiceField(label=_("mẫu số"), required=False)
    decimals = forms.IntegerField(label=_("Số chữ số thập phân"), required=False, min_value=0, max_value=6)

    def __init__(self, *args: Any, book: Catalogue, **options: Any) -> None:
        super().__init__(*args, **options)
        counted = [(one.id, str(one.label)) for one in book.indicators.values() if one.kind in (Kind.STOCK, Kind.FLOW)]
        measures = {
            Measure.COUNT: _("đếm dòng"),
            Measure.DISTINCT: _("đếm giá trị khác nhau"),
            Measure.SUM: _("cộng"),
            Measure.MEAN_AGE: _("tuổi bình quân"),
        }
        self._choose("fact", [(fact.name, str(fact.label)) for fact in book.facts.values()])
        self._choose("measure", [(str(one), label) for one, label in measures.items()])
        self._choose("part", counted)
        self._choose("base", counted)

    def draft(self) -> Draft:
        """The indicator of a form that was filled in."""
        data = self.cleaned_data
        return Draft(
            id=data["code"],
            label=Words(data["label_vi"], data["label_en"]),
            definition=Words(data["definition_vi"], data["definition_en"]),
            unit=Words(data["unit_vi"], data["unit_en"]),
            rule=data["rule"],
            fact=data["fact"],
            measure=data["measure"],
            of=data["of"],
            where=data["condition"],
            part=data["part"],
            base=data["base"],
            decimals=data["decimals"],
        )

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [_NOTHING, *choices]  # type: ignore[attr-defined]


class ReasonForm(LedgerForm):
    """Why something is taken back."""

    fields_of: ClassVar[Mapping[str, str]] = {"statistics.no-reason": "reason"}

    reason = forms.CharField(label=_("Lý do"), max_length=400)


class TargetForm(BasisForm):
    """A promise of the organisation."""

    fields_of: ClassVar[Mapping[str, str]] = {
        "statistics.unknown-operator": "operator",
        "statistics.period-reversed": "last",
        "statistics.negative-target": "value",
        "statistics.promised-before": "indicator",
    }

    indicator = forms.ChoiceField(label=_("Chỉ tiêu thống kê"))
    operator = forms.ChoiceField(label=_("Phép so sánh"))
    value = NumberField(label=_("Mức phấn đấu"), max_digits=12, decimal_places=2)
    first = DayField(label=_("Từ ngày"))
    last = DayField(label=_("Đến hết ngày"))
    day = DayField(label=_("Ngày giao chỉ tiêu"))

    def __init__(self, *args: Any, book: Catalogue, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        operators = [(code, label(OPERATORS, code, on=on)) for code in codes(OPERATORS, on=on)]
        self.fields["indicator"].choices = [(one.id, str(one.label)) for one in book.indicators.values()]  # type: ignore[attr-defined]
        self.fields["operator"].choices = operators  # type: ignore[attr-defined]


class CorrectionForm(ReasonForm):
    """The right value of a target that was recorded wrongly."""

    value = NumberField(label=_("Mức phấn đấu đúng"), max_digits=12, decimal_places=2)
