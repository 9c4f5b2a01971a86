"""The people of the plan: first only when and where they were on the rolls, then who they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dangvu.demo.planning.tree import Slot
from dangvu.kernel.days import FOREVER, Spell

NEVER = date.min


@dataclass(frozen=True)
class Step:
    """A level of a kind held since a day."""

    kind: str
    level: str
    since: date
    field: str = ""


@dataclass(eq=False)
class Life:
    """Somebody's time on the rolls of the sample committee, and what the file says of them.

    ``stays`` are the groups they belonged to with the first day in each, ``departure`` the day and manner of leaving
    the rolls, ``bound_until`` the day before which a seat in a committee keeps them there.
    """

    number: int
    birth: date
    entry: str
    admitted: date
    official: date
    stays: list[tuple[date, Slot]]
    departure: tuple[date, str] | None = None
    bound_until: date = NEVER
    sex: str = ""
    name: str = ""
    hometown: str = ""
    ethnic_group: str = ""
    religion: str = ""
    occupation: tuple[str, str] = ("", "")
    youth: Spell | None = None
    steps: list[Step] = field(default_factory=list)

    @property
    def since(self) -> date:
        """The first day on the rolls."""
        return self.stays[0][0]

    @property
    def until(self) -> date:
        """The first day off the rolls."""
        return self.departure[0] if self.departure else FOREVER

    @property
    def slot(self) -> Slot:
        """The group they belong to now, or belonged to last."""
        return self.stays[-1][1]

    def slot_on(self, day: date) -> Slot:
        """The group to which they belonged on a day on the rolls."""
        return next(slot for since, slot in reversed(self.stays) if since <= day)

    def there(self, day: date) -> bool:
        """Whether they were on the rolls on ``day``."""
        return self.since <= day < self.until

    def age(self, day: date) -> float:
        """Age in years, near enough to compare people."""
        return (day - self.birth).days / 365.2425
