from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from dangvu.kernel.policy import Permission, Verb
from dangvu.organizations.models import OrganizationRecord, Reorganization
from dangvu.organizations.policy import CHANGE, READ, READ_FIGURES
from tests.factories.members import make_members
from tests.factories.organizations import drawn_tree, make_blocs
from tests.home.programs import token_of

pytestmark = pytest.mark.django_db

ROOT = "/api/organizations"
DAY = date(2015, 7, 1)
GROUNDS = {"day": "2015-07-01", "basis_symbol": "12-QĐ/ĐUK", "basis_day": "2015-06-20"}


@pytest.fixture
def blocs(db: None) -> dict[str, UUID]:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    return ids


def program(at: UUID, *further: Permission, change: bool = True) -> Client:
    token = token_of(CHANGE if change else READ, *further, at=at)
    return Client(headers={"authorization": f"Bearer {token}"})


def post(client: Client, path: str, content: Mapping[str, Any]) -> Any:
    return client.post(f"{ROOT}{path}", content, content_type="application/json")


def codes_of(answer: Any) -> list[str]:
    return [finding["code"] for finding in answer.json()["findings"]]


def merger(ids: Mapping[str, UUID], **further: Any) -> dict[str, Any]:
    born = {"code": "A9", "name": "Chi bộ mới", "kind": "grassroots_cell", "parent": str(ids["A"])}
    ended = [str(ids["A1"]), str(ids["A2"])]
    return {**GROUNDS, "kind": "merge", "predecessors": ended, "newborns": [born], **further}


def test_tree_of_a_day_is_answered_as_far_as_the_program_may_see(blocs: dict[str, UUID]) -> None:
    answer = program(blocs["A"], READ_FIGURES, change=False).get(f"{ROOT}/?on=2015-07-01&scope=A").json()
    found = [(one["code"], one["cells"], one["members"]) for one in answer["organizations"]]
    assert (answer["count"], answer["page"]) == (6, 1)
    assert found == [("A", 4, 3), ("A1", 1, 3), ("A2", 1, 0), ("A3", 2, 0), ("A31", 1, 0), ("A32", 1, 0)]


def test_members_are_not_counted_for_programs_that_read_neither_rolls_nor_figures(blocs: dict[str, UUID]) -> None:
    address = f"{ROOT}/?on=2015-07-01&scope=A"
    counts = [one["members"] for one in program(blocs["A"], change=False).get(address).json()["organizations"]]
    assert counts == [None] * 6
    rolls = program(blocs["A"], Permission("members", Verb.READ), change=False)
    assert [one["members"] for one in rolls.get(address).json()["organizations"]] == [3, 3, 0, 0, 0, 0]


def test_tree_can_be_narrowed(blocs: dict[str, UUID]) -> None:
    answer = program(blocs["A"]).get(f"{ROOT}/?on=2015-07-01&scope=A&q=to chuc a3&kind=subordinate_cell").json()
    assert [one["code"] for one in answer["organizations"]] == ["A31", "A32"]


def test_organization_is_answered_as_it_was_on_the_day(blocs: dict[str, UUID]) -> None:
    asked = program(blocs["A"])
    answer = asked.get(f"{ROOT}/{blocs['A1']}?on=2015-07-01&scope=A").json()
    assert (answer["code"], answer["parent"], answer["since"]) == ("A1", str(blocs["A"]), "2008-01-01")
    assert asked.get(f"{ROOT}/{blocs['A1']}?on=2001-01-01&scope=A").status_code == 404
    assert asked.get(f"{ROOT}/{blocs['B1']}?on=2015-07-01&scope=A").status_code == 404


def test_organizations_are_registered(blocs: dict[str, UUID]) -> None:
    identity = str(uuid4())
    born = {"id": identity, "code": "A8", "name": "Chi bộ", "kind": "grassroots_cell", "parent": str(blocs["A"])}
    answer = post(program(blocs["A"]), "/", {**GROUNDS, "organizations": [born]})
    assert answer.json() == {"organizations": [identity]}
    assert drawn_tree(DAY)["A8"] == ("grassroots_cell", "A")


