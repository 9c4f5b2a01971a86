"""A small office that can report, and templates for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import EVERYTHING, Actor
from dangvu.organizations.actions import register_organizations
from dangvu.organizations.queries import find_organization
from dangvu.reports.actions import issue_report, write_narrative
from dangvu.reports.assembly import Draft, assemble
from dangvu.reports.models import IssuedReport, Narrative
from dangvu.reports.quotes import Quotes
from dangvu.reports.report_template import Parameter, ReportTemplate
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.catalogue.words import Words
from tests.factories.acts import do
from tests.factories.committees import make_committee
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor, make_newborn

ON = date(2021, 10, 14)
"""The day of reports, unless they say otherwise."""

KNOWN = datetime(2021, 10, 20, 8, tzinfo=UTC)
"""When they are worked out, and issued."""

ACTOR = make_actor(at=KNOWN)


@dataclass(frozen=True)
class Office:
    """A province with a committee of two cells, whose own committee is in the term 2020-2025."""

    province: UUID
    committee: UUID
    cells: tuple[UUID, UUID]
    members: tuple[UUID, ...]

    def quotes(self, *, known_at: datetime = KNOWN) -> Quotes:
        """What a template may quote for the committee."""
        return Quotes(catalogue(), self.committee, known_at, EVERYTHING)

    def asked(self, actor: Actor | None = None, on: date = ON) -> Asked:
        """What is asked about the committee: by ``actor``, or somebody who may see everything."""
        return Asked(actor or make_actor(), self.committee, "SXD", "Đảng bộ Sở Xây dựng", on)


def make_office(*, elected: bool = True, symbol: str = "ĐU", place: str = "Lam Sơn") -> Office:
    """Four women in the first cell, three men in the second; the first woman is secretary."""
    province = make_newborn("provincial_committee", code="TINH", name="Đảng bộ tỉnh Lam Sơn")
    committee = make_newborn(
        "grassroots_committee",
        province.id,
        code="SXD",
        name="Đảng bộ Sở Xây dựng",
        sector="administrative_agency",
        symbol=symbol,
        place=place,
    )
    cells = [make_newborn("subordinate_cell", committee.id, code=f"SXD{n}", name=f"Chi bộ Phòng {n}") for n in (1, 2)]
    do(register_organizations, day=FIRST_DAY, newborns=[province, committee, *cells])
    members = make_members(cells[0].id, 4) + make_members(cells[1].id, 3, sex="male")
    if elected:
        make_committee(committee.id, members[:3], day=date(2020, 6, 1), term="2020-2025")
    return Office(province.id, committee.id, (cells[0].id, cells[1].id), tuple(members))


def make_template(body: str = "# TÌNH HÌNH", **details: Any) -> ReportTemplate:
    """A template with the id ``review``, without parameters and blocks unless ``details`` have some."""
    known: dict[str, Any] = {
        "id": "review",
        "label": Words("Tổng kết", "Review"),
        "document_type": "report",
        "subject": "Tổng kết công tác",
        "authority": "T/M BAN CHẤP HÀNH",
        "posts": ("secretary",),
        "recipients": ("Lưu Văn phòng.",),
        "parameters": (),
        "blocks": MappingProxyType({}),
        "path": Path("review/body.md.jinja"),
    }
    return ReportTemplate(body=body, **(known | details))


def make_parameter(name: str = "since", type: str = "day", default: str = "2015-12-31") -> Parameter:  # noqa: A002 - its own name
    """A parameter whose label is its name."""
    return Parameter(name, Words(name, name), type, default)


def make_draft(
    template: ReportTemplate, organization_id: UUID, *, on: date = ON, known_at: datetime = KNOWN, **details: Any
) -> Draft:
    """A draft by the operator."""
    record = find_organization(organization_id, as_of=on, known_at=known_at)
    known: dict[str, Any] = {"actor": ACTOR, "record": record, "on": on, "known_at": known_at}
    return assemble(template, **(known | details))


def issue(draft: Draft, *, at: datetime = KNOWN) -> IssuedReport:
    """Issue a draft by the operator."""
    return issue_report(actor=make_actor(at=at), basis=BASIS, draft=draft)


def make_words(organization_id: UUID, template: ReportTemplate, block: str, text: str, **details: Any) -> Narrative:
    """The office's words for a block of the report of ``ON``."""
    known: dict[str, Any] = {"actor": ACTOR, "day": ON, "basis": BASIS}
    write = partial(write_narrative, organization_id=organization_id, template=template, block=block, text=text)
    return write(**(known | details))
