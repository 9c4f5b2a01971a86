"""``dangvu figures``: any indicator, of any organisation, on any day or for any period, as known at any moment."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.kernel.days import parse_day, parse_moment
from dangvu.kernel.findings import Refusal
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import recall_organization, tree
from dangvu.statistics.catalogue.book import Catalogue, catalogue
from dangvu.statistics.figures import Question, answer
from dangvu.statistics.printing import as_csv, as_json, as_table


class Command(BaseCommand):
    """Print figures; ``Refusal`` (exit code 2) when they cannot be answered."""

    help = _("In số liệu của một tổ chức đảng tại một ngày hoặc trong một kỳ.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Days are written 14/10/2021 or 2021-10-14."""
        parser.add_argument("indicators", nargs="*", metavar="ID", help=_("mã chỉ tiêu; để trống: mọi chỉ tiêu"))
        parser.add_argument("--on", type=parse_day, metavar=_("NGÀY"), help=_("ngày lấy số liệu (mặc định hôm nay)"))
        parser.add_argument("--from", type=parse_day, dest="first", metavar=_("NGÀY"), help=_("ngày đầu kỳ"))
        parser.add_argument("--to", type=parse_day, dest="last", metavar=_("NGÀY"), help=_("ngày cuối kỳ"))
        parser.add_argument("--scope", metavar=_("MÃ"), help=_("mã tổ chức đảng (mặc định tổ chức cao nhất)"))
        parser.add_argument(
            "--known-at", type=parse_moment, metavar=_("LÚC"), help=_("theo dữ liệu biết đến lúc đó (mặc định bây giờ)")
        )
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help=_("dạng in ra"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer one question and print it."""
        book = catalogue(options["known_at"])
        asked = _days(options)
        record = _scope(asked, options["scope"])
        names = tuple(options["indicators"]) or _fitting(asked, book)
        figures = answer(replace(asked, indicators=names, scope=record.organization_id), book)
        if options["format"] == "table":
            text = as_table(figures, {record.organization_id: record.name})
        else:
            write = {"csv": as_csv, "json": as_json}[options["format"]]
            text = write(figures, {record.organization_id: record.code})
        self.stdout.write(text, ending="")


def _days(options: dict[str, Any]) -> Question:
    """When the figures are asked for: without any day, today; a period that only begins lasts until that day."""
    first, last = options["first"], options["last"]
    on = options["on"] or last or timezone.localdate()
    return Question((), on=on, first=first, last=last or (first and on), known_at=options["known_at"])


def _fitting(asked: Question, book: Catalogue) -> tuple[str, ...]:
    """All indicators that can be answered for the days asked for."""
    return tuple(
        indicator.id
        for indicator in book.indicators.values()
        if all(part.fact and asked.fits(part.fact) for part in book.counted(indicator))
    )


def _scope(asked: Question, code: str | None) -> OrganizationRecord:
    """The organisation asked for; without one, the top of the tree on that day."""
    assert asked.on is not None
    if code:
        return recall_organization(code, as_of=asked.on, known_at=asked.known_at)
    roots = tree(as_of=asked.on, known_at=asked.known_at).roots
    if len(roots) != 1:
        message = _("ngày đó không có đúng một tổ chức đảng cao nhất; hãy chọn tổ chức bằng --scope.")
        raise Refusal.of("statistics.no-single-top", message)
    return roots[0].record
