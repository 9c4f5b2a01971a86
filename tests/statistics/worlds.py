"""Random small committees: a tree, its members, and a history of acts drawn by Hypothesis.

An act that the rooms refuse changes nothing and is passed over, so every history is one that an office could have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from random import Random
from typing import TypeVar
from uuid import UUID, uuid4

from hypothesis import strategies as st

from dangvu.committees import actions as committees
from dangvu.committees.models import CommitteeMember
from dangvu.kernel.basis import Basis
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.members import actions as members
from dangvu.members.models import Admission, Affiliation, Member, MembershipStatus, Personal
from dangvu.organizations import actions as organizations
from dangvu.organizations.actions import Details, Newborn, Plan
from dangvu.organizations.models import OrganizationRecord, Reorganization
from dangvu.organizations.queries import tree
from tests.factories.members import make_enrolment, make_new_member
from tests.factories.organizations import make_tree

START = date(2010, 1, 1)
END = date(2020, 12, 31)
BEGUN = datetime(2021, 1, 1, tzinfo=UTC)
BASIS = Basis("05-QĐ/TU", date(2009, 12, 1), "Tỉnh ủy Lam Sơn")
LEVELS = {
    "general_education": ("primary", "lower_secondary", "upper_secondary"),
    "professional": ("elementary", "intermediate", "college", "university", "master", "doctorate"),
    "political_theory": ("elementary", "intermediate", "advanced"),
}

Act = Callable[[Actor, Random, date], None]

days = st.dates(START, END)
steps = st.tuples(st.integers(0, 31), st.integers(0, 10**9), days)
as_they_come = st.lists(steps, min_size=3, max_size=16)
in_order = as_they_come.map(lambda drawn: sorted(drawn, key=itemgetter(2)))
histories = in_order | as_they_come
"""Acts recorded in the order of their days, or not: reorganisations refuse what is followed by later changes."""
periods = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))

T = TypeVar("T")


@dataclass
class History:
    """The acts carried out so far, and the moment of the last one."""

    moment: datetime = BEGUN
    done: list[str] = field(default_factory=list)

    def actor(self) -> Actor:
        return Actor("Lê Văn Cường", self.moment, operator=True)

    def begin(self) -> None:
        """Two superior committees with two committees and three cells below them, four members in each cell."""
        codes = make_tree(
            {
                "T": ("provincial_committee", None),
                "K1": ("superior_committee", "T"),
                "K2": ("superior_committee", "T"),
                "A": ("grassroots_committee", "K1"),
                "A1": ("subordinate_cell", "A"),
                "A2": ("subordinate_cell", "A"),
                "B": ("grassroots_cell", "K1"),
                "C": ("grassroots_committee", "K2"),
                "C1": ("subordinate_cell", "C"),
                "D": ("grassroots_cell", "K2"),
            },
            day=START,
            actor=self.actor(),
        )
        random = Random(1)
        enrolments = [
            make_enrolment(codes[cell], since=START, **_portrait(random))
            for cell in ("A1", "A2", "B", "C1", "D")
            for _ in range(3)
        ]
        members.enrol_members(actor=self.actor(), day=START, basis=BASIS, enrolments=enrolments)
        for seed in range(12):
            self.attempt(elect, seed, START + timedelta(days=100))
        for seed in range(3):
            self.attempt(name_head, seed, START + timedelta(days=400))

    def play(self, step: tuple[int, int, date]) -> None:
        which, seed, day = step
        self.moment += timedelta(days=1)
        if self.attempt(ACTS[which], seed, day):
            self.done.append(ACTS[which].__name__)

    def attempt(self, act: Act, seed: int, day: date) -> bool:
        """Whether the rooms agreed to the act."""
        try:
            act(self.actor(), Random(seed), day)
        except Refusal:
            return False
        return True

    def known_at(self, back: int) -> datetime | None:
        """Now, or the moment so many days before the last act."""
        return max(BEGUN, self.moment - timedelta(days=back)) if back else None


def _portrait(random: Random) -> dict[str, object]:
    """Traits of a person, drawn so that every column takes several values."""
    return {
        "sex": random.choice(("female", "male")),
        "birth_date": date(1950, 1, 1) + timedelta(days=random.randrange(9000)),
        "ethnic_group": random.choice(("kinh", "kinh", "tay", "foreign_origin")),
        "religion": random.choice(("", "", "catholicism")),
        "occupation": random.choice((None, ("state_agency", ""), ("private_owner", ""), ("retired", ""))),
        "youth_since": random.choice((None, START)),
    }


def _cells(day: date) -> list[UUID]:
    kinds = ("grassroots_cell", "subordinate_cell")
    return _organizations(day, *kinds)


def _organizations(day: date, *kinds: str) -> list[UUID]:
    rows = OrganizationRecord.objects.on(day).filter(kind__in=kinds).order_by("code")
    return [row.organization_id for row in rows]


def _some(random: Random, items: list[T], number: int = 1) -> list[T]:
    if len(items) < number:
        raise Refusal.of("test.nobody", "không có ai để chọn.")
    return random.sample(items, number)


def _people(day: date) -> list[UUID]:
    return list(Affiliation.objects.on(day).order_by("id").values_list("member_id", flat=True))


def _newborn(kind: str, parent: UUID | None) -> Newborn:
    code = uuid4().hex[:8]
    return Newborn(Details(code=code, name=f"Tổ chức {code}", kind=kind, parent=parent, sector="other"))


def admit(actor: Actor, random: Random, day: date) -> None:
    [cell] = _some(random, _cells(day))
    traits = _portrait(random)
    traits["birth_date"] = date(day.year - random.randrange(17, 62), 3, 1) + timedelta(days=random.randrange(300))
    occupation = traits.pop("occupation") or ("enterprise_worker", "")
    newcomer = make_new_member(**traits, occupation=occupation, decided_on=day - timedelta(days=10))
    members.admit_members(actor=actor, day=day, basis=BASIS, organization_id=cell, admissions=[newcomer])


def recognize(actor: Actor, random: Random, day: date) -> None:
    waiting = MembershipStatus.objects.on(day).filter(status="probationary").order_by("id")
    chosen = _some(random, list(waiting.values_list("member_id", flat=True)))
    members.recognize_members(actor=actor, day=day, basis=BASIS, member_ids=chosen)


def transfer(actor: Actor, random: Random, day: date) -> None:
    [cell] = _some(random, _cells(day))
    people = _some(random, _people(day), 2)
    members.transfer_members(actor=actor, day=day, basis=BASIS, member_ids=people, to=cell)


def transfer_out(actor: Actor, random: Random, day: date) -> None:
    people = _some(random, _people(day))
    members.transfer_members(actor=actor, day=day, basis=BASIS, member_ids=people, to=None, destination="Nơi khác")


def receive(actor: Actor, random: Random, day: date) -> None:
    [cell] = _some(random, _cells(day))
    people = _some(random, list(Member.objects.order_by("id").values_list("pk", flat=True)))
    members.receive_members(actor=actor, day=day, basis=BASIS, member_ids=people, organization_id=cell)


def leave(actor: Actor, random: Random, day: date) -> None:
    reason = random.choice(("died", "expelled", "struck_off", "resigned"))
    people = _some(random, _people(day))
    members.end_memberships(actor=actor, day=day, basis=BASIS, member_ids=people, reason=reason)


def qualify(actor: Actor, random: Random, day: date) -> None:
    [member] = _some(random, _people(day))
    kind = random.choice(sorted(LEVELS))
    award = members.Award(member, kind, random.choice(LEVELS[kind]))
    members.qualify_members(actor=actor, day=day, basis=BASIS, awards=[award])


def change_work(actor: Actor, random: Random, day: date) -> None:
    [member] = _some(random, _people(day))
    code = random.choice(("enterprise_manager", "private_owner", "enterprise_worker", "public_service", "pupil"))
    change = members.OccupationChange(member, code)
    members.change_occupations(actor=actor, day=day, basis=BASIS, changes=[change])


def leave_youth_union(actor: Actor, random: Random, day: date) -> None:
    members.leave_youth_union(actor=actor, day=day, basis=BASIS, member_ids=_some(random, _people(day)))


def correct_person(actor: Actor, random: Random, _day: date) -> None:
    record = random.choice(list(Personal.objects.believed().order_by("id")))
    traits = _portrait(random)
    changes = {name: traits[name] for name in ("sex", "birth_date", "ethnic_group", "religion")}
    members.correct_record(actor=actor, record=record, reason="Đối chiếu lý lịch", **changes)


def correct_place(actor: Actor, random: Random, day: date) -> None:
    record = random.choice(list(Affiliation.objects.believed().order_by("id")))
    changes: dict[str, object] = {"organization_id": _some(random, _cells(record.valid_from))[0]}
    if random.random() < 0.5:
        changes = {"valid_from": day}
    members.correct_record(actor=actor, record=record, reason="Nhập nhầm", **changes)


def correct_admission(actor: Actor, random: Random, day: date) -> None:
    record = random.choice(list(Admission.objects.believed().order_by("id")))
    members.correct_record(actor=actor, record=record, reason="Nhập nhầm", day=day, decided_on=day)


def correct_organization(actor: Actor, random: Random, day: date) -> None:
    record = random.choice(list(OrganizationRecord.objects.on(day).order_by("id")))
    sector = random.choice(("", "state_enterprise", "private_joint_stock", "administrative_agency"))
    organizations.correct_organization(actor=actor, record=record, reason="Nhập nhầm", sector=sector)


def elect(actor: Actor, random: Random, day: date) -> None:
    """A committee of three, or the secretary alone of a cell."""
    [body] = _some(random, _organizations(day, "grassroots_committee", "grassroots_cell", "subordinate_cell"))
    below = [node.id for node in tree(as_of=day).below(body)]
    people = Affiliation.objects.on(day).filter(organization_id__in=below).order_by("id")
    posts = random.choice((("secretary",), ("secretary", "deputy_secretary", "member")))
    chosen = _some(random, list(people.values_list("member_id", flat=True)), len(posts))
    term, elected = f"{day.year}-{day.year + 5}", list(zip(chosen, posts, strict=True))
    election = committees.Election(organization_id=body, term=term, seats=len(posts), members=elected)
    committees.elect_committees(actor=actor, day=day, basis=BASIS, elections=[election])


def release(actor: Actor, random: Random, day: date) -> None:
    seats = CommitteeMember.objects.on(day).exclude(post="secretary").order_by("id")
    [seat] = _some(random, list(seats))
    body = seat.committee.organization_id
    committees.release_members(actor=actor, day=day, basis=BASIS, organization_id=body, member_ids=[seat.member_id])


def name_head(actor: Actor, random: Random, day: date) -> None:
    secretaries = list(CommitteeMember.objects.on(day).filter(post="secretary").order_by("id"))
    _some(random, [seat.member_id for seat in secretaries])
    seat = random.choice(secretaries)
    heads = [(seat.committee.organization_id, seat.member_id, "Giám đốc")]
    committees.name_heads(actor=actor, day=day, basis=BASIS, heads=heads)


def _reorganize(actor: Actor, day: date, plan: Plan) -> None:
    organizations.reorganize(actor=actor, day=day, basis=BASIS, plan=plan)


def merge_superiors(actor: Actor, random: Random, day: date) -> None:
    pair = _some(random, _organizations(day, "superior_committee"), 2)
    [top] = _organizations(day, "provincial_committee")
    newborn = _newborn("superior_committee", top)
    _reorganize(actor, day, Plan("merge", predecessors=tuple(pair), newborns=(newborn,)))


def merge_cells(actor: Actor, random: Random, day: date) -> None:
    pair = _some(random, _organizations(day, "grassroots_cell"), 2)
    [parent] = _some(random, _organizations(day, "superior_committee"))
    _reorganize(actor, day, Plan("merge", predecessors=tuple(pair), newborns=(_newborn("grassroots_cell", parent),)))


def merge_cells_into_committee(actor: Actor, random: Random, day: date) -> None:
    pair = _some(random, _organizations(day, "grassroots_cell"), 2)
    [parent] = _some(random, _organizations(day, "superior_committee"))
    committee = _newborn("grassroots_committee", parent)
    below = [_newborn("subordinate_cell", committee.id) for _ in pair]
    cells = {old: new.id for old, new in zip(pair, below, strict=True)}
    _reorganize(actor, day, Plan("merge", predecessors=tuple(pair), newborns=(committee, *below), cells=cells))


def absorb(actor: Actor, random: Random, day: date) -> None:
    kind = random.choice(("superior_committee", "grassroots_committee", "grassroots_cell", "subordinate_cell"))
    taken, survivor = _some(random, _organizations(day, kind), 2)
    _reorganize(actor, day, Plan("absorb", predecessors=(taken,), survivors=(survivor,)))


def upgrade(actor: Actor, random: Random, day: date) -> None:
    [cell] = _some(random, _organizations(day, "grassroots_cell"))
    below = _newborn("subordinate_cell", cell)
    details = {cell: {"kind": "grassroots_committee"}}
    plan = Plan("upgrade", survivors=(cell,), newborns=(below,), details=details, cells={cell: below.id})
    _reorganize(actor, day, plan)


def dissolve(actor: Actor, random: Random, day: date) -> None:
    cell, other = _some(random, _cells(day), 2)
    _reorganize(actor, day, Plan("dissolve", predecessors=(cell,), cells={cell: other}))


def split(actor: Actor, random: Random, day: date) -> None:
    [cell] = _some(random, _organizations(day, "subordinate_cell"))
    parent = OrganizationRecord.objects.on(day).get(organization_id=cell).parent_id
    newborn = _newborn("subordinate_cell", parent)
    people = Affiliation.objects.on(day).filter(organization_id=cell).order_by("id")[:1]
    moving = {row.member_id: newborn.id for row in people}
    _reorganize(actor, day, Plan("split", survivors=(cell,), newborns=(newborn,), members=moving))


def move(actor: Actor, random: Random, day: date) -> None:
    [moved] = _some(random, _organizations(day, "grassroots_committee", "grassroots_cell"))
    [parent] = _some(random, _organizations(day, "superior_committee"))
    _reorganize(actor, day, Plan("move", survivors=(moved,), details={moved: {"parent": parent}}))


def rename(actor: Actor, random: Random, day: date) -> None:
    [renamed] = _some(random, _organizations(day, "grassroots_committee", "grassroots_cell"))
    _reorganize(actor, day, Plan("rename", survivors=(renamed,), details={renamed: {"name": f"Tên mới {day}"}}))


def establish(actor: Actor, random: Random, day: date) -> None:
    [parent] = _some(random, _organizations(day, "superior_committee"))
    _reorganize(actor, day, Plan("establish", newborns=(_newborn("grassroots_cell", parent),)))


def undo(actor: Actor, random: Random, _day: date) -> None:
    events = list(Reorganization.objects.believed().order_by("id").values_list("identity", flat=True))
    [event] = _some(random, events)
    organizations.undo_reorganization(actor=actor, reorganization=event, reason="Quyết định bị thu hồi")


ACTS: list[Act] = [
    admit, recognize, transfer, transfer_out, receive, leave, qualify, change_work, leave_youth_union, correct_person,
    correct_place, correct_admission, correct_organization, merge_superiors, merge_cells, merge_cells_into_committee,
    absorb, upgrade, dissolve, split, move, rename, establish, undo, admit, move, merge_superiors,
    elect, elect, release, name_head, name_head,
]  # fmt: skip
