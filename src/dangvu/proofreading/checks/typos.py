"""Slips of the pen: two words one diacritic away from a compound that this register uses all the time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from dangvu.kernel.findings import Level
from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.lexicon.load import PhraseBook, text_list, word_list, words
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.reading.flow import Flow

Pair = tuple[str, str]

_LONG = 5
"""Letters of a syllable that is still known with one of them missing."""


def typo_flaws(flow: Flow, tokens: Sequence[Token]) -> Iterator[Flaw]:
    """Words that are probably a slip, with what was probably meant; listed apart, as notes."""
    texts = tuple(token.text for token in tokens)
    slips = _slips()
    index = 0
    while index < len(tokens):
        found = slips.at(texts, index)
        if found is not None and texts[index + found[1] : index + found[1] + 1] in _right_before():
            found = None
        meant, length = found or (_meant(flow, tokens, index), 2)
        if meant:
            token = Token(TokenKind.WORD, tokens[index].start, tokens[index + length - 1].end, "")
            yield flaw_at(flow, token, Kind.TYPO, "typo", meant, level=Level.NOTE)
        index += length if meant else 1


@cache
def _slips() -> PhraseBook:
    return PhraseBook(word_list("slips"))


@cache
def _right_before() -> frozenset[tuple[str]]:
    """Words before which a phrase in the list of slips is right after all: *phần đầu của …*."""
    return frozenset((word,) for word in words("never_after_slip"))


@cache
def _compounds() -> tuple[frozenset[Pair], dict[Pair, Pair]]:
    """All pairs of neighbouring syllables of the known compounds, and the same by their bare letters."""
    pairs: set[Pair] = set()
    for compound in text_list("compounds"):
        syllables = compound.split()
        pairs.update(pairwise(syllables))
    bare: dict[Pair, list[Pair]] = {}
    for pair in pairs:
        bare.setdefault((_bare(pair[0]), _bare(pair[1])), []).append(pair)
    return frozenset(pairs), {key: found[0] for key, found in bare.items() if len(found) == 1}


@cache
def _bare(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFD", syllable.replace("đ", "d"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _meant(flow: Flow, tokens: Sequence[Token], index: int) -> str:
    """The compound meant by the two words at ``index``, unless they are right or belong to their other neighbours."""
    pair = _pair(tokens, index)
    known, by_letters = _compounds()
    if pair is None or pair in known or not words("small_words").isdisjoint(pair):
        return ""
    meant = by_letters.get((_bare(pair[0]), _bare(pair[1])))
    if meant is None:
        return _with_letter_lost(flow, tokens, index)
    if pair[0] != meant[0] and pair[1] != meant[1] and not _both_slips(meant):
        return ""
    before, after = _pair(tokens, index - 1), _pair(tokens, index + 1)
    if before in known or after in known or flow.text[tokens[index + 1].start].isupper():
        return ""
    return " ".join(meant)


def _with_letter_lost(flow: Flow, tokens: Sequence[Token], index: int) -> str:
    """The compound meant when one letter of a long syllable is missing: *nghị quết*; what begins large is a name."""
    pair = (tokens[index].text, tokens[index + 1].text)
    if any(flow.text[token.start].isupper() for token in tokens[index : index + 2]):
        return ""
    syllables, shortened = _shortened()
    meant = shortened.get(pair)
    strange = next((syllable for syllable in pair if meant and syllable not in meant), "")
    return "" if meant is None or strange in syllables or strange in words("small_words") else " ".join(meant)


@cache
def _shortened() -> tuple[frozenset[str], dict[Pair, Pair]]:
    """The syllables of all known compounds, and the compounds by their spellings with one letter missing."""
    pairs = sorted(_compounds()[0])
    lost: dict[Pair, Pair] = {}
    for first, second in pairs:
        lost |= {(short, second): (first, second) for short in _without_a_letter(first)}
        lost |= {(first, short): (first, second) for short in _without_a_letter(second)}
    return frozenset(syllable for pair in pairs for syllable in pair), lost


def _without_a_letter(syllable: str) -> list[str]:
    """The syllable with each of its inner letters missing, when it is long enough to be known without it."""
    if len(syllable) < _LONG:
        return []
    return [syllable[:place] + syllable[place + 1 :] for place in range(1, len(syllable) - 1)]


def _both_slips(meant: Pair) -> bool:
    """Two slips in one compound are believed only where both syllables are long."""
    return all(len(syllable) > 3 for syllable in meant)


def _pair(tokens: Sequence[Token], index: int) -> Pair | None:
    if index < 0 or index + 1 >= len(tokens):
        return None
    first, second = tokens[index], tokens[index + 1]
    if first.kind is not TokenKind.WORD or second.kind is not TokenKind.WORD:
        return None
    return first.text, second.text
