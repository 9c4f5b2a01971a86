"""Who may be elected or appointed, found by the name that somebody types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dangvu.kernel.days import write_day
from dangvu.kernel.vietnamese import fold
from dangvu.members.queries import Entry, rolls

OFFICIAL = "official"


@dataclass(frozen=True)
class Candidates:
    """The official members on the rolls of an organisation and below it on a day."""

    organization_id: UUID
    day: date

    @cached_property
    def entries(self) -> list[Entry]:
        """All of them, in the order of a Vietnamese list."""
        return [entry for entry in rolls(self.organization_id, as_of=self.day) if entry.status == OFFICIAL]

    def proposed(self, text: str, limit: int) -> list[str]:
        """What may be meant by ``text``, as it can be typed."""
        words = fold(text).split()
        found = (entry for entry in self.entries if all(word in fold(entry.full_name) for word in words))
        return [write_person(entry) for entry, _place in zip(found, range(limit), strict=False)]

    def resolve(self, text: str) -> UUID:
        """The one whom ``text`` names, with the birth date behind the name where it takes that; else an error."""
        found = list(self._named(text))
        if len(found) == 1:
            return found[0].member_id
        if not found:
            message = _("không có đảng viên chính thức nào tên “%(text)s” ở đây vào ngày %(day)s; hãy kiểm tra lại.")
            raise ValidationError(message % {"text": text, "day": write_day(self.day)})
        message = _("có %(count)s người tên như vậy; hãy ghi thêm ngày sinh, như “%(example)s”.")
        raise ValidationError(message % {"count": len(found), "example": write_person(found[0])})

    def _named(self, text: str) -> Iterator[Entry]:
        name, _comma, birth = (part.strip() for part in text.partition(","))
        for entry in self.entries:
            if fold(entry.full_name) == fold(name) and birth in ("", write_day(entry.birth_date)):
                yield entry


def write_person(entry: Entry) -> str:
    """A person as a field takes it: name and birth date."""
    return f"{entry.full_name}, {write_day(entry.birth_date)}"
