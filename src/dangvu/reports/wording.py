"""The office's words for the blocks of a report: those that hold, their history, and what somebody has not saved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from dangvu.audit.models import Line
from dangvu.kernel.policy import Actor
from dangvu.reports.differences import Piece, pieces
from dangvu.reports.models import Narrative, UnsavedText


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words are written: the report of an organisation after a template, on a day."""

    organization: UUID
    template: str
    day: date


def words_on(
    organization_id: UUID, template_id: str, *, as_of: date, known_at: datetime | None = None
) -> dict[str, Narrative]:
    """The words for each block that has any: those of the latest report up to ``as_of``."""
    written = Narrative.objects.believed(known_at).filter(
        organization=organization_id, template=template_id, day__lte=as_of
    )
    return {row.block: row for row in written.order_by("day", "recorded_at", "id")}


@dataclass(frozen=True, slots=True)
class Version:
    """The words of a block as somebody once saved them; ``change`` tells them from those saved before."""

    words: Narrative
    who: str
    change: Sequence[Piece]


def versions(spot: Spot, block: str, *, known_at: datetime | None = None, limit: int = 50) -> list[Version]:
    """Everything that was saved for a block up to a moment, for whichever day, the latest first."""
    written = Narrative.objects.filter(organization=spot.organization, template=spot.template, block=block)
    if known_at:
        written = written.filter(recorded_at__lte=known_at)
    saved = list(written.order_by("-recorded_at", "-id")[: limit + 1])
    names = writers(saved)
    before = [*(row.text for row in saved[1:]), ""]
    found = zip(saved[:limit], before, strict=False)
    return [Version(row, names[row.recorded_in], pieces(old, row.text)) for row, old in found]


def writers(rows: Sequence[Narrative]) -> Mapping[int, str]:
    """Who saved some words, by the line of the trail in which they did."""
    lines = Line.objects.filter(number__in={row.recorded_in for row in rows})
    return dict(lines.values_list("number", "actor"))


def keep_text(*, actor: Actor, spot: Spot, block: str, text: str, seen: int) -> None:
    """Keep what somebody is writing, apart from the records, until it is saved or dropped.

    ``seen`` is the row of the words on which it is written, 0 where there were none.
    """
    if actor.account is not None:
        UnsavedText.objects.update_or_create(
            **_place(actor.account, spot), block=block, defaults={"text": text, "seen": seen, "kept_at": actor.at}
        )


def drop_texts(*, actor: Actor, spot: Spot, blocks: Collection[str]) -> None:
    """Forget what somebody was writing into some blocks."""
    if actor.account is not None:
        UnsavedText.objects.filter(**_place(actor.account, spot), block__in=blocks).delete()


def unsaved_texts(*, actor: Actor, spot: Spot) -> dict[str, UnsavedText]:
    """What somebody was writing into each block of a report and has not saved."""
    if actor.account is None:
        return {}
    return {row.block: row for row in UnsavedText.objects.filter(**_place(actor.account, spot))}


def _place(account: UUID, spot: Spot) -> dict[str, Any]:
    return {"account": account, "organization_id": spot.organization, "template": spot.template, "day": spot.day}
