from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.kernel.findings import Refusal
from dangvu.organizations.actions import Plan, reorganize
from dangvu.organizations.queries import find_organization, first_day, lineage, recall_organization, tree
from tests.factories.organizations import (
    BASIS,
    FIRST_DAY,
    make_actor,
    make_blocs,
    make_newborn,
    make_organization,
    make_tree,
)

pytestmark = pytest.mark.django_db

DAY = date(2019, 3, 20)
ACTOR = make_actor(at=datetime(2019, 3, 25, 8, tzinfo=UTC))


def test_a_tree_lists_every_organization_before_those_below_it_in_the_order_of_codes() -> None:
    make_blocs()
    standing = tree(as_of=FIRST_DAY)
    codes = ["T", "A", "A1", "A2", "A3", "A31", "A32", "B", "B1", "B2", "B21"]
    assert [node.record.code for node in standing] == codes


def test_a_tree_knows_who_stands_below_and_above() -> None:
    ids = make_blocs()
    standing = tree(as_of=FIRST_DAY)
    assert [node.record.code for node in standing.below(ids["A3"])] == ["A3", "A31", "A32"]
    assert [node.record.code for node in standing.ancestors(ids["A31"])] == ["A3", "A", "T"]
    assert standing.ancestors(ids["T"]) == []


def test_a_node_knows_its_path_and_depth() -> None:
    ids = make_blocs()
    node = tree(as_of=FIRST_DAY)[ids["A31"]]
    assert [above.record.code for above in node.path] == ["T", "A", "A3", "A31"]
    assert (node.depth, node.id) == (3, ids["A31"])


def test_a_tree_contains_the_organizations_of_its_day_only() -> None:
    ids = make_blocs()
    reorganize(actor=ACTOR, day=DAY, basis=BASIS, plan=Plan("dissolve", predecessors=(ids["A1"],)))
    assert ids["A1"] in tree(as_of=date(2019, 3, 19))
    assert ids["A1"] not in tree(as_of=DAY)


def test_a_tree_takes_one_query() -> None:
    make_blocs()
    with CaptureQueriesContext(connection) as queries:
        list(tree(as_of=FIRST_DAY))
    assert sum("audit_line" not in query["sql"] for query in queries) == 1


def test_the_first_day_is_that_of_the_oldest_record() -> None:
    make_organization(day=date(2010, 5, 1))
    make_organization(day=date(2009, 5, 1))
    assert first_day() == date(2009, 5, 1)


def test_without_records_there_is_no_first_day() -> None:
    assert first_day() is None


@pytest.mark.parametrize("written", ["DUK", "duk", " DUK "])
def test_an_organization_is_found_by_its_code(written: str) -> None:
    ids = make_tree({"DUK": ("provincial_committee", None)})
    assert find_organization(written, as_of=FIRST_DAY).organization_id == ids["DUK"]


def test_an_organization_is_found_by_its_identity_however_written() -> None:
    identity = make_organization(name="Đảng bộ tỉnh Lam Sơn")
    for written in (identity, str(identity), identity.hex):
        assert str(find_organization(written, as_of=FIRST_DAY)) == "Đảng bộ tỉnh Lam Sơn"


def test_an_unknown_code_is_refused_with_the_nearest_ones() -> None:
    top = make_organization(code="DUK", name="Đảng bộ Khối")
    make_organization("grassroots_cell", top, code="SNV", name="Chi bộ Sở Nội vụ")
    with pytest.raises(Refusal) as refused:
        find_organization("DUKK", as_of=FIRST_DAY)
    assert str(refused.value) == (
        "không có tổ chức đảng nào mang mã “DUKK” vào ngày 1/1/2008; có phải ý bạn là: DUK (Đảng bộ Khối)?"
    )


def test_a_name_typed_without_diacritics_is_answered_with_its_code() -> None:
    top = make_organization(code="DUK", name="Đảng bộ Khối")
    make_organization("grassroots_cell", top, code="SNV", name="Chi bộ Sở Nội vụ")
    with pytest.raises(Refusal) as refused:
        find_organization("chi bo so noi vu", as_of=FIRST_DAY)
    assert str(refused.value) == (
        "không có tổ chức đảng nào mang mã “chi bo so noi vu” vào ngày 1/1/2008; "
        "có phải ý bạn là: SNV (Chi bộ Sở Nội vụ)?"
    )


