"""The pages of a report: the document with its figures, the source of one of them, and all the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.audit.queries import last_learned
from dangvu.audit.trail import record_reading
from dangvu.kernel.days import parse_day, parse_moment, write_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.organizations.queries import find_organization
from dangvu.reports.assembly import Draft, assemble
from dangvu.reports.models import IssuedReport
from dangvu.reports.quotes import Quotable, Quoted
from dangvu.reports.report_template import find_template, templates
from dangvu.reports.sources import Equation, equations, rows_table
from dangvu.reports.writing.html import write_fragment
from dangvu.reports.writing.neutral import neutral_tree
from dangvu.statistics.figures import Figure, Row

SHOWN_ROWS = 30
ROWS_A_PAGE = 200


@dataclass(frozen=True)
class Address:
    """What an address of this room asks for: a template, an organisation, a day, a moment of knowledge, a figure."""

    template: str
    scope: str
    on: date
    known_at: datetime
    known_text: str
    figure: str = ""

    @classmethod
    def of(cls, request: HttpRequest, template_id: str) -> Address:
        """Read the address of ``request``; raises ``Refusal`` for a day or a moment that is none."""
        asked = request.GET
        known_text = asked.get("known_at", "").strip()
        return cls(
            template=template_id,
            scope=asked.get("scope", ""),
            on=parse_day(asked["on"]) if asked.get("on") else timezone.localdate(),
            known_at=parse_moment(known_text) if known_text else last_learned() or timezone.now(),
            known_text=known_text,
            figure=asked.get("figure", ""),
        )

    def url(self, name: str, figure: str = "") -> str:
        """The address of a page of this room for the same question, with ``figure`` open."""
        query = {"scope": self.scope, "on": self.on.isoformat(), "known_at": self.known_text, "figure": figure}
        return f"{reverse(name, args=[self.template])}?{urlencode({k: v for k, v in query.items() if v})}"


@dataclass(frozen=True)
class Source:
    """A number that was opened, with what proves it and the rows behind the figures that it is or is made of."""

    quoted: Quoted
    number: Quotable
    figure: Figure | None
    equations: list[Equation]
    columns: list[str]
    page: Page[list[str]] | None
    url: str


def index(_request: HttpRequest) -> HttpResponse:
    """The last issued report, or else a page that asks for one."""
    issued = IssuedReport.objects.believed().order_by("-day", "-number").first()
    if issued is None:
        return redirect("reports:report", template_id=next(iter(templates())))
    code = issued.content["about"]["organization"]["code"]
    address = Address(issued.template, code, issued.as_of, issued.known_at, "")
    return redirect(address.url("reports:report"))


def report(request: HttpRequest, template_id: str) -> HttpResponse:
    """A report with every figure a link; the source of the open one stands beside it."""
    try:
        address = Address.of(request, template_id)
        actor = _reader()
        draft = _draft(address, actor)
    except Refusal as refusal:
        return _refused(request, template_id, refusal)
    source = _source(request, address, draft, actor, SHOWN_ROWS)
    article = write_fragment(draft.document, neutral_tree(draft.document))
    return render(
        request, "reports/report.html", {"draft": draft, "address": address, "article": article, "source": source}
    )


def rows(request: HttpRequest, template_id: str) -> HttpResponse:
    """All the rows behind one figure of a report."""
    try:
        address = Address.of(request, template_id)
        actor = _reader()
        draft = _draft(address, actor)
    except Refusal as refusal:
        return _refused(request, template_id, refusal)
    source = _source(request, address, draft, actor, ROWS_A_PAGE)
    if source is None or source.page is None:
        raise Http404
    return render(request, "reports/rows.html", {"draft": draft, "address": address, "source": source})


def _reader() -> Actor:
    """Whoever sits at this machine: the server listens to nobody else."""
    return Actor(_("người dùng trên máy này"), timezone.now(), operator=True)


def _draft(address: Address, actor: Actor) -> Draft:
    record = find_organization(address.scope, as_of=address.on, known_at=address.known_at)
    return assemble(
        find_template(address.template),
        actor=actor,
        record=record,
        on=address.on,
        known_at=address.known_at,
        link=lambda quoted: f"{address.url('reports:report', quoted.id)}#source",
    )


def _source(request: HttpRequest, address: Address, draft: Draft, actor: Actor, size: int) -> Source | None:
    """The source of the figure that the address opens; opening people is a reading, and recorded."""
    if not address.figure:
        return None
    quoted = draft.number(address.figure)
    if quoted is None:
        raise Http404
    number = quoted.number
    figure = number.figure
    found = _rows(figure, actor) if figure else []
    columns, cells = rows_table(found, on=draft.on)
    page = Paginator(cells, size).get_page(request.GET.get("page")) if figure else None
    proofs = equations(figure) if figure else []
    return Source(quoted, number, figure, proofs, columns, page, address.url("reports:rows", quoted.id))


def _rows(figure: Figure, actor: Actor) -> list[Row]:
    found = figure.rows()
    if found and found[0].fact.personal:
        days = " – ".join(write_day(day) for day in (figure.on, figure.first, figure.last) if day)
        record_reading(actor=actor, subject=figure.scope, what=f"{figure.indicator.id}, {days}")
    return found


def _refused(request: HttpRequest, template_id: str, refusal: Refusal) -> HttpResponse:
    context = {"findings": refusal.findings, "template_id": template_id, "asked": request.GET}
    return render(request, "reports/refused.html", context, status=400)
