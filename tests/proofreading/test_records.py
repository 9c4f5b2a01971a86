"""Texts held against the records of an organisation on a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from dangvu.kernel.findings import Refusal
from dangvu.proofreading.checks.records import RecordedFigure, Records
from dangvu.proofreading.findings import Kind
from dangvu.proofreading.pipeline import Options, proofread
from dangvu.proofreading.reading.plain import document_from_text
from dangvu.proofreading.records import records_of
from tests.factories.acts import STRANGER
from tests.factories.organizations import make_actor
from tests.factories.reports import ON, Office

RECORDS = Records(
    (
        RecordedFigure("Tổng số đảng viên", 3412),
        RecordedFigure("Đảng viên nữ", 1278),
        RecordedFigure("Tổ chức cơ sở đảng", 75),
        RecordedFigure("Chi bộ cơ sở", 42),
        RecordedFigure("Nhân viên", 1),
        RecordedFigure("Số nhân viên", 2),
    ),
    date(2021, 10, 14),
    ("Đảng bộ Khối",),
)


def differing(text: str, records: Records = RECORDS) -> list[tuple[str, str]]:
    found = proofread(document_from_text("x", text), Options(records=records)).findings
    return [(finding.quote, finding.expected) for finding in found if finding.kind is Kind.DATABASE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổng số đảng viên là 3.421.", [("3.421", "3.412")]),
        ("Toàn Đảng bộ có 76 tổ chức cơ sở đảng.", [("76", "75")]),
        ("Đến ngày 14/10/2021, Đảng bộ Khối có 3.421 đảng viên.", [("3.421", "3.412")]),
        ("Hiện nay, toàn Đảng bộ có 3.412 đảng viên, trong đó có 1.287 nữ.", [("1.287", "1.278")]),
        ("Toàn Đảng bộ có 3.412 đảng viên (nữ 1.287 đồng chí).", [("1.287", "1.278")]),
        ("Toàn Đảng bộ có 75 tổ chức cơ sở đảng và 3.421 đảng viên.", [("3.421", "3.412")]),
        (
            "Lập ngày 20/3/2019. Đến ngày 14/10/2021, toàn Đảng bộ có 75 tổ chức cơ sở đảng và 3.421 đảng viên.",
            [("3.421", "3.412")],
        ),
    ],
)
def test_figure_that_differs_from_its_record_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert differing(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Đến ngày 31/12/2020, toàn Đảng bộ có 3.369 đảng viên.",
        "Đến ngày 31/12/2020, toàn Đảng bộ có 70 tổ chức cơ sở đảng. Tổng số đảng viên là 3.369.",
        "Đầu nhiệm kỳ, toàn Đảng bộ có 3.260 đảng viên.",
        "Đảng bộ Sở Y tế có 45 đảng viên.",
        "Đảng bộ Sở Y tế lớn nhất. Tổng số đảng viên là 45.",
        "Toàn Đảng bộ có 12 đảng viên mới kết nạp.",
        "Trong năm kết nạp 120 đảng viên.",
        "Toàn Đảng bộ có gần 3.400 đảng viên.",
        "Khối doanh nghiệp có 40 tổ chức cơ sở đảng, 30 chi bộ cơ sở.",
        "Toàn Đảng bộ có 75 tổ chức cơ sở đảng, trong đó khối doanh nghiệp 40 tổ chức, 30 chi bộ cơ sở.",
        "Có 12 nhân viên.",
        "32. 75 tổ chức cơ sở đảng",
        "Tổ chức cơ sở đảng hoạt động tốt.",
    ],
)
def test_other_day_body_or_thing_is_left_alone(text: str) -> None:
    assert differing(text) == []


def flows_of(first: date, last: date) -> tuple[RecordedFigure, ...]:
    if (first, last) == (date(2020, 1, 1), date(2020, 12, 31)):
        return RecordedFigure("Đảng viên mới kết nạp", 214), RecordedFigure("Kết nạp nữ", 97)
    if (first, last) == (date(2021, 1, 1), date(2021, 10, 14)):
        return (RecordedFigure("Đảng viên mới kết nạp", 120),)
    return ()


FLOWS = Records((), date(2021, 10, 14), ("Đảng bộ Khối",), flows_of)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2020, Đảng bộ Khối đã kết nạp 241 đảng viên mới.", [("241", "214")]),
        ("Năm 2020, Đảng bộ kết nạp 214 đảng viên, trong đó nữ 79 đồng chí.", [("79", "97")]),
        ("Năm 2021, tính đến ngày 14/10/2021, đã kết nạp được 102 đảng viên.", [("102", "120")]),
        ("Từ đầu năm đến ngày 14/10/2021, kết nạp 102 đảng viên mới.", [("102", "120")]),
    ],
)
def test_flow_of_a_year_that_differs_from_its_record_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert differing(text, FLOWS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2020, Đảng bộ Khối đã kết nạp 214 đảng viên mới.",
        "Năm 2021, Đảng bộ Khối đã kết nạp 99 đảng viên mới.",
        "Quý I năm 2020, kết nạp 41 đảng viên.",
        "Trong 6 tháng đầu năm 2020, kết nạp 80 đảng viên.",
        "Năm 2019 và năm 2020, kết nạp 430 đảng viên.",
        "Năm 2020, Đảng bộ Sở Y tế kết nạp 12 đảng viên.",
        "Năm 2020, Đoàn Khối kết nạp 216 đoàn viên.",
        "Tính đến ngày 14/10/2021, đã kết nạp 99 đảng viên.",
        "Kết nạp 99 đảng viên.",
    ],
)
def test_flow_of_another_period_or_body_is_left_alone(text: str) -> None:
    assert differing(text, FLOWS) == []


@given(st.text(alphabet="Có 1.2 đảng viên nữ,;:()Toàn bộ 14/10/2021\n", max_size=80))
def test_no_text_is_too_odd_to_be_held_against_records(text: str) -> None:
    assert isinstance(differing(text), list)


def test_own_records_are_what_is_counted_on_the_day(office: Office) -> None:
    records = records_of("SXD", ON, make_actor())
    values = {figure.label: figure.value for figure in records.figures}
    assert (values["Tổng số đảng viên"], values["Chi bộ trực thuộc"]) == (7, 2)
    assert (records.on, "Đảng ủy Sở Xây dựng" in records.names) == (ON, True)


def test_own_records_tell_what_happened_in_a_period(office: Office) -> None:
    flows = records_of("SXD", ON, make_actor()).flows
    assert flows is not None
    happened = {figure.label: figure.value for figure in flows(date(ON.year, 1, 1), ON)}
    assert (happened["Đảng viên mới kết nạp"], flows(date(1950, 1, 1), date(1950, 12, 31))) == (0, ())


def test_figures_that_may_not_be_read_are_refused(office: Office) -> None:
    with pytest.raises(Refusal):
        records_of("SXD", ON, STRANGER)


def test_command_holds_a_file_against_the_records(
    office: Office, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path_factory.mktemp("texts") / "a.txt"
    path.write_text("Tổng số đảng viên là 08.", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("check", str(path), "--scope", "SXD", "--on", "14/10/2021")
    assert ended.value.code == 1
    assert capsys.readouterr().out.count("Tổng số đảng viên là 7, văn bản ghi 08") == 1


@pytest.mark.parametrize("half", [("--scope", "SXD"), ("--on", "14/10/2021")])
def test_command_asks_for_both_organization_and_day(half: tuple[str, str]) -> None:
    with pytest.raises(Refusal, match="hãy ghi cả --scope và --on"):
        call_command("check", "a.txt", *half)
