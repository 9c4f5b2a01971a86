"""The budgets of Dangvu, measured on the sample committee: ``make bench``.

Builds the sample committee in ``var/bench`` when it is not there (``--fresh`` builds it anew, which is what the budget
for the data is measured by), then prints budget, measured time and verdict. Times are medians of several runs on
whatever else the machine is doing. Ends with exit code 1 when a budget is broken.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "var" / "bench"
RUNS = 5
PAGES = 50
AS_OF = date(2021, 10, 14)


@dataclass(frozen=True)
class Measurement:
    """How long something took, in seconds, and how long it may take; ``None`` for either: not measured, no budget."""

    what: str
    seconds: float | None
    budget: float | None = None

    @property
    def broken(self) -> bool:
        """Whether it took longer than it may."""
        return self.seconds is not None and self.budget is not None and self.seconds > self.budget

    def line(self) -> str:
        """One line of the table."""
        verdict = "–" if self.seconds is None or self.budget is None else "too slow" if self.broken else "ok"
        return f"{self.what:<58}{_write(self.budget):>10}{_write(self.seconds):>10}  {verdict}"


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure against the budgets.")
    parser.add_argument("--fresh", action="store_true", help="build the sample committee anew")
    if parser.parse_args().fresh:
        shutil.rmtree(FOLDER, ignore_errors=True)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "dangvu.home.settings", "DANGVU_VAR": str(FOLDER)}
    import django  # noqa: PLC0415 - the settings must be chosen first

    django.setup()
    print(f"{'':<58}{'budget':>10}{'measured':>10}")
    broken = False
    for measurement in _measurements():
        print(measurement.line(), flush=True)
        broken |= measurement.broken
    sys.exit(broken)


def _measurements() -> Iterator[Measurement]:
    yield _data()
    yield from _figures()
    yield from _report()
    yield from _pages()
    yield _proofreading()


def _data() -> Measurement:
    from dangvu.demo.building import build, is_built  # noqa: PLC0415 - Django must be set up first

    if is_built():
        return Measurement("data of the sample committee (there already)", None, 30)
    return Measurement("data of the sample committee", _once(lambda: build(lambda *_told: None)), 30)


def _figures() -> Iterator[Measurement]:
    from dangvu.organizations.queries import find_organization, first_day  # noqa: PLC0415 - likewise
    from dangvu.statistics.catalogue.book import catalogue  # noqa: PLC0415 - likewise
    from dangvu.statistics.figures import Question, answer  # noqa: PLC0415 - likewise
    from dangvu.statistics.identities import check_identities  # noqa: PLC0415 - likewise

    names = tuple(catalogue().indicators)
    scope = find_organization("DUK", as_of=AS_OF).organization_id
    year = {"first": date(AS_OF.year, 1, 1), "last": AS_OF}
    one = Question(names, scope, AS_OF, **year)
    every = Question(names, None, AS_OF, **year)
    whole_time = Question((), first=first_day(), last=AS_OF)
    yield Measurement(f"{len(names)} indicators of the committee, first time", _once(lambda: answer(one)), 1)
    yield Measurement(f"{len(names)} indicators of the committee", _median(lambda: answer(one)), 1)
    yield Measurement(f"{len(names)} indicators of every organisation", _median(lambda: answer(every)), 1)
    yield Measurement("identities at every organisation", _median(lambda: check_identities(whole_time)))
    rows = answer(one)["members.total", scope].rows
    yield Measurement("rows behind the number of members", _median(rows))


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

    yield Measurement("all figures of the report, put into its words", _median(figures), 1)
    yield Measurement("report to DOCX, PDF and HTML", _median(files), 5)


def _pages() -> Iterator[Measurement]:
    from django.test import Client  # noqa: PLC0415 - likewise
    from django.urls import reverse  # noqa: PLC0415 - likewise

    client = Client(SERVER_NAME="localhost")
    report = client.get(reverse("reports:index")).headers["Location"]
    for what, address in (
        ("page of the report", report),
        ("page of the report, a figure opened", f"{report}&figure=f1"),
    ):
        yield Measurement(what, _median(lambda address=address: _get(client, address)), 0.15)


def _proofreading() -> Measurement:
    from dangvu.proofreading.pipeline import proofread  # noqa: PLC0415 - likewise
    from dangvu.proofreading.reading.plain import document_from_text  # noqa: PLC0415 - likewise

    sentence = (
        "Toàn Đảng bộ có {whole} tổ chức cơ sở đảng, gồm {part} đảng bộ cơ sở và 42 chi bộ cơ sở; trong năm kết nạp "
        "{part} đảng viên, đạt 100% kế hoạch, tăng 12 đảng viên so với năm trước.\n\n"
    )
    page = [sentence.format(whole=number + 42, part=number) for number in range(10, 22)]
    document = document_from_text("report", "".join(page * PAGES))
    return Measurement(f"proofreading of {PAGES} pages", _median(lambda: proofread(document)), 2)


def _get(client: object, address: str) -> None:
    response = client.get(address)  # type: ignore[attr-defined]
    assert response.status_code == 200, (address, response.status_code)


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_once(work) for _ in range(RUNS))


def _write(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    main()
