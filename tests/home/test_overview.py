"""The overview shows what the records say of the organisation and day that are asked about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from dangvu.home.overview import owed, trend_days
from dangvu.kernel.contracts import Duties, Duty, KeyFigure, registered
from dangvu.statistics.queries.ledgers import Book
from dangvu.statistics.templatetags.figures import written
from tests.factories.organizations import FIRST_DAY
from tests.factories.reports import ON, Office, make_office
from tests.factories.web import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def show(client: Client, address: str = f"/?on={ON}") -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return response


def test_key_figures_are_those_that_the_rooms_name(office: Office, client: Client) -> None:
    reader(client, "committee_secretary", at=office.committee)
    keys = show(client).context["keys"]
    offers = sorted(registered(KeyFigure), key=lambda offer: offer.order)
    assert [key.figure.indicator.id for key in keys] == [offer.indicator for offer in offers]
    assert written(keys[0].figure) == "7"
    assert [written(part) for part in keys[0].parts] == ["7", "0"]


def test_key_figure_is_a_link_to_its_source(office: Office, client: Client) -> None:
    reader(client, "committee_secretary", at=office.committee)
    page = show(client).content.decode()
    assert page.count(f'href="/?on={ON}&amp;figure=members.total#source"') >= 1


def test_opened_figure_shows_definition_equations_and_rows(office: Office, client: Client) -> None:
    reader(client, "committee_secretary", at=office.committee)
    page = show(client, f"/?on={ON}&figure=members.women").content.decode()
    source = page[page.index('id="source"') :]
    assert source.count('<p class="big">4</p>') == 1
    assert source.count("4 dòng đứng sau") == 1
    assert source.count("Đảng viên theo giới tính") == 1


def test_change_is_counted_from_the_end_of_the_year_before(office: Office, client: Client) -> None:
    reader(client, "committee_secretary", at=office.committee)
    [total, *_others] = show(client).context["keys"]
    assert total.before is not None
    assert (total.before.on, total.change, total.grown, total.points) == (date(2020, 12, 31), 0, 0, "")


def test_day_before_all_records_shows_no_figures(office: Office, client: Client) -> None:
    reader(client, "committee_secretary", at=office.committee)
    assert show(client, "/?on=1990-01-01").context["keys"] == ()


def test_reader_without_figures_sees_duties_only(office: Office, client: Client) -> None:
    reader(client, "administrator", at=office.committee)
    assert show(client).context["keys"] == ()


def test_sums_and_ledgers_of_the_key_figures_hold(office: Office, client: Client) -> None:
    reader(client, "committee_secretary", at=office.committee)
    context = show(client).context
    assert {one.holds for one in (*context["sums"], *context["ledgers"])} == {True}
    assert context["broken"] == 0
    book: Book = next(one for one in context["ledgers"] if one.closing.indicator.id == "members.total")
    assert (book.opening.value, book.closing.value) == (7, 7)


def test_trend_ends_before_the_day_and_begins_with_the_records(office: Office) -> None:
    assert trend_days(office.asked())[-1] == date(2021, 9, 30)
    assert len(trend_days(office.asked())) == 12
    early = FIRST_DAY.replace(month=3, day=15)
    assert trend_days(office.asked(on=early)) == [date(2008, 1, 31), date(2008, 2, 29)]


def test_duties_of_all_rooms_stand_in_the_order_of_their_days(office: Office) -> None:
    question = office.asked()
    expected = [duty for offer in registered(Duties) for duty in offer.owed(question)]
    found = owed(question)
    assert sorted(duty.due for duty in found) == [duty.due for duty in found]
    assert {duty.url for duty in found} <= {duty.url for duty in expected}
    assert all(isinstance(duty, Duty) for duty in found)
