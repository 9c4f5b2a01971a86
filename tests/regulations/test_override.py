"""What an office says of a rule itself: from when it counts, as of which moment it is believed, and who may say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.audit.verify import verify_trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.findings import Refusal
from dangvu.regulations import Certainty, believing, find_rule, label, regulation, tracing
from dangvu.regulations.actions import withdraw_override
from dangvu.regulations.models import Override
from dangvu.regulations.own import as_shipped
from tests.factories.access import make_grant, make_holder
from tests.factories.acts import refusal_of
from tests.factories.organizations import make_actor, make_blocs
from tests.factories.regulations import SAID_AT, SOURCE, make_override
from tests.factories.web import in_a_request

pytestmark = pytest.mark.django_db

MONTHS = "members/probation_months"
BEFORE, DAY, NEXT = date(2022, 1, 31), date(2022, 2, 1), date(2025, 7, 1)
SAYING = {"actor": make_actor(at=SAID_AT), "basis": SOURCE}
LATER = SAID_AT + timedelta(days=30)


def months(on: date = DAY, known_at: datetime | None = None) -> int:
    with believing(known_at):
        return int(regulation(MONTHS, on=on))


def test_own_value_counts_from_its_day_until_the_next_value_of_the_rule() -> None:
    make_override()
    assert [months(day) for day in (BEFORE, DAY, date(2025, 6, 30), NEXT)] == [12, 18, 18, 12]


def test_own_value_is_noted_with_its_source() -> None:
    make_override()
    with tracing() as uses:
        months()
    [use] = uses
    assert (use.effective_from, use.source, use.certainty) == (DAY, str(SOURCE), Certainty.VERIFIED)


def test_question_about_what_was_known_before_does_not_use_it() -> None:
    make_override()
    just_before = SAID_AT - timedelta(seconds=1)
    assert [months(known_at=moment) for moment in (just_before, SAID_AT, None)] == [12, 18, 18]


def test_withdrawn_value_is_believed_of_the_time_in_between() -> None:
    override = make_override()
    withdraw_override(actor=make_actor(at=LATER), override=override, reason="văn bản đã hết hiệu lực")
    assert [months(known_at=moment) for moment in (SAID_AT, LATER - timedelta(seconds=1), LATER)] == [18, 18, 12]


def test_own_value_of_the_day_of_a_shipped_one_stands_in_its_place() -> None:
    make_override(value=12, day=date(2021, 7, 30), basis=replace(SOURCE, day=date(2021, 7, 1)))
    [value] = [value for value in find_rule(MONTHS).values if value.effective_from == date(2021, 7, 30)]
    assert (value.value, value.certainty, value.own) == (12, Certainty.VERIFIED, Override.objects.get().pk)


def test_own_value_of_a_day_is_replaced_by_whoever_has_seen_it() -> None:
    first = make_override()
    make_override(value=24, actor=make_actor(at=LATER), seen=first.pk)
    assert (months(), months(known_at=SAID_AT)) == (24, 18)


@pytest.mark.parametrize("seen", [None, 0])
def test_own_value_that_was_not_seen_is_not_replaced(seen: int | None) -> None:
    make_override()
    assert refusal_of(make_override, **SAYING, value=24, seen=seen) == [
        (
            "audit.already-superseded",
            "vừa có người khác ghi giá trị riêng cho ngày này; hãy mở lại để xem rồi làm lại.",
        )
    ]
    assert months() == 18


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("committees/term_years", {"subordinate_cell": Decimal("2.5"), "grassroots_cell": 3}),
        ("documents/page_layout", {"margin_top_mm": 25, "page_number_on_first": True}),
        ("organizations/placement", {"subordinate_cell": ("sectional_committee",)}),
    ],
)
def test_value_is_read_back_as_it_was_said(rule: str, value: dict[str, Any]) -> None:
    said = {**find_rule(rule).on(DAY).value, **value}
    make_override(rule, said)
    assert regulation(rule, on=DAY) == said
    assert verify_trail() == []


def test_code_of_a_list_is_renamed_and_another_is_added() -> None:
    rule = "members/religions"
    codes = [dict(item) for item in find_rule(rule).on(DAY).value]
    renamed = [{**codes[0], "vi": "Đạo Phật"}, *codes[1:], {"code": "bahai", "vi": "Baha'i", "en": "Baha'i"}]
    make_override(rule, renamed)
    assert [label(rule, code, on=DAY) for code in ("buddhism", "bahai")] == ["Đạo Phật", "Baha'i"]


@pytest.mark.parametrize(
    "basis",
    [
        Basis("", SOURCE.day, SOURCE.issuer),
        Basis(SOURCE.symbol, None, SOURCE.issuer),
        Basis(SOURCE.symbol, SOURCE.day, " "),
    ],
)
def test_value_without_a_full_source_is_refused(basis: Basis) -> None:
    assert refusal_of(make_override, **(SAYING | {"basis": basis})) == [
        (
            "regulations.no-source",
            "chưa đủ nguồn; hãy ghi số, ký hiệu, ngày và cơ quan ban hành của văn bản.",
        )
    ]


def test_value_is_refused_whose_document_is_younger() -> None:
    assert refusal_of(make_override, **SAYING, day=date(2022, 1, 9)) == [
        (
            "regulations.younger-source",
            "văn bản làm nguồn có ngày sau ngày hiệu lực; hãy sửa một trong hai ngày.",
        )
    ]


def test_value_is_withdrawn_for_a_reason_only() -> None:
    override = make_override()
    with pytest.raises(Refusal) as refused:
        withdraw_override(actor=make_actor(at=LATER), override=override, reason=" ")
    assert str(refused.value) == "bỏ giá trị riêng phải có lý do; hãy ghi vì sao không dùng nữa."


def test_rules_are_changed_by_administration_over_the_whole_tree() -> None:
    tree = make_blocs()
    officer = make_holder(make_grant("organization_officer", tree["A"]), at=SAID_AT)
    assert [code for code, _sentence in refusal_of(make_override, actor=officer, basis=SOURCE)] == ["policy.denied"]
    make_override(actor=make_holder(make_grant("organization_officer", tree["T"]), at=SAID_AT))
    assert months() == 18


def test_own_values_are_read_once_in_a_request_however_many_rules_are_asked_for() -> None:
    make_override()
    with in_a_request(), CaptureQueriesContext(connection) as captured:
        assert [months() for _ in range(30)] == [18] * 30
    assert len(captured) == 1


def test_rules_as_shipped_take_no_database() -> None:
    make_override()
    with as_shipped(), CaptureQueriesContext(connection) as captured:
        assert months() == 12
    assert len(captured) == 0
    assert months() == 18
