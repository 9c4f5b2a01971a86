"""What the rules answer to programs."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from dangvu.regulations.actions import withdraw_override
from tests.factories.organizations import make_actor, make_blocs
from tests.factories.regulations import SAID_AT, make_override
from tests.home.programs import LATER, make_program

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

PROBATION = "members/probation_months"


@pytest.fixture
def blocs(db: None) -> dict[str, UUID]:
    return make_blocs()


def read(program: Client, path: str, status: int = 200) -> Any:
    response = program.get(f"/api/regulations{path}")
    assert response.status_code == status
    return json.loads(response.content)


def test_rules_of_a_day_are_listed_with_value_source_and_certainty(blocs: dict[str, UUID]) -> None:
    found = read(make_program("organizations", at=blocs["A"]), "/?on=2015-07-01&q=du bi le ket nap")
    assert [(one["name"], one["value"], one["brief"], one["own"]) for one in found] == [
        (PROBATION, 12, "12 tháng", False)
    ]
    assert (found[0]["certainty"], found[0]["unit"]) == ("recalled", "months")


def test_rules_are_listed_by_certainty(blocs: dict[str, UUID]) -> None:
    program = make_program("organizations", at=blocs["A"])
    every, by_certainty = (
        read(program, "/?on=2015-07-01"),
        [read(program, f"/?on=2015-07-01&certainty={one}") for one in ("verified", "secondary", "recalled")],
    )
    assert sum(len(found) for found in by_certainty) == len(every)
    assert read(program, "/?certainty=sure", 422)["findings"][0]["place"] == "query.certainty"


def test_rule_is_told_with_all_that_it_said_and_own_values(blocs: dict[str, UUID]) -> None:
    withdraw_override(actor=make_actor(at=SAID_AT), override=make_override(value=24), reason="ghi nhầm")
    make_override(actor=make_actor(at=LATER))
    found = read(make_program("organizations", at=blocs["A"]), f"/{PROBATION}?on=2022-03-01")
    eras = {era["effective_from"]: era for era in found["eras"]}
    own = eras["2022-02-01"]
    assert (own["value"], own["own"], own["in_force"], own["parts"][0]["text"]) == (18, True, True, "18")
    assert (list(eras), found["eras"][0]["until"]) == (sorted(eras, reverse=True), None)
    assert own["changed"] == [{"label": "", "old": "12", "new": "18"}]
    assert [(one["value"], one["brief"]) for one in found["withdrawn"]] == [(24, "24 tháng")]


def test_own_value_is_not_known_before_it_was_said(blocs: dict[str, UUID]) -> None:
    make_override()
    found = read(make_program("organizations", at=blocs["A"]), f"/{PROBATION}?on=2022-02-15&known_at=2022-02-20")
    assert [era["own"] for era in found["eras"]] == [False] * len(found["eras"])


def test_rule_that_does_not_exist_is_not_found(blocs: dict[str, UUID]) -> None:
    found = read(make_program("organizations", at=blocs["A"]), "/members/no_rule", 404)
    assert [one["code"] for one in found["findings"]] == ["regulations.unknown-rule"]
