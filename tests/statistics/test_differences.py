from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from dangvu.members.actions import correct_record
from dangvu.members.models import Affiliation, Personal
from dangvu.organizations.actions import Plan, reorganize
from dangvu.statistics.differences import Change, explain_difference
from dangvu.statistics.figures import Figure, Question, answer
from tests.factories.access import make_grant
from tests.factories.organizations import BASIS, make_actor
from tests.statistics.conftest import LATER, Office
from tests.statistics.room import tiny_catalogue

BEFORE = datetime(2014, 1, 1, tzinfo=UTC)
AFTER = datetime(2016, 5, 1, tzinfo=UTC)
ON = date(2015, 6, 1)


def figure_of(name: str, scope: UUID) -> Figure:
    return answer(Question((name,), scope, ON, date(2015, 1, 1), ON), tiny_catalogue())[name, scope]


def explain(name: str, scope: UUID, now: datetime | None = None) -> tuple[Change, ...]:
    return explain_difference(figure_of(name, scope), BEFORE, now)


def then_and_now(name: str, scope: UUID) -> list[Any]:
    figure = figure_of(name, scope)
    return [figure.as_known_at(BEFORE).value, figure.value]


def said(changes: tuple[Change, ...]) -> list[tuple[Any, ...]]:
    return [
        (change.counted_now, change.row.member_id, [type(record) for record in change.records]) for change in changes
    ]


def correct(office: Office, **changes: Any) -> None:
    record = Personal.objects.believed().get(member_id=office.women[0])
    correct_record(actor=make_actor(at=AFTER), record=record, reason="Đối chiếu lý lịch", **changes)


def test_move_recorded_late_is_the_difference_on_both_sides(office: Office) -> None:
    assert [then_and_now("tiny.people", office[code]) for code in "AB"] == [[3, 2], [0, 1]]
    touched = [Affiliation, Affiliation, Affiliation]
    assert said(explain("tiny.people", office["A"])) == [(False, office.man, touched)]
    assert said(explain("tiny.people", office["B"])) == [(True, office.man, touched)]


def test_move_below_the_organization_is_no_difference_to_it(office: Office) -> None:
    assert said(explain("tiny.people", office["T"])) == []


def test_nothing_recorded_between_is_no_difference(office: Office) -> None:
    assert said(explain("tiny.people", office["A"], BEFORE)) == []


def test_correction_of_what_is_counted_is_a_difference_and_of_a_name_is_none(office: Office) -> None:
    correct(office, sex="male", full_name="Phạm Văn Tín")
    changes = explain("tiny.women", office["A"])
    assert said(changes) == [(False, office.women[0], [Personal, Personal])]
    assert changes[0].records[0].superseded_at == AFTER
    correct(office, full_name="Phạm Văn Tính")
    assert len(said(explain("tiny.women", office["A"]))) == 1


def test_correction_after_the_second_moment_is_not_told(office: Office) -> None:
    correct(office, sex="male")
    assert said(explain("tiny.women", office["A"], LATER)) == []


def test_corrected_birth_date_changes_a_mean_on_both_sides(office: Office) -> None:
    correct(office, birth_date=date(1981, 1, 1))
    assert [(counted, member) for counted, member, _records in said(explain("tiny.mean_age", office["A1"]))] == [
        (False, office.women[0]),
        (True, office.women[0]),
    ]


def test_ratio_differs_by_its_part(office: Office) -> None:
    correct(office, sex="male")
    assert then_and_now("tiny.women_share", office["A1"]) == [Decimal("100.00"), Decimal("50.00")]
    assert [change.row.member_id for change in explain("tiny.women_share", office["A1"])] == [office.women[0]]


def test_reorganization_above_is_told_as_the_reason(office: Office) -> None:
    plan = Plan("absorb", predecessors=(office["A2"],), survivors=(office["A1"],))
    reorganize(actor=make_actor(at=AFTER), day=date(2015, 2, 1), basis=BASIS, plan=plan)
    models = {type(record).__name__ for change in explain("tiny.quit", office["A1"]) for record in change.records}
    assert models == {"Affiliation", "OrganizationRecord", "Succession"}


def test_records_that_no_count_reads_are_not_told_as_a_reason(office: Office) -> None:
    make_grant("cell_secretary", office["A1"], actor=make_actor(at=AFTER))
    correct(office, sex="male")
    assert said(explain("tiny.women", office["A"])) == [(False, office.women[0], [Personal, Personal])]
