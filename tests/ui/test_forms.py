"""Forms keep what was typed and say what is wrong where it is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from dangvu.kernel.basis import Basis
from dangvu.kernel.findings import Finding, Refusal
from dangvu.ui.forms import BasisForm, DayField, LedgerForm, NumberField


class Sample(LedgerForm):
    fields_of = {"sample.too-early": "day"}

    name = forms.CharField(help_text="Như trong giấy khai sinh.")
    day = DayField()


@pytest.mark.parametrize("text", ["14/10/2021", "2021-10-14", " 14/10/2021 "])
def test_day_is_read_in_both_ways_of_writing(text: str) -> None:
    form = Sample({"name": "An", "day": text})
    assert (form.is_valid(), form.cleaned_data["day"], form.status) == (True, date(2021, 10, 14), 200)


def test_what_is_no_day_stays_in_the_field_with_the_ways_of_writing_one() -> None:
    form = Sample({"name": "An", "day": "31/2/2021"})
    assert form.errors == {
        "day": ["“31/2/2021” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14."],
    }
    assert (form["day"].value(), form.status) == ("31/2/2021", 422)


def test_day_that_is_given_stands_in_the_field_the_vietnamese_way() -> None:
    assert Sample(initial={"day": date(2021, 10, 4)})["day"].value() == "4/10/2021"


def test_day_may_stay_empty_where_it_is_not_asked_for() -> None:
    assert DayField(required=False).clean("") is None
    assert DayField().clean(date(2021, 1, 2)) == date(2021, 1, 2)


def test_number_is_read_the_vietnamese_way_and_anything_else_is_refused() -> None:
    field = NumberField(max_digits=12, decimal_places=2)
    assert (field.clean("1.234,5"), field.clean("7")) == (Decimal("1234.5"), Decimal(7))
    with pytest.raises(ValidationError) as refused:
        field.clean("95.5")
    assert NumberField(max_digits=12, decimal_places=2, required=False).clean("") is None
    assert refused.value.messages == ["“95.5” không phải là một số; hãy viết như 1.234 hoặc 95,5."]


def test_missing_field_says_so_under_itself() -> None:
    form = Sample({"day": "1/1/2021"})
    assert form.errors == {"name": ["chưa ghi; hãy điền vào đây."]}


def test_help_is_tied_to_its_field() -> None:
    assert Sample().fields["name"].widget.attrs["aria-describedby"] == "help_name"


def refuse(findings: list[Finding]) -> None:
    raise Refusal(findings)


def test_refused_act_speaks_at_the_fields_it_is_about_and_above_the_form_otherwise() -> None:
    form = Sample({"name": "An", "day": "1/1/2021"})
    assert form.is_valid()
    findings = [
        Finding("sample.too-early", "quá sớm."),
        Finding("sample.taken", "đã có.", place="name"),
        Finding("sample.closed", "đã khóa.", place="VP"),
    ]
    with form.refusals():
        refuse(findings)
    assert form.errors == {"day": ["quá sớm."], "name": ["đã có."], "__all__": ["VP: đã khóa."]}


def test_act_that_goes_well_leaves_the_form_alone() -> None:
    form = Sample({"name": "An", "day": "1/1/2021"})
    with form.refusals():
        assert form.is_valid()
    assert form.errors == {}


def test_basis_of_a_form_is_the_document_it_names() -> None:
    form = BasisForm({"basis_symbol": "311-QĐ/ĐUK", "basis_day": "26/10/2021", "basis_issuer": "Đảng ủy Khối"})
    assert form.is_valid()
    assert form.basis == Basis("311-QĐ/ĐUK", date(2021, 10, 26), "Đảng ủy Khối")
