"""Whose report it is: the organisation on the day, its beginnings, the body above it and who signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from dangvu.committees.models import CommitteeMember, CommitteeTerm
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import day_before
from dangvu.members.models import Personal
from dangvu.organizations.models import OrganizationRecord, Reorganization, Succession
from dangvu.organizations.queries import tree
from dangvu.regulations import label, regulation


@dataclass(frozen=True)
class Subject:
    """An organisation as a report speaks of it on a day.

    ``since`` is its first day and ``basis`` its founding decision; ``predecessors`` are the names of those it was
    merged from; ``committee_name`` and ``superior_name`` name the issuing bodies.
    """

    id: UUID
    name: str
    committee_name: str
    superior_name: str
    symbol: str
    place: str
    since: date
    basis: Basis
    predecessors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the post held and the name."""

    post: str
    name: str


def subject(record: OrganizationRecord, *, as_of: date, known_at: datetime) -> Subject:
    """What a report on ``as_of`` says of the organisation that ``record`` belongs to."""
    identity = record.organization_id
    first = OrganizationRecord.objects.believed(known_at).filter(organization=identity).order_by("valid_from")[0]
    above = tree(as_of=as_of, known_at=known_at).ancestors(identity)
    return Subject(
        id=identity,
        name=record.name,
        committee_name=issuer_name(record.name, on=as_of),
        superior_name=issuer_name(above[0].record.name, on=as_of) if above else "",
        symbol=record.symbol,
        place=record.place,
        since=first.valid_from,
        basis=first.basis,
        predecessors=_predecessors(identity, first.valid_from, known_at),
    )


def issuer_name(organization_name: str, *, on: date) -> str:
    """The name under which an organisation issues documents (``documents/issuer_names``)."""
    for line in regulation("documents/issuer_names", on=on):
        if organization_name.startswith(line["organization"]):
            return line["issuer"] + organization_name.removeprefix(line["organization"])
    return organization_name


def signer(organization_id: UUID, posts: Sequence[str], *, as_of: date, known_at: datetime) -> Signer | None:
    """The holder of the first of ``posts`` that somebody in the organisation's committee holds on ``as_of``."""
    seats = CommitteeMember.objects.on(as_of, known_at).filter(committee__organization=organization_id, post__in=posts)
    for seat in sorted(seats, key=lambda seat: posts.index(seat.post)):
        person = Personal.objects.on(as_of, known_at).get(member=seat.member_id)
        return Signer(label("committees/posts", seat.post, on=as_of), person.full_name)
    return None


def term_of(organization_id: UUID, *, as_of: date, known_at: datetime) -> str:
    """The term (``2020-2025``) in which the organisation's committee is on ``as_of``; empty when it has none."""
    held = CommitteeTerm.objects.on(as_of, known_at).filter(organization=organization_id)
    return held.values_list("committee__term", flat=True).first() or ""


def describe_reorganization(identity: UUID, *, known_at: datetime) -> str:
    """A reorganisation in one sentence without a full stop: its kind, what became what, and the decision."""
    event = Reorganization.objects.believed(known_at).get(identity=identity)
    links = list(Succession.objects.believed(known_at).filter(reorganization=identity).order_by("id"))
    before = _records((link.predecessor_id for link in links), day_before(event.day), known_at)
    after = _records((link.successor_id for link in links), event.day, known_at)
    words = [label("organizations/reorganizations", event.kind, on=event.day)]
    if event.kind == "move":
        above = _records((record.parent_id for record in after), event.day, known_at)
        words.append(f"{_names(after)} về {_names(above)}")
    else:
        words.append(_what_became_what(before, after))
    if event.basis.symbol:
        words.append(f"(Quyết định số {event.basis})")
    return " ".join(words)


def _what_became_what(before: Sequence[OrganizationRecord], after: Sequence[OrganizationRecord]) -> str:
    """``A và B thành C``, ``A vào B``, ``A trên cơ sở B`` (of a committee that becomes a cell), ``C``; cells below."""
    inside = {record.organization_id for record in after}
    lived_on = inside & {record.organization_id for record in before}
    kept = [record for record in before if record.organization_id in lived_on]
    ended = [record for record in before if record.organization_id not in lived_on]
    heads = [record for record in after if record.parent_id not in inside]
    below = [record for record in after if record.parent_id in inside]
    if not before:
        phrase = _names(heads)
    elif ended and kept:
        into_itself = any(record.parent_id in lived_on for record in ended)
        phrase = f"{_names(kept)} trên cơ sở {_names(ended)}" if into_itself else f"{_names(ended)} vào {_names(kept)}"
    elif heads and _names(heads) != _names(before):
        phrase = f"{_names(before)} thành {_names(heads)}"
    else:
        phrase = _names(before)
    return f"{phrase} với các chi bộ trực thuộc là {_names(below)}" if below else phrase


def _names(records: Iterable[OrganizationRecord]) -> str:
    return join_names([record.name for record in records])


def join_names(names: Sequence[str]) -> str:
    """Names in one phrase: commas, and “và” before the last."""
    return " và ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _records(identities: Iterable[UUID | None], day: date, known_at: datetime) -> list[OrganizationRecord]:
    """What held of the organisations on the day, each once, in the order given."""
    ids = list(dict.fromkeys(identity for identity in identities if identity))
    records = OrganizationRecord.objects.on(day, known_at).filter(organization__in=ids)
    return sorted(records, key=lambda record: ids.index(record.organization_id))


def _predecessors(identity: UUID, since: date, known_at: datetime) -> tuple[str, ...]:
    links = Succession.objects.believed(known_at).filter(successor=identity, whole=True).order_by("id")
    return tuple(r.name for r in _records((link.predecessor_id for link in links), day_before(since), known_at))
