from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from dangvu.audit.models import Line
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.statistics.actions import correct_target, promise_target, withdraw_target
from dangvu.statistics.models import Target
from dangvu.statistics.queries import progress, targets
from tests.factories.organizations import BASIS, make_actor
from tests.statistics.conftest import Office
from tests.statistics.room import tiny_catalogue

MOMENT = datetime(2016, 1, 4, tzinfo=UTC)
ACTOR = make_actor(at=MOMENT)


def promise(office: Office, **changes: Any) -> Target:
    said: dict[str, Any] = {
        "actor": ACTOR, "day": date(2015, 1, 2), "basis": BASIS, "organization_id": office["B"],
        "indicator": "tiny.joined", "operator": "at_least", "value": 3, "first": date(2015, 1, 1),
        "last": date(2015, 12, 31), "of": tiny_catalogue(),
    }  # fmt: skip
    return promise_target(**(said | changes))


def why_not(office: Office, **changes: Any) -> list[str]:
    with pytest.raises(Refusal) as refused:
        promise(office, **changes)
    return [str(finding) for finding in refused.value.findings]


def reached(target: Target, **asked: Any) -> tuple[Any, ...]:
    found = progress(target, of=tiny_catalogue(), **asked)
    return found.figure.value, found.share, found.excess, found.met


def test_target_is_recorded_with_its_line_in_the_trail(office: Office) -> None:
    target = promise(office)
    assert list(targets(as_of=date(2015, 6, 1))) == [target]
    line = Line.objects.get(number=target.recorded_in)
    assert (line.verb, line.subject) == ("statistics.promise_target", office["B"])
    assert line.details == {"indicator": "tiny.joined", "operator": "at_least", "value": "3"}


@pytest.mark.parametrize(
    ("as_of", "running"),
    [(date(2014, 12, 31), 0), (date(2015, 1, 1), 1), (date(2015, 12, 31), 1), (date(2016, 1, 1), 0)],
)
def test_target_runs_from_its_first_day_to_its_last(office: Office, as_of: date, running: int) -> None:
    promise(office)
    assert targets(as_of=as_of).count() == running
    assert targets(as_of=as_of, scope=office["B"]).count() == running
    assert targets(as_of=as_of, scope=office["A"]).count() == 0


def test_progress_is_the_figure_in_percent_of_the_promise(office: Office) -> None:
    assert reached(promise(office)) == (1, Decimal("33.33"), Decimal("-66.67"), False)


@pytest.mark.parametrize(("on", "value"), [(date(2015, 2, 28), 0), (date(2015, 3, 1), 1), (date(2019, 1, 1), 1)])
def test_progress_on_a_day_counts_up_to_it_and_never_beyond_the_end(office: Office, on: date, value: int) -> None:
    assert reached(promise(office), on=on)[0] == value


def test_progress_of_a_stock_is_taken_on_the_last_day(office: Office) -> None:
    target = promise(office, indicator="tiny.people", organization_id=office["A"], value=2)
    assert reached(target) == (2, Decimal("100.00"), Decimal("0.00"), True)


def test_progress_as_known_before_the_record_is_less(office: Office) -> None:
    assert reached(promise(office), known_at=datetime(2014, 1, 1, tzinfo=UTC))[0] == 0


@pytest.mark.parametrize(
    ("operator", "value", "met"),
    [
        ("at_least", 1, True), ("at_least", 2, False), ("more_than", 0, True), ("more_than", 1, False),
        ("exactly", 1, True), ("exactly", 2, False), ("at_most", 1, True), ("at_most", 0, False), ("none", 0, False),
    ],
)  # fmt: skip
def test_promise_is_kept_by_its_operator(office: Office, operator: str, value: int, met: bool) -> None:  # noqa: FBT001
    assert reached(promise(office, operator=operator, value=value))[3] is met


def test_promise_of_nothing_has_no_share(office: Office) -> None:
    target = promise(office, operator="none", value=0, organization_id=office["A"])
    assert reached(target) == (0, None, None, True)


def test_progress_of_what_cannot_be_divided_counts_as_nothing(office: Office) -> None:
    target = promise(office, indicator="tiny.mean_age", organization_id=office["A2"], value=40)
    assert reached(target) == (None, Decimal("0.00"), Decimal("-100.00"), False)


def test_target_of_what_nobody_defined_is_refused(office: Office) -> None:
    assert why_not(office, indicator="tiny.join")[0].startswith("không có chỉ tiêu “tiny.join”. Có phải: tiny.joined")


def test_target_refusal_names_everything_that_is_wrong(office: Office) -> None:
    stranger = uuid4()
    assert why_not(office, organization_id=stranger, operator="about", value=-1, last=date(2014, 1, 1)) == [
        f"không có tổ chức đảng nào mang định danh {stranger}; hãy kiểm tra lại.",
        "“about” không phải là cách so sánh; hãy chọn một trong: at_least, more_than, exactly, at_most, none.",
        "thời hạn kết thúc ngày 1/1/2014, trước khi bắt đầu ngày 1/1/2015; hãy đổi lại hai ngày.",
        "chỉ tiêu không thể nhỏ hơn 0; hãy sửa mức phấn đấu.",
    ]
    assert Target.objects.count() == 0


def test_target_promised_twice_for_one_period_is_refused(office: Office) -> None:
    promise(office)
    assert why_not(office, value=4) == ["chỉ tiêu này đã được giao cho cùng thời hạn; hãy đính chính chỉ tiêu đã có."]


def test_target_of_somebody_without_permission_is_refused(office: Office) -> None:
    message = "Người lạ không có quyền làm việc này"
    assert why_not(office, actor=Actor("Người lạ", MOMENT))[0].startswith(message)


def test_correction_takes_the_place_of_the_promise(office: Office) -> None:
    target = promise(office)
    corrected = correct_target(actor=ACTOR, target=target, reason="Đọc nhầm nghị quyết", value=1)
    assert list(targets(as_of=date(2015, 6, 1))) == [corrected]
    assert Line.objects.get(number=corrected.recorded_in).details["was"] == "3"
    assert reached(corrected) == (1, Decimal("100.00"), Decimal("0.00"), True)


def test_correction_without_reason_or_below_nothing_is_refused(office: Office) -> None:
    target = promise(office)
    with pytest.raises(Refusal) as refused:
        correct_target(actor=ACTOR, target=target, reason=" ", value=-1)
    assert [finding.code for finding in refused.value.findings] == [
        "statistics.no-reason",
        "statistics.negative-target",
    ]


def test_withdrawn_target_is_believed_no_longer(office: Office) -> None:
    target = promise(office)
    with pytest.raises(Refusal):
        withdraw_target(actor=ACTOR, target=target, reason="")
    withdraw_target(actor=ACTOR, target=target, reason="Không có trong nghị quyết")
    assert list(targets(as_of=date(2015, 6, 1))) == []
