"""Indicators: defined figures. Each says what it counts, of which fact, under which condition, by which rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from django.utils.translation import gettext as _

from dangvu.kernel.sources import Entry
from dangvu.statistics.catalogue.conditions import ALWAYS, Condition, ConditionError, read_condition
from dangvu.statistics.catalogue.facts import Fact, Time, Type
from dangvu.statistics.catalogue.words import Words, near, read_words

DECIMALS = 2
"""Decimals of a mean or a ratio whose entry does not say otherwise."""


class Measure(StrEnum):
    """How rows become a value: their number, the number of distinct ``of``, the sum of ``of``, a mean age, a ratio."""

    COUNT = "count"
    DISTINCT = "distinct"
    SUM = "sum"
    MEAN_AGE = "mean_age"
    RATIO = "ratio"


class Kind(StrEnum):
    """What may be done with a value: a stock belongs to a day, a flow to a period, the others never add up."""

    STOCK = "stock"
    FLOW = "flow"
    AVERAGE = "average"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A defined figure.

    ``fact`` is missing only from a ratio, which is 100 × ``part`` ÷ ``base`` in percent. A mean age is in years, of the
    day numbers of birth in column ``of``.
    """

    id: str
    room: str
    label: Words
    definition: Words
    unit: Words
    rule: str
    measure: Measure
    fact: Fact | None = None
    of: str = ""
    condition: Condition = ALWAYS
    part: str = ""
    base: str = ""
    decimals: int = 0

    @property
    def kind(self) -> Kind:
        """Follows from measure and fact."""
        if self.fact is None:
            return Kind.RATIO
        if self.measure is Measure.MEAN_AGE:
            return Kind.AVERAGE
        return Kind.STOCK if self.fact.time is Time.STOCK else Kind.FLOW

    @property
    def adds_up(self) -> bool:
        """Whether the value of an organisation is that of its own rows and of those of the organisations below it."""
        return self.measure in (Measure.COUNT, Measure.SUM)

    @property
    def describes(self) -> str:
        """The definition in one line, from which its version is made."""
        of = f" of {self.of}" if self.of else ""
        where = f" where {self.condition.sql}" if self.condition.sql else ""
        counted = f"{self.measure}{of} of {self.fact.name}{where}" if self.fact else f"{self.part} / {self.base}"
        return f"{counted}, {self.decimals} decimals"


def read_indicator(
    entry: Entry, room: str, facts: Mapping[str, Fact], known_codes: Callable[[str], frozenset[str]]
) -> Indicator:
    """Read one entry of an indicator file; raise ``Refusal`` naming file, line and key when it is malformed."""
    entry.allow("id", "label", "definition", "unit", "rule", "fact", "measure", "of", "where", "ratio", "decimals")
    head = partial(
        Indicator,
        id=entry.text("id"),
        room=room,
        label=read_words(entry, "label"),
        definition=read_words(entry, "definition"),
        unit=read_words(entry, "unit"),
        rule=entry.text("rule"),
    )
    if "ratio" in entry.values:
        for key in ("fact", "measure", "of", "where"):
            if key in entry.values:
                raise entry.refuse(key, _("không đi cùng “ratio”; hãy bỏ một trong hai."))
        ratio = entry.entry("ratio")
        ratio.allow("of", "base")
        decimals = entry.whole("decimals", DECIMALS)
        return head(measure=Measure.RATIO, part=ratio.text("of"), base=ratio.text("base"), decimals=decimals)
    name = entry.text("fact")
    if name not in facts:
        raise entry.refuse("fact", _("không có dữ kiện “%(name)s”.") % {"name": name} + near(name, facts))
    fact = facts[name]
    measure, of, decimals = _measure(entry, fact)
    condition = _condition(entry, fact, known_codes)
    return head(measure=measure, fact=fact, of=of, condition=condition, decimals=decimals)


def check_ratio(entry: Entry, indicators: Mapping[str, Indicator]) -> None:
    """Refuse an entry of an indicator file whose ratio is not one of two numbers that are counted."""
    if "ratio" not in entry.values:
        return
    ratio = entry.entry("ratio")
    for key in ("of", "base"):
        name = ratio.text(key)
        if name not in indicators:
            message = _("không có chỉ tiêu “%(name)s”.") % {"name": name}
            raise ratio.refuse(key, message + near(name, indicators))
        if indicators[name].kind not in (Kind.STOCK, Kind.FLOW):
            raise ratio.refuse(
                key, _("phải là một số đếm được, không phải tỷ lệ hay bình quân; hãy chọn chỉ tiêu khác.")
            )


def _measure(entry: Entry, fact: Fact) -> tuple[Measure, str, int]:
    measure = Measure(entry.one_of("measure", tuple(m for m in Measure if m is not Measure.RATIO), Measure.COUNT))
    if measure is Measure.COUNT:
        for key in ("of", "decimals"):
            if key in entry.values:
                raise entry.refuse(key, _("không đi cùng “measure: count”; hãy bỏ khóa này."))
        return measure, "", 0
    of = entry.text("of")
    if of not in fact.selected:
        message = _("“%(fact)s” không có cột “%(name)s”.") % {"fact": fact.name, "name": of}
        raise entry.refuse("of", message + near(of, fact.selected))
    if measure is not Measure.DISTINCT and fact.columns[of].type is not Type.NUMBER:
        raise entry.refuse("of", _("phải là một cột kiểu number; hãy chọn cột khác."))
    return measure, of, entry.whole("decimals", DECIMALS) if measure is Measure.MEAN_AGE else 0


def _condition(entry: Entry, fact: Fact, known_codes: Callable[[str], frozenset[str]]) -> Condition:
    if "where" not in entry.values:
        return ALWAYS
    try:
        return read_condition(entry.text("where"), fact, known_codes)
    except ConditionError as error:
        raise entry.refuse("where", str(error)) from None
