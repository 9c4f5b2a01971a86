"""What accounts add to the profiles of other rooms."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from dangvu.access.panels import administration_band, keeper_of, member_panel, organization_panel
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import Actor
from tests.factories.access import SPEAKING, make_account, make_administrator, make_grant, make_holder
from tests.factories.acts import STRANGER
from tests.factories.members import make_member

DAY = date(2020, 6, 1)


def asking(actor: Actor, units: dict[str, UUID]) -> Asked:
    return Asked(actor=actor, organization=units["A"], code="A", name="Tổ chức A", on=DAY)


def test_whoever_manages_accounts_sees_who_may_change_the_rolls(units: dict[str, UUID]) -> None:
    officer = make_holder(make_grant("organization_officer", units["A"]))
    make_grant("cell_secretary", units["A1"], make_account("Ngô Bá Thành"))
    content = organization_panel(asking(officer, units), units["A1"])
    assert content is not None
    assert [reason.name for reason in content["reasons"]] == ["Hoàng Thị Duyên", "Ngô Bá Thành"]
    assert organization_panel(asking(officer, units), units["B1"]) is None


def test_member_sees_who_may_open_the_own_file(units: dict[str, UUID]) -> None:
    member, other = make_member(units["A1"]), make_member(units["A1"])
    own = make_holder(make_grant("member", units["A1"], make_account("Vũ Đình Lộc", member=member)))
    content = member_panel(asking(own, units), member)
    assert content is not None
    assert ([reason.name for reason in content["reasons"]], content["may_open"]) == (["Vũ Đình Lộc"], False)
    assert member_panel(asking(own, units), other) is None
    assert member_panel(asking(STRANGER, units), member) is None


def test_account_is_offered_for_a_member_who_has_none(units: dict[str, UUID]) -> None:
    member = make_member(units["A1"])
    officer = asking(make_holder(make_grant("organization_officer", units["A"])), units)
    contents = [member_panel(officer, member)]
    make_account("Vũ Đình Lộc", member=member)
    contents.append(member_panel(officer, member))
    assert [content and content["may_open"] for content in contents] == [True, False]


def test_file_of_nobody_on_the_rolls_is_kept_by_nobody(units: dict[str, UUID]) -> None:
    asked = asking(make_holder(make_grant("organization_officer", units["A"])), units)
    assert (keeper_of(asked, units["A1"]), member_panel(asked, units["A1"])) == (None, None)


def test_administrator_mode_says_how_long_it_lasts(units: dict[str, UUID]) -> None:
    assert administration_band(make_holder(make_account(), at=SPEAKING)) is None
    content = administration_band(make_administrator(units["A"]))
    assert content is not None
    assert (content["minutes"], content["stay"].reason) == (30, "phân công đầu năm")
