"""Who may see something, and why."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.access.actions import end_post
from dangvu.access.queries import who_may, why
from dangvu.kernel.policy import Permission, Verb
from tests.factories.access import SPEAKING, make_account, make_grant
from tests.factories.members import make_member
from tests.factories.organizations import BASIS, make_actor

READ_ROLLS, CHANGE_ROLLS = (Permission("members", verb) for verb in Verb)
CHANGE_ACCOUNTS = Permission("administration", Verb.CHANGE)
DAY = date(2020, 6, 1)
DECIDED = "từ ngày 1/1/2008 (01-QĐ/TU, ngày 20/12/2007 của Ban Thường vụ Tỉnh ủy Lam Sơn)"


def test_everybody_who_may_is_named_with_the_reason_in_the_order_of_names(units: dict[str, UUID]) -> None:
    make_grant("committee_secretary", units["A3"], make_account("Vi Thị Hạnh"))
    make_grant("inspection_officer", units["A"], make_account("Lò Văn Thắng"))
    make_grant("cell_clerk", units["A31"], make_account("Hà Văn An"))
    make_grant("office_clerk", units["A"], make_account("Lê Thị Cúc"))
    make_grant("cell_clerk", units["A32"], make_account("Cao Văn Ba"))
    assert [(reason.name, reason.sentence) for reason in who_may(READ_ROLLS, units["A31"], as_of=DAY)] == [
        (
            "Hà Văn An",
            (
                f"Cán bộ giúp việc chi bộ tại Tổ chức A31 {DECIDED}: được xem danh sách và hồ sơ đảng viên,"
                " phạm vi chính tổ chức đó."
            ),
        ),
        (
            "Vi Thị Hạnh",
            (
                f"Bí thư đảng ủy cơ sở tại Tổ chức A3 {DECIDED}: được xem danh sách và hồ sơ đảng viên,"
                " phạm vi tổ chức đó và bên dưới trong cùng lớp."
            ),
        ),
        (
            "Lò Văn Thắng",
            (
                f"Cán bộ Ủy ban Kiểm tra tại Tổ chức A {DECIDED}: được xem danh sách và hồ sơ đảng viên,"
                " phạm vi cả lớp của tổ chức đó và mọi tổ chức bên dưới."
            ),
        ),
    ]
    assert [reason.name for reason in who_may(CHANGE_ROLLS, units["A31"], as_of=DAY)] == ["Hà Văn An", "Vi Thị Hạnh"]


def test_what_takes_administrator_mode_says_so(units: dict[str, UUID]) -> None:
    make_grant("administrator", units["A"])
    make_grant("organization_officer", units["A"])
    assert [reason.sentence.split(": ")[1] for reason in who_may(CHANGE_ACCOUNTS, units["A1"], as_of=DAY)] == [
        "được sửa tài khoản và phân công khi ở chế độ quản trị, phạm vi cả lớp của tổ chức đó và mọi tổ chức bên dưới.",
        "được sửa tài khoản và phân công, phạm vi cả lớp của tổ chức đó và mọi tổ chức bên dưới.",
    ]


def test_member_may_see_the_own_file_only(units: dict[str, UUID]) -> None:
    member, other = make_member(units["A1"]), make_member(units["A1"])
    grant = make_grant("member", units["A1"], make_account("Hà Văn An", member=member))
    make_grant("cell_clerk", units["A1"], make_account("Cao Văn Ba"))
    asked = [who_may(READ_ROLLS, units["A1"], as_of=DAY, person=one) for one in (member, other)]
    assert [[reason.name for reason in found] for found in asked] == [["Hà Văn An", "Cao Văn Ba"], ["Cao Văn Ba"]]
    [reason] = who_may(READ_ROLLS, None, as_of=DAY, person=member)
    assert (reason.grant, reason.sentence.split(": ")[1]) == (
        grant,
        "được xem danh sách và hồ sơ đảng viên, phạm vi hồ sơ của chính mình.",
    )
    assert who_may(READ_ROLLS, units["A1"], as_of=DAY)[0].name == "Cao Văn Ba"


def test_why_names_every_grant_of_one_account(units: dict[str, UUID]) -> None:
    account = make_account()
    grants = [
        make_grant(post, units[code], account) for post, code in (("committee_secretary", "A3"), ("cell_clerk", "A31"))
    ]
    make_grant("cell_secretary", units["A31"])
    assert [reason.grant for reason in why(account.pk, READ_ROLLS, units["A31"], as_of=DAY)] == grants
    assert why(account.pk, READ_ROLLS, units["A1"], as_of=DAY) == []


def test_who_may_is_asked_for_a_day_and_a_moment(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"])
    end_post(actor=make_actor(at=SPEAKING), day=date(2020, 5, 1), basis=BASIS, grant=grant)
    names = [
        [reason.name for reason in who_may(READ_ROLLS, units["A1"], as_of=day, known_at=moment)]
        for day, moment in (
            (date(2020, 4, 30), None),
            (date(2020, 5, 1), None),
            (date(2020, 5, 1), datetime(2020, 5, 31, tzinfo=UTC)),
        )
    ]
    assert names == [["Hoàng Thị Duyên"], [], ["Hoàng Thị Duyên"]]


def test_who_may_takes_as_many_statements_for_many_holders_as_for_one(units: dict[str, UUID]) -> None:
    counts = []
    for number in (1, 30):
        for _ in range(number):
            make_grant("committee_secretary", units["A3"])
        who_may(READ_ROLLS, units["A31"], as_of=DAY)
        with CaptureQueriesContext(connection) as queries:
            found = who_may(READ_ROLLS, units["A31"], as_of=DAY)
        counts.append((len(found), len(queries)))
    assert counts == [(1, 5), (31, 5)]
