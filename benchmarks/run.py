"""The budgets of Dangvu, measured on the sample committee: ``make bench``.

Builds the sample committee in ``var/bench`` when it is not there (``--fresh`` builds it anew, which is what the budget
for the data is measured by), then prints budget, measured time and verdict. Times are medians of several runs on
whatever else the machine is doing; ``--cpu`` counts the processor's time, for a machine that is busy otherwise.
``--postgres`` measures data, figures and pages on a private PostgreSQL instead, ``--pages`` the pages alone. Ends with
exit code 1 when a budget is broken.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from benchmarks.measuring import Measurement, count_processor_time, median, once
from tools.postgres import private_server

FOLDER = Path(__file__).resolve().parents[1] / "var" / "bench"
PAGES = 50
AS_OF = date(2021, 10, 14)
KEY_FIGURES = (
    "members.total", "members.women", "members.official", "members.probationary", "members.ethnic_minority",
    "organizations.grassroots", "organizations.cells", "members.admissions", "members.departures", "committees.members",
)  # fmt: skip


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure against the budgets.")
    parser.add_argument("--fresh", action="store_true", help="build the sample committee anew")
    parser.add_argument("--postgres", action="store_true", help="measure on a private PostgreSQL")
    parser.add_argument("--pages", action="store_true", help="measure the pages alone")
    parser.add_argument("--cpu", action="store_true", help="count the time of the processor, not of the clock")
    asked = parser.parse_args()
    if asked.cpu:
        count_processor_time()
    if asked.fresh:
        shutil.rmtree(FOLDER, ignore_errors=True)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "dangvu.home.settings", "DANGVU_VAR": str(FOLDER)}
    with private_server() if asked.postgres else nullcontext() as url:
        if url:
            os.environ["DANGVU_DATABASE_URL"] = url
        sys.exit(_measure(asked))


def _measure(asked: argparse.Namespace) -> bool:
    """Print the table; whether a budget is broken."""
    import django  # noqa: PLC0415 - the settings must be chosen first

    django.setup()
    print(f"{'':<68}{'budget':>10}{'measured':>10}")
    broken = False
    for measurement in _measurements(asked):
        print(measurement.line(), flush=True)
        broken |= measurement.broken
    return broken


def _measurements(asked: argparse.Namespace) -> Iterator[Measurement]:
    yield _data()
    if not asked.pages:
        yield from _figures()
        if not asked.postgres:
            yield from _report()
            yield _proofreading()
    yield from _pages()


def _data() -> Measurement:
    from dangvu.demo.building import build, is_built  # noqa: PLC0415 - Django must be set up first

    if is_built():
        return Measurement("data of the sample committee (there already)", None, 30)
    return Measurement("data of the sample committee", once(lambda: build(lambda *_told: None)), 30)


def _figures() -> Iterator[Measurement]:
    from dangvu.organizations.queries import find_organization, first_day  # noqa: PLC0415 - likewise
    from dangvu.statistics.catalogue.book import shipped  # noqa: PLC0415 - likewise
    from dangvu.statistics.figures import Counts, Question, answer  # noqa: PLC0415 - likewise
    from dangvu.statistics.identities import check_identities  # noqa: PLC0415 - likewise
    from dangvu.statistics.queries import month_ends, pyramid, series  # noqa: PLC0415 - likewise
    from dangvu.statistics.remembering import Memory  # noqa: PLC0415 - likewise

    names = tuple(shipped().indicators)
    scope = find_organization("DUK", as_of=AS_OF).organization_id
    year = {"first": date(AS_OF.year, 1, 1), "last": AS_OF}
    one = Question(names, scope, AS_OF, **year)
    every = Question(names, None, AS_OF, **year)
    whole_time = Question((), first=first_day(), last=AS_OF)

    def trend(counts: Counts | None = None) -> None:
        series(KEY_FIGURES, scope, month_ends(AS_OF), counts=counts)

    yield Measurement(f"{len(names)} indicators of the committee, first time", once(lambda: answer(one)), 1)
    yield Measurement(f"{len(names)} indicators of the committee", median(lambda: answer(one, counts=Counts())), 1)
    yield Measurement(
        f"{len(names)} indicators of every organisation", median(lambda: answer(every, counts=Counts())), 1
    )
    yield Measurement("key figures over 13 months, after an act", median(lambda: trend(Counts(Memory()))), 1)
    yield Measurement("key figures over 13 months, asked again", median(trend), 0.05)
    yield Measurement(
        "pyramid of ages, after an act", median(lambda: pyramid(scope, AS_OF, counts=Counts(Memory()))), 0.15
    )
    yield Measurement("identities at every organisation", median(lambda: check_identities(whole_time)))
    yield Measurement("rows behind the number of members", median(answer(one)["members.total", scope].rows))


def _report() -> Iterator[Measurement]:
    from dangvu.demo.office import TEMPLATE  # noqa: PLC0415 - likewise
    from dangvu.kernel.policy import Actor  # noqa: PLC0415 - likewise
    from dangvu.organizations.queries import find_organization  # noqa: PLC0415 - likewise
    from dangvu.reports.assembly import assemble  # noqa: PLC0415 - likewise
    from dangvu.reports.freezing import thaw  # noqa: PLC0415 - likewise
    from dangvu.reports.models import IssuedReport  # noqa: PLC0415 - likewise
    from dangvu.reports.report_template import find_template  # noqa: PLC0415 - likewise
    from dangvu.reports.writing.writer import write_report  # noqa: PLC0415 - likewise

    issued = IssuedReport.objects.latest("recorded_at")
    actor = Actor("benchmarks", issued.recorded_at, operator=True)
    record = find_organization("DUK", as_of=AS_OF)
    template = find_template(TEMPLATE)
    given = {"request": "Công văn số 652-CV/BTCTU"}

    def figures() -> None:
        assemble(template, actor=actor, record=record, on=AS_OF, known_at=issued.known_at, given=given)

    def files() -> None:
        with tempfile.TemporaryDirectory() as folder:
            write_report(thaw(issued.content), Path(folder), "report", ("docx", "pdf", "html"))

    yield Measurement("all figures of the report, put into its words", median(figures), 1)
    yield Measurement("report to DOCX, PDF and HTML", median(files), 5)


def _pages() -> Iterator[Measurement]:
    from django.core.management import call_command  # noqa: PLC0415 - likewise

    from benchmarks.pages import page_measurements  # noqa: PLC0415 - likewise

    call_command("migrate", verbosity=0)
    yield from page_measurements()


def _proofreading() -> Measurement:
    from dangvu.proofreading.pipeline import proofread  # noqa: PLC0415 - likewise
    from dangvu.proofreading.reading.plain import document_from_text  # noqa: PLC0415 - likewise

    sentence = (
        "Toàn Đảng bộ có {whole} tổ chức cơ sở đảng, gồm {part} đảng bộ cơ sở và 42 chi bộ cơ sở; trong năm kết nạp "
        "{part} đảng viên, đạt 100% kế hoạch, tăng 12 đảng viên so với năm trước.\n\n"
    )
    page = [sentence.format(whole=number + 42, part=number) for number in range(10, 22)]
    document = document_from_text("report", "".join(page * PAGES))
    return Measurement(f"proofreading of {PAGES} pages", median(lambda: proofread(document)), 2)


if __name__ == "__main__":
    main()
