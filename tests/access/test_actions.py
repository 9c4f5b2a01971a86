"""Opening, giving, ending, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from dangvu.access.actions import (
    close_account,
    end_post,
    enter_administration,
    grant_post,
    leave_administration,
    open_account,
)
from dangvu.access.checks import find_rights_beyond
from dangvu.access.models import Account, AccountRecord, AdministratorMode, Grant
from dangvu.access.posts import Place, PostType
from dangvu.audit.models import Line
from dangvu.audit.verify import verify_trail
from dangvu.kernel import contracts
from dangvu.kernel.contracts import MemberFiles
from dangvu.kernel.days import FOREVER
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor, Permission, Verb
from dangvu.organizations.actions import Plan, reorganize
from tests.factories.access import SPEAKING, make_account, make_administrator, make_grant, make_holder
from tests.factories.acts import STRANGER, codes_of, do, refusal_of
from tests.factories.members import make_member
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor

DAY = date(2020, 6, 1)
LATER = make_actor(at=SPEAKING)


def opening(**details: Any) -> dict[str, Any]:
    return {"day": DAY, "login": "hoang.duyen", "name": "Hoàng Thị Duyên"} | details


def granting(units: dict[str, UUID], post: str, code: str, **details: Any) -> dict[str, Any]:
    account = details.pop("account", None) or make_account(actor=LATER)
    known = {"actor": LATER, "day": DAY, "account_id": account.pk, "post": post, "organization_id": units[code]}
    return known | details


def held() -> list[tuple[str, date, date]]:
    grants = Grant.objects.believed().order_by("valid_from", "id")
    return list(grants.values_list("post", "valid_from", "valid_to"))


def test_account_is_opened_for_somebody_from_a_day(units: dict[str, UUID]) -> None:
    account = do(open_account, **opening(name="  Hoàng Thị Duyên "))
    record = AccountRecord.objects.believed().get()
    assert (str(account), str(record), record.account_id) == ("hoang.duyen", "Hoàng Thị Duyên", account.pk)
    assert (record.valid_from, record.valid_to, record.member, record.basis) == (DAY, FOREVER, None, BASIS)
    line = Line.objects.order_by("-number")[0]
    assert (line.verb, line.subject, line.details) == ("access.open_account", account.pk, {"login": "hoang.duyen"})
    assert verify_trail() == []


@pytest.mark.parametrize("login", ["", "Duyen", "duyên", "-duyen", "duyen.", "hoang duyen", "d" * 61])
def test_name_for_signing_in_is_plain(units: dict[str, UUID], login: str) -> None:
    assert codes_of(open_account, **opening(login=login)) == ["access.bad-login"]


def test_name_for_signing_in_is_never_given_twice(units: dict[str, UUID]) -> None:
    account = do(open_account, **opening())
    do(close_account, day=DAY, account_id=account.pk)
    assert refusal_of(open_account, **opening(name=" ")) == [
        ("access.taken-login", "tên đăng nhập “hoang.duyen” đã thuộc một tài khoản; hãy chọn tên khác."),
        ("access.no-name", "thiếu họ và tên của người dùng tài khoản; hãy ghi đầy đủ."),
    ]


def test_member_has_one_account_at_a_time(units: dict[str, UUID]) -> None:
    member = make_member(units["A1"])
    account = make_account(member=member)
    assert refusal_of(open_account, **opening(member=member)) == [
        (
            "access.second-account",
            f"đảng viên này đã có tài khoản “{account.login}”; hãy dùng tài khoản đó hoặc khóa nó trước.",
        )
    ]
    do(close_account, day=DAY, account_id=account.pk)
    assert do(open_account, **opening(member=member)).login == "hoang.duyen"


def test_only_who_gives_posts_opens_accounts(units: dict[str, UUID]) -> None:
    clerk = make_holder(make_grant("cell_clerk", units["A1"]))
    secretary = make_holder(make_grant("committee_secretary", units["A3"]))
    assert [codes_of(open_account, **opening(actor=one)) for one in (STRANGER, clerk)] == [["policy.denied"]] * 2
    assert do(open_account, **opening(actor=secretary)).login == "hoang.duyen"


def test_member_is_named_by_whoever_answers_for_the_file(
    units: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {make_member(units[code]): units[code] for code in ("A31", "A1")}
    offer = MemberFiles(lambda member_ids, _on, _known_at: {one: kept[one] for one in member_ids if one in kept})
    monkeypatch.setattr(contracts, "_offers", [*contracts._offers, offer])
    ours, theirs = kept
    secretary = make_holder(make_grant("committee_secretary", units["A3"]))
    assert codes_of(open_account, **opening(actor=secretary, member=theirs)) == ["policy.denied"]
    assert codes_of(open_account, **opening(actor=secretary, member=uuid4())) == ["policy.denied"]
    account = do(open_account, **opening(actor=secretary, member=ours))
    assert AccountRecord.objects.believed().get(member=ours).account == account
    assert do(open_account, **opening(login="vang.danh", actor=LATER, member=uuid4())).login == "vang.danh"


def test_closing_an_account_ends_its_posts(units: dict[str, UUID]) -> None:
    account = make_account()
    make_grant("cell_clerk", units["A1"], account)
    make_grant("cell_clerk", units["A2"], account, day=DAY + timedelta(days=1))
    do(close_account, day=DAY, account_id=account.pk)
    record = AccountRecord.objects.believed().get()
    assert (record.valid_from, record.valid_to, held()) == (FIRST_DAY, DAY, [("cell_clerk", FIRST_DAY, DAY)])
    assert Line.objects.order_by("-number")[0].details == {"posts": 2}


def test_account_that_is_not_open_is_not_closed(units: dict[str, UUID]) -> None:
    account = make_account()
    do(close_account, day=DAY, account_id=account.pk)
    for one in (account.pk, uuid4()):
        assert codes_of(close_account, day=DAY, account_id=one) == ["access.no-account"]


def test_nobody_closes_the_own_account_or_one_beyond_the_own_reach(units: dict[str, UUID]) -> None:
    grant = make_grant("committee_secretary", units["A3"])
    secretary = make_holder(grant)
    clerk, officer = (make_grant(post, units[code]) for post, code in (("cell_clerk", "A31"), ("cell_clerk", "A1")))
    assert codes_of(close_account, actor=secretary, day=DAY, account_id=grant.account_id) == ["access.own-account"]
    assert codes_of(close_account, actor=secretary, day=DAY, account_id=officer.account_id) == ["policy.denied"]
    do(close_account, actor=secretary, day=DAY, account_id=clerk.account_id)
    ended = Grant.objects.believed().filter(valid_to=DAY)
    assert [grant.account_id for grant in ended] == [clerk.account_id]


def test_post_is_given_for_a_spell(units: dict[str, UUID]) -> None:
    asked = granting(units, "cell_clerk", "A1", until=date(2021, 6, 1))
    grant = do(grant_post, **asked)
    assert held() == [("cell_clerk", DAY, date(2021, 6, 1))]
    assert (grant.account_id, grant.organization_id, grant.basis) == (asked["account_id"], units["A1"], BASIS)
    line = Line.objects.order_by("-number")[0]
    details = {"post": "cell_clerk", "organization": str(units["A1"])}
    assert (line.verb, line.subject, line.details) == ("access.grant_post", asked["account_id"], details)


def test_unknown_post_is_refused_with_those_that_exist(units: dict[str, UUID]) -> None:
    [(code, sentence)] = refusal_of(grant_post, **granting(units, "chief", "A1"))
    assert (code, sentence.split(";")[0]) == (
        "access.unknown-post",
        "ngày 1/6/2020 không có vị trí công tác “chief”",
    )


def test_post_is_held_at_the_kinds_of_organization_that_have_it(units: dict[str, UUID]) -> None:
    assert refusal_of(grant_post, **granting(units, "committee_secretary", "A31")) == [
        ("access.wrong-kind", "Tổ chức A31: vị trí “Bí thư đảng ủy cơ sở” không có ở cấp này; chỉ có ở: Đảng bộ cơ sở.")
    ]


def test_post_is_not_held_where_nothing_stands(units: dict[str, UUID]) -> None:
    early = granting(units, "cell_clerk", "A1", day=date(2007, 12, 31), account=make_account(day=date(2007, 1, 1)))
    assert refusal_of(grant_post, **early) == [
        (
            "access.no-organization",
            "tổ chức được chọn không tồn tại vào ngày 31/12/2007; hãy chọn tổ chức khác hoặc ngày khác.",
        )
    ]
    assert codes_of(grant_post, **(early | {"day": DAY, "organization_id": uuid4()})) == ["access.no-organization"]


def test_post_does_not_outlast_its_organization(units: dict[str, UUID]) -> None:
    end = date(2020, 9, 1)
    do(reorganize, day=end, plan=Plan("dissolve", predecessors=(units["A1"],)))
    assert refusal_of(grant_post, **granting(units, "cell_clerk", "A1")) == [
        (
            "access.ending-organization",
            (
                "Tổ chức A1: tổ chức kết thúc ngày 1/9/2020, trước khi hết thời gian phân công;"
                " hãy chọn ngày kết thúc sớm hơn."
            ),
        )
    ]
    assert do(grant_post, **granting(units, "cell_clerk", "A1", until=end)).valid_to == end


def test_post_does_not_outlast_its_account(units: dict[str, UUID]) -> None:
    account = make_account(day=DAY)
    assert codes_of(grant_post, **granting(units, "cell_clerk", "A1", account=account, day=FIRST_DAY)) == [
        "access.closed-account"
    ]
    do(close_account, actor=LATER, day=date(2021, 1, 1), account_id=account.pk)
    assert codes_of(grant_post, **granting(units, "cell_clerk", "A1", account=account)) == ["access.closed-account"]
    until = date(2021, 1, 1)
    assert do(grant_post, **granting(units, "cell_clerk", "A1", account=account, until=until)).valid_to == until


def test_own_file_needs_a_member(units: dict[str, UUID]) -> None:
    assert refusal_of(grant_post, **granting(units, "member", "A1")) == [
        (
            "access.no-member",
            "tài khoản của Hoàng Thị Duyên không gắn với đảng viên nào nên không có hồ sơ của chính mình để xem.",
        )
    ]


def test_post_is_held_once_at_a_time(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"])
    account = Account.objects.get(pk=grant.account_id)
    assert codes_of(grant_post, **granting(units, "cell_clerk", "A1", account=account)) == ["records.overlap"]


def test_secretary_gives_posts_within_the_own_committee(units: dict[str, UUID]) -> None:
    secretary = make_holder(make_grant("committee_secretary", units["A3"]))
    given = granting(units, "cell_clerk", "A31", actor=secretary)
    assert do(grant_post, **given).organization_id == units["A31"]
    assert codes_of(grant_post, **granting(units, "cell_clerk", "A1", actor=secretary)) == ["policy.denied"]


def test_only_an_administrator_gives_and_ends_an_administrators_post(units: dict[str, UUID]) -> None:
    officer = make_holder(make_grant("organization_officer", units["A"]))
    assert refusal_of(grant_post, **granting(units, "administrator", "A", actor=officer)) == [
        (
            "access.beyond-reach",
            (
                "vị trí “Quản trị viên” có quyền vượt quá quyền của Hoàng Thị Duyên về: tài khoản và phân công,"
                " công việc của người khác; hãy nhờ quản trị viên."
            ),
        )
    ]
    other = make_grant("administrator", units["A"], actor=LATER)
    assert codes_of(end_post, actor=officer, day=DAY, grant=other) == ["access.beyond-reach"]
    assert codes_of(close_account, actor=officer, day=DAY, account_id=other.account_id) == ["access.beyond-reach"]


@pytest.mark.parametrize(
    ("right", "areas"),
    [
        ((Permission("members", Verb.CHANGE), Place.LAYER_AND_BELOW), []),
        ((Permission("organizations", Verb.READ), Place.UNIT), []),
        ((Permission("organizations", Verb.CHANGE), Place.UNIT), ["tổ chức đảng"]),
        ((Permission("members", Verb.READ), Place.OWN_FILE), []),
    ],
)
def test_post_is_compared_with_the_own_right_by_right(
    units: dict[str, UUID], right: tuple[Permission, Place], areas: list[str]
) -> None:
    secretary = make_holder(make_grant("committee_secretary", units["A3"]))
    kind = PostType("cell_clerk", frozenset(), (right,), administrator=False, carried=False, second_factor=False)
    sentence = "vị trí “Cán bộ giúp việc chi bộ” có quyền vượt quá quyền của Hoàng Thị Duyên về: {}"
    found = [str(finding).split(";")[0] for finding in find_rights_beyond(secretary, kind, units["A31"])]
    assert found == [sentence.format(area) for area in areas]


def test_post_over_more_organizations_than_the_own_is_beyond(units: dict[str, UUID]) -> None:
    clerk = make_holder(make_grant("cell_clerk", units["A31"]))
    rights = ((Permission("members", Verb.CHANGE), Place.LAYER),)
    kind = PostType("committee_secretary", frozenset(), rights, administrator=False, carried=False, second_factor=False)
    assert [finding.code for finding in find_rights_beyond(clerk, kind, units["A31"])] == ["access.beyond-reach"]
    assert list(find_rights_beyond(LATER, kind, units["A31"])) == []


def test_only_an_administrator_gives_more_than_the_own(units: dict[str, UUID]) -> None:
    administrator = make_administrator(units["A"])
    officer = do(grant_post, **granting(units, "organization_officer", "A", actor=administrator))
    assert officer.post == "organization_officer"
    assert codes_of(grant_post, **granting(units, "cell_clerk", "B1", actor=administrator)) == ["policy.denied"]
    left = Actor(administrator.name, SPEAKING + timedelta(hours=2), account=administrator.account)
    assert codes_of(grant_post, **granting(units, "cell_clerk", "A1", actor=left)) == ["policy.denied"]


def test_post_ends_on_its_day(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"])
    do(end_post, day=DAY, grant=grant)
    assert held() == [("cell_clerk", FIRST_DAY, DAY)]
    assert codes_of(end_post, day=DAY, grant=grant) == ["audit.already-superseded"]


def test_nobody_ends_the_own_post_that_gives_posts(units: dict[str, UUID]) -> None:
    grant = make_grant("committee_secretary", units["A3"])
    own = make_grant("cell_clerk", units["A31"], Account.objects.get(pk=grant.account_id))
    secretary = make_holder(grant)
    assert refusal_of(end_post, actor=secretary, day=DAY, grant=grant) == [
        (
            "access.own-post",
            "không thể tự kết thúc phân công cho mình quyền phân công; hãy nhờ một người khác có quyền đó.",
        )
    ]
    do(end_post, actor=secretary, day=DAY, grant=own)
    assert held()[1:] == [("cell_clerk", FIRST_DAY, DAY)]


def test_administrator_mode_is_a_record_with_its_reason(units: dict[str, UUID]) -> None:
    administrator = make_administrator(units["A"])
    stay = AdministratorMode.objects.believed().get()
    assert (stay.account_id, stay.day, stay.recorded_at) == (administrator.account, DAY, SPEAKING)
    line = Line.objects.order_by("-number")[0]
    assert (line.verb, line.reason, line.details) == (
        "access.enter_administration",
        "phân công đầu năm",
        {"until": "2020-06-01T09:30+07:00"},
    )


def test_administrator_mode_needs_a_reason_and_is_entered_once(units: dict[str, UUID]) -> None:
    administrator = make_administrator(units["A"])
    assert refusal_of_mode(administrator, "phân công") == ["access.in-mode"]
    other = make_holder(make_grant("administrator", units["A"], actor=LATER))
    assert refusal_of_mode(other, " ") == ["access.no-reason"]


def test_only_holders_of_an_administrators_post_enter_its_mode(units: dict[str, UUID]) -> None:
    officer = make_holder(make_grant("organization_officer", units["A"]))
    assert [refusal_of_mode(one, "phân công") for one in (officer, STRANGER, LATER)] == [["policy.denied"]] * 3


def test_administrator_mode_is_left_once(units: dict[str, UUID]) -> None:
    administrator = make_administrator(units["A"])
    leave_administration(actor=administrator)
    assert AdministratorMode.objects.believed().count() == 0
    with pytest.raises(Refusal) as refused:
        leave_administration(actor=administrator)
    assert [finding.code for finding in refused.value.findings] == ["access.not-in-mode"]


def refusal_of_mode(actor: Actor, reason: str) -> list[str]:
    with pytest.raises(Refusal) as refused:
        enter_administration(actor=actor, reason=reason)
    return [finding.code for finding in refused.value.findings]
