"""The components of the ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from dangvu.kernel.days import FOREVER
from dangvu.ui.forms import BasisForm


def render(text: str, address: str = "/", **context: Any) -> str:
    request = RequestFactory().get(address)
    return Template("{% load ledger %}" + text).render(Context({"request": request, **context})).strip()


@pytest.mark.parametrize(("value", "written"), [(date(2021, 10, 4), "4/10/2021"), (None, "–"), (FOREVER, "–")])
def test_day_is_written_the_vietnamese_way(value: date | None, written: str) -> None:
    assert render("{{ value|day }}", value=value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(datetime(2021, 11, 5, 2, tzinfo=UTC), "5/11/2021, 09:00"), (None, "–")]
)
def test_moment_is_written_in_local_time(value: datetime | None, written: str) -> None:
    assert render("{{ value|moment }}", value=value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(3412, "3.412"), (0, "0"), (None, "–"), (Decimal("77.33"), "77,33"), (Decimal("1E+3"), "1.000")],
)
def test_number_is_written_the_vietnamese_way(value: int | Decimal | None, written: str) -> None:
    assert render("{{ value|number }}", value=value) == written


def test_given_name_is_set_heavier_and_nothing_in_it_is_markup() -> None:
    assert render("{{ name|person }}", name="Trần Thị Bình") == "Trần Thị <b>Bình</b>"
    assert render("{{ name|person }}", name="<i>") == "<b>&lt;i&gt;</b>"


def test_address_without_a_question_is_the_plain_one() -> None:
    assert render("{% address 'search' %}") == "/search/"


def test_here_changes_parameters_and_leaves_out_empty_ones() -> None:
    found = render("{% here page=3 figure='' %}", "/members/?sort=name&page=2&figure=a")
    assert found == "/members/?sort=name&amp;page=3"
    assert render("{% here page='' %}", "/members/?page=2") == "/members/"


def test_form_carries_the_parameters_beside_its_own() -> None:
    found = render("{% carried beside='on page' %}", "/?on=2020-01-01&scope=VP&page=2&q=an&q=b")
    assert found == (
        '<input type="hidden" name="q" value="an"><input type="hidden" name="q" value="b">'
        '<input type="hidden" name="scope" value="VP">'
    )


def test_pager_links_to_the_other_pages_and_is_absent_for_one() -> None:
    page = Paginator(range(30), 10).get_page(2)
    found = render("{% pager page %}", "/members/?page=2&q=an", page=page)
    assert found.count("<a ") == 2
    assert found.count('<b aria-current="page">2</b>') == 1
    assert found.count('href="/members/?q=an&amp;page=3"') == 1
    assert render("{% pager page %}", page=Paginator(range(3), 10).get_page(1)) == ""


@pytest.mark.parametrize(
    ("address", "link", "direction"),
    [
        ("/", "/?sort=name", ""),
        ("/?sort=name", "/?sort=-name", "ascending"),
        ("/?sort=-name", "/?sort=name", "descending"),
    ],
)
def test_head_of_a_column_sorts_forwards_then_backwards(address: str, link: str, direction: str) -> None:
    found = render("{% sort 'name' 'Tên' %}", address)
    assert found.count(f'href="{link}"') == 1
    assert ('aria-sort="' + direction + '"' in found) is bool(direction)


def test_entry_names_its_section_in_the_margin() -> None:
    found = render('{% entry "Mục" note="Ghi chú" quiet=True %}<p>x</p>{% endentry %}')
    assert (found.count("<h2>Mục</h2>"), found.count("Ghi chú"), found.count("<p>x</p>")) == (1, 1, 1)
    assert found.startswith('<section class="entry quiet">')


def test_form_shows_errors_under_their_fields_and_keeps_what_was_typed() -> None:
    form = BasisForm({"basis_symbol": "<b>", "basis_day": "hôm qua"})
    form.add_error(None, "chưa làm được.")
    found = render("{% form form submit='Ghi' back='/x/' %}", form=form)
    assert found.count('value="&lt;b&gt;"') == found.count('value="hôm qua"') == 1
    assert found.count("không phải là một ngày") == found.count("Chưa làm được.") == 1
    assert found.count('<a class="btn line" href="/x/">') == 1


def test_corrected_value_shows_the_old_one_who_when_and_why() -> None:
    told = render(
        "{% changed '1/1/1970' '2/1/1970' who='Mai' when=when why='Giấy khai sinh' %}",
        when=datetime(2021, 11, 5, 2, tzinfo=UTC),
    )
    assert told == (
        '2/1/1970<span class="was">trước ghi <del>1/1/1970</del>; Mai, 5/11/2021, 09:00,'
        ' <span class="doc">Giấy khai sinh</span></span>'
    )
