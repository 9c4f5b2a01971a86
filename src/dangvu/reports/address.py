"""Which report a page is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from dangvu.audit.queries import last_learned
from dangvu.kernel.asking import Asked
from dangvu.reports.report_template import ReportTemplate, find_template
from dangvu.reports.wording import Spot
from dangvu.ui.reading import words


@dataclass(frozen=True)
class Address:
    """A template, what is asked, and the parameters of the template that were written, by name.

    ``known_at`` is what is asked, or else the moment at which anything was last recorded.
    """

    template: ReportTemplate
    asked: Asked
    known_at: datetime
    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, template_id: str, query: Mapping[str, str], asked: Asked) -> Self:
        """The report that an address asks for; raises ``Refusal`` for a template that is none."""
        template = find_template(template_id)
        written = ((parameter.name, words(query.get(parameter.name))) for parameter in template.parameters)
        known_at = asked.known_at or last_learned() or asked.actor.at
        return cls(template, asked, known_at, tuple((name, text) for name, text in written if text))

    @property
    def spot(self) -> Spot:
        """Where the words of the report are written."""
        return Spot(self.asked.organization, self.template.id, self.asked.on)

    def url(self, name: str, *args: Any, **further: Any) -> str:
        """The address of a page about the same report, with ``further`` parameters that are not empty."""
        return self.asked.address(name, self.template.id, *args, **dict(self.given), **further)