def test_nobody_but_who_answers_for_all_registers_at_the_top(blocs: dict[str, UUID]) -> None:
    born = {"code": "Z", "name": "Đảng bộ khác", "kind": "superior_committee", "parent": None}
    assert post(program(blocs["A"]), "/", {**GROUNDS, "organizations": [born]}).status_code == 403
    assert post(program(blocs["T"]), "/", {**GROUNDS, "organizations": [born]}).status_code == 200


def test_correction_is_refused_once_another_has_corrected_the_record(blocs: dict[str, UUID]) -> None:
    asked = program(blocs["A"])
    record = asked.get(f"{ROOT}/{blocs['A1']}?on=2015-07-01&scope=A").json()["record"]
    path, change = f"/{blocs['A1']}/corrections", {"record": record, "reason": "gõ nhầm"}
    answer = post(asked, path, {**change, "name": "Chi bộ Sở Nội vụ"})
    believed = OrganizationRecord.objects.believed().get(organization=blocs["A1"])
    assert (answer.json(), believed.name) == ({"record": believed.pk}, "Chi bộ Sở Nội vụ")
    late = post(asked, path, {**change, "name": "Chi bộ khác"})
    assert (late.status_code, codes_of(late)) == (409, ["audit.already-superseded"])


def test_correction_of_what_is_out_of_reach_or_no_record_is_not_there(blocs: dict[str, UUID]) -> None:
    asked = program(blocs["A"])
    given = {"record": 999_999, "reason": "gõ nhầm", "name": "Khác"}
    assert post(asked, f"/{blocs['A1']}/corrections", given).status_code == 404
    assert post(asked, f"/{blocs['B1']}/corrections", given).status_code == 404


def test_reorganization_is_previewed_without_being_written(blocs: dict[str, UUID]) -> None:
    answer = post(program(blocs["A"], READ_FIGURES), "/reorganizations/preview", merger(blocs)).json()
    assert answer["before"]["members"] == {str(blocs["A1"]): 3}
    assert list(answer["after"]["members"].values()) == [3]
    assert answer["moved"]["members.Affiliation"] == 3
    assert Reorganization.objects.count() == 0


def test_preview_counts_only_what_the_program_may_be_told_the_number_of(blocs: dict[str, UUID]) -> None:
    answer = post(program(blocs["A"]), "/reorganizations/preview", merger(blocs)).json()
    assert (list(answer["before"]), list(answer["after"])) == (["organizations"], ["organizations"])
    assert list(answer["moved"]) == ["organizations.OrganizationRecord"]


def test_reorganization_is_carried_out_told_and_taken_back(blocs: dict[str, UUID]) -> None:
    asked, identity = program(blocs["A"]), str(uuid4())
    before = drawn_tree(DAY)
    answer = post(asked, "/reorganizations", merger(blocs, id=identity))
    assert answer.json() == {"id": identity}
    told = asked.get(f"{ROOT}/{blocs['A1']}/lineage?on=2015-07-01&scope=A").json()
    assert [(one["kind"], one["before"], len(one["after"]), one["below"]) for one in told] == [
        ("merge", [str(blocs["A1"]), str(blocs["A2"])], 1, [])
    ]
    assert post(asked, f"/reorganizations/{identity}/undo", {"reason": "thu hồi"}).json() == {"id": identity}
    assert drawn_tree(DAY) == before


def test_details_that_are_left_out_of_a_plan_stay_as_they_are(blocs: dict[str, UUID]) -> None:
    details = {str(blocs["A1"]): {"name": "Chi bộ Sở Nội vụ"}}
    plan = {**GROUNDS, "kind": "rename", "survivors": [str(blocs["A1"])], "details": details}
    assert post(program(blocs["A"]), "/reorganizations", plan).status_code == 200
    record = OrganizationRecord.objects.on(DAY).get(organization=blocs["A1"])
    assert (record.name, record.code, record.parent_id) == ("Chi bộ Sở Nội vụ", "A1", blocs["A"])


def test_acts_that_would_be_refused_say_why(blocs: dict[str, UUID]) -> None:
    asked = program(blocs["A"])
    for path in ("/reorganizations/preview", "/reorganizations"):
        answer = post(asked, path, merger(blocs, predecessors=[str(blocs["A1"])]))
        assert (answer.status_code, codes_of(answer)) == (400, ["organizations.misshapen"])


