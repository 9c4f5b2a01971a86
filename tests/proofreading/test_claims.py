"""What sentences assert about their figures: one wrong figure is found at its place, the right one is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.plain import document_from_text


def findings_in(text: str) -> list[tuple[str, str, str]]:
    found = proofread(document_from_text("x", text)).findings
    return [(str(finding.kind), finding.quote, finding.expected) for finding in found]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Tiếp nhận 356 hồ sơ, đã giải quyết 341 hồ sơ, còn tồn {} hồ sơ.", "25", "15"),
        ("Có mặt 41/47 đồng chí, vắng {} đồng chí.", "8", "6"),
        ("Triệu tập 118 đại biểu, vắng 07 đại biểu, có mặt {} đại biểu.", "113", "111"),
        ("Được giao 45 người, đã sử dụng 42 người, chưa sử dụng {} người.", "5", "3"),
        ("Đầu năm có 82 chi bộ; thành lập 03 chi bộ, giải thể 01 chi bộ; còn {} chi bộ.", "86", "84"),
        ("Đã nhận 2.980 hồ sơ trên tổng số 3.459 hồ sơ; còn {} hồ sơ chưa nhận.", "497", "479"),
        ("Được cấp 150 triệu đồng, đã chi 138 triệu đồng, tiết kiệm {} triệu đồng.", "21", "12"),
        ("Rà soát 75 bản; 52 bản phù hợp, 23 bản phải sửa; đã sửa 20 bản, còn {} bản.", "5", "3"),
    ],
)
def test_remainder_is_held_to_its_account(text: str, wrong: str, right: str) -> None:
    assert (findings_in(text.format(wrong)), findings_in(text.format(right))) == ([("sum", wrong, right)], [])


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Loại A 118 đồng chí, loại B 41 đồng chí, loại C 09 đồng chí trong tổng số {} đồng chí.", "186", "168"),
        ("Đơn vị A nộp 112 tỷ đồng, B nộp 96 tỷ đồng, C nộp 42 tỷ đồng; ba đơn vị này nộp {} tỷ đồng.", "260", "250"),
        ("Quý I kết nạp 41 đảng viên, quý II 55 đảng viên. Cả năm kết nạp {} đảng viên.", "98", "96"),
        ("Sở A (12 đảng viên), Sở B (09 đảng viên), Sở C (07 đảng viên), kết nạp tổng cộng {} đảng viên.", "30", "28"),
        ("Quỹ thu được {} tỷ đồng, gồm 780 triệu đồng của đoàn viên và 470 triệu đồng của đơn vị.", "1,52", "1,25"),
        ("Về đảng viên mới ({} đồng chí): công chức 41 đồng chí; viên chức 58 đồng chí.", "97", "99"),
        ("Thu về {} phiếu, hợp lệ 149 phiếu, không hợp lệ 01 phiếu.", "155", "150"),
        (
            "Trước hợp nhất, A có 2.180 đảng viên, B có 1.021 đảng viên. Sau hợp nhất, có {} đảng viên.",
            "3.021",
            "3.201",
        ),
    ],
)
def test_total_is_held_to_its_parts_wherever_it_stands(text: str, wrong: str, right: str) -> None:
    assert (findings_in(text.format(wrong)), findings_in(text.format(right))) == ([("sum", wrong, right)], [])


@pytest.mark.parametrize(
    ("text", "wrong", "kind", "right"),
    [
        ("Năm 2020 có 41 cuộc; năm 2021 có 46 cuộc, tăng {}.", "15,2%", "growth", "12,2%"),
        ("Năm 2021 mở 13 lớp, năm 2022 mở 15 lớp. Năm 2022 tăng {} so với năm 2021.", "13,58%", "growth", "15,38%"),
        ("Tỷ lệ đạt 14,2%, giảm {} điểm phần trăm so với năm trước (15,8%).", "2,6", "difference", "1,6"),
        ("Đăng 864 tin, bài, gấp {} năm 2021 (480 tin, bài).", "1,6 lần", "growth", "1,8 lần"),
        ("Rút ngắn từ 75 ngày xuống 60 ngày, tức giảm {}.", "25%", "growth", "20%"),
        ("Hiện có 42 chi bộ; so với khi hợp nhất (48 chi bộ), số chi bộ giảm {}.", "8", "difference", "6"),
        ("Chi 486 triệu đồng, tiết kiệm {} triệu đồng so với năm 2020 (550 triệu đồng).", "46", "difference", "64"),
        ("Cử 36 lượt; so với kế hoạch 30 lượt, đạt {}.", "112%", "target", "120%"),
        ("Mở 18 lớp. So với kế hoạch (15 lớp), số lớp đạt {}.", "112%", "target", "120%"),
        ("Chỉ tiêu là 90%; thực tế đạt 91,7%, vượt {} điểm phần trăm.", "2,7", "target", "1,7"),
        ("Thu 684 triệu đồng, gồm 392 và 292 triệu đồng, vượt {} kế hoạch (600 triệu đồng).", "16%", "target", "14%"),
        (
            "Có 188 chi bộ đã họp, 21 chi bộ chưa họp, tỷ lệ họp {} trên tổng số 209 chi bộ.",
            "85,99%",
            "percent",
            "89,95%",
        ),
        ("Giải ngân 186,2 tỷ đồng/245 tỷ đồng, đạt {}.", "67%", "percent", "76%"),
    ],
)
def test_rate_is_held_to_the_figures_it_leads_from(text: str, wrong: str, kind: str, right: str) -> None:
    assert (findings_in(text.format(wrong)), findings_in(text.format(right))) == ([(kind, wrong, right)], [])


def test_share_without_a_whole_is_held_to_that_of_its_neighbours() -> None:
    text = "Bầu được 13 người. Tái cử 10 (chiếm 76,9%); nữ 4 (30,76%); người trẻ 1 (7,69%). Có 9 người xa nhà ({})."
    assert (findings_in(text.format("61,53%")), findings_in(text.format("69,23%"))) == (
        [("percent", "61,53%", "69,23%")],
        [],
    )


def test_share_that_a_wrong_total_explains_is_not_told_again() -> None:
    text = (
        "Đảng bộ có 3.396 đảng viên, gồm 3.238 đảng viên chính thức và 131 đảng viên dự bị; nữ 1.260 đồng chí (37,4%)."
    )
    assert findings_in(text) == [("sum", "3.396", "3.369")]


@pytest.mark.parametrize(
    "text",
    [
        "Số chi bộ đạt 12 (16%), không vượt quá 20% theo quy định.",
        "Khối 1 có 14 tổ chức, Khối 2 có 13 tổ chức.",
        "Chi bộ có 24 đảng viên; 24/24 đảng viên được phân công; bình quân mỗi kỳ vắng 1,2 đảng viên.",
        "Giám sát 24 chi bộ, chỉ ra 31 lượt chi bộ có hạn chế: 13 chi bộ chậm, 10 chi bộ thiếu, 08 chi bộ sai.",
        "Đến nay còn 133 chi bộ, giảm 13 chi bộ so với trước đây, bảo đảm mỗi thôn chỉ có một chi bộ.",
    ],
)
def test_what_only_looks_like_a_claim_is_left_alone(text: str) -> None:
    assert findings_in(text) == []


TOLD_AGAIN = "Năm 2023, các cấp kiểm tra 46 tổ chức đảng và {} đảng viên.\n\n{} 46 tổ chức đảng và {} đảng viên."


@pytest.mark.parametrize(("first", "later"), [("112", "121"), ("1.204", "1.304")])
def test_figure_told_again_beside_the_same_figure_is_held_to_the_first(first: str, later: str) -> None:
    text = TOLD_AGAIN.format(first, "Nhìn chung, năm 2023 đã kiểm tra", later)
    assert findings_in(text) == [("repeat", later, first)]


@pytest.mark.parametrize(
    "other",
    [
        "Năm 2022 đã kiểm tra",
        "Năm 2023 đã giám sát",
        "Kế hoạch năm 2023 kiểm tra",
        "Năm 2023, cấp ủy xã Đông Hà và cấp ủy xã Tây Hà không kiểm tra",
        "Quý I năm 2023 đã kiểm tra",
    ],
)
def test_figure_of_another_time_deed_or_plan_is_not_held_to_the_first(other: str) -> None:
    assert findings_in(TOLD_AGAIN.format("112", other, "121")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ban Tuyên giáo mở 04 lớp cho 286 học viên năm 2023. Ban Tổ chức mở 04 lớp cho 268 học viên năm 2023.",
        "Cấp huyện kiểm tra 46 tổ chức đảng, 112 đảng viên. Cấp cơ sở kiểm tra 46 tổ chức đảng, 121 đảng viên.",
        "Năm 2023 tập huấn 12 lớp cho 143 cán bộ công đoàn nữ. Năm 2023 tập huấn 12 lớp cho 134 cán bộ công đoàn nam.",
        "Năm 2023 trao Huy hiệu 30 năm tuổi Đảng cho 164 đồng chí. Trao Huy hiệu 40 năm tuổi Đảng cho 146 đồng chí.",
        "Đợt 1 năm 2023 trao Huy hiệu Đảng cho 164 đồng chí. Đợt 2 năm 2023 trao Huy hiệu Đảng cho 146 đồng chí.",
    ],
)
def test_figures_of_other_bodies_and_groups_are_not_held_to_each_other(text: str) -> None:
    assert findings_in(text) == []


@pytest.mark.parametrize(
    ("first", "again", "wrong", "right"),
    [
        ("Năm 2025, Đảng bộ xã kết nạp {} đảng viên mới", "năm 2025, Đảng bộ xã kết nạp {} đảng viên mới", "29", "27"),
        ("Trong năm, Đảng bộ kỷ luật {} đảng viên", "cả năm, toàn Đảng bộ đã kỷ luật {} đảng viên", "39", "37"),
        ("Năm 2024, hỗ trợ xây dựng {} căn nhà", "trong năm đã hỗ trợ xây dựng {} căn nhà", "14", "12"),
        ("Đến ngày 31/12/2024, toàn xã có {} hộ vay vốn", "ngày 31/12/2024, số hộ vay vốn là {} hộ", "9.430", "9.340"),
        ("Mở 46 lớp với {} học viên", "tổng số học viên của 46 lớp là {} học viên", "3.827", "3.872"),
        ("Cuối năm 2024, tỉnh có {} hộ nghèo", "trong {} hộ nghèo cuối năm 2024, nhiều hộ thiếu đất", "6.412", "6.214"),
        ("Năm 2024 có 15/18 xã đạt chuẩn nông thôn mới", "năm 2024 mới có {} xã đạt chuẩn nông thôn mới", "14", "15"),
    ],
)
def test_fact_told_again_in_the_same_time_and_words_is_held_to_the_first(
    first: str, again: str, wrong: str, right: str
) -> None:
    told = first.format(right) + ", bảo đảm tiến độ.\n\nNhìn chung, " + again + "."
    assert [(kind, quote) for kind, quote, _ in findings_in(told.format(wrong))] == [("repeat", wrong)]
    assert findings_in(told.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Chi bộ 1 có 24 đảng viên. Chi bộ 2 có 42 đảng viên.",
        "Khối cơ quan có 1.243 đảng viên. Khối doanh nghiệp có 1.234 đảng viên.",
        "Đảng bộ xã Kim Bảng có 14 chi bộ với 412 đảng viên. Đảng bộ xã Phú Hòa có 14 chi bộ với 421 đảng viên.",
        "I. KẾT QUẢ\n\n1. Kết nạp 12.480 đoàn viên mới.\n\nII. NHIỆM VỤ NĂM 2025\n\n1. Kết nạp 12.500 đoàn viên mới.",
        "1. Kiểm tra tài chính: kiểm tra 27 tổ chức đảng.\n\n2. Kiểm tra đảng phí: kiểm tra 72 tổ chức đảng.",
        "Năm 2024, cấp ủy các cấp kiểm tra 14 chi bộ. Năm 2024, Ủy ban Kiểm tra Huyện ủy kiểm tra 12 chi bộ.",
        "Trong năm 2024, Đảng bộ kết nạp 38 đảng viên. Trong năm 2024, khối trường học kết nạp 36 đảng viên.",
        "Trong quý, Đảng bộ kết nạp 40 đảng viên. Trong tháng kết nạp 38 đảng viên.",
        "Năm 2024, thanh tra huyện tiến hành 12 cuộc. Năm 2024, thanh tra sở tiến hành 11 cuộc.",
    ],
)
def test_figures_of_numbered_bodies_and_of_plans_are_not_held_to_each_other(text: str) -> None:
    assert findings_in(text) == []


TABLE = "Toàn tỉnh có 52 xã.\n\n| Tiêu chí | Số xã | Tỷ lệ |\n|---|---|---|\n{}"


def test_shares_of_a_table_are_held_to_a_whole_told_before_it() -> None:
    rows = (
        "| Giao thông | 49 | 94,2% |\n| Trường học | 44 | {} |\n| Môi trường | 41 | 78,8% |\n| Thủy lợi | 52 | 100% |\n"
    )
    wrong, right = TABLE.format(rows.format("86,4%")), TABLE.format(rows.format("84,6%"))
    assert (findings_in(wrong), findings_in(right)) == ([("percent", "86,4%", "84,6%")], [])


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "Hỗ trợ:\n\n- Tỉnh: 1.860 triệu đồng;\n- Cơ sở: 5.720 triệu đồng.\n\nTổng cộng {} triệu đồng.",
            "7.850",
            "7.580",
        ),
        ("Quỹ có 2.864 triệu đồng. Trong năm đã chi 2.390 triệu đồng. Số dư là {} triệu đồng.", "494", "474"),
        ("Giao nộp {} khẩu súng, gồm: 268 súng tự chế, 94 súng hơi và 18 súng quân dụng.", "390", "380"),
        ("Kết nạp {} đảng viên: 27 ở xã; 19 ở cơ quan; 11 ở trường học và 07 ở doanh nghiệp.", "66", "64"),
    ],
)
def test_sum_over_sentences_and_of_unknown_things_is_held_to_its_parts(text: str, wrong: str, right: str) -> None:
    assert (findings_in(text.format(wrong)), findings_in(text.format(right))) == ([("sum", wrong, right)], [])


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Tỷ lệ năm 2022 là 7,4%, đến năm 2024 là 5,9%, giảm {} điểm phần trăm.", "2,5", "1,5"),
        ("Nếu năm 2022 mới đạt 71,4% thì năm 2023 đã đạt 78,9%, tăng {} điểm phần trăm.", "8,5", "7,5"),
        ("Có việc làm chiếm 87,96%; so với năm trước (85,31%) tăng {} điểm phần trăm.", "3,65", "2,65"),
    ],
)
def test_difference_of_rates_is_held_to_the_rates_of_both_times(text: str, wrong: str, right: str) -> None:
    assert (findings_in(text.format(wrong)), findings_in(text.format(right))) == ([("difference", wrong, right)], [])


@given(st.integers(min_value=20, max_value=9000), st.data())
def test_remainder_is_found_wrong_exactly_when_it_is(whole: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(min_value=1, max_value=whole - 1))
    told = data.draw(st.integers(min_value=max(1, whole - done - 9), max_value=whole - done + 9))
    found = findings_in(f"Tiếp nhận {whole} hồ sơ, đã giải quyết {done} hồ sơ, còn lại {told} hồ sơ.")
    kinds = [kind for kind, _, _ in found if kind == "sum"]
    readings = {whole - done, whole + done}
    assert kinds == ([] if told in readings else ["sum"])
