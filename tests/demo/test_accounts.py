"""The accounts of the sample committee: one for each kind of user, made once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dangvu.access.accounts import has_second_factor
from dangvu.access.models import Account, AccountRecord, Grant
from dangvu.access.posts import post_types
from dangvu.demo.accounts import make_accounts
from dangvu.demo.jobs import write_accounts
from dangvu.demo.playback import organization_id
from dangvu.organizations.actions import Details, Newborn, register_organizations
from tests.factories.members import make_member
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 6, 3, 2, tzinfo=UTC)
PLACES = {
    "DUK": ("superior_committee", None, ""),
    "xay-dung": ("grassroots_committee", "DUK", "administrative_agency"),
    "xay-dung/2": ("subordinate_cell", "xay-dung", ""),
}


@pytest.fixture
def member() -> object:
    """A member of the cell at which the sample has accounts."""
    newborns = [
        Newborn(
            Details(code=key, name=key, kind=kind, parent=organization_id(above) if above else None, sector=sector),
            id=organization_id(key),
        )
        for key, (kind, above, sector) in PLACES.items()
    ]
    register_organizations(actor=make_actor(), day=FIRST_DAY, basis=BASIS, newborns=newborns)
    return make_member(organization_id("xay-dung/2"))


def test_every_kind_of_post_has_an_account(member: object) -> None:
    made = make_accounts(NOW)
    posts = Grant.objects.on(NOW.date()).values_list("post", flat=True)
    assert sorted(posts) == sorted(post_types(NOW.date()))
    assert len({one.login for one in made}) == len({one.password for one in made}) == len(posts)


def test_whoever_must_have_a_second_factor_has_one_and_its_key_is_told(member: object) -> None:
    for one in make_accounts(NOW):
        account = Account.objects.get(login=one.login)
        strict = post_types(NOW.date())[Grant.objects.get(account=account).post].second_factor
        assert (bool(one.secret), has_second_factor(account.pk)) == (strict, strict)


def test_passwords_are_those_that_are_told(member: object) -> None:
    first = make_accounts(NOW)[0]
    assert Account.objects.get(login=first.login).check_password(first.password)


def test_account_of_a_member_is_of_somebody_on_the_rolls(member: object) -> None:
    make_accounts(NOW)
    assert AccountRecord.objects.get(account__login="dang-vien").member == member


def test_accounts_are_made_once(member: object) -> None:
    assert (len(make_accounts(NOW)), make_accounts(NOW)) == (9, [])


def test_accounts_are_told_in_a_file_where_the_committee_was_built_from_a_page(member: object, tmp_path: Path) -> None:
    lines = write_accounts(tmp_path).read_text(encoding="utf-8").splitlines()
    made = Account.objects.order_by("pk")
    assert lines[0] == "Tài khoản, mỗi loại người dùng một tài khoản; mật khẩu chỉ hiện một lần:"
    told = {words[0]: words[1] for words in map(str.split, lines[1:]) if words[0] != "khóa"}
    assert [account.login for account in made if account.check_password(told[account.login])] == [
        account.login for account in made
    ]
