"""Questions about the trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from dangvu.audit.models import Line
from dangvu.audit.places import known_to
from dangvu.audit.trail import READING
from dangvu.audit.words import what_was_read
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Hit, Subjects, Verbs, registered
from dangvu.kernel.policy import Actor, Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHUNK = 100
"""Lines that are judged together."""

DEPTH = 1000
"""Lines behind which a page ends, however few of them its reader may know of; the next page goes on from there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the trail as it is read: what was done, in words, and to whom, if the reader may see that."""

    line: Line
    what: StrOrPromise
    subject: Hit | None

    @property
    def read(self) -> str:
        """What was seen, of a reading."""
        return what_was_read(self.line)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some lines of the trail, the latest first; ``before`` is where the next ones begin, ``None`` at the end."""

    lines: list[Line]
    before: int | None


def last_learned() -> datetime | None:
    """The moment at which anything was last recorded; ``None`` before the first act.

    Answers known at this moment are those known now, and stay the same until something new is recorded.
    """
    acts = Line.objects.exclude(verb=READING).order_by("-number")
    return acts.values_list("at", flat=True).first()


def readings_of(subject: UUID, *, limit: int = 50) -> QuerySet[Line]:
    """The last readings of one subject, the latest first: who opened a member's file, and what of it."""
    return Line.objects.filter(verb=READING, subject=subject).order_by("-number")[:limit]


def acts() -> QuerySet[Line]:
    """Every line that is no reading."""
    return Line.objects.exclude(verb=READING)


def readings() -> QuerySet[Line]:
    """Every reading of a personal file, of the people behind a figure, and every export."""
    return Line.objects.filter(verb=READING)


def leaf(
    lines: QuerySet[Line], actor: Actor, permission: Permission | None, *, limit: int, before: int | None = None
) -> Leaf:
    """At most ``limit`` of ``lines`` that ``actor`` may know of (see ``known_to``), from behind the line ``before``."""
    found: list[Line] = []
    for _round in range(0, DEPTH, CHUNK):
        further = lines.filter(number__lt=before) if before is not None else lines
        chunk = list(further.order_by("-number")[:CHUNK])
        found += known_to(actor, chunk, permission)
        if len(found) > limit:
            return Leaf(found[:limit], found[limit - 1].number)
        if len(chunk) < CHUNK:
            return Leaf(found, None)
        before = chunk[-1].number
    return Leaf(found, before)


def latest(asked: Asked, limit: int) -> list[Entry]:
    """The last things that were done, as far as the reader may see the records where they were done."""
    lines = acts()
    if asked.known_at:
        lines = lines.filter(at__lte=asked.known_at)
    return entries(asked, leaf(lines, asked.actor, None, limit=limit).lines)


def entries(asked: Asked, lines: list[Line]) -> list[Entry]:
    """Lines with their verbs in words and their subjects by name."""
    words = verb_words()
    named = names(asked, {line.subject for line in lines if line.subject})
    return [
        Entry(line, words.get(line.verb, line.verb), named.get(line.subject) if line.subject else None)
        for line in lines
    ]


def names(asked: Asked, ids: set[UUID]) -> dict[UUID, Hit]:
    """What identities are called, those that the reader may see."""
    return reduce(or_, (dict(offer.named(asked, ids)) for offer in registered(Subjects)), {}) if ids else {}


def verb_words() -> Mapping[str, StrOrPromise]:
    """The words for every verb that a room has words for."""
    return {verb: word for offer in registered(Verbs) for verb, word in offer.words.items()}


def mentioning(lines: QuerySet[Line], asked: Asked, text: str) -> QuerySet[Line]:
    """Those of ``lines`` that hold ``text`` in their reason, basis or actor, or are about something of that name."""
    said = Q(reason__icontains=text) | Q(basis__icontains=text) | Q(actor__icontains=text)
    meant = {key for offer in registered(Subjects) for key in offer.meant(asked, text, CHUNK)}
    return lines.filter(said | Q(subject__in=meant))
