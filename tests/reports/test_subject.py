"""Whose report it is: names, beginnings, signers, terms, and reorganisations in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from dangvu.kernel.basis import NO_BASIS, Basis
from dangvu.members.models import Personal
from dangvu.organizations.actions import Newborn, Plan, reorganize
from dangvu.organizations.queries import find_organization
from dangvu.reports.subject import (
    Signer,
    Subject,
    describe_reorganization,
    issuer_name,
    join_names,
    signer,
    subject,
    term_of,
)
from tests.factories.acts import do
from tests.factories.committees import make_committee
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, FIRST_DAY, make_blocs, make_newborn, make_organization
from tests.factories.reports import KNOWN, ON, Office

pytestmark = pytest.mark.django_db

DAY = date(2016, 1, 1)
DECISION = Basis("12-QĐ/ĐU", date(2015, 12, 28), "Đảng ủy Khối")
DECIDED = " (Quyết định số 12-QĐ/ĐU, ngày 28/12/2015 của Đảng ủy Khối)"


def subject_of(organization_id: UUID) -> Subject:
    return subject(find_organization(organization_id, as_of=ON), as_of=ON, known_at=KNOWN)


def test_subject_says_who_reports_to_whom_and_since_when(office: Office) -> None:
    assert subject_of(office.committee) == Subject(
        id=office.committee,
        name="Đảng bộ Sở Xây dựng",
        committee_name="Đảng ủy Sở Xây dựng",
        superior_name="Tỉnh ủy Lam Sơn",
        symbol="ĐU",
        place="Lam Sơn",
        since=FIRST_DAY,
        basis=BASIS,
        predecessors=(),
    )


def test_subject_at_the_top_has_no_superior(office: Office) -> None:
    assert subject_of(office.province).superior_name == ""


def test_subject_born_of_a_merger_names_its_predecessors() -> None:
    ids = make_blocs()
    merged = make_newborn("superior_committee", ids["T"])
    do(reorganize, day=DAY, basis=DECISION, plan=Plan("merge", (ids["A"], ids["B"]), (merged,)))
    about = subject_of(merged.id)
    assert (about.since, about.basis, about.predecessors) == (DAY, DECISION, ("Tổ chức A", "Tổ chức B"))


def test_absorbed_organization_is_no_predecessor_of_the_one_that_was_there() -> None:
    ids = make_blocs()
    do(reorganize, day=DAY, plan=Plan("absorb", (ids["A1"],), survivors=(ids["A2"],)))
    assert subject_of(ids["A2"]).predecessors == ()


@pytest.mark.parametrize(
    ("organization", "issuer"),
    [
        ("Đảng bộ tỉnh Lam Sơn", "Tỉnh ủy Lam Sơn"),
        ("Đảng bộ thành phố Lam Kinh", "Thành ủy Lam Kinh"),
        ("Đảng bộ Sở Xây dựng", "Đảng ủy Sở Xây dựng"),
        ("Chi bộ Văn phòng", "Chi bộ Văn phòng"),
    ],
)
def test_issuer_is_named_after_the_organization(organization: str, issuer: str) -> None:
    assert issuer_name(organization, on=ON) == issuer


def test_signer_is_the_holder_of_the_first_post_that_is_held(office: Office) -> None:
    sign = Signer("Bí thư", _name(office, 0))
    assert signer(office.committee, ("secretary", "deputy_secretary"), as_of=ON, known_at=KNOWN) == sign
    deputy = Signer("Phó bí thư", _name(office, 1))
    assert signer(office.committee, ("deputy_secretary", "secretary"), as_of=ON, known_at=KNOWN) == deputy
    assert signer(office.committee, ("standing_member",), as_of=ON, known_at=KNOWN) is None


def _name(office: Office, number: int) -> str:
    found: str = Personal.objects.believed().get(member=office.members[number]).full_name
    return found


def test_term_is_that_of_the_committee_in_office(office: Office) -> None:
    assert term_of(office.committee, as_of=ON, known_at=KNOWN) == "2020-2025"
    assert term_of(office.committee, as_of=date(2020, 5, 31), known_at=KNOWN) == ""


@pytest.mark.parametrize(
    ("names", "phrase"),
    [([], ""), (["A"], "A"), (["A", "B"], "A và B"), (["A", "B", "C"], "A, B và C")],
)
def test_names_are_joined_into_a_phrase(names: list[str], phrase: str) -> None:
    assert join_names(names) == phrase


def cell(ids: dict[str, UUID], name: str) -> Newborn:
    return make_newborn("grassroots_cell", ids["A"], name=name, sector="administrative_agency")


def _merge_into_committee(ids: dict[str, UUID]) -> Plan:
    committee = make_newborn("grassroots_committee", ids["A"], name="Đảng bộ Sở Y tế", sector="administrative_agency")
    cells = [make_newborn(parent=committee.id, name=f"Chi bộ {n}") for n in (1, 2)]
    into = {ids["A1"]: cells[0].id, ids["A2"]: cells[1].id}
    return Plan("merge", (ids["A1"], ids["A2"]), (committee, *cells), cells=into)


def _upgrade(ids: dict[str, UUID]) -> Plan:
    below = make_newborn(parent=ids["A1"], name="Chi bộ Một")
    details = {ids["A1"]: {"kind": "grassroots_committee"}}
    return Plan("upgrade", newborns=(below,), survivors=(ids["A1"],), details=details)


PLANS: list[tuple[Callable[[dict[str, UUID]], Plan], str]] = [
    (lambda ids: Plan("establish", newborns=(cell(ids, "Chi bộ Báo"),)), "Thành lập Chi bộ Báo"),
    (lambda ids: Plan("dissolve", (ids["A1"],)), "Giải thể Tổ chức A1"),
    (
        lambda ids: Plan("absorb", (ids["A1"],), survivors=(ids["A2"],)),
        "Sáp nhập Tổ chức A1 vào Tổ chức A2",
    ),
    (
        lambda ids: Plan("merge", (ids["A1"], ids["A2"]), (cell(ids, "Chi bộ Báo"),)),
        "Hợp nhất Tổ chức A1 và Tổ chức A2 thành Chi bộ Báo",
    ),
    (
        _merge_into_committee,
        "Hợp nhất Tổ chức A1 và Tổ chức A2 thành Đảng bộ Sở Y tế với các chi bộ trực thuộc là Chi bộ 1 và Chi bộ 2",
    ),
    (
        lambda ids: Plan(
            "split",
            (ids["A1"],),
            (one := cell(ids, "Chi bộ Báo"), cell(ids, "Chi bộ Đài")),
            cells={ids["A1"]: one.id},
        ),
        "Chia tách Tổ chức A1 thành Chi bộ Báo và Chi bộ Đài",
    ),
    (_upgrade, "Nâng cấp Tổ chức A1 với các chi bộ trực thuộc là Chi bộ Một"),
    (
        lambda ids: Plan("move", survivors=(ids["A1"],), details={ids["A1"]: {"parent": ids["B"]}}),
        "Chuyển cấp trên Tổ chức A1 về Tổ chức B",
    ),
    (
        lambda ids: Plan("rename", survivors=(ids["A1"],), details={ids["A1"]: {"name": "Chi bộ Báo"}}),
        "Đổi tên Tổ chức A1 thành Chi bộ Báo",
    ),
]


@pytest.mark.parametrize(("plan", "sentence"), PLANS)
def test_reorganization_is_told_in_a_sentence(plan: Callable[[dict[str, UUID]], Plan], sentence: str) -> None:
    ids = make_blocs()
    decided = plan(ids)
    do(reorganize, day=DAY, basis=DECISION, plan=decided)
    assert describe_reorganization(decided.id, known_at=KNOWN) == sentence + DECIDED


def test_downgrade_is_told_in_a_sentence() -> None:
    ids = make_blocs()
    plan = Plan(
        "downgrade",
        (ids["A31"], ids["A32"]),
        survivors=(ids["A3"],),
        details={ids["A3"]: {"kind": "grassroots_cell"}},
        cells={ids["A31"]: ids["A3"], ids["A32"]: ids["A3"]},
    )
    do(reorganize, day=DAY, basis=DECISION, plan=plan)
    told = describe_reorganization(plan.id, known_at=KNOWN)
    assert told == "Hạ cấp Tổ chức A3 trên cơ sở Tổ chức A31 và Tổ chức A32" + DECIDED


def test_reorganization_without_a_document_is_told_without_one() -> None:
    ids = make_blocs()
    plan = Plan("dissolve", (ids["A1"],))
    do(reorganize, day=DAY, basis=NO_BASIS, plan=plan)
    assert describe_reorganization(plan.id, known_at=KNOWN) == "Giải thể Tổ chức A1"


def test_committee_elected_anew_signs_from_its_first_day(office: Office) -> None:
    others = make_members(office.cells[0], 3)
    make_committee(office.committee, others, day=date(2021, 10, 1), term="2021-2026")
    assert term_of(office.committee, as_of=ON, known_at=KNOWN) == "2021-2026"
    assert signer(office.committee, ("secretary",), as_of=ON, known_at=KNOWN) != Signer("Bí thư", _name(office, 0))


def test_organization_alone_is_its_own_beginning() -> None:
    alone = make_organization(name="Đảng bộ tỉnh Lam Sơn")
    assert subject_of(alone).predecessors == ()
