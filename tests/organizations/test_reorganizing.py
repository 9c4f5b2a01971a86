from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID, uuid4

import pytest
from django.test import Client

from dangvu.audit.models import Line
from dangvu.members.models import Affiliation
from dangvu.organizations.models import OrganizationRecord, Reorganization
from tests.factories.committees import make_committee
from tests.factories.members import make_members
from tests.factories.organizations import drawn_tree, make_blocs
from tests.factories.web import reader
from tests.organizations.pages import alerts_of, heading_of, lead_of, page, plain, rows_of, statements, words_of

pytestmark = pytest.mark.django_db

DAY = date(2015, 7, 1)
GROUNDS = {"basis_symbol": "12-QĐ/ĐUK", "basis_day": "20/6/2015", "basis_issuer": "Đảng ủy Khối"}


@pytest.fixture
def blocs(client: Client) -> dict[str, UUID]:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    make_members(ids["A2"], 2)
    make_members(ids["A31"], 2)
    return ids


def address(kind: str, **chosen: Any) -> str:
    """The address of the confirmation, or of another ``step``, with what was chosen in the ones before it."""
    query = {"scope": "A", "plan": uuid4(), "kind": kind, "day": "1/7/2015", "homes": "1", "step": "confirm"}
    return page("reorganize", **{**query, **GROUNDS, **chosen})


def merger(**chosen: Any) -> str:
    return address("merge", units=["A1", "A2"], new1_name="Chi bộ mới", new1_code="A9", **chosen)


def step_of(response: Any) -> str:
    return plain(re.findall(r'aria-current="step">(.*?)</li>', response.content.decode())[0])


def carried_out(client: Client, where: str) -> Reorganization:
    answer = client.post(where)
    assert (answer.status_code, alerts_of(answer)) == (302, [])
    event: Reorganization = Reorganization.objects.believed().latest("id")
    assert answer.headers["Location"].startswith(page("event", event.identity).partition("?")[0])
    return event


def places() -> dict[str, int]:
    """How many members stand where on the day, by code."""
    codes = dict(OrganizationRecord.objects.on(DAY).values_list("organization", "code"))
    found: dict[str, int] = {}
    for place in Affiliation.objects.on(DAY):
        found[codes[place.organization_id]] = found.get(codes[place.organization_id], 0) + 1
    return found


