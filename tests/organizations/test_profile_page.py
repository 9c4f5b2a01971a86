from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client

from dangvu.organizations.actions import Plan, correct_organization, reorganize
from dangvu.organizations.queries import find_organization
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, make_actor, make_blocs, make_newborn, make_organization
from tests.factories.web import reader
from tests.organizations.pages import heading_of, lead_of, life_of, lines_of, page, statements, words_of

pytestmark = pytest.mark.django_db

ACTOR = make_actor(at=datetime(2014, 3, 25, 8, tzinfo=UTC))
DAY = date(2014, 3, 20)


@pytest.fixture
def blocs(client: Client) -> dict[str, UUID]:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    make_members(ids["A31"], 2)
    return ids


def carry_out(plan: Plan) -> None:
    reorganize(actor=ACTOR, day=DAY, basis=BASIS, plan=plan)


def correct(ids: Mapping[str, UUID], code: str, reason: str, **changes: object) -> None:
    record = find_organization(ids[code], as_of=DAY)
    correct_organization(actor=ACTOR, record=record, reason=reason, **changes)


def test_profile_says_what_an_organization_is_and_what_it_holds_on_the_day(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    seen = client.get(page("profile", blocs["A3"]))
    assert heading_of(seen) == "Tổ chức A3"
    assert lead_of(seen) == "Đảng bộ cơ sở; 2 tổ chức trực thuộc, 2 chi bộ và 2 đảng viên vào ngày 1/7/2015."
    assert lead_of(client.get(page("profile", blocs["A1"]))) == "Chi bộ cơ sở có 3 đảng viên vào ngày 1/7/2015."


def test_profile_shows_where_an_organization_stands(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    assert lines_of(client.get(page("profile", blocs["A3"]))) == [
        ("Tổ chức A", "5"),
        ("Tổ chức A3", "2"),
        ("Tổ chức A31", "2"),
        ("Tổ chức A32", "0"),
    ]


def test_profile_counts_no_members_for_who_reads_neither_rolls_nor_figures(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, "administrator", at=blocs["A"])
    seen = client.get(page("profile", blocs["A3"]))
    assert lead_of(seen) == "Đảng bộ cơ sở; 2 tổ chức trực thuộc và 2 chi bộ vào ngày 1/7/2015."
    assert lines_of(seen) == [("Tổ chức A",), ("Tổ chức A3",), ("Tổ chức A31",), ("Tổ chức A32",)]
    assert lead_of(client.get(page("profile", blocs["A1"]))) == "Chi bộ cơ sở có trong sổ vào ngày 1/7/2015."


def test_profile_of_what_does_not_exist_on_the_day_shows_what_is_nearest(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    assert lead_of(client.get(page("profile", blocs["A1"], on="2001-01-01"))) == (
        "Không có tổ chức này vào ngày 1/1/2001; dưới đây là thông tin ghi gần ngày đó nhất, từ 1/1/2008."
    )


def test_profile_out_of_reach_or_of_nobody_is_not_there(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    for one in (blocs["B1"], uuid4()):
        assert client.get(page("profile", one)).status_code == 404
    assert client.get(page("profile", blocs["A1"], known_at="2007-01-01")).status_code == 404


def test_profile_of_what_was_recorded_only_later_is_not_there_as_known_before(
    client: Client, blocs: dict[str, UUID]
) -> None:
    late = make_organization("grassroots_cell", blocs["A"], actor=ACTOR)
    reader(client, at=blocs["A"])
    assert client.get(page("profile", late)).status_code == 200
    assert client.get(page("profile", late, known_at="2010-01-01")).status_code == 404


def test_life_tells_how_an_organization_came_to_be_and_what_became_of_it(
    client: Client, blocs: dict[str, UUID]
) -> None:
    new = make_newborn("grassroots_cell", blocs["A"], name="Chi bộ mới")
    carry_out(Plan("merge", predecessors=(blocs["A1"], blocs["A2"]), newborns=(new,)))
    reader(client, at=blocs["A"])
    basis = "01-QĐ/TU, ngày 20/12/2007 của Ban Thường vụ Tỉnh ủy Lam Sơn"
    merger = f"20/3/2014 Hợp nhất: Tổ chức A1, Tổ chức A2 thành Chi bộ mới {basis}"
    assert life_of(client.get(page("profile", new.id))) == [merger]
    assert life_of(client.get(page("profile", blocs["A1"]))) == [
        merger,
        f"1/1/2008 Có trong sổ từ ngày này với tên Tổ chức A1 {basis}",
    ]


def test_life_tells_what_changed_because_a_superior_was_reorganized(client: Client, blocs: dict[str, UUID]) -> None:
    new = make_newborn("superior_committee", blocs["T"], name="Đảng bộ Khối")
    carry_out(Plan("merge", predecessors=(blocs["A"], blocs["B"]), newborns=(new,)))
    reader(client, at=blocs["T"])
    basis = "01-QĐ/TU, ngày 20/12/2007 của Ban Thường vụ Tỉnh ủy Lam Sơn"
    assert life_of(client.get(page("profile", blocs["A1"])))[0] == (
        f"20/3/2014 Cấp trên: Tổ chức A → Đảng bộ Khối {basis}"
    )


def test_life_of_what_moves_or_is_upgraded_names_the_superior_or_the_new_kind(
    client: Client, blocs: dict[str, UUID]
) -> None:
    carry_out(Plan("move", survivors=(blocs["A1"],), details={blocs["A1"]: {"parent": blocs["B"]}}))
    below = make_newborn("subordinate_cell", blocs["A2"], name="Chi bộ dưới")
    details = {blocs["A2"]: {"kind": "grassroots_committee"}}
    carry_out(Plan("upgrade", survivors=(blocs["A2"],), newborns=(below,), details=details))
    reader(client, at=blocs["T"])
    told = [
        life_of(client.get(page("profile", blocs[code])))[0].partition(" 01-QĐ")[0].partition(" ")[2]
        for code in ("A1", "A2")
    ]
    assert told == [
        "Chuyển cấp trên: Tổ chức A1 sang Tổ chức B",
        "Nâng cấp: Tổ chức A2 thành Tổ chức A2 (Đảng bộ cơ sở); mới có ở dưới: Chi bộ dưới",
    ]


def test_corrections_show_the_old_value_the_new_one_why_and_who(client: Client, blocs: dict[str, UUID]) -> None:
    correct(blocs, "A2", "gõ nhầm", name="Chi bộ Sở Nội vụ", place="Lam Sơn")
    correct(blocs, "A2", "gõ nhầm nữa", place="Sao Vàng", valid_from=date(2009, 2, 1))
    reader(client, at=blocs["A"])
    seen = client.get(page("profile", blocs["A2"]))
    second = "Địa danh: Sao Vàng trước ghi Lam Sơn Từ ngày: 1/2/2009 trước ghi 1/1/2008"
    first = "Tên: Chi bộ Sở Nội vụ trước ghi Tổ chức A2 Địa danh: Lam Sơn trước ghi –"
    assert life_of(seen)[:2] == [
        f"25/3/2014 đính chính {second} Trần Thị Bình, 25/3/2014, 15:00: gõ nhầm nữa",
        f"25/3/2014 đính chính {first} Trần Thị Bình, 25/3/2014, 15:00: gõ nhầm",
    ]
    assert "Sao Vàng trước ghi Lam Sơn; Trần Thị Bình, 25/3/2014, 15:00, gõ nhầm nữa" in words_of(seen)


def test_profile_knows_what_was_believed_at_a_moment(client: Client, blocs: dict[str, UUID]) -> None:
    correct(blocs, "A1", "gõ nhầm", name="Chi bộ Sở Nội vụ", kind="grassroots_cell", sector="other", parent=blocs["A"])
    reader(client, at=blocs["A"])
    before = client.get(page("profile", blocs["A1"], known_at="2014-01-01"))
    assert (heading_of(before), len(life_of(before))) == ("Tổ chức A1", 1)
    assert heading_of(client.get(page("profile", blocs["A1"]))) == "Chi bộ Sở Nội vụ"


def test_profile_takes_as_many_statements_with_thirty_organizations_below(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    few = statements(client, page("profile", blocs["A"]))
    for _number in range(30):
        make_organization("grassroots_cell", blocs["A"])
    assert statements(client, page("profile", blocs["A"])) == few
