"""Targets in reports: what was promised, what was reached, and by how much."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dangvu.kernel.basis import Basis
from dangvu.reports.promises import Promise, promised
from dangvu.statistics.actions import promise_target
from tests.factories.acts import do
from tests.factories.members import make_admission
from tests.factories.reports import ON, Office

RESOLUTION = Basis("02-NQ/ĐU", date(2014, 12, 20), "Đảng ủy Sở Xây dựng")


def promise(office: Office, value: int, **details: Any) -> None:
    known = {"indicator": "members.admissions", "first": date(2015, 1, 1), "last": date(2015, 12, 31)}
    do(
        promise_target,
        day=date(2015, 1, 1),
        basis=RESOLUTION,
        organization_id=office.committee,
        operator="at_least",
        value=value,
        **(known | details),
    )


def promises(office: Office, on: date = ON) -> list[Promise]:
    return promised(office.quotes(), "members.admissions", on=on)


def test_promise_is_quoted_with_its_share_and_its_excess(office: Office) -> None:
    promise(office, 2)
    for _ in range(3):
        make_admission(office.cells[0])
    [kept] = promises(office)
    assert (kept.label, kept.figure.text, kept.promised.text) == ("Năm 2015", "03", "02")
    assert (kept.share.text, kept.share.arithmetic) == ("150%", "03 : 02 = 150%")
    assert (kept.excess.text, kept.excess.arithmetic) == ("50%", "(03 − 02) : 02 = 50%")
    assert (kept.excess.value, kept.exceeded) == (Decimal(50), True)
    assert kept.share.operands == (kept.figure, kept.promised)


def test_promised_number_rests_on_its_document(office: Office) -> None:
    promise(office, 2)
    assert promises(office)[0].promised.basis == "02-NQ/ĐU, ngày 20/12/2014 của Đảng ủy Sở Xây dựng"


def test_promise_that_is_not_kept_falls_short(office: Office) -> None:
    promise(office, 3)
    make_admission(office.cells[0])
    [broken] = promises(office)
    assert (broken.share.text, broken.excess.value, broken.exceeded) == ("33,33%", Decimal("-66.67"), False)


def test_promise_of_nothing_has_no_share(office: Office) -> None:
    promise(office, 0)
    [nothing] = promises(office)
    assert (nothing.promised.text, nothing.share.text, nothing.excess.text) == ("0", "–", "–")
    assert not nothing.exceeded


def test_promise_of_a_term_is_called_by_its_years(office: Office) -> None:
    promise(office, 5, first=date(2015, 6, 1), last=date(2020, 5, 31))
    assert [each.label for each in promises(office)] == ["Nhiệm kỳ 2015 - 2020"]


def test_promise_under_way_is_counted_up_to_the_day(office: Office) -> None:
    promise(office, 5)
    make_admission(office.cells[0], day=date(2015, 6, 15))
    [running] = promises(office, on=date(2015, 6, 14))
    assert (running.figure.text, running.last) == ("0", date(2015, 6, 14))
    assert running.covers(date(2015, 6, 14))
    assert not running.covers(date(2014, 12, 31))


def test_promises_are_in_the_order_of_their_beginnings(office: Office) -> None:
    promise(office, 5, first=date(2016, 1, 1), last=date(2016, 12, 31))
    promise(office, 5)
    assert [each.label for each in promises(office)] == ["Năm 2015", "Năm 2016"]
    assert [each.label for each in promises(office, on=date(2015, 12, 31))] == ["Năm 2015"]


def test_promised_percentage_is_written_as_one(office: Office) -> None:
    promise(office, 80, indicator="members.women_share")
    [share] = promised(office.quotes(), "members.women_share", on=ON)
    assert (share.figure.text, share.promised.text, share.share.text) == ("57,14%", "80%", "71,43%")
