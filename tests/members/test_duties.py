from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from dangvu.audit.models import Line
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import Actor
from dangvu.members import duties
from dangvu.members.duties import owed
from dangvu.members.panels import rolls_of
from dangvu.members.search import find_members
from tests.factories.access import make_grant, make_holder
from tests.factories.acts import STRANGER
from tests.factories.members import make_admission, make_member
from tests.factories.organizations import make_actor
from tests.factories.web import reader
from tests.members.pages import page, words_of

OPERATOR = make_actor(at=datetime(2018, 1, 1, tzinfo=UTC))


def about(units: dict[str, UUID], code: str, on: date, actor: Actor = OPERATOR) -> Asked:
    return Asked(actor, units[code], code, f"Tổ chức {code}", on, usual=(code, on))


def told(asked: Asked) -> list[tuple[date, str, int]]:
    return [(duty.due, str(duty.what), duty.count) for duty in owed(asked)]


def whole(units: dict[str, UUID], code: str = "A", **details: object) -> UUID:
    """Somebody whose file lacks nothing."""
    return make_member(units[code], hometown="xã Xuân Lộc", **details)


def test_nothing_is_owed_of_complete_files(units: dict[str, UUID]) -> None:
    whole(units)
    assert told(about(units, "S", date(2015, 7, 1))) == []


@pytest.mark.parametrize(
    ("on", "owing"), [(date(2016, 5, 15), []), (date(2016, 5, 16), ["Hà"]), (date(2016, 7, 1), ["Hà"])]
)
def test_recognition_is_owed_from_a_month_before_the_end_of_probation(
    units: dict[str, UUID], on: date, owing: list[str]
) -> None:
    make_admission(units["A"], full_name="Đặng Thị Hà", hometown="xã Xuân Lộc")
    found = told(about(units, "S", on))
    assert found == [(date(2016, 6, 15), "Xét công nhận chính thức Đặng Thị Hà", 1) for _name in owing]


def test_many_recognitions_are_one_line(units: dict[str, UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "NAMED", 1)
    make_admission(units["A"], hometown="xã Xuân Lộc", day=date(2015, 6, 20))
    make_admission(units["B"], hometown="xã Xuân Lộc")
    [duty] = owed(about(units, "S", date(2016, 6, 1)))
    assert (duty.due, str(duty.what), duty.count) == (date(2016, 6, 15), "Xét công nhận chính thức", 2)
    assert duty.url == f"{reverse('members:list')}?due=soon"


def test_files_to_supplement_are_counted(units: dict[str, UUID]) -> None:
    whole(units)
    make_member(units["A"])
    assert told(about(units, "S", date(2015, 7, 1))) == [(date(2015, 7, 1), "Bổ sung hồ sơ còn thiếu mục", 1)]


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2024, 2, 3), []),
        (date(2024, 2, 4), [date(2024, 5, 19)]),
        (date(2024, 5, 19), [date(2024, 5, 19)]),
        (date(2024, 5, 20), []),
    ],
)
def test_badge_is_owed_on_the_award_day_after_the_years_are_completed(
    units: dict[str, UUID], on: date, due: list[date]
) -> None:
    whole(units, decided_on=date(1994, 5, 2))
    found = told(about(units, "S", on))
    assert found == [(day, "Lập hồ sơ tặng Huy hiệu Đảng đợt 19/5/2024", 1) for day in due]


def test_badge_of_the_first_days_of_a_year_is_due_in_february(units: dict[str, UUID]) -> None:
    whole(units, decided_on=date(1994, 1, 2))
    assert told(about(units, "S", date(2023, 12, 1))) == [
        (date(2024, 2, 3), "Lập hồ sơ tặng Huy hiệu Đảng đợt 3/2/2024", 1)
    ]


def test_duplicates_are_to_be_looked_into_where_both_are_seen(units: dict[str, UUID]) -> None:
    for code in "AB":
        whole(units, code, full_name="Lê Thị Bình")
    on = date(2015, 7, 1)
    assert told(about(units, "S", on)) == [(on, "Xem các hồ sơ nghi trùng", 1)]
    assert told(about(units, "A", on)) == []


