"""What members are called, for the lines of the trail that are about them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Hit, Subjects
from dangvu.kernel.days import write_day
from dangvu.kernel.policy import covered, permitted, reach
from dangvu.kernel.vietnamese import fold
from dangvu.members.models import Affiliation, Personal
from dangvu.members.policy import READ


def named(asked: Asked, ids: Collection[UUID]) -> dict[UUID, Hit]:
    """Name and birth date of each of the members whose file the reader may see, or could while it was kept."""
    places = Affiliation.objects.believed(asked.known_at).filter(member__in=ids)
    stood = set(places.values_list("member_id", "organization_id"))
    seen, own = covered(asked.actor, READ, {place for _one, place in stood}), reach(asked.actor, READ).persons
    shown = {one for one, place in stood if place in seen or one in own}
    people = Personal.objects.believed(asked.known_at).filter(member__in=ids)
    return {
        person.member_id: Hit(
            person.full_name, write_day(person.birth_date), asked.address("members:file", person.member_id)
        )
        for person in people.order_by("valid_from")
        if person.member_id in shown
    }


def meant(asked: Asked, text: str, limit: int) -> list[UUID]:
    """Members whose name holds every word of ``text``, with or without diacritics."""
    # Members who ever stood on the rolls of an organisation within reach, and the reader.
    places = Affiliation.objects.believed(asked.known_at).filter(permitted(asked.actor, READ, person="member"))
    people = Personal.objects.believed(asked.known_at).filter(member__in=places.values("member"))
    for word in fold(text).split():
        people = people.filter(search_key__contains=word)
    return list(dict.fromkeys(people.order_by("sort_key", "member_id").values_list("member_id", flat=True)[:limit]))


SUBJECTS = Subjects(named, meant)
