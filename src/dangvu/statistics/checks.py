"""What must hold of the records of this room; kept light, since every start of the program imports it."""

from __future__ import annotations

from datetime import date, datetime

from dangvu.kernel.findings import Finding, Refusal


def unreadable_indicators(_on: date, known_at: datetime | None) -> list[Finding]:
    """The office's own indicators that cannot be counted any more, because what they rest on is no longer offered."""
    from dangvu.statistics.catalogue.book import catalogue, extended  # noqa: PLC0415 - brings the compiler
    from dangvu.statistics.catalogue.own import drafts  # noqa: PLC0415 - likewise

    book, found = catalogue(known_at), []
    for draft in drafts(known_at):
        if draft.id not in book.indicators:
            try:
                extended(book, draft)
            except Refusal as refusal:
                found += [Finding(each.code, each.message, f"{draft.id}, {each.place}") for each in refusal.findings]
    return found
