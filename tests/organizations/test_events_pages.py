from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client

from dangvu.audit.models import Line
from dangvu.organizations.actions import Plan, reorganize
from dangvu.organizations.models import Reorganization
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, drawn_tree, make_actor, make_blocs, make_newborn
from tests.factories.web import reader
from tests.organizations.pages import alerts_of, heading_of, lead_of, page, rows_of, statements, words_of

pytestmark = pytest.mark.django_db

ACTOR = make_actor(at=datetime(2014, 3, 25, 8, tzinfo=UTC))
DAY = date(2014, 3, 20)


@pytest.fixture
def blocs(client: Client) -> dict[str, UUID]:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    make_members(ids["A2"], 2)
    return ids


def carry_out(plan: Plan, day: date = DAY) -> UUID:
    return reorganize(actor=ACTOR, day=day, basis=BASIS, plan=plan).identity


def merge(ids: dict[str, UUID]) -> UUID:
    new = make_newborn("grassroots_cell", ids["A"], name="Chi bộ mới")
    return carry_out(Plan("merge", predecessors=(ids["A1"], ids["A2"]), newborns=(new,), note="theo đề án"))


def rename(ids: dict[str, UUID], code: str, day: date = DAY) -> UUID:
    return carry_out(
        Plan("rename", survivors=(ids[code],), details={ids[code]: {"name": f"Tổ chức {code} từ {day}"}}), day
    )


def test_reorganization_counts_no_members_for_who_reads_neither_rolls_nor_figures(
    client: Client, blocs: dict[str, UUID]
) -> None:
    identity = merge(blocs)
    reader(client, "administrator", at=blocs["A"])
    seen = client.get(page("event", identity))
    assert rows_of(seen) == [
        ("Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng", "1", "1", "không đổi"),
        ("Đảng bộ cơ sở", "1", "1", "không đổi"),
        ("Chi bộ cơ sở", "2", "1", "−1"),
        ("Chi bộ trực thuộc", "2", "2", "không đổi"),
    ]
    assert words_of(seen).count("Khớp: không đảng viên nào bị bỏ sót") == 1
    assert "Trước và sau phải bằng nhau" not in words_of(seen)


def test_reorganizations_are_listed_within_the_organization_the_latest_first(
    client: Client, blocs: dict[str, UUID]
) -> None:
    merge(blocs)
    rename(blocs, "A31", date(2015, 1, 1))
    rename(blocs, "A32", date(2015, 8, 1))
    rename(blocs, "B1")
    reader(client, at=blocs["T"])
    assert [event.day for event in client.get(page("events", scope="A")).context["page"]] == [date(2015, 1, 1), DAY]
    assert [event.day for event in client.get(page("events", scope="A3")).context["page"]] == [date(2015, 1, 1)]
    assert lead_of(client.get(page("events", scope="B2"))) == (
        "Tính đến 1/7/2015, Tổ chức B2 chưa qua lần sắp xếp nào."
    )


def test_reorganizations_of_those_from_which_an_organization_came_are_listed_too(
    client: Client, blocs: dict[str, UUID]
) -> None:
    rename(blocs, "A31", date(2010, 1, 1))
    new = make_newborn("superior_committee", blocs["T"], name="Đảng bộ Khối", code="DBK")
    carry_out(Plan("merge", predecessors=(blocs["A"], blocs["B"]), newborns=(new,)))
    reader(client, at=blocs["T"])
    shown = client.get(page("events", scope="DBK")).context["page"]
    assert [event.kind for event in shown] == ["Hợp nhất", "Đổi tên"]


def test_reorganization_says_what_it_rests_on_and_what_it_did(client: Client, blocs: dict[str, UUID]) -> None:
    event = merge(blocs)
    reader(client, at=blocs["A"])
    seen = client.get(page("event", event))
    assert heading_of(seen) == "Hợp nhất"
    assert lead_of(seen) == "Tổ chức A1, Tổ chức A2 thành Chi bộ mới, từ 20/3/2014."
    assert ("Đảng viên của Tổ chức A", "5", "5", "không đổi") in rows_of(seen)
    assert sorted(row[1:] for row in rows_of(seen) if len(row) == 3) == [
        *[("Tổ chức A1", "Chi bộ mới")] * 3,
        *[("Tổ chức A2", "Chi bộ mới")] * 2,
    ]
    words = words_of(seen)
    assert "Văn bản 01-QĐ/TU, ngày 20/12/2007 của Ban Thường vụ Tỉnh ủy Lam Sơn" in words
    assert "Ghi nhận Trần Thị Bình, 25/3/2014, 15:00 Ghi chú theo đề án" in words


