"""What a reorganisation does, seen as two states of the tree: counts, people, and who flows where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.kernel.contracts import Held, Holding, registered
from dangvu.kernel.days import day_before, write_day
from dangvu.organizations.events import Event
from dangvu.organizations.outline import MEMBERS
from dangvu.organizations.queries import Node, Tree, tree
from dangvu.organizations.rules import kind_names
from dangvu.organizations.sight import Sight
from dangvu.ui import charts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REST = "rest"
"""The stand of all organisations of the frame that take no part."""


@dataclass(frozen=True)
class State:
    """The tree of a day, what every organisation holds, and the people of those that take part."""

    standing: Tree
    counts: Mapping[str, Mapping[UUID, int]]
    people: Mapping[str, tuple[Held, ...]]

    @classmethod
    def on(cls, day: date, concerned: Collection[UUID], known_at: datetime | None = None) -> Self:
        """The state of a day, as believed at a moment."""
        holdings = registered(Holding)
        return cls(
            tree(as_of=day, known_at=known_at),
            {holding.code: holding.count(day, known_at) for holding in holdings},
            {one.code: tuple(one.people(concerned, day, known_at)) for one in holdings if one.people},
        )

    def stand(self, organization_id: UUID, concerned: Collection[UUID]) -> UUID | None:
        """The nearest organisation that takes part, from one upwards; ``None`` when none does."""
        node: Node | None = self.standing.nodes.get(organization_id)
        while node and node.id not in concerned:
            node = node.parent
        return node.id if node else None

    def total(self, code: str, organizations: Collection[UUID]) -> int:
        """How many records of a holding some organisations hold together."""
        counts = self.counts.get(code, {})
        return sum(counts.get(one, 0) for one in organizations)

    def below(self, organization_id: UUID) -> list[UUID]:
        """An organisation and all below it; nothing when it is not there."""
        return [node.id for node in self.standing.below(organization_id)] if organization_id in self.standing else []

    def name(self, organization_id: UUID) -> str:
        """The name of an organisation in this state; empty when it is not there."""
        return self.standing[organization_id].record.name if organization_id in self.standing else ""


@dataclass(frozen=True)
class Count:
    """How many of something there are before and after; ``whole`` for the total that must not change."""

    label: StrOrPromise
    before: int
    after: int
    whole: bool = False

    @property
    def change(self) -> int:
        """How many more there are afterwards."""
        return self.after - self.before


@dataclass(frozen=True)
class Mover:
    """A person whose place or posts change: organisations by name, empty for none."""

    name: str
    source: str
    target: str
    posts_before: tuple[str, ...] = ()
    posts_after: tuple[str, ...] = ()

    @property
    def has_posts(self) -> bool:
        """Whether a post is held on either side."""
        return bool(self.posts_before or self.posts_after)


@dataclass(frozen=True)
class Stand:
    """Members that an organisation holds on one side, by itself and through those below that take no part."""

    code: str
    name: str
    members: int
    state: charts.State = charts.State.KEPT


@dataclass(frozen=True)
class Stream:
    """Members who go from a stand before to a stand after."""

    source: str
    target: str
    members: int


@dataclass(frozen=True)
class Comparison:
    """Before and after. ``proved`` when everybody who was on the rolls before is on them afterwards.

    ``counted`` when the numbers of members may be told: else ``counts`` are without them, and nobody flows.
    """

    frame: str
    counts: tuple[Count, ...]
    whole: Count
    before: tuple[Stand, ...]
    after: tuple[Stand, ...]
    streams: tuple[Stream, ...]
    people: tuple[Mover, ...]
    hidden: bool = False
    counted: bool = True

    @property
    def has_posts(self) -> bool:
        """Whether any of the people holds a post on either side."""
        return any(one.has_posts for one in self.people)

    @property
    def proved(self) -> bool:
        """Whether the total has not changed."""
        return self.whole.change == 0


def heads_of(day: date) -> tuple[str, str]:
    """What the two sides of a reorganisation of a day are called."""
    eve = {"day": write_day(day_before(day))}
    return _("Trước, đến hết %(day)s") % eve, _("Sau, từ %(day)s") % {"day": write_day(day)}


def drawn(seen: Comparison, heads: tuple[str, str]) -> charts.Flow:
    """The members who flow between before and after.

    Dashed are those who, when an organisation ends, neither go with most of the others nor into something new.
    """
    main: dict[str, int] = {}
    for one in seen.streams:
        main[one.source] = max(main.get(one.source, 0), one.members)
    gone = {stand.code for stand in seen.before if stand.state is charts.State.GONE}
    new = {stand.code for stand in seen.after if stand.state is charts.State.NEW}
    apart = [one.source in gone and one.target not in new and one.members < main[one.source] for one in seen.streams]
    links = [
        charts.Link(one.source, one.target, one.members, exception)
        for one, exception in zip(seen.streams, apart, strict=True)
    ]
    before, after = (
        [charts.Stand(one.code, one.name, one.members, state=one.state) for one in side]
        for side in (seen.before, seen.after)
    )
    return charts.flow(before, after, links, title=seen.frame, heads=heads)


def compare(sight: Sight, before: State, after: State, concerned: Collection[UUID], day: date) -> Comparison:
    """Two states, of which the organisations ``concerned`` tell why they differ, as far as they may be seen."""
    frame = _frame(sight, before, after, concerned)
    inside = _inside(before, frame, concerned), _inside(after, frame, concerned)
    name = (after.name(frame) or before.name(frame)) if frame else _("các tổ chức được sắp xếp")
    label = _("Đảng viên của %(name)s") % {"name": name}
    whole = Count(label, before.total(MEMBERS, inside[0]), after.total(MEMBERS, inside[1]), whole=True)
    part = {one for one in concerned if one in before.standing} | ({frame} if frame else set())
    told = [holding for holding in registered(Holding) if part <= sight.counted(holding.permission)]
    counted = any(holding.code == MEMBERS for holding in told)
    streams = _streams(before, after, concerned, inside[0]) if counted else []
    leaving, arriving = Counter[str](), Counter[str]()
    for stream in streams:
        leaving[stream.source] += stream.members
        arriving[stream.target] += stream.members
    counts = [*_kinds(before, after, inside, day), *_held(before, after, concerned, told)]
    return Comparison(
        name,
        (*counts, whole) if counted else tuple(counts),
        whole,
        tuple(_stands(before, after, concerned, leaving, charts.State.GONE)),
        tuple(_stands(after, before, concerned, arriving, charts.State.NEW)),
        tuple(streams),
        tuple(_movers(sight, before, after)),
        hidden=not _visible(sight, before),
        counted=counted,
    )


def compare_event(sight: Sight, event: Event, *, known_at: datetime | None = None) -> Comparison:
    """What a reorganisation did that was carried out, as far as the reader may see it."""
    before = State.on(day_before(event.day), event.concerned, known_at)
    after = State.on(event.day, event.concerned, known_at)
    return compare(sight, before, after, event.concerned, event.day)


def _frame(sight: Sight, before: State, after: State, concerned: Collection[UUID]) -> UUID | None:
    """The nearest readable organisation above all that take part, before and after; ``None`` when there is none."""
    paths = []
    for state in (before, after):
        for one in concerned:
            if one in state.standing:
                nodes = state.standing[one].path
                paths.append([node.id for node in nodes if node.id not in concerned])
    common = [ids[0] for ids in zip(*paths, strict=False) if len(set(ids)) == 1]
    return next((one for one in reversed(common) if one in sight.readable), None)


def _inside(state: State, frame: UUID | None, concerned: Collection[UUID]) -> set[UUID]:
    roots = [frame] if frame else list(concerned)
    return {one for root in roots for one in state.below(root)}


def _kinds(before: State, after: State, inside: tuple[set[UUID], set[UUID]], day: date) -> Iterator[Count]:
    kinds = [
        Counter(state.standing[one].record.kind for one in ids)
        for state, ids in zip((before, after), inside, strict=True)
    ]
    for code, label in kind_names(day).items():
        if any(kind[code] for kind in kinds):
            yield Count(label, kinds[0][code], kinds[1][code])


def _held(before: State, after: State, concerned: Collection[UUID], told: Iterable[Holding]) -> Iterator[Count]:
    for holding in told:
        if holding.code not in (MEMBERS, "organizations"):
            label = _("%(what)s của các tổ chức được sắp xếp") % {"what": holding.label}
            held = before.total(holding.code, concerned), after.total(holding.code, concerned)
            if any(held):
                yield Count(label, *held)


def _streams(before: State, after: State, concerned: Collection[UUID], inside: Collection[UUID]) -> list[Stream]:
    """Who goes where: person by person in the organisations that take part, cell by cell below them and beside."""
    flows: Counter[tuple[str, str]] = Counter()
    targets = {held.person: held.organization for held in after.people.get(MEMBERS, ())}
    for held in before.people.get(MEMBERS, ()):
        target = targets.get(held.person)
        flows[_code(before, held.organization, concerned), _code(after, target, concerned)] += 1
    for cell, members in before.counts.get(MEMBERS, {}).items():
        if cell in inside and cell not in concerned:
            flows[_code(before, cell, concerned), _code(after, cell, concerned)] += members
    flows.pop((REST, REST), None)
    return [Stream(source, target, members) for (source, target), members in flows.items()]


def _code(state: State, organization_id: UUID | None, concerned: Collection[UUID]) -> str:
    stand = state.stand(organization_id, concerned) if organization_id else None
    return str(stand) if stand else REST


def _stands(
    state: State, other: State, concerned: Collection[UUID], members: Mapping[str, int], changed: charts.State
) -> Iterator[Stand]:
    """The organisations that take part, those missing in the ``other`` state as ``changed``, and the rest, if any flow.

    A committee is left out where the cells that take part with it hold all of its members.
    """
    for node in state.standing:
        held = members.get(str(node.id), 0)
        if node.id in concerned and (held or not any(one.id in concerned for one in node.children)):
            kept = node.id in other.standing
            yield Stand(str(node.id), node.record.name, held, charts.State.KEPT if kept else changed)
    if REST in members:
        yield Stand(REST, _("Các tổ chức khác"), members[REST])


def _visible(sight: Sight, state: State) -> bool:
    """Whether one may see all the people of the state."""
    return all(
        not holding.people
        or holding.permission is None
        or {held.organization for held in state.people[holding.code]} <= sight.inside(holding.permission)
        for holding in registered(Holding)
    )


def _movers(sight: Sight, before: State, after: State) -> Iterator[Mover]:
    """Those whose place or posts change: who hold posts first, and then in the order of names."""
    shown = [_of_persons(sight, state, before, after) for state in (before, after)]
    persons = {**{key: one[0] for key, one in shown[1].items()}, **{key: one[0] for key, one in shown[0].items()}}
    found = []
    for key, held in persons.items():
        source, posts_before = _place(before, shown[0].get(key, []))
        target, posts_after = _place(after, shown[1].get(key, []))
        if (source, posts_before) != (target, posts_after):
            found.append((held.sort_key, Mover(held.name, source, target, posts_before, posts_after)))
    yield from (mover for _key, mover in sorted(found, key=lambda one: (not one[1].has_posts, one[0])))


def _of_persons(sight: Sight, state: State, before: State, after: State) -> dict[UUID, list[Held]]:
    """The people of a state whom one may see where they were, or where they come to be, by person."""
    found: dict[UUID, list[Held]] = {}
    for holding in registered(Holding):
        held = state.people.get(holding.code, ())
        if holding.permission is None:
            visible = {one.person for one in held}
        else:
            everybody = [one for side in (before, after) for one in side.people.get(holding.code, ())]
            inside = sight.inside(holding.permission)
            visible = {one.person for one in everybody if one.organization in inside}
        for one in held:
            if one.person in visible:
                found.setdefault(one.person, []).append(one)
    return found


def _place(state: State, held: list[Held]) -> tuple[str, tuple[str, ...]]:
    """The organisation on whose rolls somebody is, and the posts held, each with its organisation if it is another."""
    home = next((one.organization for one in held if not one.post), None)
    posts = tuple(
        one.post if one.organization == home else f"{one.post}, {state.name(one.organization)}"
        for one in held
        if one.post
    )
    return (state.name(home) if home else ""), posts
