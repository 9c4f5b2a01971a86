"""Asking the rules: what holds on a day, and the trace of what was asked.

A file is read when its rule is first asked for, and kept. An office's own values come from the records.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Refusal
from dangvu.regulations.own import with_own
from dangvu.regulations.reading import CODE_LIST, LANGUAGES, Certainty, Rule, read_rule, rule_files

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class RuleUse:
    """That an answer rests on the value which a rule has from ``effective_from``."""

    rule: str
    effective_from: date
    source: str
    certainty: Certainty


_traces: ContextVar[tuple[list[RuleUse], ...]] = ContextVar("traces of the rules asked", default=())


@contextmanager
def tracing() -> Iterator[list[RuleUse]]:
    """Note every rule that is asked within, each value once; a trace within a trace is noted in both."""
    uses: list[RuleUse] = []
    token = _traces.set((*_traces.get(), uses))
    try:
        yield uses
    finally:
        _traces.reset(token)


def regulation(rule: str, *, on: date) -> Any:
    """What ``rule`` (``members/probation_months``) says on the day ``on``, as plain read-only values.

    Raises ``Refusal`` for a rule that does not exist, a day before its first value and a malformed file.
    """
    value = find_rule(rule).on(on)
    use = RuleUse(rule, value.effective_from, value.source, value.certainty)
    for trace in _traces.get():
        if use not in trace:
            trace.append(use)
    return value.value


def codes(rule: str, *, on: date) -> tuple[str, ...]:
    """The codes of a code list on the day ``on``, in the order of the official form. Raises like ``regulation``."""
    return tuple(item["code"] for item in _code_list(rule, on))


def label(rule: str, code: str, *, on: date) -> str:
    """What ``code`` of a code list is called, in the active language, on the day ``on``.

    Raises ``Refusal`` naming the codes that exist when ``code`` is not among them, and like ``regulation``.
    """
    for item in _code_list(rule, on):
        if item["code"] == code:
            return str(item[spoken()])
    raise Refusal.of(
        "regulations.unknown-code",
        _("ngày %(day)s không có mã “%(code)s”; các mã là: %(codes)s.")
        % {"day": write_day(on), "code": code, "codes": ", ".join(codes(rule, on=on))},
        place=rule,
    )


def spelled(*lists: str) -> Callable[[str, date], str]:
    """Says a code by the first of some code lists that holds it on a day; gives back a code that none holds."""

    def say(code: str, on: date) -> str:
        for rule in lists:
            with suppress(Refusal):
                return label(rule, code, on=on)
        return code

    return say


def rules() -> list[Rule]:
    """Every rule with its history, by name. Raises ``Refusal`` at the first malformed file."""
    return [find_rule(name) for name in sorted(_files())]


def find_rule(name: str) -> Rule:
    """One rule with its history; raises ``Refusal`` naming the nearest when there is none, or its file is malformed."""
    return with_own(_shipped(name))


@cache
def _files() -> dict[str, Path]:
    return {f"{path.parent.name}/{path.stem}": path for path in rule_files(DATA)}


@cache
def _shipped(name: str) -> Rule:
    files = _files()
    if name in files:
        return read_rule(files[name])
    near = difflib.get_close_matches(name, files, n=1, cutoff=0)[0]
    message = _("không có quy định “%(name)s”; có phải là “%(near)s”?") % {"name": name, "near": near}
    raise Refusal.of("regulations.unknown-rule", message)


def _code_list(rule: str, on: date) -> Any:
    items = regulation(rule, on=on)
    if _shipped(rule).unit != CODE_LIST:
        raise Refusal.of("regulations.not-a-code-list", _("quy định này không phải là danh mục mã."), place=rule)
    return items


def spoken() -> str:
    """The language in which labels are given: the active one if they have it, else Vietnamese."""
    language = (get_language() or LANGUAGES[0])[:2]
    return language if language in LANGUAGES else LANGUAGES[0]
