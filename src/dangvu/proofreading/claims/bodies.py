"""What tells one body of a report from another of its kind: its number, or its half of the committee."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dangvu.proofreading.claims.phrases import Phrase

_SECTORS = re.compile(r"\bkhối (?:các )?(cơ quan|doanh nghiệp)(?! và)")


def body_marks(phrases_here: Iterable[Phrase]) -> frozenset[str]:
    """*2* of *Chi bộ 2*, *cơ quan* of *khối cơ quan*; who names both halves speaks of the whole."""
    told = list(phrases_here)
    said = " ".join(word for phrase in told for word in (*phrase.under, *phrase.setting, *phrase.lead))
    return frozenset({number for phrase in told for number in phrase.named} | set(_SECTORS.findall(said)))
