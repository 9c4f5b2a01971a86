"""The figures of the tree over a history like that of the sample report: two committees become one, then four acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from dangvu.organizations.actions import Plan, reorganize
from dangvu.statistics.figures import Question, answer
from dangvu.statistics.identities import check_identities
from tests.factories.organizations import BASIS, make_actor, make_newborn, make_tree

pytestmark = pytest.mark.django_db

MERGER = date(2019, 3, 20)
TODAY = date(2021, 10, 14)
FIRST_RECORD = date(2008, 1, 1)

FLOWS = (
    "organizations.cells_dissolved",
    "organizations.committees_dissolved",
    "organizations.cells_merged_into_cells",
    "organizations.cells_formed_by_merger",
    "organizations.cells_merged_into_committees",
    "organizations.committees_formed_by_merger",
    "organizations.cells_upgraded",
    "organizations.committees_downgraded",
    "organizations.grassroots_established",
)
STOCKS = (
    "organizations.grassroots",
    "organizations.grassroots_committees",
    "organizations.grassroots_cells",
    "organizations.subordinate_cells",
)


@pytest.fixture
def ids() -> Mapping[str, UUID]:
    """A has cells 1–5 and committee K; B has cells 6–9; all end up in C after the merger and four further acts."""
    places: dict[str, tuple[str, str | None]] = {"T": ("provincial_committee", None)}
    places |= dict.fromkeys("AB", ("superior_committee", "T"))
    places |= {f"{number}": ("grassroots_cell", "A" if number < 6 else "B") for number in range(1, 10)}
    places |= {"K": ("grassroots_committee", "A"), "K1": ("subordinate_cell", "K"), "K2": ("subordinate_cell", "K")}
    ids = make_tree(places)
    bloc = make_newborn("superior_committee", ids["T"])
    agency = {"sector": "administrative_agency"}
    pair = [make_newborn("grassroots_cell", bloc.id, **agency) for _ in range(2)]
    committee = make_newborn("grassroots_committee", bloc.id, **agency)
    below = [make_newborn("subordinate_cell", committee.id) for _ in range(2)]
    raised = make_newborn("subordinate_cell", ids["8"])
    details = {ids["8"]: {"kind": "grassroots_committee", "sector": "public_service_unit"}}
    plans = {
        MERGER: Plan("merge", predecessors=(ids["A"], ids["B"]), newborns=(bloc,)),
        date(2019, 9, 1): Plan("dissolve", predecessors=(ids["9"],)),
        date(2020, 1, 1): Plan("merge", predecessors=(ids["1"], ids["2"]), newborns=(pair[0],)),
        date(2020, 2, 1): Plan("merge", predecessors=(ids["3"], ids["6"]), newborns=(pair[1],)),
        date(2020, 3, 1): Plan(
            "merge",
            predecessors=(ids["4"], ids["7"]),
            newborns=(committee, *below),
            cells={ids["4"]: below[0].id, ids["7"]: below[1].id},
        ),
        date(2020, 4, 1): Plan("upgrade", survivors=(ids["8"],), newborns=(raised,), details=details),
    }
    for number, (day, plan) in enumerate(plans.items()):
        actor = make_actor(at=datetime(2021, 1, 1, tzinfo=UTC) + timedelta(days=number))
        reorganize(actor=actor, day=day, basis=BASIS, plan=plan)
    return ids | {"C": bloc.id, "G": committee.id}


def stocks(scope: UUID, on: date) -> tuple[int, ...]:
    found = answer(Question(STOCKS, scope, on=on))
    return tuple(found.count(name, scope) for name in STOCKS)


def flows(scope: UUID, first: date, last: date) -> tuple[int, ...]:
    found = answer(Question(FLOWS, scope, first=first, last=last))
    return tuple(found.count(name, scope) for name in FLOWS)


def test_the_merged_committee_answers_for_the_past_by_its_predecessors(ids: Mapping[str, UUID]) -> None:
    assert stocks(ids["C"], date(2010, 12, 31)) == (10, 1, 9, 2)
    assert stocks(ids["A"], date(2010, 12, 31)) == (6, 1, 5, 2)
    assert stocks(ids["B"], date(2010, 12, 31)) == (4, 0, 4, 0)
    assert stocks(ids["T"], date(2010, 12, 31)) == (10, 1, 9, 2)


def test_the_predecessors_hold_nothing_from_the_day_of_the_merger_on(ids: Mapping[str, UUID]) -> None:
    assert stocks(ids["A"], date(2019, 3, 19)) == (6, 1, 5, 2)
    assert stocks(ids["A"], MERGER) == (0, 0, 0, 0)
    assert stocks(ids["C"], MERGER) == (10, 1, 9, 2)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 8, 31), (10, 1, 9, 2)),
        (date(2019, 9, 1), (9, 1, 8, 2)),
        (date(2019, 12, 31), (9, 1, 8, 2)),
        (date(2020, 1, 1), (8, 1, 7, 2)),
        (date(2020, 2, 1), (7, 1, 6, 2)),
        (date(2020, 2, 29), (7, 1, 6, 2)),
        (date(2020, 3, 1), (6, 2, 4, 4)),
        (date(2020, 3, 31), (6, 2, 4, 4)),
        (date(2020, 4, 1), (6, 3, 3, 5)),
        (TODAY, (6, 3, 3, 5)),
    ],
)
def test_each_reorganization_changes_the_figures_on_its_day(
    ids: Mapping[str, UUID], day: date, expected: tuple[int, ...]
) -> None:
    assert stocks(ids["C"], day) == expected


def test_reorganizations_are_counted_by_what_they_took_and_what_they_made(ids: Mapping[str, UUID]) -> None:
    assert flows(ids["C"], MERGER, TODAY) == (1, 0, 4, 2, 2, 1, 1, 0, 0)
    assert flows(ids["T"], MERGER, TODAY) == (1, 0, 4, 2, 2, 1, 1, 0, 0)
    assert flows(ids["A"], MERGER, TODAY) == (0,) * 9
    assert flows(ids["C"], FIRST_RECORD, date(2019, 8, 31)) == (0,) * 9


def test_a_committee_formed_of_cells_answers_for_them_as_they_were(ids: Mapping[str, UUID]) -> None:
    assert stocks(ids["G"], date(2020, 2, 29)) == (2, 0, 2, 0)
    assert stocks(ids["G"], date(2020, 3, 1)) == (1, 1, 0, 2)


def test_a_reorganization_counts_only_from_when_it_was_recorded(ids: Mapping[str, UUID]) -> None:
    before = datetime(2020, 12, 31, tzinfo=UTC)
    question = Question(("organizations.grassroots",), ids["T"], on=TODAY, known_at=before)
    assert answer(question).count("organizations.grassroots", ids["T"]) == 10


def test_sectors_are_counted_by_level(ids: Mapping[str, UUID]) -> None:
    names = tuple(
        f"organizations.sector_{sector}{level}"
        for sector in ("administrative_agency", "public_service_unit")
        for level in ("", "_committees", "_cells")
    )
    found = answer(Question(names, ids["C"], on=TODAY))
    assert [found.count(name, ids["C"]) for name in names] == [5, 2, 3, 1, 1, 0]


def test_the_rows_behind_a_figure_name_the_organizations_it_counts(ids: Mapping[str, UUID]) -> None:
    name = "organizations.cells_merged_into_committees"
    figure = answer(Question((name,), ids["C"], first=MERGER, last=TODAY))[name, ids["C"]]
    assert [row.organization_id for row in figure.rows()] == [ids["4"], ids["7"]]


def test_every_identity_of_the_tree_holds_at_every_organization(ids: Mapping[str, UUID]) -> None:
    for first, last in ((MERGER, TODAY), (date(2019, 1, 1), date(2020, 3, 1)), (date(2020, 2, 1), date(2020, 3, 15))):
        assert check_identities(Question((*STOCKS, *FLOWS), first=first, last=last)) == []
