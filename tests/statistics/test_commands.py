"""``dangvu figures`` and ``dangvu doctor``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from django.core.management import call_command

from dangvu.kernel.contracts import Check, register
from dangvu.kernel.contracts import _offers as offers
from dangvu.kernel.findings import Finding, Refusal
from dangvu.members.models import Affiliation
from tests.factories.organizations import make_actor, make_organization
from tests.statistics.conftest import LATER, Office


def figures(*arguments: str) -> str:
    out = io.StringIO()
    call_command("figures", *arguments, stdout=out)
    return out.getvalue()


def doctor(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("doctor", *arguments, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def test_figures_are_printed_as_a_table_under_organization_and_day(office: Office) -> None:
    assert figures("members.total", "members.mean_age", "--on", "1/1/2012", "--scope", "A") == (
        "Tổ chức A, ngày 1/1/2012\n"
        "  members.total     Tổng số đảng viên                      3  đảng viên\n"
        "  members.mean_age  Tuổi bình quân của đảng viên       35,08  tuổi\n"
    )


def test_figures_of_a_period_and_a_moment_say_so(office: Office) -> None:
    printed = figures(
        "members.arrivals", "--from", "2015-01-01", "--to", "31/12/2015", "--known-at", "2015-03-02T09:00"
    )
    assert printed == (
        "Tổ chức T, từ 1/1/2015 đến 31/12/2015, theo dữ liệu biết đến 09:00 2/3/2015\n"
        "  members.arrivals  Đảng viên vào danh sách chi bộ           1  lượt\n"
    )


def test_stocks_and_flows_stand_under_their_own_days(office: Office) -> None:
    printed = figures("members.total", "members.arrivals", "--from", "2015-01-01", "--to", "2015-12-31")
    headings = [line for line in printed.splitlines() if line.startswith("Tổ chức")]
    assert headings == ["Tổ chức T, ngày 31/12/2015", "Tổ chức T, từ 1/1/2015 đến 31/12/2015"]


def test_figures_without_ids_are_all_that_fit(office: Office) -> None:
    stocks = json.loads(figures("--on", "2015-01-01", "--format", "json"))
    everything = json.loads(figures("--from", "2015-01-01", "--format", "json"))
    assert {figure["kind"] for figure in stocks} == {"stock", "ratio", "average"}
    assert {figure["kind"] for figure in everything} == {"stock", "flow", "ratio", "average"}


def test_figures_without_any_day_are_of_today(office: Office) -> None:
    [figure] = json.loads(figures("members.total", "--format", "json"))
    assert (figure["value"], figure["scope_code"], figure["first"]) == (3, "T", None)


def test_figures_are_written_as_csv_with_a_decimal_point(office: Office) -> None:
    printed = figures("members.total", "members.women_share", "--on", "2012-01-01", "--scope", "A", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert [(row["indicator"], row["value"], row["scope"], row["on"]) for row in rows] == [
        ("members.total", "3", "A", "2012-01-01"),
        ("members.women_share", "66.67", "A", "2012-01-01"),
    ]


def test_figure_of_nothing_is_a_dash(office: Office) -> None:
    assert "–  tuổi" in figures("members.mean_age", "--on", "2012-01-01", "--scope", "B")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["members.totl"], "statistics.unknown-indicator"),
        (["--scope", "ZZ"], "organizations.unknown-scope"),
        (["--on", "1/1/2007"], "statistics.no-single-top"),
        (["--on", "1/1/2007", "--scope", "A"], "statistics.before-records"),
        (["--on", "31/2/2015"], "kernel.bad-day"),
        (["--from", "2016-01-01", "--to", "2015-01-01"], "statistics.period-reversed"),
        (["--from", "2007-01-01", "--to", "2015-01-01"], "statistics.before-records"),
        (["members.arrivals", "--on", "2015-01-01"], "statistics.no-period"),
    ],
)
def test_figures_that_cannot_be_answered_are_refused(office: Office, arguments: Sequence[str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        figures(*arguments)
    assert refused.value.findings[0].code == code


def test_figures_of_two_tops_ask_for_a_scope(office: Office) -> None:
    make_organization(actor=make_actor(at=LATER))
    with pytest.raises(Refusal) as refused:
        figures("--on", "2015-01-01")
    assert refused.value.findings[0].code == "statistics.no-single-top"


def test_doctor_finds_nothing_wrong_with_checks_that_hold(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangvu.kernel.contracts._offers", [each for each in offers if not isinstance(each, Check)])
    code, printed = doctor("--on", "2016-01-01")
    assert (code, printed.splitlines()) == (
        0,
        ["✓ Số liệu khớp nhau ở mọi tổ chức", "✓ Nhật ký nguyên vẹn", "Không có gì sai."],
    )


def test_doctor_prints_what_each_check_found_and_fails(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def sick(on: date, known_at: datetime | None) -> list[Finding]:
        return [Finding("test.sick", f"sai từ {on}", "Chi bộ B")]

    def refusing(on: date, known_at: datetime | None) -> list[Finding]:
        raise Refusal.of("test.refused", "không kiểm tra được.")

    monkeypatch.setattr("dangvu.kernel.contracts._offers", [])
    register(Check("test.sick", "Khám", sick), Check("test.refused", "Thử", refusing))
    code, printed = doctor("--on", "2016-01-01")
    assert code == 1
    assert printed.splitlines()[:4] == [
        "✗ Khám",
        "    Chi bộ B: sai từ 2016-01-01",
        "✗ Thử",
        "    không kiểm tra được.",
    ]
    assert printed.splitlines()[-1] == "Có 2 chỗ cần xem lại."


def test_doctor_finds_records_changed_behind_the_software(office: Office) -> None:
    Affiliation.objects.filter(member_id=office.man).update(organization_id=office["A1"])
    assert "✗ Nhật ký nguyên vẹn" in doctor("--on", "2016-01-01")[1].splitlines()


@pytest.mark.django_db
def test_doctor_says_when_there_is_nothing_to_examine() -> None:
    code, printed = doctor()
    assert code == 1
    assert "    chưa có tổ chức đảng nào được ghi nhận; hãy nhập tổ chức trước." in printed.splitlines()
