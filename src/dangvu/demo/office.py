"""What the office of the sample committee does last: it writes its own words and issues the report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from dangvu.demo.playback import organization_id
from dangvu.kernel.basis import Basis
from dangvu.kernel.policy import Actor
from dangvu.kernel.sources import read_source
from dangvu.organizations.queries import find_organization
from dangvu.reports.actions import issue_report, write_narrative
from dangvu.reports.assembly import assemble
from dangvu.reports.freezing import thaw
from dangvu.reports.models import IssuedReport
from dangvu.reports.report_template import find_template
from dangvu.reports.writing.writer import FORMATS, write_report

COMMITTEE = "DUK"
TEMPLATE = "grassroots-review"
AS_OF = date(2021, 10, 14)
DATED = date(2021, 10, 20)
WRITTEN_AT = datetime(2021, 10, 20, 1, tzinfo=UTC)
ISSUED_AT = datetime(2021, 10, 20, 9, tzinfo=UTC)
WORDS = Path(__file__).parent / "data" / "narrative.yaml"
REQUEST = Basis("652-CV/BTCTU", date(2021, 9, 22), "Ban Tổ chức Tỉnh ủy Lam Sơn")


def issue_sample_report() -> IssuedReport:
    """Write the words of every narrative block and issue the report on the day of the sample."""
    template = find_template(TEMPLATE)
    record = find_organization(organization_id(COMMITTEE), as_of=AS_OF)
    clerk = Actor("Văn phòng Đảng ủy Khối", WRITTEN_AT, operator=True)
    words = read_source(WORDS)
    for block in template.blocks:
        write_narrative(
            actor=clerk,
            day=AS_OF,
            basis=REQUEST,
            organization_id=record.organization_id,
            template=template,
            block=block,
            text=words.text(block),
        )
    secretary = Actor("Ban Thường vụ Đảng ủy Khối", ISSUED_AT, operator=True)
    draft = assemble(
        template,
        actor=secretary,
        record=record,
        on=AS_OF,
        known_at=WRITTEN_AT,
        given={"request": f"Công văn số {REQUEST}"},
        dated=DATED,
    )
    return issue_report(actor=secretary, basis=REQUEST, draft=draft)


def write_issued_reports(folder: Path) -> list[Path]:
    """Print every issued report into ``folder`` unless its files are there; the paths of all of them."""
    paths: list[Path] = []
    for issued in IssuedReport.objects.believed().order_by("day", "number"):
        stem = issued.symbol.replace("/", "-")
        found = [folder / f"{stem}.{form}" for form in FORMATS]
        if not all(path.exists() for path in found):
            found = write_report(thaw(issued.content), folder, stem, FORMATS)
        paths += found
    return paths
