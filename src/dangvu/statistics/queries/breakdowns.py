"""Figures of one organisation in parts: by the organisations below it, by category, by age and sex."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from dangvu.kernel.policy import EVERYTHING, Reach
from dangvu.kernel.vietnamese import round_half_up
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import tree
from dangvu.regulations import codes, label, regulation
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.catalogue.facts import Type
from dangvu.statistics.catalogue.identities import Sum
from dangvu.statistics.catalogue.narrowing import band, name_narrowed
from dangvu.statistics.figures import Counts, Figure, Question
from dangvu.statistics.queries.trends import When, answer_when

PERCENT_DECIMALS = 2
MEMBERS = "members.total"
BANDS = "statistics/age_bands"


@dataclass(frozen=True, slots=True)
class Child:
    """An organisation directly below another, with its own figures by indicator."""

    record: OrganizationRecord
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Children:
    """The figures of an organisation, and of those directly below it in the order of their codes.

    ``rest`` is what the organisation counts beyond them, by indicator: its own rows, and those of organisations that
    are no longer below it. It is missing for what does not add up: means, ratios, distinct values.
    """

    whole: dict[str, Figure]
    children: tuple[Child, ...]
    rest: dict[str, int]


def by_child(
    indicators: Iterable[str],
    scope: UUID,
    when: When,
    *,
    known_at: datetime | None = None,
    reach: Reach = EVERYTHING,
    counts: Counts | None = None,
) -> Children:
    """The indicators of ``scope`` and of everything directly below it on the last day. Raises like ``answer``."""
    names = tuple(dict.fromkeys(indicators))
    answered = answer_when(Question(names, None, known_at=known_at, reach=reach), when, counts)
    standing = tree(as_of=when.last, known_at=known_at)
    below = standing[scope].children if scope in standing else []
    children = tuple(Child(node.record, {name: answered[name, node.id] for name in names}) for node in below)
    additive = [name for name in names if answered.catalogue.indicator(name).adds_up]
    own = [child.record.organization_id for child in children]
    rest = {name: answered.count(name, scope) - sum(answered.counts(name, own)) for name in additive}
    return Children({name: answered[name, scope] for name in names}, children, rest)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole; ``percent`` of it, ``None`` of nothing."""

    name: str
    figure: Figure
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole in parts. ``holds`` says whether they add up to it."""

    label: str
    whole: Figure
    parts: tuple[Part, ...]

    @property
    def holds(self) -> bool:
        """Whether the parts add up to the whole."""
        return sum(part.figure.value or 0 for part in self.parts) == (self.whole.value or 0)


def by_category(
    indicator: str,
    scope: UUID,
    when: When,
    *,
    known_at: datetime | None = None,
    reach: Reach = EVERYTHING,
    counts: Counts | None = None,
) -> list[Breakdown]:
    """The indicator in parts, once for each sum that it is the whole of. Raises ``Refusal`` like ``answer``."""
    sums = [each for each in catalogue(known_at).identities if isinstance(each, Sum) and each.whole == indicator]
    names = tuple(dict.fromkeys([indicator, *(name for each in sums for name in each.parts)]))
    answered = answer_when(Question(names, scope, known_at=known_at, reach=reach), when, counts)
    return [
        _breakdown(str(each.label), answered[indicator, scope], [answered[name, scope] for name in each.parts])
        for each in sums
    ]


def by_code(
    indicator: str,
    column: str,
    scope: UUID,
    when: When,
    *,
    known_at: datetime | None = None,
    reach: Reach = EVERYTHING,
    counts: Counts | None = None,
) -> Breakdown:
    """The indicator by the codes that ``column`` of its fact may hold on the last day, then by none.

    Codes that nobody has are left out. Raises ``Refusal`` like ``answer``, and for a column without codes.
    """
    fact = catalogue(known_at).indicator(indicator).fact
    held = fact.columns.get(column) if fact else None
    listed = codes(held.codes, on=when.last) if held and held.type is Type.CODE else ()
    narrowed = [name_narrowed(indicator, (column, code)) for code in (*listed, "")]
    answered = answer_when(Question((indicator, *narrowed), scope, known_at=known_at, reach=reach), when, counts)
    figures = [figure for figure in (answered[name, scope] for name in narrowed) if figure.value]
    return _breakdown(str(held.label) if held else column, answered[indicator, scope], figures)


@dataclass(frozen=True, slots=True)
class Band:
    """Women and men of some years of age."""

    label: str
    women: Figure
    men: Figure


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Members by age band and sex, the youngest first; ``whole`` also counts those younger than the first band."""

    bands: tuple[Band, ...]
    whole: Figure


def pyramid(
    scope: UUID,
    on: date,
    *,
    known_at: datetime | None = None,
    reach: Reach = EVERYTHING,
    counts: Counts | None = None,
) -> Pyramid:
    """The members of an organisation by the age bands of the official forms and by sex, in one statement."""
    bands = regulation(BANDS, on=on)
    named = {
        sex: [name_narrowed(MEMBERS, ("sex", sex), ("age", band(each["min"], each.get("max")))) for each in bands]
        for sex in ("female", "male")
    }
    names = (MEMBERS, *named["female"], *named["male"])
    answered = answer_when(Question(names, scope, known_at=known_at, reach=reach), When(on), counts)
    pairs = zip(bands, named["female"], named["male"], strict=True)
    return Pyramid(
        tuple(
            Band(label(BANDS, each["code"], on=on), answered[women, scope], answered[men, scope])
            for each, women, men in pairs
        ),
        answered[MEMBERS, scope],
    )


def _breakdown(name: str, whole: Figure, figures: Iterable[Figure]) -> Breakdown:
    parts = (Part(str(each.indicator.label), each, _percent(each, whole)) for each in figures)
    return Breakdown(name, whole, tuple(parts))


def _percent(part: Figure, whole: Figure) -> Decimal | None:
    return round_half_up(Decimal(100) * (part.value or 0) / whole.value, PERCENT_DECIMALS) if whole.value else None
