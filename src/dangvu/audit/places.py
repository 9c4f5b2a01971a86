"""Where lines of the trail happened, and so who may know of them.

A line belongs to its subject, to every organisation and member that the records of its act are about, and to the
organisations that keep the files of those members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from dangvu.audit.models import Line
from dangvu.audit.policy import ADMINISTRATION
from dangvu.kernel.contracts import Area, MemberFiles, Verbs, registered
from dangvu.kernel.policy import Actor, Permission, Verb, covered, everywhere, reach
from dangvu.kernel.records import Record


def area_of(verb: str) -> str:
    """The area in which a reader must hold permission to know of lines with a verb."""
    for offer in registered(Verbs):
        if verb in offer.words and offer.area:
            return offer.area
    room = verb.partition(".")[0]
    return room if room in {area.code for area in registered(Area)} else ADMINISTRATION


def known_to(actor: Actor, lines: Sequence[Line], permission: Permission | None = None) -> list[Line]:
    """Those of ``lines`` that ``actor`` may know of: by ``permission``, or else by reading in the area of each verb."""
    asked: dict[Permission, list[Line]] = defaultdict(list)
    for line in lines:
        asked[permission or Permission(area_of(line.verb), Verb.READ)].append(line)
    places: dict[int, set[UUID]] | None = None
    known: set[int] = set()
    for needed, group in asked.items():
        if everywhere(actor, needed):
            known.update(line.number for line in group)
            continue
        places = places if places is not None else places_of(lines, actor)
        here = {place for line in group for place in places[line.number]}
        seen = covered(actor, needed, here) | (here & reach(actor, needed).persons)
        known.update(line.number for line in group if places[line.number] & seen)
    return [line for line in lines if line.number in known]


def places_of(lines: Collection[Line], actor: Actor) -> dict[int, set[UUID]]:
    """The identities that each of the lines is about, by its number, the keepers of members' files included."""
    places: dict[int, set[UUID]] = {line.number: {line.subject} if line.subject else set() for line in lines}
    for model in record_models():
        names = identity_columns(model)
        touched = model._default_manager.filter(Q(recorded_in__in=places) | Q(superseded_in__in=places))
        for written, superseded, *ids in touched.values_list("recorded_in", "superseded_in", *names).distinct():
            for number in {written, superseded} & places.keys():
                places[number].update(key for key in ids if key)
    about = {key for ids in places.values() for key in ids}
    keepers: dict[UUID, UUID] = {}
    for offer in registered(MemberFiles):
        keepers.update(offer.keepers(about, actor.day, actor.at))
    for ids in places.values():
        ids |= {keepers[key] for key in ids & keepers.keys()}
    return places


def record_models() -> Iterator[type[Record]]:
    """Every model of records, by the order of the rooms."""
    return (model for model in apps.get_models() if issubclass(model, Record))


def identity_columns(model: type[models.Model]) -> list[str]:
    """The columns of a model that name an identity."""
    return [field.attname for field in model._meta.concrete_fields if field.is_relation]
