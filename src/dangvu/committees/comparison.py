"""Two terms side by side: who stayed, who left, who came, and how the makeup changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dangvu.committees.models import CommitteeTerm
from dangvu.committees.sittings import Share, Sitter, Sitting, sit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody who sat in both: the post before, and the post after."""

    before: Sitter
    after: Sitter


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two committees as they took office."""

    before: Sitting
    after: Sitting
    stayed: tuple[Pair, ...]
    left: tuple[Sitter, ...]
    came: tuple[Sitter, ...]

    @property
    def again(self) -> Share:
        """Those of the later committee who had sat in the earlier one."""
        return Share(len(self.stayed), self.after.count)

    @property
    def new(self) -> Share:
        """Those of the later committee who had not."""
        return Share(len(self.came), self.after.count)

    @property
    def shares(self) -> list[tuple[StrOrPromise, Share, Share]]:
        """Parts of the earlier committee beside the same parts of the later one."""
        return [
            (_("Nữ"), self.before.women, self.after.women),
            (_("Người dân tộc thiểu số"), self.before.minorities, self.after.minorities),
        ]


def compare(before: CommitteeTerm, after: CommitteeTerm, *, known_at: datetime | None = None) -> Comparison:
    """The committees of two terms on the days on which they took office."""
    earlier, later = (sit(term, on=term.valid_from, known_at=known_at) for term in (before, after))
    old, new = ({one.member_id: one for one in sitting.sitters} for sitting in (earlier, later))
    return Comparison(
        earlier,
        later,
        stayed=tuple(Pair(old[key], one) for key, one in new.items() if key in old),
        left=tuple(one for key, one in old.items() if key not in new),
        came=tuple(one for key, one in new.items() if key not in old),
    )


def chosen_terms(terms: list[CommitteeTerm], one: UUID | None, two: UUID | None) -> tuple[CommitteeTerm, CommitteeTerm]:
    """The two of ``terms`` (the latest first) whose committees are named, the earlier first; else the last two."""
    found = [term for term in terms if term.committee_id in {one, two}]
    pair = found if len(found) == 2 else terms[:2]
    return pair[1], pair[0]
