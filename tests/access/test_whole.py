"""Who answers for the whole tree: everybody outside of whose reach there is nothing but what stands above."""

from __future__ import annotations

import pytest

from dangvu.kernel.policy import Permission, Verb, everywhere
from tests.factories.access import make_grant, make_holder
from tests.factories.organizations import make_blocs, make_tree

pytestmark = pytest.mark.django_db

READ = Permission("administration", Verb.READ)


def test_officer_of_the_only_committee_below_a_province_answers_for_the_whole() -> None:
    tree = make_tree(
        {
            "T": ("provincial_committee", None),
            "A": ("superior_committee", "T"),
            "A1": ("grassroots_committee", "A"),
            "A11": ("subordinate_cell", "A1"),
        }
    )
    holders = {place: make_holder(make_grant("organization_officer", tree[place])) for place in ("T", "A")}
    secretary = make_holder(make_grant("committee_secretary", tree["A1"]))
    assert {place: everywhere(holder, READ) for place, holder in holders.items()} == {"T": True, "A": True}
    # What stands above a committee without neighbours is no more than above the whole office.
    assert everywhere(secretary, READ)


def test_officer_of_one_of_two_committees_does_not_answer_for_the_other() -> None:
    tree = make_blocs()
    posts = {"T": "organization_officer", "A": "organization_officer", "A3": "committee_secretary"}
    holders = {place: make_holder(make_grant(post, tree[place])) for place, post in posts.items()}
    answers = {place: everywhere(holder, READ) for place, holder in holders.items()}
    assert answers == {"T": True, "A": False, "A3": False}
