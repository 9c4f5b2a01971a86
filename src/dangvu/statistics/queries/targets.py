"""Questions about targets, and how far they have been reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from dangvu.kernel.policy import EVERYTHING, Reach
from dangvu.kernel.vietnamese import round_half_up
from dangvu.statistics.catalogue.book import Catalogue
from dangvu.statistics.figures import Counts, Figure, Number, Question, answer
from dangvu.statistics.models import Target

DECIMALS = 2


def targets(*, as_of: date, known_at: datetime | None = None, scope: UUID | None = None) -> QuerySet[Target]:
    """The targets whose period contains ``as_of``, of one organisation or of all, the earliest due first."""
    running = Target.objects.believed(known_at).filter(first__lte=as_of, last__gte=as_of)
    return (running.filter(organization_id=scope) if scope else running).order_by("last", "id")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a target has been reached.

    ``share`` is the figure in percent of the promise, ``excess`` by how many percent it goes beyond (negative while
    it falls short), both rounded half up to two decimals and ``None`` when nothing was promised.
    """

    target: Target
    figure: Figure
    share: Decimal | None
    excess: Decimal | None
    met: bool


def progress(
    target: Target,
    *,
    known_at: datetime | None = None,
    on: date | None = None,
    reach: Reach = EVERYTHING,
    of: Catalogue | None = None,
    counts: Counts | None = None,
) -> Progress:
    """The promised figure as it stood on the target's last day, or on ``on`` when that is earlier.

    What ``counts`` holds is not counted again. Raises ``Refusal`` when ``on`` is before the target begins, and like
    ``answer``.
    """
    last = min(on, target.last) if on else target.last
    asked = Question((target.indicator,), target.organization_id, None, target.first, last, known_at, reach)
    figure = answer(asked, of, counts)[target.indicator, target.organization_id]
    share, excess = share_and_excess(figure.value, target.value)
    return Progress(target, figure, share, excess, _met(target.operator, figure.value or 0, target.value))


def share_and_excess(value: Number | None, promised: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """What was reached in percent of what was promised, and by how many percent it goes beyond (below: negative).

    Rounded half up to two decimals; ``None`` for both when nothing was promised.
    """
    if not promised:
        return None, None
    share = Decimal(100) * (value or 0) / promised
    return round_half_up(share, DECIMALS), round_half_up(share - 100, DECIMALS)


def _met(operator: str, value: Number, promised: Decimal) -> bool:
    """Whether a value keeps a promise, by the code of ``statistics/operators``."""
    return {
        "at_least": value >= promised,
        "more_than": value > promised,
        "exactly": value == promised,
        "at_most": value <= promised,
        "none": value == 0,
    }[operator]
