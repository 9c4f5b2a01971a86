"""One predicate says who may do what where."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

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
    reach,
    require,
)

OURS, ALSO_OURS, THEIRS = UUID(int=1), UUID(int=2), UUID(int=3)
READ_ROLLS = Permission("members", Verb.READ)
CHANGE_ROLLS = Permission("members", Verb.CHANGE)
CLERK = Actor("Hà Văn Lâm", datetime(2021, 1, 5, tzinfo=UTC))
OPERATOR = Actor("Người vận hành", datetime(2021, 1, 5, tzinfo=UTC), operator=True)
DENIED = "Hà Văn Lâm không có quyền làm việc này với tổ chức đã chọn; hãy nhờ người phụ trách phân quyền."


class Posts:
    """Clerks read the rolls of two organisations; nobody changes anything; an inspector reads everything."""

    def reach(self, actor: Actor, permission: Permission) -> Reach:
        if permission != READ_ROLLS:
            return NOTHING
        return EVERYTHING if actor.name == "Kiểm tra viên" else Reach(roots=frozenset({OURS}))

    def covers(self, reach: Reach, organization_id: UUID, actor: Actor) -> bool:
        return organization_id in {*reach.roots, ALSO_OURS}


@pytest.fixture
def _nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_answerers", [])


@pytest.fixture
def _posts_answer(_nobody_answers: None) -> None:
    answer_with(Posts())


@pytest.mark.usefixtures("_nobody_answers")
def test_without_an_answerer_only_the_operator_may_anything() -> None:
    assert reach(OPERATOR, CHANGE_ROLLS) == EVERYTHING
    assert reach(CLERK, READ_ROLLS) == NOTHING
    assert (allowed(OPERATOR, CHANGE_ROLLS, OURS), allowed(CLERK, READ_ROLLS, OURS)) == (True, False)


@pytest.mark.usefixtures("_posts_answer")
def test_permission_reaches_the_organizations_below_its_roots() -> None:
    assert [allowed(CLERK, READ_ROLLS, one) for one in (OURS, ALSO_OURS, THEIRS)] == [True, True, False]


@pytest.mark.usefixtures("_posts_answer")
def test_permission_over_everything_reaches_every_organization() -> None:
    inspector = Actor("Kiểm tra viên", CLERK.at)
    assert allowed(inspector, READ_ROLLS, THEIRS) is True
    require(inspector, READ_ROLLS, [OURS, THEIRS])


@pytest.mark.usefixtures("_posts_answer")
@pytest.mark.parametrize("organizations", [[], [OURS], [OURS, ALSO_OURS]])
def test_what_is_permitted_is_not_refused(organizations: list[UUID]) -> None:
    require(CLERK, READ_ROLLS, organizations)


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
def test_second_answerer_takes_the_place_of_the_first() -> None:
    class Nobody(Posts):
        def reach(self, actor: Actor, permission: Permission) -> Reach:
            return NOTHING

    answer_with(Nobody())
    assert reach(CLERK, READ_ROLLS) == NOTHING
