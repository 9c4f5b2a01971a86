"""Conditions in words, so that whoever reads a figure need not read SQL."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import sqlglot
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from sqlglot import exp

from dangvu.kernel.days import write_day
from dangvu.statistics.catalogue.codes import code_words
from dangvu.statistics.catalogue.conditions import Condition
from dangvu.statistics.catalogue.facts import Column, Fact, Type
from dangvu.statistics.catalogue.words import Words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_COMPARED: dict[type[exp.Expr], StrOrPromise] = {
    exp.EQ: "%(value)s",
    exp.NEQ: gettext_lazy("khác %(value)s"),
    exp.GT: gettext_lazy("trên %(value)s"),
    exp.GTE: gettext_lazy("từ %(value)s trở lên"),
    exp.LT: gettext_lazy("dưới %(value)s"),
    exp.LTE: gettext_lazy("không quá %(value)s"),
}
_DATED: dict[type[exp.Expr], StrOrPromise] = {
    exp.GT: gettext_lazy("sau ngày %(value)s"),
    exp.GTE: gettext_lazy("từ ngày %(value)s trở đi"),
    exp.LT: gettext_lazy("trước ngày %(value)s"),
    exp.LTE: gettext_lazy("đến hết ngày %(value)s"),
}


def worded(condition: Condition, fact: Fact) -> Words:
    """The condition in both languages; empty for one that everything meets."""
    if not condition.text:
        return Words("", "")
    node = sqlglot.parse_one(condition.text, read="postgres")
    said = {}
    for language in ("vi", "en"):
        with override(language):
            said[language] = _said(node, fact)
    return Words(**said)


def _said(node: exp.Expr, fact: Fact) -> str:
    if isinstance(node, exp.Paren):
        return _said(node.this, fact)
    if isinstance(node, exp.And | exp.Or):
        both = "%(one)s; %(other)s" if isinstance(node, exp.And) else _("%(one)s hoặc %(other)s")
        return both % {"one": _side(node.this, node, fact), "other": _side(node.expression, node, fact)}
    if isinstance(node, exp.Not):
        return _("không phải (%(what)s)") % {"what": _said(node.this, fact)}
    column = fact.columns[node.this.name]
    return f"{column.label}: {_held(node, column)}"


def _side(side: exp.Expr, node: exp.Expr, fact: Fact) -> str:
    """One side of an AND or OR; the other of these two within it is told apart by parentheses."""
    inner = side.unnest()
    said = _said(inner, fact)
    return f"({said})" if isinstance(inner, exp.And | exp.Or) and type(inner) is not type(node) else said


def _held(node: exp.Expr, column: Column) -> str:
    """What a comparison says that the column holds."""
    if isinstance(node, exp.Is):
        return _("có ghi") if node.args.get("negate") else _("không ghi")
    if isinstance(node, exp.Between):
        values = {"low": _value(node.args["low"], column), "high": _value(node.args["high"], column)}
        return _("từ %(low)s đến %(high)s") % values
    if isinstance(node, exp.In):
        return _(" hoặc ").join(dict.fromkeys(_value(each, column) for each in node.expressions))
    if isinstance(node, exp.NEQ) and node.expression.this == "":
        return _("có ghi")
    if column.type is Type.DAY and type(node) in _DATED:
        return str(_DATED[type(node)]) % {"value": _value(node.expression, column)}
    return str(_COMPARED[type(node)]) % {"value": _value(node.expression, column)}


def _value(node: exp.Expr, column: Column) -> str:
    text = f"-{node.this.this}" if isinstance(node, exp.Neg) else str(node.this)
    if column.type is Type.FLAG:
        return _("có") if text == "1" else _("không")
    if text == "":
        return _("không ghi")
    if column.codes:
        return str(code_words(column.codes, text))
    return write_day(date.fromisoformat(text)) if column.type is Type.DAY else text
