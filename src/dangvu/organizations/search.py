"""Finding organisations by words of their names or by their codes, those that are no more included."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Hit, SearchSource
from dangvu.kernel.days import FOREVER
from dangvu.kernel.policy import permitted
from dangvu.kernel.vietnamese import fold
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.outline import distance, says
from dangvu.organizations.policy import READ


def find_organizations(asked: Asked, text: str, limit: int) -> Sequence[Hit]:
    """Readable organisations that a name or code of any day fits: first those of the day asked about, then by nearness.

    One that is not there on that day is marked with the years in which it was.
    """
    wanted = fold(text)
    known = OrganizationRecord.objects.believed(asked.known_at).filter(permitted(asked.actor, READ))
    lives: dict[object, list[OrganizationRecord]] = {}
    for record in known.order_by("valid_from", "id"):
        lives.setdefault(record.organization_id, []).append(record)
    found = [_Found(asked, life, wanted) for life in lives.values() if any(says(one, wanted) for one in life)]
    return [one.hit for one in sorted(found, key=lambda one: one.rank)[:limit]]


class _Found:
    """An organisation that fits, by its records in their order."""

    def __init__(self, asked: Asked, life: list[OrganizationRecord], wanted: str) -> None:
        self.asked, self.life = asked, life
        self.standing = next((one for one in life if one.valid_from <= asked.on < one.valid_to), None)
        fitting = [one for one in life if says(one, wanted)]
        self.shown = self.standing or fitting[-1]
        self.rank = (self.standing is None, min(distance(one, wanted) for one in fitting), self.shown.code)

    @property
    def hit(self) -> Hit:
        """What the search shows of it."""
        note = self.shown.code if self.standing else f"{self.shown.code}, {self._years()}"
        return Hit(self.shown.name, note, self.asked.address("organizations:profile", self.shown.organization_id))

    def _years(self) -> str:
        first, last = self.life[0].valid_from, self.life[-1].valid_to
        if last == FOREVER:
            return _("có từ năm %(first)s") % {"first": first.year}
        return _("đã thôi, %(first)s–%(last)s") % {"first": first.year, "last": last.year}


SEARCH = SearchSource("organizations", gettext_lazy("Tổ chức đảng"), find_organizations)
