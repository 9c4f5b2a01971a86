"""One predicate says who may do what where."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from dangvu.kernel import policy
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import (
    EVERYTHING,
    NOTHING,
    Actor,
    Permission,
    Reach,
    Verb,
    allowed,
    answer_with,
    covered,
    everywhere,
    permitted,
    reach,
    require,
)
from dangvu.organizations.models import Organization

OURS, ALSO_OURS, THEIRS, MEMBER = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
READ_ROLLS = Permission("members", Verb.READ)
CHANGE_ROLLS = Permission("members", Verb.CHANGE)
CLERK = Actor("Hà Văn Lâm", datetime(2021, 1, 5, tzinfo=UTC))
INSPECTOR = Actor("Kiểm tra viên", CLERK.at)
HERSELF = Actor("Đảng viên", CLERK.at)
OPERATOR = Actor("Người vận hành", CLERK.at, operator=True)
DENIED = "Hà Văn Lâm không có quyền làm việc này với tổ chức đã chọn; hãy nhờ người phụ trách phân quyền."


class Posts:
    """Clerks read the rolls of two organisations, an inspector of all, a member herself; nobody changes anything."""

    def reach(self, actor: Actor, permission: Permission) -> Reach:
        reaches = {
            "Kiểm tra viên": EVERYTHING,
            "Đảng viên": Reach(persons=frozenset({MEMBER})),
            "Hà Văn Lâm": Reach(roots=frozenset({OURS}), persons=frozenset({MEMBER})),
        }
        return reaches[actor.name] if permission == READ_ROLLS else NOTHING

    def organizations(self, reach: Reach, actor: Actor) -> QuerySet[Any]:
        return Organization.objects.filter(pk__in={*reach.roots, ALSO_OURS})

    def whole(self, reach: Reach, actor: Actor) -> bool:
        return not Organization.objects.exclude(pk__in={*reach.roots, ALSO_OURS}).exists()


@pytest.fixture
def _nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_answerers", [])


@pytest.fixture
def _posts_answer(_nobody_answers: None, db: None) -> None:
    Organization.objects.bulk_create(Organization(key) for key in (OURS, ALSO_OURS, THEIRS))
    answer_with(Posts())


def listed(actor: Actor, permission: Permission = READ_ROLLS) -> list[UUID]:
    rows = Organization.objects.filter(permitted(actor, permission, organization="pk")).order_by("pk")
    return list(rows.values_list("pk", flat=True))


@pytest.mark.usefixtures("_nobody_answers")
def test_without_an_answerer_only_the_operator_may_anything() -> None:
    assert reach(OPERATOR, CHANGE_ROLLS) == EVERYTHING
    assert reach(CLERK, READ_ROLLS) == NOTHING
    assert (allowed(OPERATOR, CHANGE_ROLLS, OURS), allowed(CLERK, READ_ROLLS, OURS)) == (True, False)


@pytest.mark.usefixtures("_posts_answer")
def test_permission_reaches_the_organizations_that_the_answerer_finds() -> None:
    assert [allowed(CLERK, READ_ROLLS, one) for one in (OURS, ALSO_OURS, THEIRS)] == [True, True, False]


@pytest.mark.usefixtures("_posts_answer")
def test_lists_hold_what_is_allowed_row_by_row() -> None:
    assert [listed(one) for one in (CLERK, INSPECTOR, HERSELF)] == [[OURS, ALSO_OURS], [OURS, ALSO_OURS, THEIRS], []]
    assert listed(CLERK, CHANGE_ROLLS) == []


@pytest.mark.usefixtures("_posts_answer")
def test_rows_about_a_person_are_listed_to_that_person() -> None:
    assert permitted(HERSELF, READ_ROLLS, person="member") == Q(organization__in=[]) | Q(member__in=frozenset({MEMBER}))
    assert permitted(HERSELF, CHANGE_ROLLS, person="member") == Q(organization__in=[])


@pytest.mark.usefixtures("_posts_answer")
def test_person_is_allowed_the_own_file_and_nothing_else() -> None:
    assert allowed(HERSELF, READ_ROLLS, OURS, person=MEMBER) is True
    assert allowed(HERSELF, READ_ROLLS, person=MEMBER) is True
    assert allowed(HERSELF, READ_ROLLS, OURS, person=UUID(int=5)) is False
    assert allowed(HERSELF, READ_ROLLS, OURS) is False
    assert allowed(HERSELF, CHANGE_ROLLS, OURS, person=MEMBER) is False


@pytest.mark.usefixtures("_posts_answer")
def test_file_is_allowed_to_whoever_holds_the_organization_that_keeps_it() -> None:
    assert allowed(CLERK, READ_ROLLS, ALSO_OURS, person=UUID(int=5)) is True
    assert allowed(CLERK, READ_ROLLS, THEIRS, person=UUID(int=5)) is False
    assert allowed(CLERK, READ_ROLLS, person=UUID(int=5)) is False


@pytest.mark.usefixtures("_posts_answer")
def test_permission_over_everything_reaches_every_organization() -> None:
    assert allowed(INSPECTOR, READ_ROLLS, THEIRS) is True
    require(INSPECTOR, READ_ROLLS, [OURS, THEIRS])


@pytest.mark.usefixtures("_posts_answer")
def test_what_is_permitted_is_not_refused() -> None:
    done = []
    for organizations in ([], [OURS], [OURS, ALSO_OURS]):
        require(CLERK, READ_ROLLS, organizations)
        done.append(organizations)
    assert done == [[], [OURS], [OURS, ALSO_OURS]]


@pytest.mark.usefixtures("_posts_answer")
@pytest.mark.parametrize(
    ("permission", "organizations"), [(READ_ROLLS, [OURS, THEIRS]), (CHANGE_ROLLS, [OURS]), (CHANGE_ROLLS, [])]
)
def test_what_is_not_permitted_is_refused_by_name(permission: Permission, organizations: list[UUID]) -> None:
    with pytest.raises(Refusal) as raised:
        require(CLERK, permission, organizations)
    [finding] = raised.value.findings
    assert (finding.code, finding.message) == ("policy.denied", DENIED)


@pytest.mark.usefixtures("_posts_answer")
def test_own_file_is_no_permission_over_organizations() -> None:
    with pytest.raises(Refusal):
        require(HERSELF, READ_ROLLS, [])


@pytest.mark.usefixtures("_posts_answer")
def test_many_organizations_are_asked_about_in_few_statements() -> None:
    strangers = [UUID(int=number) for number in range(10, 909)]
    with CaptureQueriesContext(connection) as queries, pytest.raises(Refusal):
        require(CLERK, READ_ROLLS, [OURS, *strangers])
    assert len(queries) == 3


@pytest.mark.usefixtures("_posts_answer")
def test_second_answerer_takes_the_place_of_the_first() -> None:
    class Nobody(Posts):
        def reach(self, actor: Actor, permission: Permission) -> Reach:
            return NOTHING

    answer_with(Nobody())
    assert reach(CLERK, READ_ROLLS) == NOTHING


def test_reaches_are_joined_part_by_part() -> None:
    ours, theirs = Reach(roots=frozenset({OURS})), Reach(units=frozenset({THEIRS}), persons=frozenset({MEMBER}))
    assert ours | theirs == Reach(roots=ours.roots, units=theirs.units, persons=theirs.persons)
    assert (ours | EVERYTHING).everything is True


def test_actor_speaks_on_the_day_where_the_office_is() -> None:
    assert Actor("Hà Văn Lâm", datetime(2021, 1, 5, 17, 30, tzinfo=UTC)).day == date(2021, 1, 6)


@pytest.mark.usefixtures("_posts_answer")
def test_covered_are_the_organizations_within_reach_and_nothing_else() -> None:
    asked = [OURS, THEIRS, MEMBER]
    assert covered(CLERK, READ_ROLLS, asked) == {OURS}
    assert covered(CLERK, CHANGE_ROLLS, asked) == set()
    assert covered(INSPECTOR, READ_ROLLS, asked) == set(asked)


@pytest.mark.usefixtures("_posts_answer")
def test_everywhere_is_where_nothing_lies_outside() -> None:
    assert [everywhere(one, READ_ROLLS) for one in (INSPECTOR, HERSELF, CLERK)] == [True, False, False]
    Organization.objects.filter(pk=THEIRS).delete()
    assert [everywhere(one, READ_ROLLS) for one in (INSPECTOR, HERSELF, CLERK)] == [True, False, True]
