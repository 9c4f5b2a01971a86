"""Checking that figures hold together: at every organisation, in one pass over each fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.kernel.days import day_before, write_day
from dangvu.kernel.findings import Finding
from dangvu.kernel.vietnamese import write_number
from dangvu.organizations.models import OrganizationRecord
from dangvu.statistics.catalogue.book import Catalogue, catalogue
from dangvu.statistics.catalogue.identities import Identity, Ledger, Share, Sum
from dangvu.statistics.catalogue.indicators import Kind
from dangvu.statistics.figures import Answer, Counts, compute
from dangvu.statistics.questions import Question, check_question


def check_identities(question: Question, of: Catalogue | None = None, counts: Counts | None = None) -> list[Finding]:
    """Every identity that does not hold, at every organisation of the question, with both sides and the arithmetic.

    Only identities about one of the question's indicators are checked, or all when it names none; ledgers need a
    period. What ``counts`` holds is not counted again. Raises ``Refusal`` like ``answer``.
    """
    book = of or catalogue(question.known_at)
    held = counts or Counts()
    check_question(question, book, held.known)
    identities = [identity for identity in book.identities if _asked(identity, question, book)]
    figures = _Figures.over(identities, question, book, held)
    broken = [each for identity in identities for each in _broken(identity, figures)]
    names = _organization_names(question) if broken else {}
    return [Finding("statistics.broken-identity", message, names[scope]) for scope, message in broken]


@dataclass(frozen=True)
class _Figures:
    """The figures of the question, and of the ledgers' stocks at both ends of the period."""

    book: Catalogue
    asked: Answer
    opening: Answer
    closing: Answer

    @classmethod
    def over(cls, identities: Iterable[Identity], question: Question, book: Catalogue, counts: Counts) -> _Figures:
        stocks = tuple(dict.fromkeys(each.stock for each in identities if isinstance(each, Ledger)))
        others = dict.fromkeys(name for each in identities for name in each.indicators if name not in stocks)
        plain = dict.fromkeys(name for each in identities if not isinstance(each, Ledger) for name in each.indicators)
        asked = compute(replace(question, indicators=tuple(dict.fromkeys([*others, *plain]))), book, counts)
        before = replace(question, indicators=stocks, on=question.first and day_before(question.first))
        after = replace(question, indicators=stocks, on=question.last)
        return cls(book, asked, compute(before, book, counts), compute(after, book, counts))

    @cached_property
    def scopes(self) -> list[UUID]:
        """The organisations, in the order of all numbers below."""
        return sorted(self.asked.organizations)

    def numbers(self, name: str) -> list[int]:
        """One figure at every organisation."""
        return self.asked.counts(name, self.scopes)

    def totals(self, names: Iterable[str]) -> list[int]:
        """Several figures added up at every organisation."""
        return [sum(numbers) for numbers in zip(*(self.numbers(name) for name in names), strict=True)]

    def label(self, name: str) -> str:
        return str(self.book.indicators[name].label)

    def terms(self, names: Iterable[str], scope: UUID, sign: str) -> str:
        """``Nữ 5 + Nam 6``: what a side of an identity is made of."""
        return sign.join(f"{self.label(name)} {_write(self.asked, name, scope)}" for name in names)


def _asked(identity: Identity, question: Question, book: Catalogue) -> bool:
    """Whether the question is about the identity, and gives it the day or period it needs."""
    names = identity.indicators
    if question.indicators and not set(names) & set(question.indicators):
        return False
    if isinstance(identity, Ledger) or any(book.indicators[name].kind is Kind.FLOW for name in names):
        return question.first is not None and question.last is not None
    return question.day is not None


def _broken(identity: Identity, figures: _Figures) -> Iterator[tuple[UUID, str]]:
    """The organisations at which the identity does not hold, each with a sentence."""
    if isinstance(identity, Sum):
        yield from _broken_sum(identity, figures)
    elif isinstance(identity, Ledger):
        yield from _broken_ledger(identity, figures)
    else:
        yield from _broken_share(identity, figures)


def _broken_sum(identity: Sum, figures: _Figures) -> Iterator[tuple[UUID, str]]:
    wholes, totals = figures.numbers(identity.whole), figures.totals(identity.parts)
    for scope, whole, total in zip(figures.scopes, wholes, totals, strict=True):
        if total != whole:
            message = _("%(label)s, %(when)s: %(whole)s, nhưng %(parts)s = %(total)s; hãy mở các dòng để tìm chỗ lệch.")
            yield (
                scope,
                message
                % {
                    "label": identity.label,
                    "when": _when(figures.asked.question),
                    "whole": figures.terms([identity.whole], scope, ""),
                    "parts": figures.terms(identity.parts, scope, " + "),
                    "total": write_number(total),
                },
            )


def _broken_ledger(identity: Ledger, figures: _Figures) -> Iterator[tuple[UUID, str]]:
    openings = figures.opening.counts(identity.stock, figures.scopes)
    closings = figures.closing.counts(identity.stock, figures.scopes)
    flows = zip(figures.totals(identity.came), figures.totals(identity.went), strict=True)
    for scope, opening, (came, went), closing in zip(figures.scopes, openings, flows, closings, strict=True):
        if opening + came - went != closing:
            message = _(
                "%(label)s, %(when)s: đầu kỳ %(opening)s + %(came)s − %(went)s = %(due)s, nhưng cuối kỳ là %(closing)s;"
                " hãy mở các dòng để tìm chỗ lệch."
            )
            yield (
                scope,
                message
                % {
                    "label": identity.label,
                    "when": _when(figures.asked.question),
                    "opening": write_number(opening),
                    "came": figures.terms(identity.came, scope, " + "),
                    "went": figures.terms(identity.went, scope, " − "),
                    "due": write_number(opening + came - went),
                    "closing": write_number(closing),
                },
            )


def _broken_share(identity: Share, figures: _Figures) -> Iterator[tuple[UUID, str]]:
    parts, bases = figures.numbers(identity.part), figures.numbers(identity.base)
    for scope, part, base in zip(figures.scopes, parts, bases, strict=True):
        if part > base:
            message = _("%(label)s, %(when)s: %(part)s, nhiều hơn %(base)s; hãy mở các dòng để tìm chỗ lệch.")
            yield (
                scope,
                message
                % {
                    "label": identity.label,
                    "when": _when(figures.asked.question),
                    "part": figures.terms([identity.part], scope, ""),
                    "base": figures.terms([identity.base], scope, ""),
                },
            )


def _write(answer: Answer, name: str, scope: UUID) -> str:
    return write_number(answer.count(name, scope))


def _when(question: Question) -> str:
    if question.first and question.last:
        return _("từ %(first)s đến %(last)s") % {"first": write_day(question.first), "last": write_day(question.last)}
    assert question.day is not None
    return _("ngày %(day)s") % {"day": write_day(question.day)}


def _organization_names(question: Question) -> dict[UUID, str]:
    """What each organisation was called last."""
    records = OrganizationRecord.objects.believed(question.known_at).order_by("valid_from")
    return dict(records.values_list("organization_id", "name"))