def test_reorganization_out_of_reach_or_unknown_is_not_there(client: Client, blocs: dict[str, UUID]) -> None:
    event = rename(blocs, "B1")
    reader(client, at=blocs["A"])
    assert client.get(page("event", event)).status_code == 404
    assert client.get(page("event", uuid4())).status_code == 404


def test_reorganization_is_taken_back_with_a_reason(client: Client, blocs: dict[str, UUID]) -> None:
    before = drawn_tree(DAY)
    event = merge(blocs)
    reader(client, at=blocs["A"])
    answer = client.post(page("event", event), {"reason": ""})
    assert (answer.status_code, alerts_of(answer)) == (422, ["Chưa ghi; hãy điền vào đây."])
    answer = client.post(page("event", event), {"reason": "quyết định bị thu hồi"})
    assert (answer.status_code, answer.headers["Location"]) == (302, page("events"))
    assert drawn_tree(DAY) == before
    line = Line.objects.last()
    assert line is not None
    assert (line.verb, line.reason, line.actor) == (
        "organizations.undo_reorganization",
        "quyết định bị thu hồi",
        "Hoàng Thị Duyên",
    )
    assert client.get(page("event", event)).status_code == 404


def test_reorganization_on_which_something_depends_says_why_it_cannot_be_taken_back(
    client: Client, blocs: dict[str, UUID]
) -> None:
    event = rename(blocs, "A1")
    carry_out(Plan("move", survivors=(blocs["A1"],), details={blocs["A1"]: {"parent": blocs["B"]}}), date(2015, 1, 1))
    reader(client, at=blocs["T"])
    obstacle = (
        "Không hủy được vì 1 bản ghi “thông tin tổ chức đảng” nhập sau đó dựa vào lần sắp xếp này; hãy hủy chúng trước."
    )
    assert words_of(client.get(page("event", event))).endswith(f"Hủy lần sắp xếp này Chưa hủy được: {obstacle}")
    answer = client.post(page("event", event), {"reason": "nhầm"})
    assert answer.status_code == 422
    assert Reorganization.objects.believed().count() == 2


def test_only_who_may_change_all_that_took_part_is_offered_to_take_it_back(
    client: Client, blocs: dict[str, UUID]
) -> None:
    event = merge(blocs)
    reader(client, "office_clerk", at=blocs["A"])
    assert "Hủy lần sắp xếp này" not in words_of(client.get(page("event", event)))
    assert client.post(page("event", event), {"reason": "nhầm"}).status_code == 422
    assert Reorganization.objects.believed().count() == 1


def test_what_was_believed_earlier_is_shown_and_not_taken_back(client: Client, blocs: dict[str, UUID]) -> None:
    event = merge(blocs)
    reader(client, at=blocs["A"])
    seen = client.get(page("event", event, known_at="2015-01-01"))
    assert (heading_of(seen), "Hủy lần sắp xếp này" in words_of(seen)) == ("Hợp nhất", False)
    assert client.get(page("event", event, known_at="2010-01-01")).status_code == 404


def test_page_of_a_reorganization_takes_as_many_statements_for_thirty_members(
    client: Client, blocs: dict[str, UUID]
) -> None:
    make_members(blocs["A31"], 30)
    few, many = rename(blocs, "A1"), rename(blocs, "A31")
    reader(client, at=blocs["A"])
    assert statements(client, page("event", few)) == statements(client, page("event", many))


def test_list_of_reorganizations_takes_as_many_statements_for_one_as_for_thirty(
    client: Client, blocs: dict[str, UUID]
) -> None:
    rename(blocs, "A3", date(2009, 1, 1))
    reader(client, at=blocs["A"])
    few = statements(client, page("events"))
    for month in range(1, 13):
        rename(blocs, "A31", date(2010, month, 1))
    assert statements(client, page("events")) == few
