"""What proves a figure: the sums it stands in, its rows, and how it stands on a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from dangvu.audit.models import Line
from dangvu.audit.trail import READING
from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor, Reach
from dangvu.statistics.figures import Figure, answer
from dangvu.statistics.naming import figure_of, question_of
from dangvu.statistics.panels import figure_source
from dangvu.statistics.sources import Table, equations, is_limited, open_rows, rows_table
from dangvu.statistics.templatetags.figures import days_of, written
from tests.factories.access import make_grant, make_holder
from tests.factories.organizations import make_actor
from tests.factories.reports import KNOWN, Office, make_office
from tests.reports.test_assembly import lose_sex

pytestmark = pytest.mark.django_db

ON = date(2021, 10, 14)
YEAR = (date(2008, 1, 1), date(2008, 12, 31))


@pytest.fixture
def office() -> Office:
    return make_office()


def ask(office: Office, actor: Actor | None = None) -> Asked:
    return Asked(actor or make_actor(), office.committee, "SXD", "Đảng bộ Sở Xây dựng", ON)


def shown(office: Office, tag: str, query: str = "", **given: Any) -> str:
    """What a tag of the figures writes on a page."""
    request = RequestFactory().get("/page/", QueryDict(query))
    template = Template("{% load figures %}" + tag)
    return template.render(Context({"asked": ask(office), "request": request, **given}))


def readings() -> list[tuple[str, str]]:
    lines = Line.objects.filter(verb=READING).order_by("number")
    return [(str(line.subject), line.details["what"]) for line in lines]


def test_figure_stands_in_the_sums_it_is_part_of(office: Office) -> None:
    [found] = equations(figure_of(ask(office), "members.women"))
    assert (found.label, found.holds, found.excess) == ("Đảng viên theo giới tính", True, 0)
    assert [(part.indicator.id, part.value) for part in found.parts] == [("members.women", 4), ("members.men", 3)]
    assert (found.whole.indicator.id, found.whole.value) == ("members.total", 7)


def test_sum_that_does_not_hold_says_by_how_much(office: Office) -> None:
    lose_sex(office.members[0])
    [broken] = equations(figure_of(ask(office), "members.women"))
    assert (broken.holds, broken.excess) == (False, -1)


def test_parts_that_come_to_nothing_are_left_out(office: Office) -> None:
    [found] = equations(figure_of(replace(ask(office), organization=office.cells[0]), "members.women"))
    assert [part.indicator.id for part in found.parts] == ["members.women"]


def test_figure_in_no_sum_has_no_equation(office: Office) -> None:
    assert equations(figure_of(ask(office), "members.mean_age")) == []


def test_rows_are_written_for_readers(office: Office) -> None:
    table = rows_table(figure_of(ask(office), "members.men").rows(), on=ON)
    assert table.columns == ("Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Ngày kết nạp", "Chi bộ")
    assert [cells[1:] for cells in table.cells] == [("15/3/1970", "Nam", "Kinh", "19/5/1994", "Chi bộ Phòng 2")] * 3


def test_rows_of_a_flow_begin_with_their_day_and_empty_cells_stay_empty(office: Office) -> None:
    table = rows_table(figure_of(ask(office), "members.arrivals", None, *YEAR).rows(), on=ON)
    assert (table.columns[0], {cells[0] for cells in table.cells}) == ("Ngày", {"1/1/2008"})
    assert {cells[4] for cells in table.cells} == {""}


def test_no_rows_are_an_empty_table() -> None:
    assert rows_table([], on=ON) == Table((), ())


def test_opening_people_is_recorded_as_a_reading(office: Office) -> None:
    opened = open_rows(ask(office), figure_of(ask(office), "members.women"))
    assert (len(opened.rows), opened.counted, opened.hidden) == (4, 4, 0)
    open_rows(ask(office), figure_of(ask(office), "members.arrivals", None, *YEAR))
    assert readings() == [
        (str(office.committee), "members.women, 14/10/2021"),
        (str(office.committee), "members.arrivals, 1/1/2008 – 31/12/2008"),
    ]


@pytest.mark.parametrize("indicator", ["organizations.grassroots", "members.ethnic_minority"])
def test_opening_nobody_is_not_a_reading(office: Office, indicator: str) -> None:
    open_rows(ask(office), figure_of(ask(office), indicator))
    assert readings() == []


def test_rows_that_the_reader_may_not_see_are_counted_and_hidden(office: Office) -> None:
    clerk = make_holder(make_grant("office_clerk", office.province), at=KNOWN)
    opened = open_rows(ask(office, clerk), figure_of(ask(office, clerk), "members.women"))
    assert (opened.rows, opened.counted, opened.hidden) == ([], 4, 4)
    assert readings() == []


def test_source_of_a_figure_shows_what_it_rests_on(office: Office) -> None:
    found = figure_source(ask(office), "members.women:2020-12-31")
    assert (found["figure"].value, found["scope"].code, found["proved"], found["limited"]) == (4, "SXD", True, False)
    assert (len(found["opened"].rows), len(found["table"].cells)) == (4, 4)


def test_name_of_no_figure_has_no_source(office: Office) -> None:
    with pytest.raises(Refusal):
        figure_source(ask(office), "members women")


def test_figure_is_limited_where_its_reach_does_not_cover_the_whole(office: Office) -> None:
    question = question_of(ask(office), ("members.total",))
    reaches = (Reach(everything=True), Reach(roots=frozenset([office.province])), Reach(roots=frozenset(office.cells)))
    under = [answer(replace(question, reach=reach))["members.total", office.committee] for reach in reaches]
    assert [is_limited(one, ON) for one in under] == [False, False, True]


def test_figure_of_a_cell_alone_is_not_limited_to_who_may_see_the_cell(office: Office) -> None:
    question = replace(question_of(ask(office), ("members.total",)), scope=office.cells[0])
    reaches = (Reach(units=frozenset(office.cells)), Reach(units=frozenset([office.cells[1]])))
    under = [answer(replace(question, reach=reach))["members.total", office.cells[0]] for reach in reaches]
    assert [is_limited(one, ON) for one in under] == [False, True]


def worth(office: Office, value: int | Decimal | None, indicator: str = "members.total") -> Figure:
    return replace(figure_of(ask(office), indicator), value=value)


@pytest.mark.parametrize(
    ("indicator", "value", "text"),
    [
        ("members.total", 3412, "3.412"),
        ("members.total", None, "–"),
        ("committees.concurrent_share", Decimal("77.33"), "77,33\N{NO-BREAK SPACE}%"),
        ("members.mean_age", Decimal("41.5"), "41,50"),
    ],
)
def test_value_is_written_the_vietnamese_way(
    office: Office, indicator: str, value: int | Decimal | None, text: str
) -> None:
    assert written(worth(office, value, indicator)) == text


def test_figure_on_a_page_is_a_link_to_its_source(office: Office) -> None:
    link = shown(office, "{% figure f %}", "scope=SXD", f=worth(office, 7))
    assert unescape(link) == (
        '<a class="fig" href="/page/?scope=SXD&figure=members.total#source" title="Tổng số đảng viên">7</a>'
    )


def test_open_figure_says_so(office: Office) -> None:
    link = shown(office, "{% figure f %}", "figure=members.total", f=worth(office, 7))
    assert link.count(' aria-expanded="true"') == 1


@pytest.mark.parametrize(("value", "text"), [(7, "+7"), (0, "0"), (-7, "−7"), (None, "–")])
def test_change_bears_its_sign(office: Office, value: int | None, text: str) -> None:
    assert shown(office, "{% figure f sign=True %}", f=worth(office, value)).endswith(f">{text}</a>")


def test_figure_of_another_organisation_is_named_with_its_code(office: Office) -> None:
    figure = figure_of(ask(office), "members.total", office.cells[0])
    assert shown(office, '{% figure_address f code="SXD1" %}', f=figure) == "/page/?figure=members.total%40SXD1#source"


def test_figure_speaks_of_a_day_or_of_a_period(office: Office) -> None:
    assert days_of(figure_of(ask(office), "members.total")) == (ON,)
    assert days_of(figure_of(ask(office), "members.arrivals", None, *YEAR)) == YEAR


def test_equation_has_its_whole_under_a_double_rule_while_it_holds(office: Office) -> None:
    proof = "{% equation one %}"
    [held] = equations(figure_of(ask(office), "members.women"))
    lose_sex(office.members[0])
    [broken] = equations(figure_of(ask(office), "members.women"))
    marks = [
        (shown(office, proof, one=one).count('class="proved"'), shown(office, proof, one=one).count("≠"))
        for one in (held, broken)
    ]
    assert marks == [(1, 0), (0, 1)]