def test_who_may_only_read_may_not_act(blocs: dict[str, UUID]) -> None:
    answer = post(program(blocs["A"], change=False), "/reorganizations", merger(blocs))
    assert (answer.status_code, codes_of(answer)) == (403, ["policy.denied"])


def test_malformed_plans_are_refused(blocs: dict[str, UUID]) -> None:
    asked = program(blocs["A"])
    for given in ({"day": "0001-01-01"}, {"day": "9999-12-31"}, {"predecessors": ["x"]}, {"newborns": "none"}):
        assert post(asked, "/reorganizations", merger(blocs, **given)).status_code == 422


def merged(asked: Client, blocs: dict[str, UUID]) -> str:
    """A reorganisation that the program has carried out."""
    return str(post(asked, "/reorganizations", merger(blocs, note="theo đề án")).json()["id"])


def test_reorganizations_are_listed_as_far_as_the_program_may_see(blocs: dict[str, UUID]) -> None:
    asked, elsewhere = program(blocs["A"]), program(blocs["B"])
    identity = merged(asked, blocs)
    found = asked.get(f"{ROOT}/reorganizations?on=2015-07-01").json()
    assert (found["count"], [one["id"] for one in found["reorganizations"]]) == (1, [identity])
    assert asked.get(f"{ROOT}/reorganizations?on=2015-07-01&page=2").json()["reorganizations"] == []
    for address in (f"{ROOT}/reorganizations?on=2015-06-30&scope=A", f"{ROOT}/reorganizations?on=2015-07-01&scope=B"):
        assert (elsewhere if "scope=B" in address else asked).get(address).json()["count"] == 0


def test_reorganization_is_told_with_what_it_did(blocs: dict[str, UUID]) -> None:
    asked = program(blocs["A"], Permission("members", Verb.READ))
    identity = merged(asked, blocs)
    found = asked.get(f"{ROOT}/reorganizations/{identity}?on=2015-07-01").json()
    assert (found["kind"], found["note"], found["recorded_by"], found["obstacles"]) == (
        "merge",
        "theo đề án",
        "Cổng thông tin",
        [],
    )
    counts = {one["label"]: (one["before"], one["after"]) for one in found["counts"]}
    assert (counts["Chi bộ cơ sở"], list(counts.values())[-1]) == ((2, 1), (3, 3))
    assert [person["target"] for person in found["people"]] == ["Chi bộ mới"] * 3
    assert {"id": str(blocs["A1"]), "name": "Tổ chức A1"} in found["names"]


def test_reorganization_is_not_told_elsewhere_and_not_taken_back_by_readers(blocs: dict[str, UUID]) -> None:
    asked, elsewhere, only_reading = program(blocs["A"]), program(blocs["B"]), program(blocs["A"], change=False)
    address = f"{ROOT}/reorganizations/{merged(asked, blocs)}?on=2015-07-01"
    assert only_reading.get(address).json()["obstacles"] is None
    assert elsewhere.get(address).status_code == 404


def test_life_is_told_with_corrections(blocs: dict[str, UUID]) -> None:
    asked = program(blocs["A"])
    record = asked.get(f"{ROOT}/{blocs['A1']}?on=2015-07-01&scope=A").json()["record"]
    change = {"record": record, "reason": "gõ nhầm", "name": "Chi bộ Sở Nội vụ"}
    post(asked, f"/{blocs['A1']}/corrections", change)
    identity = merged(asked, blocs)
    told = asked.get(f"{ROOT}/{blocs['A1']}/life?on=2015-07-01").json()
    assert sorted(turn["kind"] for turn in told) == ["correction", "record", "reorganization"]
    turns = {turn["kind"]: turn for turn in told}
    assert (turns["correction"]["why"], turns["correction"]["who"]) == ("gõ nhầm", "Cổng thông tin")
    assert [one["new"] for one in turns["correction"]["changes"]] == ["Chi bộ Sở Nội vụ"]
    assert turns["reorganization"]["reorganization"]["id"] == identity
