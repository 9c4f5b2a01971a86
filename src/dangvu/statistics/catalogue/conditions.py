"""Conditions of indicators: SQL that is small on purpose, over the named columns of one fact.

Allowed are comparisons with literals, BETWEEN, IN, IS NULL, AND, OR, NOT and parentheses. Anything else gives different
answers on different databases, or opens the database to whoever may write an indicator, so it is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import sqlglot
from django.utils.translation import gettext as _
from sqlglot import exp

from dangvu.statistics.catalogue.facts import Column, Fact, Type
from dangvu.statistics.catalogue.words import near

AGE = "years_ago_"
"""Start of the placeholder of a threshold: the day by which so many years were completed on the day asked for."""

_ORDERED = (exp.GT, exp.GTE, exp.LT, exp.LTE)
_EQUALITY = (exp.EQ, exp.NEQ)
_LITERALS = {
    Type.TEXT: "'…'",
    Type.CODE: "'…'",
    Type.ID: "IS NULL",
    Type.DAY: "'2021-10-14'",
    Type.NUMBER: "12",
    Type.YEARS: "18",
    Type.FLAG: "0, 1",
}


class ConditionError(Exception):
    """Why a condition is refused, as a sentence; whoever read the file adds the place."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in PostgreSQL; ``years`` are the thresholds it needs as placeholders ``years_ago_<years>``.

    ``text`` is the condition as it was written, in years.
    """

    sql: str = ""
    columns: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    text: str = ""

    def __and__(self, other: Condition) -> Condition:
        """Both conditions at once."""
        if not (self.sql and other.sql):
            return self if self.sql else other
        return Condition(
            f"({self.sql}) AND ({other.sql})",
            self.columns | other.columns,
            self.years | other.years,
            f"({self.text}) AND ({other.text})",
        )


ALWAYS = Condition()


def read_condition(text: str, fact: Fact, known_codes: Callable[[str], frozenset[str]]) -> Condition:
    """Parse ``text`` over the columns of ``fact``; raise ``ConditionError``.

    ``known_codes`` answers which codes a rule has ever listed.
    """
    try:
        statements = sqlglot.parse(text, read="postgres")
    except sqlglot.errors.ParseError as error:
        raise ConditionError(_unreadable(error)) from None
    except sqlglot.errors.TokenError:
        raise ConditionError(_("biểu thức thiếu dấu đóng ngoặc hoặc nháy; hãy thêm vào.")) from None
    if len(statements) != 1 or statements[0] is None:
        raise ConditionError(_("phải là đúng một biểu thức; hãy bỏ phần thừa."))
    reader = _Reader(fact, known_codes, set(), set())
    written = statements[0].sql(dialect="postgres", comments=False)
    sql = reader.read(statements[0]).sql(dialect="postgres", comments=False)
    return Condition(sql, frozenset(reader.columns), frozenset(reader.years), written)


@dataclass(slots=True)
class _Reader:
    fact: Fact
    known_codes: Callable[[str], frozenset[str]]
    columns: set[str]
    years: set[int]

    def read(self, node: exp.Expr) -> exp.Expr:
        """The same condition with comparisons of years turned into comparisons of days."""
        if isinstance(node, exp.And | exp.Or):
            return type(node)(this=exp.paren(self.read(node.this)), expression=exp.paren(self.read(node.expression)))
        if isinstance(node, exp.Paren):
            return exp.Paren(this=self.read(node.this))
        if isinstance(node, exp.Not):
            return exp.Not(this=exp.paren(self.read(node.this)))
        column = self._column(node)
        if column.type is Type.YEARS:
            return self._years(node, column)
        self._check_literals(node, column)
        return node

    def _column(self, node: exp.Expr) -> Column:
        """The column that a comparison starts with."""
        comparison = isinstance(node, (*_EQUALITY, *_ORDERED, exp.Between, exp.In, exp.Is))
        if not comparison or not isinstance(node.this, exp.Column) or node.this.table:
            message = _("“%(part)s” không dùng được; chỉ so sánh cột với giá trị, BETWEEN, IN, IS NULL, AND, OR, NOT.")
            raise ConditionError(message % {"part": node.sql(dialect="postgres")})
        name = node.this.name
        if name not in self.fact.columns:
            message = _("“%(fact)s” không có cột “%(name)s”; các cột dùng được là: %(columns)s.")
            columns = ", ".join(self.fact.columns)
            raise ConditionError(
                message % {"fact": self.fact.name, "name": name, "columns": columns} + near(name, self.fact.columns)
            )
        self.columns.add(name)
        return self.fact.columns[name]

    def _check_literals(self, node: exp.Expr, column: Column) -> None:
        if isinstance(node, (*_ORDERED, exp.Between)) and column.type not in (Type.DAY, Type.NUMBER):
            raise ConditionError(
                _("cột “%(name)s” không so sánh lớn bé được; hãy dùng =, <> hoặc IN.") % {"name": column.name}
            )
        for literal in _operands(node):
            value = _value(literal, column)
            if column.codes and value and value not in (known := self.known_codes(column.codes)):
                message = _("“%(code)s” không có trong danh mục %(rule)s.")
                raise ConditionError(message % {"code": value, "rule": column.codes} + near(str(value), known))

    def _years(self, node: exp.Expr, column: Column) -> exp.Expr:
        """Years since a day are at least n when that day is not after the day n years ago."""
        if isinstance(node, exp.Is):
            _operands(node)
            return exp.Is(this=exp.column(column.since), expression=exp.null(), negate=node.args.get("negate"))
        numbers = [int(_value(literal, column)) for literal in _operands(node)]
        if isinstance(node, exp.GTE | exp.GT):
            return self._at_least(column, numbers[0] + isinstance(node, exp.GT))
        if isinstance(node, exp.LT | exp.LTE):
            return self._less_than(column, numbers[0] + isinstance(node, exp.LTE))
        if isinstance(node, exp.Between):
            return self._between(column, *numbers)
        equal = exp.paren(exp.or_(*[self._between(column, years, years) for years in numbers]))
        return exp.not_(equal) if isinstance(node, exp.NEQ) else equal

    def _at_least(self, column: Column, years: int) -> exp.Expr:
        return exp.LTE(this=exp.column(column.since), expression=self._threshold(years))

    def _less_than(self, column: Column, years: int) -> exp.Expr:
        return exp.GT(this=exp.column(column.since), expression=self._threshold(years))

    def _between(self, column: Column, low: int, high: int) -> exp.Expr:
        return exp.paren(exp.and_(self._at_least(column, low), self._less_than(column, high + 1)))

    def _threshold(self, years: int) -> exp.Var:
        self.years.add(years)
        return exp.Var(this=f":{AGE}{years}")


def _unreadable(error: sqlglot.errors.ParseError) -> str:
    """Where reading stopped: at a word, or at the end."""
    [place, *_others] = error.errors
    until = f"{place['start_context']}{place['highlight']}"
    message = _("không đọc được biểu thức từ chữ thứ %(at)s, sau “%(until)s”; hãy sửa cú pháp.")
    return message % {"at": len(until), "until": until}


def _operands(node: exp.Expr) -> list[exp.Expr]:
    """What the column is compared with."""
    if isinstance(node, exp.Between):
        if node.args.get("symmetric"):
            raise ConditionError(_("không dùng được SYMMETRIC; hãy viết BETWEEN từ giá trị bé đến giá trị lớn."))
        return [node.args["low"], node.args["high"]]
    if isinstance(node, exp.In):
        if not node.expressions:
            raise ConditionError(_("sau IN phải là danh sách giá trị trong ngoặc; hãy liệt kê các giá trị."))
        return list(node.expressions)
    if isinstance(node, exp.Is):
        if not isinstance(node.expression, exp.Null):
            raise ConditionError(_("sau IS chỉ dùng được NULL hoặc NOT NULL; hãy sửa chỗ này."))
        return []
    return [node.expression]


def _value(node: exp.Expr, column: Column) -> str:
    """The literal as text, when its kind suits the column."""
    sign, literal = ("-", node.this) if isinstance(node, exp.Neg) else ("", node)
    if (
        not isinstance(literal, exp.Literal)
        or not _suits(literal, column.type)
        or (sign and column.type is not Type.NUMBER)
    ):
        raise ConditionError(
            _("cột “%(name)s” không so sánh được với “%(value)s”; hãy viết giá trị như %(example)s.")
            % {"name": column.name, "value": node.sql(dialect="postgres"), "example": _LITERALS[column.type]}
        )
    return f"{sign}{literal.this}"


def _suits(literal: exp.Literal, kind: Type) -> bool:
    if kind is Type.ID:
        # Identities are written differently by each database, and nobody types one.
        return False
    if kind in (Type.TEXT, Type.CODE):
        return bool(literal.is_string)
    if kind is Type.DAY:
        return bool(literal.is_string) and _is_day(literal.this)
    if literal.is_string:
        return False
    if kind is Type.FLAG:
        return literal.this in ("0", "1")
    return kind is Type.NUMBER or literal.this.isdigit()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
