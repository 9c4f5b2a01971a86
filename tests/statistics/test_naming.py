"""Addresses name figures, and the name leads back to the same figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.http import Http404

from dangvu.kernel.findings import Refusal
from dangvu.statistics.naming import figure_named, figure_of, name_of
from tests.factories.organizations import make_actor
from tests.factories.reports import ON, Office, make_office

pytestmark = pytest.mark.django_db

YEAR = (date(2008, 1, 1), date(2008, 12, 31))


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("members.total", 7),
        ("members.total@SXD1", 4),
        ("members.arrivals", 0),
        ("members.arrivals:2008-01-01..2008-12-31", 7),
        ("members.arrivals@SXD2:2008-01-01..2008-12-31", 3),
        ("members.total@SXD2:2020-12-31", 3),
    ],
)
def test_name_leads_to_its_figure_and_back(office: Office, name: str, value: int) -> None:
    asked = office.asked()
    figure = figure_named(asked, name)
    code = name.partition("@")[2].partition(":")[0]
    assert (figure.value, name_of(figure, asked, code)) == (value, name)


def test_flow_without_days_is_of_the_year_so_far(office: Office) -> None:
    figure = figure_of(office.asked(), "members.arrivals")
    assert (figure.first, figure.last) == (date(2021, 1, 1), ON)


def test_figure_of_a_period_and_another_organisation(office: Office) -> None:
    figure = figure_of(office.asked(), "members.arrivals", office.cells[0], *YEAR)
    assert (figure.value, figure.first, figure.last) == (4, *YEAR)


@pytest.mark.parametrize("name", ["", "a b", "members.total@", "members.total:2021", "x" * 300, "members.total:'--"])
def test_what_names_no_figure_is_refused(office: Office, name: str) -> None:
    with pytest.raises(Refusal, match="không phải là tên của một con số"):
        figure_named(office.asked(), name)


def test_day_that_is_none_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="không có ngày như vậy"):
        figure_named(office.asked(), "members.total:2021-02-31")


def test_figure_of_an_organisation_out_of_reach_is_no_page(office: Office) -> None:
    nobody = replace(make_actor(), operator=False)
    with pytest.raises(Http404):
        figure_named(office.asked(nobody), "members.total@SXD1")
