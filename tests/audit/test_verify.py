"""Whatever is changed behind the software's back is found, and named by its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangvu.audit.models import Line
from dangvu.audit.sealing import seal
from dangvu.audit.verify import verify_trail
from dangvu.kernel.days import ENDLESS
from dangvu.organizations.models import Organization, OrganizationRecord
from dangvu.statistics.models import Target
from tests.audit.rows import DAY, MORNING, open_act, unit, written

database = pytest.mark.django_db

CHANGED_RECORD = "các bản ghi của dòng này không còn như khi ghi; đã bị sửa, thêm hoặc xóa ngoài phần mềm."


def _sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _found() -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in verify_trail()]


@pytest.fixture
def three_lines(db: None) -> OrganizationRecord:
    """Line 1 writes a record, line 2 replaces it, line 3 writes a record of another organisation."""
    record = written()
    with open_act(minutes=1) as act:
        act.replace([(record, record.again(name="Chi bộ Hai"))])
    return written(minutes=2)


def test_untouched_trail_has_no_findings(three_lines: OrganizationRecord) -> None:
    assert verify_trail() == []


@database
def test_empty_trail_has_no_findings() -> None:
    assert verify_trail() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("actor", "Ai đó"), ("at", datetime(2020, 1, 1, tzinfo=UTC)), ("day", date(2020, 1, 1)), ("reason", "khác")],
)
def test_changed_line_is_found(three_lines: OrganizationRecord, column: str, value: Any) -> None:
    _sql(f"UPDATE audit_line SET {column} = %s WHERE number = 3", value)
    assert [found for found in _found() if found[0] == "audit.changed-line"] == [
        ("audit.changed-line", "nhật ký dòng 3")
    ]


def test_line_sealed_anew_after_a_change_no_longer_joins_the_next(three_lines: OrganizationRecord) -> None:
    line = Line.objects.get(number=2)
    line.reason = "lý do khác"
    _sql("UPDATE audit_line SET reason = %s, seal = %s WHERE number = 2", line.reason, seal(line))
    assert _found() == [("audit.moved-line", "nhật ký dòng 3")]


def test_missing_line_is_found(three_lines: OrganizationRecord) -> None:
    _sql("DELETE FROM audit_line WHERE number = 2")
    [missing, *records] = verify_trail()
    assert (missing.code, missing.place) == ("audit.missing-line", "nhật ký dòng 3")
    assert missing.message == "thiếu dòng 2 trước dòng này; nhật ký đã bị xóa bớt."
    assert [(finding.code, finding.message) for finding in records] == [("audit.changed-record", CHANGED_RECORD)]


@database
def test_missing_last_line_without_records_is_found() -> None:
    written()
    with open_act(minutes=1):
        pass
    _sql("DELETE FROM audit_line WHERE number = 2")
    [finding] = verify_trail()
    assert (finding.code, finding.place) == ("audit.cut-trail", "nhật ký dòng 1")
    assert finding.message == "nhật ký phải kết thúc ở dòng 2; các dòng cuối đã bị xóa, thêm hoặc sửa."


def test_trail_deleted_as_a_whole_is_found(three_lines: OrganizationRecord) -> None:
    _sql("DELETE FROM audit_line")
    assert _found()[0] == ("audit.cut-trail", "nhật ký dòng 0")


def test_reordered_lines_are_found(three_lines: OrganizationRecord) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        _sql("UPDATE audit_line SET number = %s WHERE number = %s", after, before)
    assert [found for found in _found() if found[0] == "audit.moved-line"] == [
        ("audit.moved-line", "nhật ký dòng 2"),
        ("audit.moved-line", "nhật ký dòng 3"),
    ]


def test_inserted_line_is_found(three_lines: OrganizationRecord) -> None:
    line = Line.objects.get(number=3)
    forged = Line(number=4, at=line.at, actor="Ai đó", verb="tests.forge", previous=line.seal)
    forged.seal = seal(forged)
    forged.save()
    assert _found() == [("audit.cut-trail", "nhật ký dòng 4")]


def _change(record: OrganizationRecord) -> None:
    _sql("UPDATE organizations_organizationrecord SET name = 'Khác' WHERE id = %s", record.pk)


def _change_moment(record: OrganizationRecord) -> None:
    _sql("UPDATE organizations_organizationrecord SET recorded_at = %s WHERE id = %s", MORNING, record.pk)


def _delete(record: OrganizationRecord) -> None:
    _sql("DELETE FROM organizations_organizationrecord WHERE id = %s", record.pk)


def _insert(record: OrganizationRecord) -> None:
    forged = record.again(organization_id=Organization.objects.create().pk)
    forged.recorded_at, forged.recorded_in = record.recorded_at, record.recorded_in
    forged.save()


def _supersede(record: OrganizationRecord) -> None:
    _sql("UPDATE organizations_organizationrecord SET superseded_at = %s WHERE id = %s", MORNING, record.pk)


@pytest.mark.parametrize("tamper", [_change, _change_moment, _delete, _insert, _supersede])
def test_record_touched_outside_is_found(
    three_lines: OrganizationRecord, tamper: Callable[[OrganizationRecord], None]
) -> None:
    tamper(three_lines)
    assert _found() == [("audit.changed-record", "nhật ký dòng 3")]


def test_record_of_a_line_that_does_not_exist_is_found(three_lines: OrganizationRecord) -> None:
    forged = three_lines.again(organization_id=Organization.objects.create().pk)
    forged.recorded_at, forged.recorded_in = three_lines.recorded_at, 7
    forged.save()
    assert _found() == [("audit.changed-record", "nhật ký dòng 7")]


@database
@pytest.mark.parametrize(
    ("column", "value"), [("superseded_at", ENDLESS), ("superseded_at", MORNING), ("superseded_in", 1)]
)
def test_superseded_record_brought_back_or_moved_is_found(column: str, value: Any) -> None:
    record = written()
    with open_act(minutes=1) as act:
        act.supersede([record])
    _sql(f"UPDATE organizations_organizationrecord SET {column} = %s", value)
    assert ("audit.changed-record", "nhật ký dòng 2") in _found()


@database
def test_decimal_reads_back_as_it_was_sealed() -> None:
    promise = Target(
        organization=written().organization,
        indicator="members.total",
        operator="at_least",
        first=DAY,
        last=date(2021, 12, 31),
    )
    with open_act(minutes=1) as act:
        act.add(promise.again(value=Decimal(value)) for value in ("900", "12.5", "0"))
    assert verify_trail() == []


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.integers(0, 20) | texts, inner, max_size=3),
    max_leaves=5,
)


@database
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=texts, reason=texts, details=st.dictionaries(st.integers(0, 20) | texts, plain, max_size=3))
def test_whatever_an_act_writes_verifies(name: str, reason: str, details: dict[Any, Any]) -> None:
    with open_act(minutes=1, reason=reason) as act:
        act.details.update(details)
        [organization] = act.identify([Organization()])
        act.add([unit(organization, name=name, code=str(uuid4()))])
    assert verify_trail() == []


lines = st.builds(
    Line,
    number=st.integers(1, 99),
    at=st.datetimes(timezones=st.just(UTC)),
    actor=texts,
    verb=texts,
    day=st.none() | st.dates(),
    reason=texts,
    subject=st.none() | st.uuids(),
    details=st.dictionaries(texts, plain, max_size=2),
    rows=texts,
    previous=texts,
)


@given(one=lines, other=lines, column=st.sampled_from([field.attname for field in Line._meta.concrete_fields]))
def test_seal_differs_whenever_a_column_differs(one: Line, other: Line, column: str) -> None:
    before, old, new = seal(one), getattr(one, column), getattr(other, column)
    setattr(one, column, new)
    assert (seal(one) == before) == (column == "seal" or old == new)


def test_command_says_how_many_lines_are_whole(
    three_lines: OrganizationRecord, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify")
    assert capsys.readouterr().out == "Nhật ký nguyên vẹn: 3 dòng.\n"


def test_command_names_what_is_broken_and_fails(
    three_lines: OrganizationRecord, capsys: pytest.CaptureFixture[str]
) -> None:
    _change(three_lines)
    with pytest.raises(SystemExit) as exit_:
        call_command("verify")
    assert (exit_.value.code, capsys.readouterr().err) == (1, f"nhật ký dòng 3: {CHANGED_RECORD}\n")
