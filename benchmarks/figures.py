"""The budgets of figures, of the report and of proofreading."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.measuring import Measurement, measure, once
from dangvu.demo.office import TEMPLATE
from dangvu.kernel.policy import Actor
from dangvu.organizations.queries import find_organization, first_day
from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.plain import document_from_text
from dangvu.reports.assembly import assemble
from dangvu.reports.freezing import thaw
from dangvu.reports.models import IssuedReport
from dangvu.reports.report_template import find_template
from dangvu.reports.writing.writer import write_report
from dangvu.statistics.catalogue.book import shipped
from dangvu.statistics.figures import Counts, Question, answer
from dangvu.statistics.identities import check_identities
from dangvu.statistics.queries import month_ends, pyramid, series
from dangvu.statistics.remembering import Memory

SCOPE = "DUK"
AS_OF = date(2021, 10, 14)
"""The whole sample committee on the day of its report."""

SHEETS = 50
"""The pages of a text to proofread."""

KEY_FIGURES = (
    "members.total", "members.women", "members.official", "members.probationary", "members.ethnic_minority",
    "organizations.grassroots", "organizations.cells", "members.admissions", "members.departures", "committees.members",
)  # fmt: skip


def figures() -> Iterator[Measurement]:
    """Figures counted anew, as after an act, and asked for again."""
    names = tuple(shipped().indicators)
    scope = find_organization(SCOPE, as_of=AS_OF).organization_id
    year = {"first": date(AS_OF.year, 1, 1), "last": AS_OF}
    one, every = Question(names, scope, AS_OF, **year), Question(names, None, AS_OF, **year)
    whole_time = Question((), first=first_day(), last=AS_OF)

    def trend(counts: Counts | None = None) -> None:
        series(KEY_FIGURES, scope, month_ends(AS_OF), counts=counts)

    many = f"{len(names)} indicators"
    yield Measurement(f"{many} of the committee, first time", once(lambda: answer(one, counts=Counts())), 1)
    yield measure(f"{many} of the committee", lambda: answer(one, counts=Counts()), 1)
    yield measure(f"{many} of every organisation", lambda: answer(every, counts=Counts()), 1)
    yield measure("key figures over 13 months, after an act", lambda: trend(Counts(Memory())), 1)
    yield measure("key figures over 13 months, asked again", trend, 0.05)
    yield measure("pyramid of ages, after an act", lambda: pyramid(scope, AS_OF, counts=Counts(Memory())), 0.15)
    yield measure("identities at every organisation", lambda: check_identities(whole_time))
    yield measure("rows behind the number of members", answer(one)["members.total", scope].rows)


def report() -> Iterator[Measurement]:
    """The report of the sample committee, from its figures to its files."""
    issued = IssuedReport.objects.latest("recorded_at")
    actor = Actor("benchmarks", issued.recorded_at, operator=True)
    record, template = find_organization(SCOPE, as_of=AS_OF), find_template(TEMPLATE)
    given = {"request": "Công văn số 652-CV/BTCTU"}

    def counted() -> None:
        known_at, counts = issued.known_at, Counts(Memory())
        assemble(template, actor=actor, record=record, on=AS_OF, known_at=known_at, given=given, counts=counts)

    def written() -> None:
        with tempfile.TemporaryDirectory() as folder:
            write_report(thaw(issued.content), Path(folder), "report", ("docx", "pdf", "html"))

    yield measure("all figures of the report, put into its words", counted, 1)
    yield measure("report to DOCX, PDF and HTML", written, 5)


def proofreading() -> Measurement:
    """A text as long as a report to a congress."""
    sentence = (
        "Toàn Đảng bộ có {whole} tổ chức cơ sở đảng, gồm {part} đảng bộ cơ sở và 42 chi bộ cơ sở; trong năm kết nạp "
        "{part} đảng viên, đạt 100% kế hoạch, tăng 12 đảng viên so với năm trước.\n\n"
    )
    page = [sentence.format(whole=number + 42, part=number) for number in range(10, 22)]
    document = document_from_text("report", "".join(page * SHEETS))
    return measure(f"proofreading of {SHEETS} pages", lambda: proofread(document), 2)
