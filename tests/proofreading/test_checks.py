"""Single rules that the labelled passages do not reach."""

import pytest

from dangvu.proofreading.checks.records import RecordedFigure, Records
from dangvu.proofreading.pipeline import Options, proofread
from dangvu.proofreading.reading.plain import document_from_text

HEAD = "Lam Sơn, ngày {} tháng 10 năm 2021\n\nTính đến ngày 31/12/2021, Đảng bộ có 3.412 đảng viên."
LEVELS = "| I | Khối A | 12 |\n| 1 | Chi bộ 1 | 5 |\n| 2 | Chi bộ 2 | 7 |\n| II | Khối B | 8 |\n"
TABLE = "| Đơn vị | Nam | Nữ |\n|---|---|---|\n"


def found_in(text: str, options: Options | None = None) -> list[tuple[str, str, str]]:
    findings = proofread(document_from_text("x", text), options).findings
    return [(finding.kind, finding.quote, finding.expected) for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        "Có 120 đảng viên nữ, trong đó đại học 80 đồng chí, thạc sĩ 12 đồng chí.",
        "Cấp ủy có 408 đồng chí; trình độ chuyên môn: đại học 150 đồng chí, thạc sĩ 60 đồng chí, tiến sĩ 06 đồng chí.",
        "Đảng bộ có 75 tổ chức cơ sở đảng, gồm 33 đảng bộ cơ sở. Phân theo loại hình: hành chính 30; khác 45.",
        "Trong nhóm này có 20 đồng chí, gồm 12 nam và 08 nữ, đồng thời phân công 05 đồng chí theo dõi cơ sở.",
        "Trong nhiệm kỳ có 12 đồng chí, tăng 03 đồng chí so với khoảng 10 đồng chí trước đó.",
        "Các lớp gồm: Lớp 1: 30 học viên; Lớp 2: 25 học viên.",
        "Toàn Đảng bộ có 3.412 đảng viên (tăng 5%).",
        "Hội nghị họp Chủ nhật, ngày 17/10/2021.",
        "Hội nghị họp thứ 6, ngày 15/10/2021.",
        "Từ ngày 01/01/2021 đến nay, tổ chức 12 cuộc.",
        "Tỷ lệ này từ 80 đến 90, bình quân 85.",
        "p) Điểm này đứng riêng.",
        "| A | 1 |\n| B |\n",
        f"{TABLE}| Chi bộ 1 | 12 | 9 |\n| Chi bộ 2 | 8 | 11 |\n| Cộng | 20 | |\n",
        f"{TABLE}| Chi bộ 1 | 12 | 9 |\n",
        f"{LEVELS}| | Tổng cộng | 20 |\n",
        "Phân theo loại hình, Đảng bộ có 30 chi bộ: chi bộ khối 12 chi bộ; chi bộ khối 18 chi bộ.",
    ],
)
def test_text_that_may_be_right_is_not_doubted(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Hội nghị họp thứ 5, ngày 15/10/2021.", ("date", "thứ 5", "thứ sáu")),
        ("Trong tháng 13/2021, mở 02 lớp.", ("date", "13/2021", "")),
        ("Ngày 31/4, tổ chức ra quân.", ("date", "31/4", "")),
        (HEAD.format(15), ("date", "31/12/2021", "15/10/2021")),
        ("Kinh phí 12,5,3 triệu đồng.", ("format", "12,5,3", "12,53")),
        ("Ban hành Quyết định số QĐ-45, ngày 12/3/2021.", ("symbol", "QĐ-45", "01-QĐ/ĐU")),
        (
            "Thu đảng phí 950 triệu đồng, thiếu 60 triệu đồng so với kế hoạch 1.000 triệu đồng.",
            ("target", "60", "50"),
        ),
        ("Kết nạp 90 đảng viên, còn thiếu 20 đảng viên so với chỉ tiêu 100 đảng viên.", ("target", "20", "10")),
        ("Đã kết nạp 05 (sáu) đảng viên.", ("repeat", "05 (sáu)", "sáu")),
        ("Chi bộ có mặt 12 đồng chí;; vắng 01 đồng chí.", ("format", ";;", ";")),
    ],
)
def test_flaw_is_found(text: str, finding: tuple[str, str, str]) -> None:
    assert found_in(text) == [finding]


def test_impossible_weekday_date_is_told_once() -> None:
    assert found_in("Hội nghị họp thứ Hai, ngày 31/6/2021.") == [("date", "31/6/2021", "")]


def test_report_with_an_impossible_day_has_no_day_to_compare_with() -> None:
    assert found_in(HEAD.format(32)) == [("date", "ngày 32 tháng 10 năm 2021", "")]


def test_footnote_without_mark_is_found() -> None:
    text = "Đã giải thể 01 chi bộ¹.\n\n¹ Chi bộ A.\n\n² Chi bộ B."
    assert found_in(text) == [("numbering", "²", "")]


def test_table_with_two_levels_sums_its_upper_rows() -> None:
    rows = (
        "| I | Khối A | 12 |\n| 1 | Chi bộ 1 | 5 |\n| 2 | Chi bộ 2 | 7 |\n| II | Khối B | 8 |\n| | Tổng cộng | 21 |\n"
    )
    assert found_in(f"Bảng:\n\n{rows}") == [("sum", "21", "20")]


def test_figure_that_differs_from_the_records_is_found() -> None:
    records = Options(records=Records((RecordedFigure("Tổng số đảng viên", 3412),)))
    assert found_in("Tổng số đảng viên là 3.421.", records) == [("database", "3.421", "3.412")]


def test_figure_of_another_day_is_not_held_against_the_records() -> None:
    records = Options(records=Records((RecordedFigure("Tổng số đảng viên", 3412),)))
    assert found_in("Năm 2020, tổng số đảng viên là 3.369.", records) == []


def test_crossed_sums_name_the_parts_of_the_column() -> None:
    text = (
        "Đảng bộ có 20 tổ chức cơ sở đảng, gồm 08 đảng bộ cơ sở và 12 chi bộ cơ sở. "
        "Phân theo loại hình: hành chính có 12 tổ chức đảng (05 đảng bộ cơ sở, 07 chi bộ cơ sở); "
        "doanh nghiệp có 08 tổ chức đảng (02 đảng bộ cơ sở, 06 chi bộ cơ sở)."
    )
    related = [[text[start:end] for start, end in f.related] for f in proofread(document_from_text("x", text)).findings]
    assert related == [["05", "02"], ["07", "06"]]


@pytest.mark.parametrize(
    "text",
    [
        "Chia theo khối, có 30 chi bộ; phân theo vùng: vùng cao 12 chi bộ, vùng thấp 18 chi bộ.",
        "Các tỷ lệ lần lượt giảm theo từng năm.",
        "Trong 12 chi bộ, tỷ lệ lần lượt là 40%, 35%, 25%.",
        "Kết quả có 24 chi bộ. Phân theo loại hình: khối cơ quan 12 chi bộ; khối cơ quan 12 chi bộ.",
        "Dòng này đủ dài để một chương trình thư ngắt nó ở đây.\nHai dòng.\nCó 12 chi bộ.",
    ],
)
def test_unusual_wording_is_left_alone(text: str) -> None:
    assert found_in(text) == []
