"""Issued reports later: printed byte for byte, with what is known otherwise since."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.members.actions import correct_record
from dangvu.members.models import Personal
from dangvu.organizations.actions import Plan, correct_organization, reorganize
from dangvu.organizations.models import OrganizationRecord
from dangvu.reports.freezing import thaw
from dangvu.reports.models import IssuedReport
from dangvu.reports.queries import find_issued
from dangvu.reports.report_template import templates
from dangvu.reports.restatements import Restatement, restatements
from dangvu.reports.writing.writer import write_report
from tests.factories.acts import do
from tests.factories.committees import make_committee
from tests.factories.members import make_members
from tests.factories.organizations import make_actor, make_newborn
from tests.factories.reports import Office, issue, make_draft, make_template, make_words
from tests.reports.test_assembly import readers_of

LATER = datetime(2022, 3, 1, tzinfo=UTC)
CLERK = make_actor(at=LATER)
REVIEW = "grassroots-review"


@pytest.fixture
def issued(office: Office) -> IssuedReport:
    """A whole review, issued."""
    template = templates()[REVIEW]
    for block in template.blocks:
        make_words(office.committee, template, block, "Nền nếp, *đúng quy định*.")
    return issue(make_draft(template, office.committee))


def was_a_man(office: Office) -> None:
    """Correct the sex of the first woman."""
    person = Personal.objects.believed().get(member=office.members[0])
    correct_record(actor=CLERK, record=person, reason="Ghi nhầm giới tính", sex="male")


def restated(issued: IssuedReport) -> list[tuple[str, str, str]]:
    found: list[Restatement] = restatements(issued, actor=CLERK, known_at=LATER)
    return [(each.label, each.printed, each.now) for each in found]


def test_report_is_printed_byte_for_byte_after_a_correction(
    office: Office, issued: IssuedReport, tmp_path: Path
) -> None:
    before = {path.suffix: path.read_bytes() for path in write_report(thaw(issued.content), tmp_path / "a", "report")}
    was_a_man(office)
    record = OrganizationRecord.objects.believed().get(organization=office.committee)
    correct_organization(actor=CLERK, record=record, reason="Sai tên", name="Đảng bộ Sở Xây dựng và Nhà ở")
    again = IssuedReport.objects.get(pk=issued.pk)
    after = {path.suffix: path.read_bytes() for path in write_report(thaw(again.content), tmp_path / "b", "report")}
    assert sorted(before) == [".docx", ".html", ".json", ".pdf"]
    assert after == before


def test_nothing_is_restated_while_nothing_changes(office: Office, issued: IssuedReport) -> None:
    assert restated(issued) == []


def test_correction_restates_the_figures_it_changes(office: Office, issued: IssuedReport) -> None:
    was_a_man(office)
    assert restated(issued) == [("Đảng viên nữ", "04", "03")]


def test_restatement_names_the_records_that_make_the_difference(office: Office, issued: IssuedReport) -> None:
    was_a_man(office)
    [women] = restatements(issued, actor=CLERK, known_at=LATER)
    [change] = women.changes
    assert (change.row.member_id, change.counted_now) == (office.members[0], False)
    assert [(type(record), record.recorded_at == LATER) for record in change.records] == [
        (Personal, False),
        (Personal, True),
    ]


def test_number_worked_out_of_others_is_restated_with_them(office: Office, issued: IssuedReport) -> None:
    make_members(office.cells[1], 2, since=date(2020, 1, 1), actor=CLERK, sex="male")
    found = restated(issued)
    assert [each for each in found if each[0] == "Tổng số đảng viên"] == [
        ("Tổng số đảng viên", "07", "09"),
        ("Tổng số đảng viên", "không đổi", "tăng 02"),
    ]


def test_figure_that_stands_elsewhere_since_the_template_changed_is_compared(office: Office) -> None:
    template = make_template(
        '{{ figure("members.women", on=members_day) }}', id=REVIEW, parameters=templates()[REVIEW].parameters
    )
    issued = issue(make_draft(template, office.committee))
    was_a_man(office)
    assert restated(issued) == [("Đảng viên nữ", "04", "03")]


def test_report_is_found_by_its_symbol_and_issuer(office: Office, issued: IssuedReport) -> None:
    assert find_issued(" 01-BC/ĐU ", "sxd") == issued


def test_report_of_an_organization_that_is_gone_is_found(office: Office, issued: IssuedReport) -> None:
    cell = make_newborn("grassroots_cell", office.province, sector="administrative_agency")
    plan = Plan("merge", (office.committee, *office.cells), (cell,))
    do(reorganize, actor=CLERK, day=date(2022, 2, 1), plan=plan)
    assert find_issued("01-BC/ĐU", "SXD") == issued
    assert restated(issued) == []


def test_latest_of_several_terms_is_found(office: Office, issued: IssuedReport) -> None:
    make_committee(office.committee, office.members[:3], day=date(2022, 1, 1), term="2022-2027", actor=CLERK)
    draft = make_draft(make_template(), office.committee, dated=date(2022, 1, 2))
    later = issue(draft, at=LATER)
    assert (find_issued("01-BC/ĐU", "SXD"), issued.symbol) == (later, later.symbol)


def test_unknown_symbol_is_refused_with_those_that_are_known(office: Office, issued: IssuedReport) -> None:
    with pytest.raises(Refusal) as refused:
        find_issued("02-BC/ĐU", "SXD")
    assert str(refused.value) == ("SXD không có báo cáo nào được ban hành với số “02-BC/ĐU”; đã ban hành: 01-BC/ĐU.")


def test_unknown_symbol_where_nothing_was_issued_is_refused(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        find_issued("01-BC/ĐU", "SXD1")
    assert str(refused.value) == (
        "SXD1 không có báo cáo nào được ban hành với số “01-BC/ĐU”; đã ban hành: chưa có báo cáo nào."
    )


def test_figures_that_leave_something_out_are_not_compared(office: Office, issued: IssuedReport) -> None:
    with pytest.raises(Refusal) as refused:
        restatements(issued, actor=readers_of(office)["program"], known_at=LATER)
    assert [finding.code for finding in refused.value.findings] == ["reports.limited"]
