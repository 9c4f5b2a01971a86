"""Rules as they stand on a day: the list of them, and one with everything that it ever said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import ENDLESS, FOREVER
from dangvu.kernel.vietnamese import fold
from dangvu.regulations.models import Override
from dangvu.regulations.own import believing
from dangvu.regulations.reading import Certainty, Rule, RuleValue, read_only
from dangvu.regulations.rulebook import find_rule, rules
from dangvu.regulations.showing import Difference, Part, brief, differences, lines, title

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CERTAINTIES: Mapping[str, StrOrPromise] = {
    Certainty.VERIFIED: gettext_lazy("đã đối chiếu"),
    Certainty.SECONDARY: gettext_lazy("theo nguồn khác"),
    Certainty.RECALLED: gettext_lazy("chưa đối chiếu"),
}
MARKS = {Certainty.VERIFIED: "full", Certainty.SECONDARY: "half", Certainty.RECALLED: "none"}
"""The shape that stands for each certainty."""


@dataclass(frozen=True, slots=True)
class Line:
    """A rule in the list, with what holds of it on the day asked about."""

    rule: Rule
    title: str
    value: RuleValue
    brief: str
    certainty: StrOrPromise
    mark: str


@dataclass(frozen=True, slots=True)
class Era:
    """A value of a rule: until when it held, and what it changed."""

    value: RuleValue
    until: date
    in_force: bool
    brief: str
    parts: list[Part]
    changed: list[Difference]
    certainty: StrOrPromise
    mark: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An own value that no longer counts, in words."""

    override: Override
    brief: str


@dataclass(frozen=True, slots=True)
class History:
    """A rule with everything that it ever said, the newest first, and own values that no longer count."""

    rule: Rule
    eras: list[Era]
    withdrawn: list[Withdrawn]

    @property
    def in_force(self) -> Era | None:
        """What holds on the day asked about."""
        return next((era for era in self.eras if era.in_force), None)


def rules_found(asked: Asked, *, text: str = "", certainty: str = "") -> list[Line]:
    """The rules that have a value on the day, with ``text`` in name or source, and of one certainty if that is said."""
    with believing(asked.known_at):
        return [line for one in rules() if (line := _line(one, asked, text, certainty))]


def history_of(asked: Asked, name: str) -> History:
    """One rule by its name; raises ``Refusal`` like ``find_rule``."""
    with believing(asked.known_at):
        found = find_rule(name)
        eras = list(_eras(found, asked.on))
    gone = Override.objects.filter(rule=found.name).exclude(superseded_at=ENDLESS).order_by("-superseded_at")
    withdrawn = [Withdrawn(one, brief(found, read_only(one.value), one.effective_from)) for one in gone]
    return History(found, eras, withdrawn)


def _line(one: Rule, asked: Asked, text: str, certainty: str) -> Line | None:
    """The line of a rule, if it has a value on the day and is searched for."""
    value = _in_force(one, asked.on)
    if value is None or certainty not in ("", value.certainty):
        return None
    said = fold(f"{title(one)} {one.name} {value.source}")
    if not all(word in said for word in fold(text).split()):
        return None
    words = brief(one, value.value, asked.on)
    return Line(one, title(one), value, words, CERTAINTIES[value.certainty], MARKS[value.certainty])


def _eras(found: Rule, on: date) -> Iterator[Era]:
    """What a rule ever said, the newest first."""
    in_force = _in_force(found, on)
    ends = [*(value.effective_from for value in found.values[1:]), FOREVER]
    befores = [None, *found.values[:-1]]
    for value, until, before in reversed(list(zip(found.values, ends, befores, strict=True))):
        yield Era(
            value=value,
            until=until,
            in_force=value is in_force,
            brief=brief(found, value.value, value.effective_from),
            parts=lines(found, value.value, value.effective_from),
            changed=differences(found, before.value, value.value, value.effective_from) if before else [],
            certainty=CERTAINTIES[value.certainty],
            mark=MARKS[value.certainty],
        )


def _in_force(found: Rule, on: date) -> RuleValue | None:
    return next((value for value in reversed(found.values) if value.effective_from <= on), None)
