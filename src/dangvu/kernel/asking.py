"""What a page is asked: by whom, about which organisation, which day, and as known at which moment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from dangvu.kernel.policy import Actor


@dataclass(frozen=True)
class Asked:
    """The question that all pages share, and that travels in the address of every link.

    ``known_at`` is ``None`` for all that is known by now. ``usual`` are organisation code and day that this reader is
    shown without asking: addresses carry only what differs from them.
    """

    actor: Actor
    organization: UUID
    code: str
    name: str
    on: date
    known_at: datetime | None = None
    usual: tuple[str, date] = field(default=("", date.min), repr=False)

    @property
    def today(self) -> date:
        """The day on which it is asked."""
        return self.actor.day

    @property
    def past(self) -> bool:
        """Whether it is asked about another day than today, or about what was known earlier."""
        return self.on != self.today or self.known_at is not None

    @property
    def parameters(self) -> dict[str, str]:
        """What an address must carry so that it asks the same."""
        code, day = self.usual
        return {
            **({"scope": self.code} if self.code != code else {}),
            **({"on": self.on.isoformat()} if self.on != day else {}),
            **({"known_at": write_known_at(self.known_at)} if self.known_at else {}),
        }

    def address(self, name: str, /, *args: Any, **further: Any) -> str:
        """The address of the page ``name`` that asks the same, with ``further`` parameters that are not empty."""
        return self.address_of(reverse(name, args=args), **further)

    def address_of(self, path: str, /, **further: Any) -> str:
        """The address ``path``, asking the same, with ``further`` parameters that are not empty."""
        query = self.parameters | {key: str(value) for key, value in further.items() if value not in (None, "")}
        return f"{path}?{urlencode(query)}" if query else path

    def about(self, organization: UUID, code: str, name: str) -> Self:
        """The same question about another organisation."""
        return replace(self, organization=organization, code=code, name=name)

    def as_of(self, on: date) -> Self:
        """The same question about another day."""
        return replace(self, on=on)


def write_known_at(moment: datetime) -> str:
    """A moment as an address carries it, in local time; ``kernel.days.parse_moment`` reads it back."""
    return moment.astimezone(timezone.get_current_timezone()).replace(tzinfo=None).isoformat()
