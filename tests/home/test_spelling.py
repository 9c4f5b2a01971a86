"""What the trail and its records keep as a code is told to people in words."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps

from dangvu.audit.queries import verb_words
from dangvu.audit.words import spelled
from dangvu.kernel.contracts import Spelling, registered
from dangvu.statistics.actions import define_indicator
from tests.factories.acts import do
from tests.statistics.test_own_indicators import DRAFT

DAY = date(2019, 3, 20)


def test_every_place_is_a_column_of_records_or_a_detail_of_an_act() -> None:
    places = [place.rpartition(".") for offer in registered(Spelling) for place in offer.places]
    details = {(of, name) for of, _dot, name in places if of in verb_words()}
    columns = {(of, name) for of, _dot, name in places} - details
    models = {model._meta.label: model for model in apps.get_models()}
    assert {name for of, name in columns if name not in {field.name for field in models[of]._meta.fields}} == set()
    assert len(places) == len(details | columns)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "code", "words"),
    [
        ("access.ClientGrant.area", "members", "danh sách và hồ sơ đảng viên"),
        ("access.ClientGrant.place", "unit", "chính tổ chức đó"),
        ("access.ClientGrant.verb", "change", "sửa"),
        ("access.ClientGrant.verb", "read", "xem"),
        ("access.grant_post.post", "cell_clerk", "Cán bộ giúp việc chi bộ"),
        ("audit.record_reading.what", "hồ sơ đảng viên", "hồ sơ đảng viên"),
        ("audit.record_reading.what", "members.total, 31/12/2020", "Tổng số đảng viên, 31/12/2020"),
        ("audit.record_reading.what", "members.total.xlsx, 2020-12-31", "Tổng số đảng viên (Excel), 2020-12-31"),
        ("audit.record_reading.what", "statistics.xlsx, 2020-12-31", "statistics.xlsx, 2020-12-31"),
        (
            "audit.record_reading.what",
            "members.total..sex.female, 31/12/2020",
            "Tổng số đảng viên: Giới tính: Nữ, 31/12/2020",
        ),
        ("committees.CommitteeMember.post", "deputy_secretary", "Phó bí thư"),
        ("members.Qualification.level", "upper_secondary", "Trung học phổ thông"),
        ("members.Qualification.level", "advanced", "Cao cấp, cử nhân"),
        ("members.end_memberships.reason", "struck_off", "Xóa tên"),
        ("organizations.OrganizationRecord.kind", "subordinate_cell", "Chi bộ trực thuộc"),
        ("organizations.OrganizationRecord.kind", "unheard_of", "unheard_of"),
        ("organizations.reorganize.kind", "merge", "Hợp nhất"),
        ("regulations.Override.rule", "members/nothing", "members/nothing"),
        (
            "regulations.Override.rule",
            "members/reminder_days",
            "Số ngày báo trước khi hết thời gian dự bị, để kịp làm thủ tục công nhận chính thức",
        ),
        ("reports.Narrative.block", "lessons", "Nêu bài học kinh nghiệm."),
        ("reports.Narrative.block", "unheard_of", "unheard_of"),
        (
            "reports.issue_report.template",
            "grassroots-review",
            "Tổng kết về xây dựng tổ chức cơ sở đảng và đội ngũ đảng viên",
        ),
        ("statistics.promise_target.operator", "at_least", "Từ mức này trở lên"),
    ],
)
def test_code_is_said_in_words(place: str, code: str, words: str) -> None:
    assert spelled(place, code, DAY) == words


@pytest.mark.django_db
def test_indicator_of_the_office_is_said_in_words() -> None:
    assert spelled("statistics.Target.indicator", DRAFT.id, DAY) == DRAFT.id
    do(define_indicator, day=DAY, draft=DRAFT)
    assert spelled("statistics.Target.indicator", DRAFT.id, DAY) == DRAFT.label.vi
