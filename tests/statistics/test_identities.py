from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.statistics.catalogue.identities import Ledger, Share, Sum
from dangvu.statistics.catalogue.words import Words
from dangvu.statistics.figures import Question
from dangvu.statistics.identities import check_identities
from tests.statistics.conftest import Office
from tests.statistics.room import tiny_catalogue

BOOK = tiny_catalogue()
LABEL = Words("Phép thử", "Trial")
DAY = Question((), on=date(2012, 1, 1))
PERIOD = Question((), first=date(2015, 1, 1), last=date(2015, 12, 31))


def check(question: Question, *identities: Sum | Ledger | Share) -> list[str]:
    book = replace(BOOK, identities=identities) if identities else BOOK
    return sorted(str(finding) for finding in check_identities(question, book))


def test_figures_that_hold_together_give_no_finding(office: Office) -> None:
    assert check(DAY) == []
    assert check(PERIOD) == []
    assert check(replace(PERIOD, on=date(2014, 1, 1))) == []


def test_sum_that_does_not_add_up_is_found_at_every_organization_with_the_arithmetic(office: Office) -> None:
    wrong = Sum("x", LABEL, "tiny.people", ("tiny.women", "tiny.young"))
    sentence = "Phép thử, ngày 1/1/2012: Số người {}, nhưng Số nữ {} + Người từ 18 đến 30 tuổi {} = {};"
    advice = " hãy mở các dòng để tìm chỗ lệch."
    assert check(DAY, wrong) == [
        f"Tổ chức A2: {sentence.format(1, 0, 0, 0)}{advice}",
        f"Tổ chức A: {sentence.format(3, 2, 0, 2)}{advice}",
        f"Tổ chức T: {sentence.format(3, 2, 0, 2)}{advice}",
    ]


def test_ledger_that_does_not_close_is_found_with_both_sides(office: Office) -> None:
    wrong = Ledger("x", LABEL, "tiny.people", ("tiny.joined",), ("tiny.carried",))
    [sentence] = check(replace(PERIOD, scope=office["A"]), wrong)
    assert sentence == (
        "Tổ chức A: Phép thử, từ 1/1/2015 đến 31/12/2015: đầu kỳ 3 + Lượt vào 0 − Theo chi bộ 0 = 3,"
        " nhưng cuối kỳ là 2; hãy mở các dòng để tìm chỗ lệch."
    )


def test_share_greater_than_its_base_is_found(office: Office) -> None:
    wrong = Share("x", LABEL, "tiny.people", "tiny.women")
    assert check(replace(DAY, scope=office["A"]), wrong) == [
        "Tổ chức A: Phép thử, ngày 1/1/2012: Số người 3, nhiều hơn Số nữ 2; hãy mở các dòng để tìm chỗ lệch."
    ]


def test_identities_of_flows_and_ledgers_wait_for_a_period(office: Office) -> None:
    flows = Sum("x", LABEL, "tiny.joined", ("tiny.quit",))
    ledger = Ledger("y", LABEL, "tiny.people", ("tiny.quit",), ("tiny.joined",))
    assert check(DAY, flows, ledger) == []
    assert len(check(PERIOD, flows)) == 3
    assert len(check(PERIOD, ledger)) == 3


def test_only_identities_about_the_indicators_asked_for_are_checked(office: Office) -> None:
    wrong = Share("x", LABEL, "tiny.people", "tiny.women")
    assert check(replace(DAY, indicators=("tiny.men",)), wrong) == []
    assert len(check(replace(DAY, indicators=("tiny.women",)), wrong)) == 3


def test_ledger_may_open_before_the_first_record(office: Office) -> None:
    assert check(Question((), first=date(2008, 1, 1), last=date(2015, 12, 31))) == []


def test_identities_of_a_question_that_cannot_be_answered_are_refused(office: Office) -> None:
    with pytest.raises(Refusal):
        check(Question((), on=date(2000, 1, 1)))
