"""Building the sample committee into a database, wholly or not at all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from dangvu.audit.models import Line
from dangvu.demo.office import issue_sample_report
from dangvu.demo.planning.plan import make_plan
from dangvu.demo.planning.script import write_script
from dangvu.demo.planning.tree import ROOT
from dangvu.demo.playback import Playback, organization_id
from dangvu.kernel.findings import Refusal
from dangvu.organizations.models import Organization

OBJECTS = 20_000
"""New objects between two looks for unreachable ones while the history is played."""

Told = Callable[[str, int], None]
"""Hears what is being done, and how many hundredths of all of it are done."""


def is_built() -> bool:
    """Whether the database holds the sample committee; raises ``Refusal`` when it holds other records."""
    tables = connection.introspection.table_names()
    if Line._meta.db_table not in tables or not Line.objects.exists():
        return False
    if Organization.objects.filter(pk=organization_id(ROOT)).exists():
        return True
    raise Refusal.of(
        "demo.other-records",
        _(
            "cơ sở dữ liệu đã có dữ liệu khác nên không dựng đảng bộ mẫu vào đó;"
            " hãy chọn một cơ sở dữ liệu trống bằng DANGVU_DATABASE_URL."
        ),
    )


def build(told: Told) -> None:
    """Make the tables and play the history of the sample committee into them.

    On SQLite it grows in a file of its own that takes the database's place when it is whole; elsewhere it is one
    transaction. Either way an interrupted build leaves nothing behind.
    """
    with growing_apart(connection):
        call_command("migrate", verbosity=0)
        play(told)


def play(told: Told) -> None:
    """Plan the history, play it and issue its report, in one transaction, into tables that exist."""
    told(_("· lập kế hoạch: tổ chức, đảng viên, cấp ủy"), 0)
    script = write_script(make_plan())
    years: set[int] = set()

    def report(count: int, year: int) -> None:
        if year not in years:
            years.add(year)
            percent = 100 * count // len(script.events)
            told(_("· năm %(year)s (%(percent)s %%)") % {"year": year, "percent": percent}, percent)

    with transaction.atomic(), _few_collections():
        Playback(script, lambda count, event: report(count, event.at.year)).play()
        _let_the_planner_see()
        told(_("· viết lời văn và ban hành báo cáo"), 100)
        issue_sample_report()


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for unreachable objects seldom: tens of thousands of records come and go, hardly any of them in a circle."""
    usual = gc.get_threshold()
    gc.set_threshold(OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _let_the_planner_see() -> None:
    """Databases plan badly over rows they have never counted, and by themselves count them only later or never."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def growing_apart(database: BaseDatabaseWrapper) -> Iterator[None]:
    """Let a database in a file be another file until the block ends well, and then put that in its place."""
    final = str(database.settings_dict["NAME"])
    if database.vendor != "sqlite" or database.is_in_memory_db():  # type: ignore[attr-defined]
        yield
        return
    growing = Path(f"{final}.building")
    _remove(growing)
    database.close()
    database.settings_dict["NAME"] = str(growing)
    try:
        yield
        database.close()
        growing.replace(final)
    finally:
        database.close()
        _remove(growing)
        database.settings_dict["NAME"] = final


def _remove(path: Path) -> None:
    """Remove a database with the log that SQLite keeps beside it: a leftover log would be applied to a new file."""
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
