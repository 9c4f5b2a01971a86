"""Acts write records and one sealed line, in one transaction or not at all."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.audit import trail
from dangvu.audit.models import Line, TrailEnd
from dangvu.kernel.basis import NO_BASIS, Basis
from dangvu.kernel.days import ENDLESS, FOREVER
from dangvu.kernel.findings import Refusal
from dangvu.members.models import Member, Qualification
from dangvu.organizations.models import Organization, OrganizationRecord, Reorganization
from tests.audit.rows import BASIS, DAY, actor, open_act, unit, written

pytestmark = pytest.mark.django_db

SUBJECT = UUID("0b7e2c52-8f7d-4b8e-9a52-3c1f5f7e6d10")


def _refusal(raised: pytest.ExceptionInfo[Refusal]) -> tuple[str, str]:
    [finding] = raised.value.findings
    return finding.code, finding.message


def test_act_leaves_one_line_that_says_who_did_what_when_and_why() -> None:
    with open_act(verb="tests.write", day=DAY, basis=BASIS, subject=SUBJECT, reason="nhập sót") as act:
        act.details["count"] = 3
    line = Line.objects.get()
    assert (line.number, line.at, line.actor, line.verb) == (1, actor().at, "Lê Thị Hoa", "tests.write")
    assert (line.day, line.subject, line.reason, line.details) == (DAY, SUBJECT, "nhập sót", {"count": 3})
    assert line.basis == "12-QĐ/ĐUK, ngày 28/12/2020 của Đảng ủy Khối tỉnh Lam Sơn"
    assert (line.rows, line.previous, str(line)) == ("", "", "1 tests.write")


def test_act_continues_the_chain_and_the_trail_ends_there() -> None:
    written()
    written(minutes=1)
    first, second = Line.objects.all()
    assert (second.number, second.previous) == (2, first.seal)
    assert list(TrailEnd.objects.values_list("number", "seal")) == [(2, second.seal)]


def test_added_record_is_stamped_with_moment_line_and_basis_of_the_act() -> None:
    record = OrganizationRecord.objects.get(pk=written().pk)
    assert (record.recorded_at, record.recorded_in, record.superseded_at) == (actor().at, 1, ENDLESS)
    assert record.basis == BASIS


def test_added_record_keeps_a_basis_of_its_own() -> None:
    record = written(basis_symbol="07-QĐ/ĐUK")
    assert record.basis == Basis("07-QĐ/ĐUK")


def test_adding_and_superseding_and_identifying_nothing_writes_no_rows() -> None:
    with open_act() as act:
        assert act.add([]) == []
        assert act.identify([]) == []
        assert act.replace([]) == []
        assert act.end([], DAY) == []
    assert Line.objects.get().rows == ""


def test_superseded_record_stays_as_what_was_believed() -> None:
    record = written()
    with open_act(minutes=1) as act:
        act.supersede([record])
    held = OrganizationRecord.objects.get()
    assert (held.superseded_at, held.superseded_in) == (actor(minutes=1).at, 2)
    assert (record.superseded_at, record.superseded_in) == (held.superseded_at, held.superseded_in)


def test_superseding_a_superseded_record_is_refused() -> None:
    record = written()
    with open_act(minutes=1) as act:
        act.supersede([record])
    with pytest.raises(Refusal) as raised, open_act(minutes=2) as act:
        act.supersede([record])
    assert _refusal(raised) == (
        "audit.already-superseded",
        "bản ghi vừa được người khác sửa; hãy mở lại để xem giá trị mới rồi làm lại.",
    )
    assert Line.objects.count() == 2


def test_replaced_record_gives_way_to_the_new_one() -> None:
    record = written(name="Chi bộ Mot")
    with open_act(minutes=1) as act:
        act.replace([(record, record.again(name="Chi bộ Một"))])
    assert list(OrganizationRecord.objects.believed().values_list("name", flat=True)) == ["Chi bộ Một"]
    assert list(OrganizationRecord.objects.believed(actor().at).values_list("name", flat=True)) == ["Chi bộ Mot"]


def test_ended_record_held_until_the_day_before() -> None:
    record = written()
    with open_act(minutes=1) as act:
        act.end([record], date(2021, 6, 1))
    believed = OrganizationRecord.objects.believed()
    assert list(believed.values_list("valid_from", "valid_to")) == [(DAY, date(2021, 6, 1))]


def test_ended_record_takes_changes_and_keeps_its_basis() -> None:
    record = written(name="Chi bộ Mot")
    with open_act(minutes=1, basis=Basis("9-QĐ/ĐUK")) as act:
        [ended] = act.end([record], date(2021, 6, 1), name="Chi bộ Một")
    assert (ended.name, ended.basis) == ("Chi bộ Một", BASIS)


def test_record_ended_on_its_first_day_is_not_written_again() -> None:
    record = written()
    with open_act(minutes=1) as act:
        assert act.end([record], DAY) == []
    assert OrganizationRecord.objects.believed().count() == 0


def test_ending_a_record_that_ended_before_is_refused() -> None:
    record = written(valid_to=date(2021, 3, 1))
    with pytest.raises(Refusal) as raised, open_act(minutes=1) as act:
        act.end([record], date(2021, 6, 1))
    code, message = _refusal(raised)
    assert code == "records.already-ended"
    assert message == (
        "thông tin tổ chức đảng đã kết thúc trước ngày 1/3/2021, không thể kết thúc lần nữa; hãy đính chính bản ghi đó."
    )


def test_record_that_would_hold_on_no_day_is_refused() -> None:
    with pytest.raises(Refusal) as raised:
        written(valid_to=DAY)
    assert _refusal(raised) == (
        "records.empty-spell",
        "thông tin tổ chức đảng kết thúc ngày 1/1/2021, không sau ngày bắt đầu 1/1/2021; hãy sửa một trong hai ngày.",
    )


def test_event_is_added_without_a_spell() -> None:
    with open_act() as act:
        act.add([Reorganization(identity=SUBJECT, kind="merge", day=DAY)])
    assert Reorganization.objects.get().recorded_in == 1


def test_overlap_with_a_believed_record_is_refused() -> None:
    record = written()
    with pytest.raises(Refusal) as raised, open_act(minutes=1) as act:
        act.add([unit(record.organization, valid_from=date(2022, 1, 1))])
    code, message = _refusal(raised)
    assert code == "records.overlap"
    assert message == (
        "đã có thông tin tổ chức đảng từ 1/1/2021 đến trước 31/12/9999 chồng lên bản ghi mới;"
        " hãy kết thúc hoặc đính chính bản ghi cũ trước."
    )


def test_overlap_among_the_new_records_is_refused() -> None:
    organization = written(valid_to=date(2021, 2, 1)).organization
    with pytest.raises(Refusal) as raised, open_act(minutes=1) as act:
        act.add([unit(organization, valid_from=date(2021, month, 1)) for month in (3, 4)])
    assert _refusal(raised)[0] == "records.overlap"


def test_records_that_meet_do_not_overlap() -> None:
    organization = written(valid_to=date(2021, 2, 1)).organization
    with open_act(minutes=1) as act:
        act.add([unit(organization, valid_from=date(2021, 2, 1))])
    assert OrganizationRecord.objects.count() == 2


def test_records_of_different_kinds_of_one_member_do_not_overlap() -> None:
    with open_act() as act:
        [member] = act.identify([Member()])
        kinds = ("professional", "political_theory")
        act.add(Qualification(member=member, kind=kind, level="elementary", valid_from=DAY) for kind in kinds)
    assert Qualification.objects.count() == 2


def test_records_of_one_kind_of_one_member_overlap() -> None:
    member = Member.objects.create()
    levels = ("elementary", "advanced")
    rows = [Qualification(member=member, kind="political_theory", level=level, valid_from=DAY) for level in levels]
    with pytest.raises(Refusal) as raised, open_act() as act:
        act.add(rows)
    assert _refusal(raised)[0] == "records.overlap"


def test_superseded_record_does_not_stand_in_the_way() -> None:
    record = written()
    with open_act(minutes=1) as act:
        act.supersede([record])
        act.add([unit(record.organization, valid_from=date(2020, 1, 1))])
    assert list(OrganizationRecord.objects.believed().values_list("valid_from", "valid_to")) == [
        (date(2020, 1, 1), FOREVER)
    ]


def test_act_before_the_last_line_is_refused() -> None:
    written(minutes=1)
    with pytest.raises(Refusal) as raised:
        written(minutes=0)
    assert _refusal(raised) == (
        "audit.clock-behind",
        "thời điểm của việc này sớm hơn dòng nhật ký cuối cùng; hãy kiểm tra đồng hồ của máy rồi làm lại.",
    )


def test_exception_within_an_act_leaves_nothing() -> None:
    with pytest.raises(KeyError), open_act() as act:  # noqa: PT012 - the act has done something before it fails
        [organization] = act.identify([Organization()])
        act.add([unit(organization)])
        raise KeyError
    assert (Organization.objects.count(), OrganizationRecord.objects.count()) == (0, 0)
    assert (Line.objects.count(), TrailEnd.objects.count()) == (0, 0)


def test_details_that_are_not_plain_are_refused_and_leave_nothing() -> None:
    with pytest.raises(TypeError), open_act() as act:
        act.details["who"] = SUBJECT
    assert Line.objects.count() == 0


def test_reading_follows_what_others_wrote_while_the_page_was_worked_out() -> None:
    written(minutes=1)
    trail.record_reading(actor=actor(), subject=SUBJECT, what="hồ sơ đảng viên")
    act, reading = Line.objects.order_by("number")
    assert (reading.verb, reading.at) == ("audit.record_reading", act.at)


def test_reading_is_recorded_with_who_what_and_whom() -> None:
    trail.record_reading(actor=actor(), subject=SUBJECT, what="hồ sơ đảng viên")
    line = Line.objects.get()
    assert (line.verb, line.actor, line.subject) == ("audit.record_reading", "Lê Thị Hoa", SUBJECT)
    assert (line.details, line.basis) == ({"what": "hồ sơ đảng viên"}, str(NO_BASIS))


def test_act_asks_as_often_for_one_record_as_for_many() -> None:
    written()
    asked: list[int] = []
    for minutes, count in enumerate((1, 30), start=1):
        with CaptureQueriesContext(connection) as queries, open_act(minutes=minutes) as act:
            organizations = act.identify([Organization() for _ in range(count)])
            records = act.add([unit(organization) for organization in organizations])
            act.end(records, date(2021, 6, 1))
        asked.append(len(queries))
    assert asked[0] == asked[1]
