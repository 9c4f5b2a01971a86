"""Puts flaws at their places in the original text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dangvu.kernel.findings import Level
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.reading.flow import Flow


def span_of(flow: Flow, token: Token) -> tuple[int, int]:
    """The original offsets of ``token``."""
    return flow.original(token.start, token.end)


def spans_of(flow: Flow, phrases: Iterable[Phrase]) -> tuple[tuple[int, int], ...]:
    """The original offsets of the figures of ``phrases``."""
    return tuple(span_of(flow, phrase.figure) for phrase in phrases if phrase.figure is not None)


def counted(token: Token) -> Token:
    """The part of ``token`` that counts: of a ratio its numerator."""
    if token.kind is not TokenKind.RATIO:
        return token
    text = token.text[: token.text.index("/")].rstrip()
    return Token(TokenKind.COUNT, token.start, token.start + len(text), text, token.value)


def flaw_at(
    flow: Flow,
    token: Token,
    kind: Kind,
    message: str,
    expected: str,
    *,
    level: Level = Level.ERROR,
    facts: Mapping[str, str] | None = None,
    related: Iterable[Phrase] = (),
) -> Flaw:
    """A flaw whose place and statement are those of ``token``."""
    start, end = span_of(flow, token)
    stated = flow.text[token.start : token.end]
    filled = {"stated": stated, "expected": expected, **(facts or {})}
    return Flaw(kind, level, start, end, message, stated, expected, filled, spans_of(flow, related))