def test_duties_are_those_that_the_reader_may_see(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    on = date(2015, 7, 1)
    assert told(about(units, "S", on, STRANGER)) == []


def test_duplicates_stand_side_by_side_with_differences_marked(client: Client, units: dict[str, UUID]) -> None:
    for code in "AB":
        whole(units, code, full_name="Lê Thị Bình")
    whole(units, "B", full_name="Ngô Thị Bình")
    reader(client, at=units["S"])
    response = client.get(page("duplicates"))
    said = words_of(response)
    assert "1 nhóm hồ sơ nghi trùng" in said
    assert sorted(f"Chi bộ Tổ chức {one} Tổ chức {other}" in said for one, other in ("AB", "BA")) == [False, True]
    assert response.content.decode().count('aria-selected="true"') == 1


def test_seeing_duplicates_side_by_side_opens_their_files(client: Client, units: dict[str, UUID]) -> None:
    for number in range(11):
        for code in "AB":
            whole(units, code, full_name=f"Lê Thị {'B' * (number + 1)}")
    reader(client, at=units["S"])
    for _ in range(2):
        assert "11 nhóm hồ sơ nghi trùng" in words_of(client.get(page("duplicates")))
    readings = Line.objects.filter(verb="audit.record_reading")
    assert len(set(readings.values_list("subject", flat=True))) == readings.count() == 20
    client.get(page("duplicates", page="2"))
    assert readings.count() == 22


def test_duplicates_of_which_one_is_out_of_sight_are_not_shown(client: Client, units: dict[str, UUID]) -> None:
    for code in "AB":
        whole(units, code, full_name="Lê Thị Bình")
    reader(client, "cell_clerk", units["A"])
    assert "Không có hồ sơ nào nghi trùng" in words_of(client.get(page("duplicates")))


def test_page_without_duplicates_says_so(client: Client, units: dict[str, UUID]) -> None:
    whole(units)
    reader(client, at=units["S"])
    assert "Không có hồ sơ nào nghi trùng" in words_of(client.get(page("duplicates")))


def test_search_finds_members_of_the_day_by_words_without_diacritics(units: dict[str, UUID]) -> None:
    member = make_admission(units["A"], full_name="Đặng Thị Hà")
    make_admission(units["B"], full_name="Đặng Thị Hà Giang")
    asked = about(units, "G", date(2015, 7, 1))
    found = find_members(asked, "ha dang", 5)
    assert [(str(hit.label), str(hit.note)) for hit in found] == [
        ("Đặng Thị Hà Giang", "sinh 10/1/1990, Tổ chức B"),
        ("Đặng Thị Hà", "sinh 10/1/1990, Tổ chức A"),
    ]
    assert found[1].url == reverse("members:file", args=[member])


def test_search_stops_at_its_limit_and_finds_nothing_by_nothing(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    make_member(units["A"])
    asked = about(units, "S", date(2015, 7, 1))
    assert [len(find_members(asked, text, 1)) for text in ("nguyen", "  ", "zzz")] == [1, 0, 0]


def test_search_finds_nobody_out_of_reach(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    holder = make_holder(make_grant("cell_clerk", units["B"]))
    assert find_members(about(units, "S", date(2015, 7, 1), holder), "nguyen", 5) == []


def test_panel_of_an_organisation_counts_its_rolls(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    make_admission(units["B"])
    shown = rolls_of(about(units, "S", date(2015, 7, 1)), units["G"])
    assert shown is not None
    assert (shown["count"], [count for count, _name in shown["parts"]]) == (2, [1, 1])
    assert shown["list"] == f"{reverse('members:list')}?scope=G"


def test_panel_is_shown_to_readers_of_the_rolls_only(units: dict[str, UUID]) -> None:
    assert rolls_of(about(units, "S", date(2015, 7, 1), STRANGER), units["G"]) is None


def test_panel_stands_on_the_profile_of_an_organisation(client: Client, units: dict[str, UUID]) -> None:
    make_member(units["A"])
    reader(client, at=units["S"])
    profile = client.get(f"{reverse('organizations:profile', args=[units['A']])}?on=2015-07-01")
    assert "1 đảng viên trong danh sách: 1 chính thức + 0 dự bị." in words_of(profile)
