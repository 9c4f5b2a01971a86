"""What the address of a page asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from dangvu.audit.queries import last_learned
from dangvu.kernel.days import parse_day, parse_moment
from dangvu.reports.report_template import ReportTemplate


@dataclass(frozen=True)
class Address:
    """A template, an organisation, a day, a moment of knowledge, parameters of the template, an open figure.

    ``known_text`` is the moment as it was written, empty for all that is known; ``given`` are the parameters that were
    written, by name.
    """

    template: str
    scope: str
    on: date
    known_at: datetime
    known_text: str = ""
    given: tuple[tuple[str, str], ...] = ()
    figure: str = ""

    @classmethod
    def read(cls, template: ReportTemplate, query: Mapping[str, str], *, now: datetime) -> Self:
        """Read a query string, by default for the day of ``now``; raises ``Refusal`` for what is no day or moment."""
        # No database takes a NUL, and nobody types one.
        asked = {name: text.replace("\0", "").strip() for name, text in query.items()}
        known_text = asked.get("known_at", "")
        return cls(
            template=template.id,
            scope=asked.get("scope", ""),
            on=parse_day(asked["on"]) if asked.get("on") else now.astimezone(timezone.get_current_timezone()).date(),
            known_at=parse_moment(known_text) if known_text else last_learned() or now,
            known_text=known_text,
            given=tuple((p.name, asked[p.name]) for p in template.parameters if asked.get(p.name)),
            figure=asked.get("figure", ""),
        )

    @property
    def quoted(self) -> str:
        """The id of the quoted number that is open, or out of which the open one was reached."""
        return self.figure.partition(".")[0]

    def url(self, name: str, figure: str = "") -> str:
        """The address of the page ``name`` for the same question, with ``figure`` open."""
        query = {
            "scope": self.scope,
            "on": self.on.isoformat(),
            "known_at": self.known_text,
            **dict(self.given),
            "figure": figure,
        }
        return f"{reverse(name, args=[self.template])}?{urlencode({k: v for k, v in query.items() if v})}"
