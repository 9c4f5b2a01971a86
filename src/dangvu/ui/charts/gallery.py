"""One drawing of every kind, with invented figures, for the page of components."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from dangvu.ui import charts
from dangvu.ui.charts import Drawing, Lack

OPENED = "#figure"
"""Where the figures of the samples lead."""

DAYS = [date(2017, 12, 31), date(2018, 12, 31), date(2019, 12, 31), date(2020, 12, 31), date(2021, 10, 31)]


def gallery() -> list[Drawing]:
    """Sample drawings, in the order in which the page shows them."""
    return [
        charts.spark([3326, 3331, 3338, 3342, 3351, None, 3356, 3362, 3371, 3380, 3398, 3412], title="12 tháng"),
        _members(),
        _degrees(),
        _breakdown(),
        _movements(),
        _balance(),
        _ages(),
        *_targets(),
        _status(),
        _meetings(),
        charts.ruler(
            date(2021, 9, 1),
            date(2021, 11, 30),
            date(2021, 10, 31),
            date(2021, 11, 5),
            [(date(2021, 10, 26), date(2021, 10, 31))],
        ),
        _tree(),
        _merger(),
    ]


def _members() -> Drawing:
    months = [date(2020 + index // 12, index % 12 + 1, 1) - timedelta(days=1) for index in range(1, 23)]
    values = [3264 + index * 7 + (index * index) % 11 for index in range(22)]
    return charts.line([charts.Series("", values)], months, title="Đảng viên cuối mỗi tháng")


def _degrees() -> Drawing:
    series = [
        charts.Series("Đại học", [1820, 1868, 1921, 1969, 2024], [OPENED] * 5),
        charts.Series("Thạc sĩ", [372, 421, 478, 541, 619], [OPENED] * 5),
        charts.Series("Cao đẳng", [402, 391, None, 352, 331]),
        charts.Series("Dưới cao đẳng", [512, 488, 455, 421, 386]),
    ]
    return charts.line(series, DAYS, title="Trình độ chuyên môn của đảng viên")


def _breakdown() -> Drawing:
    rows = [
        charts.Row("Đảng bộ Sở Xây dựng", 88, 91, OPENED),
        charts.Row("Đảng bộ Công ty cổ phần Cấp nước và Vệ sinh môi trường Sông Lam", 214, 198, OPENED),
        charts.Row("Chi bộ Báo Lam Sơn", 41, 41, OPENED),
        charts.Row("Đảng bộ Bệnh viện Đa khoa tỉnh", 312, 305, OPENED),
        charts.Row("Chi bộ Trung tâm Lưu trữ", 0, 12),
        charts.Row("Chi bộ Hội Nông dân tỉnh", None),
    ]
    return charts.bars(rows, title="Đảng viên theo tổ chức", now="31/10/2021", before="31/12/2020")


def _movements() -> Drawing:
    arrivals, departures = [12, 9, 31, 8, 14, 22, 10, 7, 26, 18], [6, 11, 4, 9, 7, 15, 3, 8, 12, 5]
    return charts.columns(
        [f"{month}/2021" for month in range(1, 11)],
        charts.Track("Đến", arrivals, [OPENED] * 10),
        charts.Track("Đi", departures, [OPENED] * 10),
        title="Đảng viên đến và đi theo tháng",
    )


def _balance() -> Drawing:
    return charts.columns(
        [str(year) for year in range(2010, 2022)],
        charts.Track("", [Decimal(value) / 10 for value in (14, 21, -8, 3, 0, 12, 25, -15, 6, 20, 19, 29)]),
        title="Tăng, giảm so với năm trước",
        numbers=charts.Numbers(1, "%"),
    )


def _ages() -> Drawing:
    bands = [charts.Band("18–25", 18, 25), *(charts.Band(f"{age}–{age + 4}", age, age + 4) for age in range(26, 66, 5))]
    men = [29, 121, 226, 318, 351, 322, 271, 214, 58, 24]
    women = [20, 99, 204, 284, 292, 246, 181, 122, 22, 8]
    return charts.pyramid(
        charts.Side("Nam", men, [OPENED] * 10, Decimal("44.8")),
        charts.Side("Nữ", women, [OPENED] * 10, Decimal("42.0")),
        [*bands, charts.Band("từ 66", 66, None)],
        title="Tháp tuổi đảng viên",
    )


def _targets() -> list[Drawing]:
    return [
        charts.bullet(120, 120, 144),
        charts.bullet(Decimal("94.02"), 90, 100, over=True, numbers=charts.SHARES),
        charts.bullet(7, 9, 9),
    ]


def _status() -> Drawing:
    parts = [
        charts.Part("Đại học", 2024, OPENED),
        charts.Part("Thạc sĩ", 619, OPENED),
        charts.Part("Dưới cao đẳng", 386, OPENED),
        charts.Part("Cao đẳng", 331, OPENED),
        charts.Part("Tiến sĩ", 49, OPENED),
        charts.Part("Chưa ghi", 3, OPENED),
    ]
    return charts.stacked(parts, title="Trình độ chuyên môn")


def _meetings() -> Drawing:
    rates: list[tuple[str, list[int | Lack]]] = [
        ("Văn phòng Đảng ủy Khối", [85, 83, 100, 82, 83, 98, 74, 92, 99, 82, Lack.DUE, Lack.DUE]),
        ("Trung tâm Lưu trữ", [91, 78, 95, 88, 90, 84, 71, 86, 93, Lack.MISSING, Lack.DUE, Lack.DUE]),
        ("Cty CP Cấp nước Sông Lam", [86, 76, 98, 87, Lack.MISSING, 95, 81, 94, 90, Lack.MISSING, Lack.DUE, Lack.DUE]),
        ("Bảo tàng tỉnh", [Lack.NONE, Lack.NONE, 100, 97, 94, 92, 80, 88, 100, 90, Lack.DUE, Lack.DUE]),
    ]
    rows = [
        charts.HeatRow(
            label, [charts.Cell(value, "" if value in {Lack.DUE, Lack.NONE} else OPENED) for value in values]
        )
        for label, values in rates
    ]
    months = [str(month) for month in range(1, 13)]
    return charts.heat(months, rows, [75, 85, 95], title="Tỷ lệ dự họp", head="Chi bộ", numbers=charts.Numbers(0, "%"))


def _tree() -> Drawing:
    cells = [
        charts.Node("Chi bộ Văn phòng", 14, OPENED, page=OPENED),
        charts.Node("Chi bộ Quy hoạch – Kiến trúc", 0, state=charts.State.GONE),
        charts.Node("Chi bộ Phát triển đô thị", 0, state=charts.State.GONE),
        charts.Node("Chi bộ Quy hoạch và Đô thị", 25, OPENED, charts.State.NEW),
        charts.Node("Chi bộ Thanh tra", 9, OPENED),
        *(charts.Node(f"Chi bộ Đội Quản lý số {index}", 5, OPENED) for index in range(1, 9)),
    ]
    top = charts.Node("Đảng bộ Sở Xây dựng", 88, OPENED, children=cells)
    return charts.tree([top], title="Đảng bộ Sở Xây dựng từ 1/12/2021", most=6)


def _merger() -> Drawing:
    before = [
        charts.Stand("VP", "Chi bộ Văn phòng", 14, OPENED),
        charts.Stand("QH", "Chi bộ Quy hoạch – Kiến trúc", 14, OPENED, charts.State.GONE),
        charts.Stand("DT", "Chi bộ Phát triển đô thị", 11, OPENED, charts.State.GONE),
        charts.Stand("TT", "Chi bộ Thanh tra", 9, OPENED),
        charts.Stand("XD", "Chi bộ Quản lý xây dựng", 22, OPENED),
    ]
    after = [
        charts.Stand("VP", "Chi bộ Văn phòng", 15, OPENED),
        charts.Stand("QD", "Chi bộ Quy hoạch và Đô thị", 24, OPENED, charts.State.NEW),
        charts.Stand("TT", "Chi bộ Thanh tra", 9, OPENED),
        charts.Stand("XD", "Chi bộ Quản lý xây dựng", 22, OPENED),
    ]
    links = [
        charts.Link("VP", "VP", 14),
        charts.Link("QH", "QD", 14),
        charts.Link("DT", "QD", 10),
        charts.Link("DT", "VP", 1, exception=True),
        charts.Link("TT", "TT", 9),
        charts.Link("XD", "XD", 22),
    ]
    return charts.flow(
        before,
        after,
        links,
        title="Hợp nhất hai chi bộ",
        heads=("Trước, đến hết 30/11/2021", "Sau, từ 1/12/2021"),
    )
