"""Report templates: a folder with ``report.yaml`` (what it is, its parameters and narrative blocks) and a body.

The body is Markdown with Jinja. Whatever is wrong in either file is refused with file, line and key.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.utils.translation import gettext as _

from dangvu.kernel.days import parse_day, write_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.sources import Entry, read_source, refusal
from dangvu.statistics.catalogue.codes import known_codes
from dangvu.statistics.catalogue.words import Words, read_words

BODY = "body.md.jinja"
FOLDER = Path(__file__).parent / "report_templates"

RESERVED = frozenset({"scope", "on", "known_at", "figure", "page", "block"})
"""Names that bodies and addresses of pages use themselves."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that whoever asks for the report may set: a ``text``, or a ``day`` that figures are asked for."""

    name: str
    label: Words
    type: str
    default: str

    def __str__(self) -> str:
        return str(self.label)

    @property
    def usual(self) -> str:
        """The default as an office writes it."""
        return write_day(parse_day(self.default)) if self.type == "day" else self.default

    def read(self, text: str, on: date) -> date | str:
        """The value written as ``text``; raises ``Refusal`` when it is no day, or one after the report's day ``on``."""
        if self.type == "text":
            return text
        day = parse_day(text)
        if day > on:
            message = _("“%(label)s” là %(day)s, sau ngày của báo cáo là %(on)s; hãy chọn một ngày không muộn hơn.")
            said = {"label": self, "day": write_day(day), "on": write_day(on)}
            raise Refusal.of("reports.day-to-come", message % said)
        return day


@dataclass(frozen=True)
class ReportTemplate:
    """One kind of report; ``document_type`` is a code of ``documents/types``.

    ``authority`` and ``posts`` say on whose behalf it is signed and by which holders of posts (codes of
    ``committees/posts``, first found signs); ``blocks`` are the narrative blocks, each with what the office is
    asked to write there.
    """

    id: str
    label: Words
    document_type: str
    subject: str
    authority: str
    posts: tuple[str, ...]
    recipients: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    blocks: Mapping[str, str]
    body: str
    path: Path

    def __str__(self) -> str:
        return str(self.label)

    def name_blocks(self, blocks: Iterable[str]) -> str:
        """What the office is asked to write in some blocks, in one phrase."""
        return ", ".join(f"“{self.blocks[block].rstrip('.')}”" for block in blocks if block in self.blocks)

    def settings(self, given: Mapping[str, str], *, on: date) -> dict[str, date | str]:
        """The value of every parameter in a report on the day ``on``: as given, else its default.

        Raises ``Refusal`` for an unknown parameter and for a value that does not fit.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                message = _("mẫu báo cáo này không có tham số “%(name)s”; các tham số là: %(names)s.")
                raise Refusal.of("reports.unknown-parameter", message % {"name": name, "names": ", ".join(names)})
        return {p.name: p.read(given.get(p.name, p.default), on) for p in self.parameters}


def read_template(folder: Path) -> ReportTemplate:
    """Read the template in ``folder``; raises ``Refusal``."""
    source = read_source(folder / "report.yaml")
    source.allow("id", "label", "document_type", "subject", "signature", "recipients", "parameters", "blocks")
    signature = source.entry("signature")
    signature.allow("authority", "posts")
    return ReportTemplate(
        id=source.text("id"),
        label=read_words(source, "label"),
        document_type=source.one_of("document_type", tuple(sorted(known_codes("documents/types")))),
        subject=source.text("subject"),
        authority=signature.text("authority"),
        posts=_posts(signature),
        recipients=tuple(source.texts("recipients")),
        parameters=_parameters(source),
        blocks=_texts(source.entry("blocks")),
        body=_body(folder / BODY),
        path=folder / BODY,
    )


def find_template(template_id: str) -> ReportTemplate:
    """The template with this id; raises ``Refusal`` that names the nearest ones."""
    known = templates()
    if template_id not in known:
        near = difflib.get_close_matches(template_id, known, n=3, cutoff=0.4) or list(known)
        message = _("không có mẫu báo cáo “%(id)s”; các mẫu gần nhất là: %(near)s.")
        raise Refusal.of("reports.unknown-template", message % {"id": template_id, "near": ", ".join(near)})
    return known[template_id]


@cache
def templates() -> Mapping[str, ReportTemplate]:
    """All templates by id."""
    found = (read_template(folder) for folder in sorted(FOLDER.iterdir()) if folder.is_dir())
    return MappingProxyType({template.id: template for template in found})


def _body(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        message = _("không đọc được tệp này; hãy xem tên tệp và quyền đọc, và lưu tệp theo UTF-8.")
        raise refusal(path, 1, "", message) from None


def _posts(signature: Entry) -> tuple[str, ...]:
    posts, known = tuple(signature.texts("posts")), sorted(known_codes("committees/posts"))
    if not posts or not set(posts) <= set(known):
        message = _("phải là danh sách các chức vụ trong: %(known)s; hãy sửa danh sách này.")
        raise signature.refuse("posts", message % {"known": ", ".join(known)})
    return posts


def _parameters(source: Entry) -> tuple[Parameter, ...]:
    parameters: dict[str, Parameter] = {}
    for entry in source.entries("parameters"):
        parameter = _parameter(entry)
        if parameter.name in RESERVED or parameter.name in parameters or not parameter.name.isidentifier():
            message = _("“%(name)s” không đặt tên cho tham số được hoặc đã dùng rồi; hãy chọn tên khác.")
            raise entry.refuse("name", message % {"name": parameter.name})
        parameters[parameter.name] = parameter
    return tuple(parameters.values())


def _parameter(entry: Entry) -> Parameter:
    entry.allow("name", "label", "type", "default")
    kind = entry.one_of("type", ("day", "text"))
    default = entry.day("default").isoformat() if kind == "day" else entry.text("default")
    return Parameter(entry.text("name"), read_words(entry, "label"), kind, default)


def _texts(entry: Entry) -> Mapping[str, str]:
    return MappingProxyType({key: entry.text(key) for key in entry.values})