def test_steps_lead_from_the_kind_to_the_confirmation_without_any_script(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    where = page("reorganize")
    typed: list[dict[str, Any]] = [
        {"kind": "merge", "day": "1/7/2015"},
        {"units": ["A1", "A2"], "new1_name": "Chi bộ mới", "new1_code": "A9"},
        {},
        GROUNDS,
    ]
    seen = [step_of(client.get(where))]
    for values in typed:
        where = _sent(client.get(where), where, values)
        seen.append(step_of(client.get(where)))
    assert seen == ["Hình thức", "Tổ chức", "Nơi chuyển đến", "Căn cứ", "Xác nhận"]
    carried_out(client, where)
    assert places() == {"A9": 5, "A31": 2}


def _sent(response: Any, where: str, typed: dict[str, Any]) -> str:
    """The address that a browser goes to when the form of a step is sent."""
    form = re.findall(r'<form class="draft".*?</form>', response.content.decode(), re.DOTALL)[0]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    following = re.findall(r'<button class="btn ink" name="step" value="([^"]+)"', form)
    values = [(name, unescape(value)) for name, value in hidden]
    values += [(name, one) for name, given in typed.items() for one in (given if isinstance(given, list) else [given])]
    return f"{urlsplit(where).path}?{urlencode([*values, ('step', following[0])])}"


def test_confirmation_shows_counts_before_and_after_and_everybody_who_moves(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    seen = client.get(merger())
    assert heading_of(seen) == "Hợp nhất"
    assert lead_of(seen) == "Tổ chức A1, Tổ chức A2 thành Chi bộ mới, từ 1/7/2015."
    rows = rows_of(seen)
    assert rows[:4] == [
        ("Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng", "1", "1", "không đổi"),
        ("Đảng bộ cơ sở", "1", "1", "không đổi"),
        ("Chi bộ cơ sở", "2", "1", "−1"),
        ("Chi bộ trực thuộc", "2", "2", "không đổi"),
    ]
    assert rows[4] == ("Đảng viên của Tổ chức A", "7", "7", "không đổi")
    assert (
        sorted(row[1:] for row in rows[5:]) == [("Tổ chức A1", "Chi bộ mới")] * 3 + [("Tổ chức A2", "Chi bộ mới")] * 2
    )
    assert "Khớp: không đảng viên nào bị bỏ sót" in words_of(seen)


def test_posts_of_those_who_move_are_named_and_come_first(client: Client, blocs: dict[str, UUID]) -> None:
    members = Affiliation.objects.filter(organization=blocs["A1"]).values_list("member", flat=True)
    make_committee(blocs["A1"], list(members)[:2])
    reader(client, at=blocs["A"])
    rows = [row for row in rows_of(client.get(merger())) if len(row) == 5]
    assert sorted(row[3:] for row in rows[:2]) == [("Bí thư", "–"), ("Phó bí thư", "–")]
    assert [row[3:] for row in rows[2:]] == [("–", "–")] * 3


def test_nothing_is_written_before_it_is_confirmed(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    before = Line.objects.count(), drawn_tree(DAY)
    client.get(merger())
    assert (Line.objects.count(), drawn_tree(DAY)) == before


def test_confirming_twice_reorganizes_once(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    where = merger()
    carried_out(client, where)
    answer = client.post(where)
    assert (answer.status_code, Reorganization.objects.count()) == (422, 1)


KINDS: dict[str, tuple[dict[str, Any], dict[str, tuple[str, str]]]] = {
    "establish": (
        {"new1_name": "Chi bộ mới", "new1_code": "A9", "new1_kind": "grassroots_cell"},
        {"A9": ("grassroots_cell", "A")},
    ),
    "absorb": ({"units": ["A2"], "unit": "A1", "to_name": "Chi bộ chung"}, {"A1": ("grassroots_cell", "A")}),
    "upgrade": (
        {"unit": "A1", "to_kind": "grassroots_committee", "new1_name": "Chi bộ dưới", "new1_code": "A11"},
        {"A1": ("grassroots_committee", "A"), "A11": ("subordinate_cell", "A1")},
    ),
    "downgrade": ({"unit": "A3", "to_kind": "grassroots_cell"}, {"A3": ("grassroots_cell", "A")}),
    "rename": ({"unit": "A1", "to_code": "A7"}, {"A7": ("grassroots_cell", "A")}),
    "move": ({"units": ["A31"], "to_parent": "A", "scope": "A3"}, {"A31": ("grassroots_cell", "A")}),
    "split": (
        {"unit": "A2", "new1_name": "Chi bộ mới", "new1_code": "A9"},
        {"A2": ("grassroots_cell", "A"), "A9": ("grassroots_cell", "A")},
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_reorganization_can_be_carried_out(client: Client, blocs: dict[str, UUID], kind: str) -> None:
    reader(client, at=blocs["A"])
    chosen, expected = KINDS[kind]
    carried_out(client, address(kind, **chosen))
    standing = drawn_tree(DAY)
    assert {code: standing[code] for code in expected} == expected
    assert sum(places().values()) == 7


def test_members_of_a_cell_that_is_split_go_by_name(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    chosen = {"unit": "A1", "new1_name": "Chi bộ mới", "new1_code": "A9"}
    offered = re.findall(
        r'name="go1" value="(\w+)"', client.get(address("split", step="homes", **chosen)).content.decode()
    )
    assert len(offered) == 3
    carried_out(client, address("split", go1=offered[:2], **chosen))
    assert places() == {"A1": 1, "A9": 2, "A2": 2, "A31": 2}


def test_cell_that_ends_in_a_split_sends_the_rest_to_the_cell_that_is_chosen(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    chosen = {
        "plan": uuid4(),
        "unit": "A1",
        "ended": "on",
        "rows": "2",
        "new1_name": "Chi bộ mới 1",
        "new1_code": "A8",
        "new2_name": "Chi bộ mới 2",
        "new2_code": "A9",
    }
    homes = client.get(address("split", step="homes", **chosen)).content.decode()
    [first, *_others] = [value for value in re.findall(r'<option value="([^"]+)">', homes) if value]
    go = re.findall(r'name="go2" value="(\w+)"', homes)
    carried_out(client, address("split", go2=go[:1], **chosen, **{"to-A1": first}))
    assert places() == {"A8": 2, "A9": 1, "A2": 2, "A31": 2}


def test_committee_that_is_split_gives_away_the_cells_that_are_chosen(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    chosen = {"plan": uuid4(), "unit": "A3", "new1_name": "Đảng bộ mới", "new1_code": "A9", "new1_parent": "A"}
    homes = client.get(address("split", step="homes", **chosen)).content.decode()
    first, *_others = [value for value in re.findall(r'<option value="([^"]+)">', homes) if value]
    carried_out(client, address("split", **chosen, **{"to-A31": first}))
    standing = drawn_tree(DAY)
    assert {code: standing[code] for code in ("A9", "A31", "A32")} == {
        "A9": ("grassroots_committee", "A"),
        "A31": ("subordinate_cell", "A9"),
        "A32": ("subordinate_cell", "A3"),
    }


def test_committee_below_one_that_is_dissolved_comes_under_another(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["T"])
    homes = {"to-A1": blocs["B"], "to-A2": blocs["B"], "to-A3": blocs["B"]}
    carried_out(client, address("dissolve", scope="T", units=["A"], **homes))
    assert {drawn_tree(DAY)[code] for code in ("A1", "A2")} == {("grassroots_cell", "B")}
    assert drawn_tree(DAY)["A3"] == ("grassroots_committee", "B")


def test_rows_that_are_left_empty_found_nothing(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    carried_out(client, merger(rows="3"))
    assert len(drawn_tree(DAY)) == 10


def test_dissolved_committee_says_where_each_of_its_cells_and_their_members_go(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    chosen = {"units": ["A3"], "to-A31": blocs["A1"], "to-A32": blocs["A"]}
    unanswered = client.get(address("dissolve", units=["A3"]))
    assert (step_of(unanswered), alerts_of(unanswered)) == ("Nơi chuyển đến", ["Chưa ghi; hãy điền vào đây."] * 2)
    carried_out(client, address("dissolve", **chosen))
    assert places() == {"A1": 5, "A2": 2}
    assert drawn_tree(DAY)["A32"] == ("grassroots_cell", "A")


def test_dissolved_cell_says_who_receives_its_members(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    carried_out(client, address("dissolve", units=["A1"], **{"to-A1": blocs["A2"]}))
    assert places() == {"A2": 5, "A31": 2}


def test_two_cells_can_become_a_committee_with_cells(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    plan = uuid4()
    chosen = {
        "plan": plan,
        "units": ["A1", "A2"],
        "rows": "3",
        "new1_name": "Đảng bộ mới",
        "new1_code": "A9",
        "new1_kind": "grassroots_committee",
        "new2_name": "Chi bộ 1",
        "new2_code": "A91",
        "new2_kind": "subordinate_cell",
        "new2_parent": "new:1",
        "new3_name": "Chi bộ 2",
        "new3_code": "A92",
        "new3_kind": "subordinate_cell",
        "new3_parent": "new:1",
    }
    homes = client.get(address("merge", step="homes", **chosen)).content.decode()
    first, second = [value for value in re.findall(r'<option value="([^"]+)">', homes) if value][:2]
    carried_out(client, address("merge", **chosen, **{"to-A1": first, "to-A2": second}))
    assert places() == {"A91": 3, "A92": 2, "A31": 2}


def test_step_that_is_not_filled_in_well_is_shown_again_with_what_was_chosen(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    seen = client.get(address("merge", units=["A1"], new1_name="Chi bộ mới", new1_code="A9"))
    assert (seen.status_code, step_of(seen)) == (422, "Tổ chức")
    assert alerts_of(seen) == ["Hợp nhất cần ít nhất hai tổ chức kết thúc và một tổ chức mới; hãy chọn lại."]
    assert 'value="A1" id="id_units_0" checked' in seen.content.decode()


def test_organization_from_elsewhere_is_chosen_by_name_and_must_be_within_reach(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    born = {"new1_name": "Chi bộ mới", "new1_code": "A9", "new1_kind": "subordinate_cell"}
    more = "to chuc a31; A32"
    assert step_of(client.get(address("merge", more=more, **born))) == "Xác nhận"
    seen = client.get(address("merge", more="to chuc b1; A32", **born))
    assert alerts_of(seen) == ["Không có tổ chức “to chuc b1” trong phạm vi của bạn; hãy ghi mã hoặc tên khác."]


def test_what_the_act_refuses_is_said_at_the_confirmation_which_stays_closed(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    where = address("merge", units=["A1", "A2"], new1_name="Chi bộ mới", new1_code="A3")
    for answer in (client.get(where), client.post(where)):
        assert (answer.status_code, step_of(answer)) == (422, "Xác nhận")
        assert "từ 1/7/2015 cũng là mã của Tổ chức A3; hãy chọn mã khác." in words_of(answer)
        assert '<button class="btn ink" disabled>' in answer.content.decode()
    assert Reorganization.objects.count() == 0


def test_confirming_what_is_not_filled_in_shows_the_step_that_lacks(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    assert step_of(client.post(page("reorganize"))) == "Hình thức"
    assert step_of(client.post(address("merge", basis_symbol=""))) == "Tổ chức"


def test_more_new_organizations_can_be_added(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    seen = client.get(address("merge", step="units", rows="3"))
    assert [n for n in range(1, 6) if f'name="new{n}_name"' in seen.content.decode()] == [1, 2, 3]
    many = client.get(address("merge", step="units", rows="9999999")).content.decode()
    assert many.count('_name"') // 3 <= 20


def test_steps_carry_on_what_was_chosen_in_links(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    back = re.findall(r'<a href="([^"]+)">Tổ chức</a>', client.get(merger()).content.decode())[0]
    query = dict(parse_qsl(urlsplit(unescape(back)).query))
    assert (query["step"], query["new1_name"]) == ("units", "Chi bộ mới")


@pytest.mark.parametrize(
    "chosen",
    [
        {"kind": "nothing"},
        {"day": "1/1/0001"},
        {"day": "31/12/9999"},
        {"plan": "no identity"},
        {"units": ["'; DROP TABLE", "\0"]},
        {"more": ";;; A1 ; ../../etc"},
        {"new1_parent": "new:99"},
        {"new1_kind": "<script>"},
        {"rows": "-5"},
        {"step": "../"},
        {"to-A1": "zzz", "go1": "zzz"},
    ],
)
def test_whatever_stands_in_the_address_a_step_answers(
    client: Client, blocs: dict[str, UUID], chosen: dict[str, Any]
) -> None:
    reader(client, at=blocs["A"])
    given = {"units": ["A1", "A2"], "new1_name": "Chi bộ mới", "new1_code": "A9"} | chosen
    kind = given.pop("kind", "merge")
    step = given.pop("step", "confirm")
    assert client.get(address(kind, step=step, **given)).status_code in (200, 422)


def test_confirmation_takes_as_many_statements_for_thirty_members_as_for_three(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    few = statements(client, merger())
    make_members(blocs["A1"], 27)
    assert statements(client, merger()) == few
