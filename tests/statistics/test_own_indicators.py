"""Indicators that the office defines for itself, known from the moment on at which they were defined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dangvu.audit.models import Line
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.statistics.actions import define_indicator, promise_target, retire_indicator
from dangvu.statistics.catalogue.book import catalogue, shipped
from dangvu.statistics.catalogue.own import Draft
from dangvu.statistics.catalogue.words import Words
from dangvu.statistics.checks import unreadable_indicators
from dangvu.statistics.figures import Question, answer
from dangvu.statistics.models import OwnIndicator
from tests.factories.access import make_grant, make_holder
from tests.factories.organizations import BASIS, make_actor, make_tree
from tests.factories.web import reader
from tests.statistics.conftest import Office

ON = date(2012, 1, 1)
MOMENT = datetime(2016, 1, 4, tzinfo=UTC)
LATER = datetime(2016, 2, 4, tzinfo=UTC)
DRAFT = Draft(
    id="own.nu_theo_dao",
    label=Words("Đảng viên nữ theo đạo Phật", ""),
    definition=Words("Đảng viên là nữ, có ghi tôn giáo là Phật giáo", ""),
    unit=Words("đảng viên", ""),
    rule="Công văn 12-CV/ĐUK",
    fact="members",
    where="sex = 'female' AND religion = 'buddhism'",
)
SHARE = replace(
    DRAFT, id="own.ty_le", unit=Words("%", "%"), fact="", where="", part=DRAFT.id, base="members.total", decimals=1
)


def define(draft: Draft = DRAFT, at: datetime = MOMENT) -> OwnIndicator:
    return define_indicator(actor=make_actor(at=at), day=date(2016, 1, 1), basis=BASIS, draft=draft)


def why_not(asking: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Refusal) as refused:
        asking()
    [finding] = refused.value.findings
    return finding.code, str(finding)


def test_own_indicator_is_counted_like_any_other(office: Office) -> None:
    define()
    found = answer(Question((DRAFT.id,), office["T"], ON))[DRAFT.id, office["T"]]
    assert (found.value, len(found.rows()), [use.rule for use in found.rules_used]) == (
        2, 2, ["members/religions", "members/sexes"],
    )  # fmt: skip


def test_definition_is_recorded_with_its_basis_and_line(office: Office) -> None:
    record = define()
    line = Line.objects.get(number=record.recorded_in)
    assert (record.basis, line.verb, line.day) == (BASIS, "statistics.define_indicator", date(2016, 1, 1))
    assert line.details == {"indicator": "own.nu_theo_dao", "label": "Đảng viên nữ theo đạo Phật"}


def test_words_in_vietnamese_only_are_spoken_in_both_languages(office: Office) -> None:
    define()
    assert catalogue().indicators[DRAFT.id].label == Words(DRAFT.label.vi, DRAFT.label.vi)


def test_ratio_of_own_and_shipped_indicators(office: Office) -> None:
    define()
    define(SHARE, LATER)
    assert answer(Question((SHARE.id,), office["T"], ON))[SHARE.id, office["T"]].value == Decimal("66.7")


def test_own_indicator_is_known_from_its_definition_until_it_is_retired(office: Office) -> None:
    record = define()
    retire_indicator(actor=make_actor(at=LATER), indicator=record, reason="Không còn dùng")
    moments = (datetime(2016, 1, 3, tzinfo=UTC), MOMENT, LATER, None)
    assert [DRAFT.id in catalogue(moment).indicators for moment in moments] == [False, True, False, False]
    assert catalogue() is shipped()
    then = answer(Question((DRAFT.id,), office["T"], ON, known_at=MOMENT))
    assert then[DRAFT.id, office["T"]].value == 2


def test_catalogue_takes_one_query_and_is_put_together_once(office: Office) -> None:
    define()
    first = catalogue()
    with CaptureQueriesContext(connection) as queries:
        assert catalogue() is first
    assert len(queries) == 1


def test_command_prints_own_indicators(office: Office) -> None:
    define()
    out = StringIO()
    call_command("figures", DRAFT.id, on=ON, scope="A", stdout=out)
    assert DRAFT.label.vi in out.getvalue()


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        (
            {"id": "members.mine"},
            "statistics.own-code",
            "mã: phải viết như own.so_nguoi: own, dấu chấm, rồi chữ thường không dấu, số, dấu _.",
        ),
        ({"label": Words("", "")}, "statistics.own-label-vi", "tên chỉ tiêu: còn trống; hãy điền vào."),
        ({"rule": ""}, "statistics.own-rule", "quy định: còn trống; hãy điền vào."),
        ({"fact": ""}, "statistics.own-fact", "dữ kiện: còn trống; hãy điền vào."),
        (
            {"measure": "median"},
            "statistics.own-measure",
            "cách tính: phải là một trong: count, distinct, sum, mean_age; hãy sửa giá trị này.",
        ),
        (
            {"where": "sex = 'femal'"},
            "statistics.own-condition",
            "điều kiện: “femal” không có trong danh mục members/sexes. Có phải: female, male?",
        ),
        (
            {"where": "sex = 'female' AND AND age > 1"},
            "statistics.own-condition",
            "điều kiện: không đọc được biểu thức từ chữ thứ 22, sau “sex = 'female' AND AND”; hãy sửa cú pháp.",
        ),
        (
            {"where": "sex = 'female"},
            "statistics.own-condition",
            "điều kiện: biểu thức thiếu dấu đóng ngoặc hoặc nháy; hãy thêm vào.",
        ),
        (
            {"fact": "", "where": "", "part": "members.mean_age", "base": "members.total"},
            "statistics.own-part",
            "tử số: phải là một số đếm được, không phải tỷ lệ hay bình quân; hãy chọn chỉ tiêu khác.",
        ),
        (
            {"fact": "", "where": "", "part": "members.total", "base": ""},
            "statistics.own-base",
            "mẫu số: còn trống; hãy điền vào.",
        ),
    ],
)  # fmt: skip
def test_draft_that_cannot_be_read_names_its_field(
    office: Office, changes: dict[str, object], code: str, message: str
) -> None:
    assert why_not(lambda: define(replace(DRAFT, **changes))) == (code, message)  # type: ignore[arg-type]
    assert OwnIndicator.objects.count() == 0


def test_same_id_is_not_defined_twice(office: Office) -> None:
    define()
    message = "mã: chỉ tiêu “own.nu_theo_dao” đã có; hãy đặt mã khác."
    assert why_not(lambda: define(at=LATER)) == ("statistics.own-code", message)


def test_indicator_in_use_is_not_retired(office: Office) -> None:
    record, actor = define(), make_actor(at=LATER)
    define(SHARE, LATER)
    first, last = date(2016, 1, 1), date(2016, 12, 31)
    promise = {"organization_id": office["T"], "indicator": DRAFT.id, "operator": "at_least", "value": 3}
    promise_target(actor=actor, day=first, basis=BASIS, first=first, last=last, **promise)  # type: ignore[arg-type]
    with pytest.raises(Refusal) as refused:
        retire_indicator(actor=actor, indicator=record, reason=" ")
    assert [str(finding) for finding in refused.value.findings] == [
        "phải có lý do; hãy ghi vì sao thôi dùng chỉ tiêu này.",
        "tỷ lệ “Đảng viên nữ theo đạo Phật” tính từ chỉ tiêu này; hãy thôi dùng tỷ lệ đó trước.",
        "đã giao chỉ tiêu phấn đấu theo chỉ tiêu này; hãy rút các chỉ tiêu phấn đấu đó trước.",
    ]


def test_nobody_defines_without_permission(office: Office) -> None:
    stranger = Actor("Phạm Thị Dung", MOMENT)
    with pytest.raises(Refusal) as refused:
        define_indicator(actor=stranger, day=ON, basis=BASIS, draft=DRAFT)
    assert refused.value.findings[0].code == "policy.denied"


@pytest.mark.django_db
def test_officer_below_a_province_defines_for_the_whole_office(client: Client) -> None:
    codes = make_tree({"T": ("provincial_committee", None), "A": ("superior_committee", "T")})
    reader(client, "organization_officer", at=codes["A"])
    assert client.get(reverse("own:define")).status_code == 200
    officer = make_holder(make_grant("organization_officer", codes["A"]), at=MOMENT)
    define_indicator(actor=officer, day=ON, basis=BASIS, draft=DRAFT)
    assert DRAFT.id in catalogue().indicators


def test_doctor_finds_nothing_about_an_indicator_that_can_be_counted(office: Office) -> None:
    define()
    assert unreadable_indicators(ON, None) == []


def test_indicator_whose_fact_is_gone_is_left_out_and_found_by_the_doctor(office: Office) -> None:
    record = define()
    OwnIndicator.objects.filter(pk=record.pk).update(fact="people_of_old")
    assert DRAFT.id not in catalogue().indicators
    [finding] = unreadable_indicators(ON, None)
    assert (finding.code, finding.place) == ("statistics.own-fact", "own.nu_theo_dao, dữ kiện")


def test_code_abolished_since_still_counts_those_who_had_it(office: Office) -> None:
    record = define()
    OwnIndicator.objects.filter(pk=record.pk).update(condition="religion = 'abolished'")
    assert answer(Question((DRAFT.id,), office["T"], ON))[DRAFT.id, office["T"]].value == 0
