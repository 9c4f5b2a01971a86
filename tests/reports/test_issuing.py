"""Wording and issuing reports."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection, connections

from dangvu.audit.models import Line
from dangvu.audit.verify import verify_trail
from dangvu.reports.actions import issue_report, write_narrative
from dangvu.reports.assembly import Draft
from dangvu.reports.freezing import digest, thaw
from dangvu.reports.models import IssuedReport, Narrative
from tests.factories.acts import STRANGER, codes_of, refusal_of
from tests.factories.committees import make_committee
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, make_actor, make_organization
from tests.factories.reports import (
    ACTOR,
    KNOWN,
    ON,
    Office,
    issue,
    make_draft,
    make_office,
    make_template,
    make_words,
)
from tests.reports.test_assembly import TOTAL, lose_sex

LESSONS = make_template('{{ block("lessons") }}', blocks={"lessons": "Nêu bài học."})
LATER = datetime(2022, 3, 1, tzinfo=UTC)
AT_ONCE = {"postgresql": 4, "sqlite": 1}
"""SQLite in memory serves one writer."""


def draft_of(office: Office, **details: date) -> Draft:
    return make_draft(make_template(TOTAL), office.committee, **details)  # type: ignore[arg-type]


def test_issued_report_is_what_the_draft_was_with_its_number(office: Office) -> None:
    draft = draft_of(office, dated=date(2021, 10, 16))
    issued = issue(draft)
    assert (issued.symbol, issued.number, issued.term, issued.document_type) == ("01-BC/ĐU", 1, "2020-2025", "BC")
    assert (issued.day, issued.as_of, issued.known_at) == (date(2021, 10, 16), ON, KNOWN)
    document = thaw(issued.content)
    assert document.letterhead.symbol == "Số 01-BC/ĐU"
    assert (document.body, document.figures, document.closing) == (
        draft.document.body,
        draft.document.figures,
        draft.document.closing,
    )
    assert issued.digest == digest(issued.content)


def test_issuing_is_a_line_of_the_trail(office: Office) -> None:
    issue(draft_of(office))
    line = Line.objects.order_by("number").last()
    assert line is not None
    assert (line.verb, line.day, line.subject) == ("reports.issue_report", ON, office.committee)
    assert line.details == {"template": "review", "symbol": "01-BC/ĐU"}
    assert verify_trail() == []


def test_numbers_run_on_within_the_term(office: Office) -> None:
    assert [issue(draft_of(office)).symbol for _ in range(3)] == ["01-BC/ĐU", "02-BC/ĐU", "03-BC/ĐU"]


def test_numbers_begin_again_with_a_new_term(office: Office) -> None:
    issue(draft_of(office))
    make_committee(office.committee, office.members[:3], day=date(2021, 11, 1), term="2021-2026", actor=ACTOR)
    later = issue(draft_of(office, dated=date(2021, 11, 2)))
    assert (later.symbol, later.term) == ("01-BC/ĐU", "2021-2026")


def test_numbers_of_each_type_run_apart(office: Office) -> None:
    issue(draft_of(office))
    plan = make_draft(make_template(document_type="plan"), office.committee)
    assert issue(plan).symbol == "01-KH/ĐU"


def test_numbers_of_each_committee_run_apart(office: Office) -> None:
    issue(draft_of(office))
    cell = make_organization(
        "grassroots_cell",
        office.province,
        actor=ACTOR,
        sector="administrative_agency",
        symbol="CBVP",
        place="Lam Sơn",
    )
    secretary = make_members(cell, 3, actor=ACTOR)[:1]
    make_committee(cell, secretary, day=date(2020, 6, 1), term="2020-2025", actor=ACTOR)
    assert issue(make_draft(make_template(), cell)).symbol == "01-BC/CBVP"


@pytest.mark.django_db(transaction=True)
def test_reports_issued_at_the_same_moment_take_different_numbers() -> None:
    draft = draft_of(make_office())

    def issue_several(_worker: int) -> None:
        try:
            for _ in range(3):
                issue(draft)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE[connection.vendor]) as workers:
        list(workers.map(issue_several, range(4)))
    assert sorted(IssuedReport.objects.values_list("number", flat=True)) == list(range(1, 13))


def test_report_with_a_broken_identity_is_not_issued(office: Office) -> None:
    lose_sex(office.members[0])
    assert codes_of(issue_report, actor=ACTOR, draft=draft_of(office)) == ["statistics.broken-identity"] * 3
    assert not IssuedReport.objects.exists()


def test_report_with_an_unwritten_block_is_not_issued(office: Office) -> None:
    draft = make_draft(LESSONS, office.committee)
    assert refusal_of(issue_report, actor=ACTOR, draft=draft) == [
        ("reports.unwritten", "chưa viết lời văn cho các đoạn: “Nêu bài học”; hãy viết rồi ban hành.")
    ]


@pytest.mark.django_db
def test_report_nobody_can_sign_and_number_is_not_issued() -> None:
    office = make_office(elected=False, symbol="", place="")
    assert refusal_of(issue_report, actor=ACTOR, draft=draft_of(office)) == [
        (
            "reports.no-term",
            (
                "Đảng bộ Sở Xây dựng chưa có cấp ủy đương nhiệm vào ngày ban hành nên chưa có dãy số văn bản;"
                " hãy ghi nhận đại hội."
            ),
        ),
        (
            "reports.no-signer",
            "chưa ghi nhận ai giữ chức vụ ký báo cáo này ở Đảng bộ Sở Xây dựng; hãy ghi nhận cấp ủy.",
        ),
        (
            "reports.no-symbol",
            "chưa ghi ký hiệu văn bản hoặc địa danh của Đảng bộ Sở Xây dựng; hãy bổ sung vào thông tin tổ chức.",
        ),
    ]


@pytest.mark.django_db
def test_report_without_a_place_is_not_issued() -> None:
    assert codes_of(issue_report, actor=ACTOR, draft=draft_of(make_office(place=""))) == ["reports.no-symbol"]


def test_report_dated_before_its_figures_is_not_issued(office: Office) -> None:
    draft = draft_of(office, dated=date(2021, 10, 13))
    assert refusal_of(issue_report, actor=ACTOR, draft=draft) == [
        ("reports.dated-early", "ngày ban hành sớm hơn ngày chốt số liệu; hãy chọn ngày ban hành muộn hơn.")
    ]


def test_stranger_may_neither_word_nor_issue(office: Office) -> None:
    words = {"organization_id": office.committee, "template": LESSONS, "block": "lessons", "text": "Một."}
    assert codes_of(write_narrative, actor=STRANGER, day=ON, **words) == ["policy.denied"]
    assert codes_of(issue_report, actor=STRANGER, draft=draft_of(office)) == ["policy.denied"]
    assert not Narrative.objects.exists()


def test_rewording_supersedes_the_words_before(office: Office) -> None:
    first = make_words(office.committee, LESSONS, "lessons", "Một.")
    second = make_words(office.committee, LESSONS, "lessons", "  Hai.\n", actor=make_actor(at=LATER))
    assert list(Narrative.objects.believed(KNOWN).values_list("pk", "text")) == [(first.pk, "Một.")]
    assert list(Narrative.objects.believed().values_list("pk", "text")) == [(second.pk, "Hai.")]


def test_words_for_another_day_stand_beside(office: Office) -> None:
    make_words(office.committee, LESSONS, "lessons", "Một.")
    make_words(office.committee, LESSONS, "lessons", "Hai.", day=date(2020, 10, 14))
    assert Narrative.objects.believed().count() == 2


def test_wording_is_a_line_of_the_trail(office: Office) -> None:
    make_words(office.committee, LESSONS, "lessons", "Một.")
    line = Line.objects.order_by("number").last()
    assert line is not None
    assert (line.verb, line.day, line.basis) == ("reports.write_narrative", ON, str(BASIS))
    assert line.details == {"template": "review", "block": "lessons"}


@pytest.mark.parametrize(
    ("block", "text", "code", "sentence"),
    [
        (
            "lesson",
            "Một.",
            "reports.unknown-block",
            "mẫu báo cáo này không có đoạn “lesson”; các đoạn là: lessons.",
        ),
        ("lessons", " \n", "reports.empty-block", "đoạn lời văn đang trống; hãy viết nội dung."),
    ],
)
def test_words_that_fit_nowhere_are_refused(office: Office, block: str, text: str, code: str, sentence: str) -> None:
    words = {"organization_id": office.committee, "template": LESSONS, "block": block, "text": text}
    assert refusal_of(write_narrative, actor=ACTOR, day=ON, **words) == [(code, sentence)]


def test_draft_whose_figures_leave_something_out_is_not_issued(office: Office) -> None:
    draft = replace(draft_of(office), limited=True)
    assert codes_of(issue_report, actor=ACTOR, basis=BASIS, draft=draft) == ["reports.limited"]
