"""``dangvu report``: write a report of an organisation on a day, and issue it when asked to."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.audit.queries import last_learned
from dangvu.kernel.basis import NO_BASIS
from dangvu.kernel.days import parse_day, parse_moment
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.organizations.queries import find_organization
from dangvu.reports.actions import issue_report
from dangvu.reports.assembly import assemble
from dangvu.reports.contradictions import contradictions
from dangvu.reports.freezing import thaw
from dangvu.reports.report_template import find_template
from dangvu.reports.writing.neutral import neutral_tree
from dangvu.reports.writing.writer import FORMATS, write_report


class Command(BaseCommand):
    """Writes the files and prints their paths; ``Refusal`` (exit code 2) when the report cannot be worked out."""

    help = _("Viết báo cáo của một tổ chức đảng tại một ngày; có thể ban hành.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Days are written 14/10/2021 or 2021-10-14."""
        parser.add_argument("template", metavar=_("MẪU"), help=_("mẫu báo cáo, như grassroots-review"))
        parser.add_argument("--on", type=parse_day, required=True, metavar=_("NGÀY"), help=_("ngày chốt số liệu"))
        parser.add_argument("--scope", required=True, metavar=_("MÃ"), help=_("mã tổ chức đảng"))
        parser.add_argument("--out", type=Path, required=True, metavar=_("THƯ MỤC"), help=_("nơi ghi tệp"))
        parser.add_argument("--format", default=",".join(FORMATS), help=_("các dạng tệp, cách nhau dấu phẩy"))
        parser.add_argument(
            "--dated", type=parse_day, metavar=_("NGÀY"), help=_("ngày của văn bản (mặc định ngày chốt)")
        )
        parser.add_argument(
            "--known-at",
            type=parse_moment,
            metavar=_("LÚC"),
            help=_("theo dữ liệu biết đến lúc đó (mặc định mọi dữ liệu)"),
        )
        parser.add_argument(
            "--set", action="append", default=[], metavar=_("TÊN=GIÁ TRỊ"), help=_("tham số của mẫu báo cáo")
        )
        parser.add_argument("--issue", action="store_true", help=_("ban hành: lấy số, giữ nguyên lời văn và số liệu"))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work the report out, issue it if wanted, write it and say where."""
        actor = Actor(_("người vận hành"), timezone.now(), operator=True)
        formats = _formats(options["format"])
        known_at = options["known_at"] or last_learned() or actor.at
        record = find_organization(options["scope"], as_of=options["on"], known_at=known_at)
        draft = assemble(
            find_template(options["template"]),
            actor=actor,
            record=record,
            on=options["on"],
            known_at=known_at,
            given=_settings(options["set"]),
            dated=options["dated"],
        )
        told = contradictions(draft.document, neutral_tree(draft.document))
        for finding in (*draft.findings, *told):
            self.stderr.write(str(finding))
        document = draft.document
        if options["issue"]:
            document = thaw(issue_report(actor=actor, basis=NO_BASIS, draft=draft).content)
        stem = f"{draft.template.id}-{record.code}-{options['on'].isoformat()}"
        for path in write_report(document, options["out"], stem, formats):
            self.stdout.write(str(path))


def _formats(text: str) -> tuple[str, ...]:
    formats = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    if not formats or not set(formats) <= set(FORMATS):
        message = _("không ghi được dạng tệp “%(text)s”; các dạng là: %(formats)s.")
        raise Refusal.of("reports.unknown-format", message % {"text": text, "formats": ", ".join(FORMATS)})
    return formats


def _settings(pairs: list[str]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            message = _("“%(pair)s” không phải là tham số; hãy viết tên=giá trị.")
            raise Refusal.of("reports.bad-parameter", message % {"pair": pair})
    return {name.strip(): value.strip() for name, value in (pair.split("=", 1) for pair in pairs)}
