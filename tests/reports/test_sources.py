"""What proves a figure: the sums it stands in, and its rows."""

from __future__ import annotations

from datetime import date

from dangvu.reports.quotes import Quotable
from dangvu.reports.sources import Equation, Table, Term, equations, rows_table
from dangvu.statistics.figures import Figure
from tests.factories.reports import ON, Office
from tests.reports.test_assembly import lose_sex


def figure_of(number: Quotable) -> Figure:
    assert number.figure is not None
    return number.figure


def test_figure_stands_in_the_sums_it_is_part_of(office: Office) -> None:
    found = equations(figure_of(office.quotes().figure("members.women", on=ON)))
    assert found == [
        Equation(
            "Đảng viên theo giới tính",
            (Term("04", "Đảng viên nữ"), Term("03", "Đảng viên nam")),
            Term("07", "Tổng số đảng viên"),
            holds=True,
        )
    ]


def test_sum_that_does_not_hold_says_so(office: Office) -> None:
    lose_sex(office.members[0])
    [broken] = equations(figure_of(office.quotes().figure("members.women", on=ON)))
    assert ([part.text for part in broken.parts], broken.whole.text, broken.holds) == (["03", "03"], "07", False)


def test_figure_in_no_sum_has_no_equation(office: Office) -> None:
    assert equations(figure_of(office.quotes().figure("members.mean_age", on=ON))) == []


def test_rows_are_written_for_readers(office: Office) -> None:
    table = rows_table(figure_of(office.quotes().figure("members.men", on=ON)).rows(), on=ON)
    assert table.columns == ("Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Ngày kết nạp", "Chi bộ")
    assert [cells[1:] for cells in table.cells] == [("15/3/1970", "Nam", "Kinh", "19/5/1994", "Chi bộ Phòng 2")] * 3


def test_rows_of_a_flow_begin_with_their_day(office: Office) -> None:
    arrivals = office.quotes().figure("members.arrivals", first=date(2008, 1, 1), last=date(2008, 12, 31))
    table = rows_table(figure_of(arrivals).rows(), on=ON)
    assert (table.columns[0], {cells[0] for cells in table.cells}) == ("Ngày", {"1/1/2008"})


def test_empty_cells_stay_empty(office: Office) -> None:
    arrivals = office.quotes().figure("members.arrivals", first=date(2008, 1, 1), last=date(2008, 12, 31))
    table = rows_table(figure_of(arrivals).rows(), on=ON)
    assert {cells[4] for cells in table.cells} == {""}


def test_no_rows_are_an_empty_table() -> None:
    assert rows_table([], on=ON) == Table((), ())
