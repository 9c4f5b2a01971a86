from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from dangvu.audit.models import Line
from dangvu.kernel.contracts import SearchSource, registered
from dangvu.organizations.actions import Plan, reorganize
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, make_actor, make_blocs, make_organization
from tests.factories.sheets import sheet_of
from tests.factories.web import reader
from tests.organizations.pages import heading_of, lead_of, lines_of, page, rows_of, statements, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def blocs(client: Client) -> dict[str, UUID]:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    make_members(ids["A31"], 2)
    make_members(ids["B1"], 1)
    return ids


def test_tree_shows_every_organization_with_the_cells_and_members_below_it(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    seen = client.get(page("tree"))
    assert heading_of(seen) == "Tổ chức đảng"
    assert lead_of(seen) == "Tổ chức A có 4 chi bộ với 5 đảng viên vào ngày 1/7/2015."
    assert lines_of(seen) == [
        ("Tổ chức A", "4", "5"),
        ("Tổ chức A1", "", "3"),
        ("Tổ chức A2", "", "0"),
        ("Tổ chức A3", "2", "2"),
        ("Tổ chức A31", "", "2"),
        ("Tổ chức A32", "", "0"),
    ]


def test_members_are_not_counted_for_an_administrator_who_reads_neither_rolls_nor_figures(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, "administrator", at=blocs["A"])
    seen = client.get(page("tree"))
    assert lead_of(seen) == "Tổ chức A có 4 chi bộ vào ngày 1/7/2015."
    assert lines_of(seen)[:2] == [("Tổ chức A", "4", ""), ("Tổ chức A1", "", "")]
    assert "Đảng viên" not in words_of(seen)
    assert lead_of(client.get(page("tree", scope="A1"))) == "Tổ chức A1 có trong sổ vào ngày 1/7/2015."
    assert rows_of(client.get(page("tree", q="to chuc a31"))) == [("Tổ chức A31 A31", "Tổ chức A3", "1")]
    _title, _note, head, line = sheet_of(client.get(page("tree", format="xlsx", q="A31")).content)
    assert (head[-1], line[-1]) == ("Số chi bộ", "1")


def test_page_of_the_tree_takes_as_many_statements_without_counts(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, "administrator", at=blocs["A"])
    few = statements(client, page("tree"))
    for _number in range(30):
        make_organization("grassroots_cell", blocs["A"])
    assert statements(client, page("tree")) == few


def test_tree_begins_with_the_organization_that_is_asked_about(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    assert lines_of(client.get(page("tree", scope="A3")))[0] == ("Tổ chức A3", "2", "2")


def test_tree_of_a_cell_says_how_many_members_it_has(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    assert lead_of(client.get(page("tree", scope="A1"))) == "Tổ chức A1 có 3 đảng viên vào ngày 1/7/2015."


def test_tree_is_asked_for_by_name_too_while_only_one_readable_organization_has_it(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    assert lines_of(client.get(page("tree", scope="to chuc a31"))) == [("Tổ chức A31", "", "2")]
    assert client.get(page("tree", scope="to chuc b1")).status_code == 404
    make_organization("subordinate_cell", blocs["A3"], name="Tổ chức A31", code="A39")
    assert client.get(page("tree", scope="to chuc a31")).status_code == 404


def test_tree_says_when_the_organization_does_not_exist_on_the_day(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    seen = client.get(page("tree", on="2001-01-01"))
    assert lines_of(seen) == []
    assert lead_of(seen) == (
        "Vào ngày 1/1/2001 chưa có hoặc không còn Tổ chức A. Hãy chọn ngày khác, hoặc xem tổ chức này đã từ đâu ra và"
        " thành gì."
    )


def test_tree_of_organizations_out_of_reach_is_not_there(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    assert client.get(page("tree", scope="B")).status_code == 404


def test_tree_opens_down_to_where_it_first_spreads(client: Client, blocs: dict[str, UUID]) -> None:
    for number in range(40):
        make_organization("subordinate_cell", blocs["A3"], code=f"A3X{number:02}")
    reader(client, at=blocs["A"])
    assert client.get(page("tree")).content.decode().count("<details open>") == 1
    assert client.get(page("tree", open="all")).content.decode().count("<details open>") == 2


def test_words_without_diacritics_kind_and_sector_narrow_the_tree(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    assert rows_of(client.get(page("tree", q="to chuc a31"))) == [("Tổ chức A31 A31", "Tổ chức A3", "1", "2")]
    found = client.get(page("tree", kind="grassroots_cell", sector="administrative_agency"))
    assert [row[0] for row in rows_of(found)] == ["Tổ chức A1 A1", "Tổ chức A2 A2"]


def test_search_that_finds_nothing_says_what_to_do(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    assert words_of(client.get(page("tree", q="zzz"))).endswith(
        "Không có tổ chức nào như vậy. Hãy thử ít chữ hơn, hoặc bỏ bớt điều kiện."
    )


def test_tree_can_be_taken_along_as_a_sheet_and_that_is_recorded(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    answer = client.get(page("tree", format="xlsx", q="A31"))
    title, note, head, line = sheet_of(answer.content)
    assert (title, note) == (["Tổ chức đảng của Tổ chức A"], ["Tính đến hết ngày 1/7/2015."])
    assert dict(zip(head, [*line[:3], "", line[3], "", *line[4:]], strict=True)) == {
        "Mã": "A31",
        "Tên": "Tổ chức A31",
        "Cấp": "Chi bộ trực thuộc",
        "Loại hình": "",
        "Cấp trên trực tiếp": "Tổ chức A3",
        "Ký hiệu văn bản": "",
        "Thông tin có từ ngày": str((date(2008, 1, 1) - date(1899, 12, 30)).days),
        "Căn cứ": "01-QĐ/TU, ngày 20/12/2007 của Ban Thường vụ Tỉnh ủy Lam Sơn",
        "Số chi bộ": "1",
        "Số đảng viên": "2",
    }
    reading = Line.objects.last()
    assert reading is not None
    assert (reading.verb, reading.subject) == ("audit.record_reading", blocs["A"])


def test_page_of_the_tree_takes_as_many_statements_for_one_organization_as_for_thirty(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    few = statements(client, page("tree")), statements(client, page("tree", q="A"))
    for _number in range(30):
        make_organization("grassroots_cell", blocs["A"])
    assert (statements(client, page("tree")), statements(client, page("tree", q="A"))) == few


def test_organizations_are_proposed_while_somebody_types_whatever_the_field_is_called(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    expected = '<option value="A31">Tổ chức A31</option>\n'
    for field in ("scope", "q", "parent"):
        assert client.get(page("options", **{field: "chuc a31"})).content.decode() == expected
    assert client.get(page("options", q="")).content.decode() == "\n"
    assert client.get(page("options", q="B1")).content.decode() == "\n"


def test_no_more_than_twelve_organizations_are_proposed_and_codes_come_first(
    client: Client, blocs: dict[str, UUID]
) -> None:
    for number in range(20):
        make_organization("grassroots_cell", blocs["A"], code=f"Z{number:02}", name=f"Chi bộ A1 số {number}")
    reader(client, at=blocs["A"])
    proposed = client.get(page("options", q="a1")).content.decode()
    assert proposed.count("<option") == 12
    assert proposed.startswith('<option value="A1">')


def test_search_of_the_shell_finds_organizations_and_marks_those_that_are_no_more(
    client: Client, blocs: dict[str, UUID]
) -> None:
    [source] = [one for one in registered(SearchSource) if one.code == "organizations"]
    reader(client, at=blocs["A"])
    asked = client.get(page("tree", on="2001-01-01")).context["asked"]
    assert [(hit.label, hit.note) for hit in source.find(asked.as_of(date(2015, 7, 1)), "a31", 5)] == [
        ("Tổ chức A31", "A31")
    ]
    assert [(hit.label, hit.note) for hit in source.find(asked, "a31", 5)] == [("Tổ chức A31", "A31, có từ năm 2008")]
    ended = Plan("dissolve", predecessors=(blocs["A32"],))
    actor = make_actor(at=asked.actor.at)
    reorganize(actor=actor, day=date(2014, 1, 1), basis=BASIS, plan=ended)
    later = client.get(page("tree")).context["asked"]
    assert [(hit.label, hit.note) for hit in source.find(later, "a3 to chuc", 5)] == [
        ("Tổ chức A3", "A3"),
        ("Tổ chức A31", "A31"),
        ("Tổ chức A32", "A32, đã thôi, 2008–2014"),
    ]


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "'; DROP TABLE x; --"},
        {"q": "{{ 7*7 }}<script>"},
        {"kind": "../../etc/passwd", "sector": "\0"},
        {"page": "-1"},
        {"page": "9" * 40},
        {"q": "x" * 5000},
        {"open": "%00", "format": "exe"},
    ],
)
def test_whatever_stands_in_the_address_the_tree_answers(
    client: Client, blocs: dict[str, UUID], parameters: dict[str, str]
) -> None:
    reader(client, at=blocs["A"])
    assert client.get(page("tree", **parameters)).status_code == 200
    assert client.get(page("options", **parameters)).status_code == 200


def test_bad_day_is_refused_with_a_sentence(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    assert client.get(page("tree", on="31/31/2020")).status_code == 400
    assert client.get(page("options", q="a", on="nay")).status_code == 400