def test_an_organization_of_another_time_is_recalled_by_what_held_nearest_to_the_day() -> None:
    top = make_organization(code="T")
    make_organization("superior_committee", top, code="DUK", name="Đảng bộ Khối", day=DAY)
    recalled = [recall_organization("duk", as_of=day).name for day in (date(2010, 1, 1), DAY)]
    assert recalled == ["Đảng bộ Khối", "Đảng bộ Khối"]


def test_an_organization_that_has_ended_is_recalled() -> None:
    ids = make_blocs()
    reorganize(actor=ACTOR, day=DAY, basis=BASIS, plan=Plan("dissolve", (ids["A1"],), cells={ids["A1"]: ids["A2"]}))
    assert recall_organization("A1", as_of=date(2021, 1, 1)).valid_to == DAY


def test_a_code_that_never_was_cannot_be_recalled() -> None:
    make_organization(code="DUK", name="Đảng bộ Khối")
    with pytest.raises(Refusal) as refused:
        recall_organization("xyz123", as_of=FIRST_DAY)
    assert str(refused.value) == (
        "không có tổ chức đảng nào mang mã “xyz123” vào ngày 1/1/2008; hãy xem danh sách mã trong cây tổ chức."
    )


def test_an_organization_that_was_not_yet_recorded_is_refused_without_its_identity() -> None:
    identity = make_organization(code="DUK", name="Đảng bộ Khối", day=DAY)
    with pytest.raises(Refusal) as refused:
        find_organization(identity, as_of=FIRST_DAY)
    assert str(refused.value) == "tổ chức này chưa có trong sổ vào ngày 1/1/2008; hãy chọn ngày hoặc tổ chức khác."


def test_a_code_like_no_other_is_refused_with_a_hint_where_to_look() -> None:
    make_organization(code="DUK", name="Đảng bộ Khối")
    with pytest.raises(Refusal) as refused:
        find_organization("xyz123", as_of=FIRST_DAY)
    assert str(refused.value) == (
        "không có tổ chức đảng nào mang mã “xyz123” vào ngày 1/1/2008; hãy xem danh sách mã trong cây tổ chức."
    )


def test_the_lineage_of_an_organization_goes_back_and_forth_through_all_its_kin() -> None:
    ids = make_blocs()
    cell = make_newborn("grassroots_cell", ids["A"])
    merger = Plan("merge", predecessors=(ids["A1"], ids["A2"]), newborns=(cell,))
    unrelated = Plan("rename", survivors=(ids["B1"],), details={ids["B1"]: {"name": "Chi bộ Sở Nội vụ"}})
    later = Plan("absorb", predecessors=(cell.id,), survivors=(ids["B1"],))
    for plan, day in ((merger, DAY), (unrelated, date(2019, 6, 1)), (later, date(2020, 1, 1))):
        reorganize(actor=ACTOR, day=day, basis=BASIS, plan=plan)
    steps = lineage(ids["A1"])
    assert [(step.reorganization.kind, step.reorganization.day, len(step.successions)) for step in steps] == [
        ("merge", DAY, 2),
        ("rename", date(2019, 6, 1), 1),
        ("absorb", date(2020, 1, 1), 2),
    ]
    assert [step.reorganization.kind for step in lineage(ids["A3"])] == []


def test_the_lineage_of_a_dissolved_organization_ends_with_it() -> None:
    ids = make_blocs()
    reorganize(actor=ACTOR, day=DAY, basis=BASIS, plan=Plan("dissolve", predecessors=(ids["A1"],)))
    assert [(step.successions[0].predecessor_id, step.successions[0].successor_id) for step in lineage(ids["A1"])] == [
        (ids["A1"], None)
    ]


def test_the_lineage_is_asked_as_known_at_a_moment() -> None:
    ids = make_blocs()
    reorganize(actor=ACTOR, day=DAY, basis=BASIS, plan=Plan("dissolve", predecessors=(ids["A1"],)))
    assert lineage(ids["A1"], known_at=datetime(2019, 3, 22, tzinfo=UTC)) == []
