"""Names and texts of the catalogue in both languages, and the nearest name to one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dangvu.kernel.sources import Entry


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Vietnamese and English; as ``str`` it is the one of the active language."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.vi


def read_words(entry: Entry, key: str) -> Words:
    """The text under ``key``, which must be given in both languages."""
    words = entry.entry(key)
    words.allow("vi", "en")
    return Words(words.text("vi"), words.text("en"))


def near(name: str, names: Iterable[str], limit: int = 3) -> str:
    """A sentence that offers the nearest of ``names``, or lists them all when they are few and none is near."""
    known = sorted(names)
    close = get_close_matches(name, known, n=limit, cutoff=0.5) or (known if len(known) <= 20 else [])
    return _(" Có phải: %(names)s?") % {"names": ", ".join(close)} if close else ""
