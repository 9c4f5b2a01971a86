"""From a template, an organisation and a day to the document that the writers take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import override

from dangvu.kernel.findings import Finding
from dangvu.kernel.policy import Actor, reach, require
from dangvu.organizations.models import OrganizationRecord
from dangvu.regulations import believing, codes, regulation
from dangvu.reports.details import detail_of
from dangvu.reports.markdown import literally
from dangvu.reports.policy import READ
from dangvu.reports.quotes import Quoted, Quotes
from dangvu.reports.rendering import render
from dangvu.reports.report_template import ReportTemplate
from dangvu.reports.subject import Signer, Subject, signer, subject
from dangvu.reports.wording import words_on
from dangvu.reports.writing.document import Closing, Document, FigureMark, Layout, Letterhead
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.counting import Counts, remembered
from dangvu.statistics.identities import check_identities
from dangvu.statistics.policy import READ as READ_FIGURES
from dangvu.statistics.questions import Question
from dangvu.statistics.sources import leaves_out

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"

DOCUMENT_LANGUAGE = "vi"
"""Official documents are Vietnamese, whatever language the reader has chosen for the pages."""


@dataclass(frozen=True)
class Draft:
    """A report worked out but not issued.

    ``findings`` are the identities that do not hold among its figures, ``unwritten`` the narrative blocks without
    words, and ``limited`` says that its figures may leave out what its reader may not see: while there is any of these
    it cannot be issued.
    """

    template: ReportTemplate
    record: OrganizationRecord
    subject: Subject
    signer: Signer | None
    on: date
    known_at: datetime
    settings: Mapping[str, date | str]
    document: Document
    quoted: tuple[Quoted, ...]
    findings: tuple[Finding, ...]
    unwritten: tuple[str, ...]
    limited: bool


def assemble(
    template: ReportTemplate,
    *,
    actor: Actor,
    record: OrganizationRecord,
    on: date,
    known_at: datetime,
    given: Mapping[str, str] | None = None,
    dated: date | None = None,
    words: Mapping[str, str] | None = None,
    counts: Counts | None = None,
) -> Draft:
    """Work out a report of the organisation of ``record`` on the day ``on``, as known at ``known_at``.

    ``given`` sets parameters of the template, ``dated`` is the date of the document (default: ``on``), and ``words``
    stand in the place of blocks whatever is written there; ``counts`` holds what has been counted already (default:
    what this process remembers). Raises ``Refusal`` for a mistake in the template, an unknown
    parameter, and any figure that cannot be answered. Refusals and findings are said in the reader's language.
    """
    require(actor, READ, [record.organization_id])
    settings = template.settings(given or {}, on=on)
    granted = reach(actor, READ_FIGURES)
    quotes = Quotes(catalogue(), record.organization_id, known_at, granted, counts=counts or remembered())
    with override(DOCUMENT_LANGUAGE), believing(known_at):
        about = subject(record, as_of=on, known_at=known_at)
        written = narratives(record.organization_id, template.id, as_of=on, known_at=known_at)
        asked = {block: f"*{literally(f'[{wanted}]')}*" for block, wanted in template.blocks.items()}
        said = {**asked, **written, **(words or {})}
        body = render(template, quotes=quotes, subject=about, on=on, settings=settings, words=said)
        signs = signer(record.organization_id, template.posts, as_of=on, known_at=known_at)
        document = Document(
            layout=Layout.from_rule(regulation("documents/page_layout", on=dated or on)),
            headings=tuple(regulation("documents/heading_scheme", on=dated or on)),
            letterhead=_letterhead(template, about, dated or on),
            closing=_closing(template, signs),
            body=body,
            figures=tuple(
                FigureMark(q.id, q.number.text, q.number.label, f"#{q.id}", detail_of(q.number, about.name))
                for q in quotes.quoted
            ),
            dated=dated or on,
            about=_about(template, record, on, known_at, settings),
        )
    return Draft(
        template=template,
        record=record,
        subject=about,
        signer=signs,
        on=on,
        known_at=known_at,
        settings=settings,
        document=document,
        quoted=tuple(quotes.quoted),
        findings=_broken(quotes),
        unwritten=tuple(block for block in template.blocks if block not in written),
        limited=leaves_out(granted, record.organization_id, on, known_at),
    )


def numbered(document: Document, symbol: str) -> Document:
    """The document with its number and symbol in place of the gap that a draft leaves for the number."""
    return replace(document, letterhead=replace(document.letterhead, symbol=_symbol(symbol)))


def narratives(organization_id: UUID, template_id: str, *, as_of: date, known_at: datetime) -> dict[str, str]:
    """The office's own words for each block: those of the latest report up to ``as_of``."""
    rows = words_on(organization_id, template_id, as_of=as_of, known_at=known_at)
    return {block: row.text for block, row in rows.items()}


def document_type(code: str, *, on: date) -> Mapping[str, str]:
    """The entry of ``documents/types`` for a code: its names and its abbreviation."""
    entries: tuple[Mapping[str, str], ...] = regulation("documents/types", on=on)
    return entries[codes("documents/types", on=on).index(code)]


def write_symbol(number: int, kind: str, issuer: str, *, on: date) -> str:
    """Number and symbol as a document bears them (``documents/symbol_pattern``)."""
    pattern: str = regulation("documents/symbol_pattern", on=on)["pattern"]
    return pattern.format(number=number, type=kind, issuer=issuer)


def _letterhead(template: ReportTemplate, about: Subject, dated: date) -> Letterhead:
    kind = document_type(template.document_type, on=dated)
    return Letterhead(
        superior=about.superior_name.upper(),
        issuer=about.committee_name.upper(),
        symbol=_symbol(f"{' ' * 6}-{kind['abbreviation']}/{about.symbol}"),
        party=PARTY,
        place_and_date=", ".join(filter(None, [about.place, _written_out(dated)])),
        title=kind["vi"].upper(),
        subject=template.subject,
    )


def _symbol(symbol: str) -> str:
    return f"Số {symbol}"


def _written_out(day: date) -> str:
    """A date in words; a day or month that a digit could be added in front of is padded."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _closing(template: ReportTemplate, signs: Signer | None) -> Closing:
    return Closing(
        recipients=template.recipients,
        authority=template.authority,
        post=signs.post.upper() if signs else "",
        name=signs.name if signs else "",
    )


def _about(
    template: ReportTemplate, record: OrganizationRecord, on: date, known_at: datetime, settings: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "template": template.id,
        "organization": {"id": str(record.organization_id), "code": record.code, "name": record.name},
        "on": on.isoformat(),
        "known_at": known_at.isoformat(),
        "settings": {name: str(value) for name, value in settings.items()},
    }


def _broken(quotes: Quotes) -> tuple[Finding, ...]:
    """The identities about quoted figures that do not hold, at every organisation, on the days they were asked for."""
    asked: dict[tuple[date | None, date | None, date | None], dict[str, None]] = {}
    for quoted in quotes.quoted:
        if figure := quoted.number.figure:
            asked.setdefault((figure.on, figure.first, figure.last), {})[figure.indicator.id] = None
    findings: dict[Finding, None] = {}
    for (day, first, last), names in asked.items():
        question = Question(tuple(names), None, day, first, last or day, quotes.known_at, quotes.reach)
        findings.update(dict.fromkeys(check_identities(question, quotes.catalogue, quotes.counts)))
    return tuple(findings)
