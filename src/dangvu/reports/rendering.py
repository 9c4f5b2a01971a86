"""A template's body rendered to Markdown: in a sandbox, and with nothing at hand but what it may quote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from traceback import extract_tb
from types import CodeType
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Refusal
from dangvu.regulations import codes, label
from dangvu.reports.markdown import as_markdown, literally
from dangvu.reports.promises import promised
from dangvu.reports.quotes import Quotable, Quotes, lower_first
from dangvu.reports.report_template import ReportTemplate
from dangvu.reports.subject import Subject, describe_reorganization, join_names

MISTAKES = (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
"""What a wrong body raises: by Jinja, or by what it hands to a function."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a list with its label in the language of documents."""

    code: str
    label: str


def render(
    template: ReportTemplate,
    *,
    quotes: Quotes,
    subject: Subject,
    on: date,
    settings: Mapping[str, date | str],
    words: Mapping[str, str],
) -> str:
    """The body of a report in Markdown.

    ``words`` are the narrative blocks, as Markdown. Raises ``Refusal`` with file and line for a mistake in the
    template, and whatever an unanswerable figure refuses.
    """
    environment = _environment(_finalize(quotes))
    environment.globals.update(_vocabulary(quotes, on))
    try:
        body = Template.from_code(environment, _compiled(template.body), environment.globals)
        return body.render(**settings, scope=subject, on=on, block=lambda name: as_markdown(_block(words, name)))
    except MISTAKES as error:
        with override(quotes.language):
            raise _mistake(template, error) from error


@lru_cache(maxsize=16)
def _compiled(body: str) -> CodeType:
    """The body of a template as code, whatever its quotes will be."""
    return _environment(_written).compile(body)


def _environment(finalize: Callable[[Any], Any]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=finalize, trim_blocks=False
    )
    environment.filters.update(day=write_day, names=join_names, lower_first=lower_first)
    return environment


def _vocabulary(quotes: Quotes, on: date) -> dict[str, Any]:
    def reorganizations(number: Quotable) -> str:
        assert number.figure is not None
        seen: dict[UUID, None] = dict.fromkeys(row.reorganization for row in number.figure.rows())
        first, *others = [describe_reorganization(identity, known_at=quotes.known_at) for identity in seen]
        return "; ".join([first, *map(lower_first, others)]) + "."

    return {
        "figure": quotes.figure,
        "change": quotes.change,
        "percent_change": quotes.percent_change,
        "breakdown": quotes.breakdown,
        "ranking": quotes.ranking,
        "targets": lambda indicator: promised(quotes, indicator, on=on),
        "codes": lambda rule: [Code(code, label(rule, code, on=on)) for code in codes(rule, on=on)],
        "reorganizations": reorganizations,
        "year_start": lambda day: date(day.year, 1, 1),
    }


def _finalize(quotes: Quotes) -> Callable[[Any], Any]:
    """How a value is printed: numbers as quotes, Markdown as it is, everything else literally."""

    def finalize(value: Any) -> Any:
        return quotes.quote(value) if isinstance(value, Quotable) else _written(value)

    return finalize


def _written(value: Any) -> Markup:
    return value if isinstance(value, Markup) else literally(str(value))


def _block(words: Mapping[str, str], name: str) -> str:
    if name not in words:
        raise TemplateError(_("không có đoạn “%(name)s” trong report.yaml") % {"name": name})
    return words[name]


def _mistake(template: ReportTemplate, error: Exception) -> Refusal:
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == "<template>"]
    line = error.lineno if isinstance(error, TemplateSyntaxError) else (lines or [1])[-1]
    place = f"{template.path.parent.name}/{template.path.name}:{line}"
    what = error.message if isinstance(error, TemplateError) else error
    message = _("mẫu báo cáo sai ở dòng này (%(what)s); hãy sửa mẫu.") % {"what": what}
    return Refusal.of("reports.bad-template", message, place=place)
