"""Choices of code lists, as of a day."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dangvu.regulations import codes, label

Choices = list[tuple[str, str]]


def choices(rule: str, on: date, *, empty: str | None = None) -> Choices:
    """The codes of a list with their labels in its order; ``empty`` is the label of choosing none, if that may be."""
    listed = [(code, label(rule, code, on=on)) for code in codes(rule, on=on)]
    return listed if empty is None else [("", empty), *listed]


def chosen_label(rule: str, code: str, on: date) -> str:
    """What a code is called; the code itself where that day knows none such, and nothing for none."""
    return label(rule, code, on=on) if code in codes(rule, on=on) else code


def any_of() -> str:
    """The label of not narrowing a list."""
    return _("tất cả")
