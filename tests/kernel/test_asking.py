"""What a page is asked travels in its address, as far as it differs from what the reader usually sees."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.kernel.asking import Asked, write_known_at
from dangvu.kernel.days import parse_moment
from dangvu.kernel.policy import Actor

NOW = datetime(2021, 11, 5, 2, tzinfo=UTC)
TODAY = date(2021, 11, 5)
UNIT, OTHER = UUID(int=1), UUID(int=2)


def asked(on: date = TODAY, known_at: datetime | None = None, code: str = "DUK") -> Asked:
    return Asked(Actor("Lê Thị Mai", NOW), UNIT, code, "Đảng bộ Khối", on, known_at, usual=("DUK", TODAY))


def test_usual_question_leaves_the_address_alone() -> None:
    assert asked().address_of("/members/") == "/members/"


def test_address_carries_what_differs() -> None:
    question = asked(on=date(2020, 12, 31), known_at=datetime(2021, 1, 15, 2, tzinfo=UTC), code="VP")
    assert question.address_of("/members/") == ("/members/?scope=VP&on=2020-12-31&known_at=2021-01-15T09%3A00%3A00")


def test_address_takes_further_parameters_that_are_not_empty() -> None:
    assert asked().address_of("/members/", page=2, q="", sort=None) == "/members/?page=2"


def test_address_of_a_page_is_that_of_its_name() -> None:
    assert asked(on=date(2020, 1, 1)).address("search", q="an") == "/search/?on=2020-01-01&q=an"


def test_same_question_about_another_organisation_keeps_the_day() -> None:
    other = asked(on=date(2020, 1, 1)).about(OTHER, "VP", "Văn phòng")
    assert (other.organization, other.code, other.name, other.on) == (OTHER, "VP", "Văn phòng", date(2020, 1, 1))


def test_same_question_about_another_day_keeps_the_organisation() -> None:
    assert asked().as_of(date(2020, 1, 1)).parameters == {"on": "2020-01-01"}


@pytest.mark.parametrize(
    ("question", "past"),
    [(asked(), False), (asked(on=date(2020, 1, 1)), True), (asked(known_at=NOW), True)],
)
def test_question_about_another_day_or_earlier_knowledge_is_of_the_past(question: Asked, *, past: bool) -> None:
    assert question.past is past


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda moment: 1930 < moment.year < 2900))
def test_moment_in_an_address_is_read_back(known: datetime) -> None:
    query = parse_qs(urlsplit(asked(known_at=known).address_of("/")).query)
    assert parse_moment(query["known_at"][0]) == parse_moment(write_known_at(known)) == known
