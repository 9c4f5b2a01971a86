"""What was believed when, what held when, and no two at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dangvu.kernel.basis import Basis
from dangvu.kernel.days import ENDLESS, FOREVER, LATEST, Spell
from dangvu.kernel.records import NoOverlap
from dangvu.organizations.models import Organization, OrganizationRecord

MOMENT = datetime(2021, 1, 5, 8, tzinfo=UTC)
LATER = MOMENT + timedelta(days=30)
INSTANT = timedelta(microseconds=1)
NO_OVERLAP = NoOverlap(fields=["organization"], name="organization_record_no_overlap")


def _record(**said: Any) -> OrganizationRecord:
    values = {"code": "CB01", "name": "Chi bộ Một", "kind": "grassroots_cell", "valid_from": date(2021, 1, 1)}
    stamps = {"recorded_at": MOMENT, "recorded_in": 1}
    return OrganizationRecord(**(values | stamps | said))


@pytest.fixture
def organization(db: None) -> Organization:
    return Organization.objects.create()


@pytest.fixture
def record(organization: Organization) -> OrganizationRecord:
    """Believed from ``MOMENT`` up to ``LATER``, held in January and February of 2021."""
    record = _record(organization=organization, valid_to=date(2021, 3, 1), superseded_at=LATER, superseded_in=2)
    record.save()
    return record


def test_record_is_believed_from_when_it_was_recorded_until_it_is_superseded(record: OrganizationRecord) -> None:
    asked = [MOMENT - INSTANT, MOMENT, LATER - INSTANT, LATER, None]
    assert [OrganizationRecord.objects.believed(at).count() for at in asked] == [0, 1, 1, 0, 0]


def test_record_that_nothing_superseded_is_believed_now(organization: Organization) -> None:
    _record(organization=organization).save()
    assert [OrganizationRecord.objects.believed(at).count() for at in (None, LATEST, ENDLESS)] == [1, 1, 0]


def test_record_holds_from_its_first_day_until_the_day_before_its_last(record: OrganizationRecord) -> None:
    asked = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 2, 28), date(2021, 3, 1)]
    assert [OrganizationRecord.objects.on(day, MOMENT).count() for day in asked] == [0, 1, 1, 0]


def test_record_written_again_is_a_new_one_with_the_changes(record: OrganizationRecord) -> None:
    again = record.again(name="Chi bộ Hai", valid_to=FOREVER)
    assert [again.pk, again.recorded_at, again.recorded_in] == [None, None, None]
    assert (again.superseded_at, again.superseded_in) == (ENDLESS, None)
    assert (again.name, again.valid_to) == ("Chi bộ Hai", FOREVER)
    assert (again.organization_id, again.code, again.valid_from) == (record.organization_id, "CB01", record.valid_from)


def test_record_gives_its_basis_as_one_value() -> None:
    record = _record(basis_symbol="12-QĐ/ĐUK", basis_day=date(2020, 12, 28), basis_issuer="Đảng ủy Khối")
    assert record.basis == Basis("12-QĐ/ĐUK", date(2020, 12, 28), "Đảng ủy Khối")


days = st.dates(date(2021, 1, 1), date(2021, 1, 9))
spells = st.tuples(days, days).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Spell(*pair))


@pytest.mark.django_db
@given(one=spells, other=spells)
def test_overlapping_believed_records_are_refused_by_postgresql_itself(one: Spell, other: Spell) -> None:
    refused = False
    with transaction.atomic():
        organization = Organization.objects.create()
        _record(organization=organization, valid_from=one.start, valid_to=one.end).save()
        try:
            with transaction.atomic():
                _record(organization=organization, valid_from=other.start, valid_to=other.end).save()
        except IntegrityError:
            refused = True
        transaction.set_rollback(True)
    assert refused == (connection.vendor == "postgresql" and one.overlaps(other))


def test_superseded_records_may_overlap(record: OrganizationRecord) -> None:
    record.again(recorded_at=LATER, recorded_in=2).save()
    assert OrganizationRecord.objects.count() == 2


def _sql(change: str) -> list[str]:
    statement = getattr(NO_OVERLAP, change)(OrganizationRecord, connection.schema_editor(atomic=False))
    return [statement] if statement else []


@pytest.mark.django_db
def test_constraint_is_added_and_removed_on_postgresql_only() -> None:
    table = 'ALTER TABLE "organizations_organizationrecord"'
    constraint = 'CONSTRAINT "organization_record_no_overlap"'
    clause = (
        'EXCLUDE USING gist ("organization_id" WITH =, daterange(valid_from, valid_to) WITH &&)'
        " WHERE (superseded_at = '9999-12-31T00:00:00+00:00')"
    )
    expected = ([f"{table} ADD {constraint} {clause}"], [f"{table} DROP {constraint}"])
    assert (_sql("create_sql"), _sql("remove_sql")) == (expected if connection.vendor == "postgresql" else ([], []))


@pytest.mark.django_db
def test_constraint_does_not_validate_single_rows() -> None:
    with CaptureQueriesContext(connection) as queries:
        NO_OVERLAP.validate(OrganizationRecord, _record())
    assert len(queries) == 0


def test_constraint_is_written_down_for_migrations() -> None:
    path, args, kwargs = NO_OVERLAP.deconstruct()
    assert path == "dangvu.kernel.records.NoOverlap"
    assert (args, kwargs) == ((), {"name": "organization_record_no_overlap", "fields": ("organization",)})
    assert NoOverlap(**kwargs) == NO_OVERLAP


def test_constraints_differ_by_name_and_fields() -> None:
    other = NoOverlap(fields=["member"], name="organization_record_no_overlap")
    assert other != NO_OVERLAP
    assert models.UniqueConstraint(fields=["organization"], name="organization_record_no_overlap") != NO_OVERLAP
