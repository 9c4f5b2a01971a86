"""What members are called, for the lines of the trail that are about them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q

from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Hit, Subjects
from dangvu.kernel.days import write_day
from dangvu.kernel.policy import permitted
from dangvu.kernel.vietnamese import fold
from dangvu.members.models import Affiliation, Personal
from dangvu.members.policy import READ


def named(asked: Asked, ids: Collection[UUID]) -> dict[UUID, Hit]:
    """Name and birth date of each of the members whose file the reader may see, or could while it was kept."""
    people = Personal.objects.believed(asked.known_at).filter(_within(asked, member__in=ids), member__in=ids)
    return {
        person.member_id: Hit(
            person.full_name, write_day(person.birth_date), asked.address("members:file", person.member_id)
        )
        for person in people.order_by("valid_from")
    }


def meant(asked: Asked, text: str, limit: int) -> list[UUID]:
    """Members whose name holds every word of ``text``, with or without diacritics."""
    people = Personal.objects.believed(asked.known_at).filter(_within(asked))
    for word in fold(text).split():
        people = people.filter(search_key__contains=word)
    return list(dict.fromkeys(people.order_by("sort_key", "member_id").values_list("member_id", flat=True)[:limit]))


def _within(asked: Asked, **conditions: Any) -> Q:
    """Members who ever stood on the rolls of an organisation within reach, and the reader."""
    places = Affiliation.objects.believed(asked.known_at).filter(**conditions)
    places = places.filter(permitted(asked.actor, READ, person="member"))
    return Q(member__in=places.values("member"))


SUBJECTS = Subjects(named, meant)
