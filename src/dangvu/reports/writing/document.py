"""The neutral document that every writer starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal

Size = int | Decimal

PAGE_NUMBER_PLACES = tuple(f"{edge}_{align}" for edge in ("top", "bottom") for align in ("left", "center", "right"))


@dataclass(frozen=True, slots=True)
class Layout:
    """The page of an official document: lengths in mm, type sizes and line spacing in pt.

    Its fields are the keys of the rule ``documents/page_layout``.
    """

    page_width_mm: Size
    page_height_mm: Size
    margin_top_mm: Size
    margin_bottom_mm: Size
    margin_left_mm: Size
    margin_right_mm: Size
    font: str
    body_pt: Size
    line_spacing_pt: Size
    first_line_mm: Size
    page_number: str
    page_number_on_first: bool
    party_name_pt: Size
    superior_pt: Size
    issuer_pt: Size
    symbol_pt: Size
    place_and_date_pt: Size
    title_pt: Size
    subject_pt: Size
    signature_pt: Size
    recipients_title_pt: Size
    recipients_pt: Size
    footnote_pt: Size

    @property
    def text_width_mm(self) -> Size:
        """What the margins leave for the text."""
        return self.page_width_mm - self.margin_left_mm - self.margin_right_mm

    @property
    def number_edge(self) -> str:
        """Where the page number stands: in the ``header`` or the ``footer``."""
        return "header" if self.page_number.startswith("top") else "footer"

    @property
    def number_align(self) -> str:
        """How the page number is aligned there: ``left``, ``center`` or ``right``."""
        return self.page_number.partition("_")[2]

    @classmethod
    def from_rule(cls, rule: Mapping[str, Any]) -> Self:
        """The layout that a value of ``documents/page_layout`` describes; raises ``Refusal`` naming a missing key.

        ``page_number`` is one of ``PAGE_NUMBER_PLACES``; another value is refused too.
        """
        names = [field.name for field in fields(cls)]
        for name in names:
            if name not in rule:
                message = _("quy định “documents/page_layout” thiếu khóa “%(name)s”; hãy bổ sung trong tệp quy định.")
                raise Refusal.of("reports.incomplete-layout", message % {"name": name})
        if rule["page_number"] not in PAGE_NUMBER_PLACES:
            message = _("quy định “documents/page_layout” đặt số trang ở “%(place)s”; hãy chọn một trong %(places)s.")
            places = {"place": rule["page_number"], "places": ", ".join(PAGE_NUMBER_PLACES)}
            raise Refusal.of("reports.bad-layout", message % places)
        return cls(**{name: rule[name] for name in names})


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the text, as it is to be printed (``symbol``: ``Số 05-BC/ĐUK``; ``title``: ``BÁO CÁO``)."""

    superior: str
    issuer: str
    symbol: str
    party: str
    place_and_date: str
    title: str
    subject: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands below the text: who receives it, on whose behalf it is signed, by which post and by whom."""

    recipients: tuple[str, ...]
    authority: str
    post: str
    name: str


@dataclass(frozen=True)
class FigureMark:
    """A number in the text: what it is, where it opens (``href``) and everything that is known of its source."""

    id: str
    text: str
    label: str
    href: str
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """A report before it is written.

    ``body`` is pandoc's Markdown: headings without numbers, real footnotes, figures as ``[3.412]{.figure #f1}``.
    ``headings`` are the patterns that number the sections from the outermost level in; ``about`` goes into the JSON.
    """

    layout: Layout
    headings: tuple[str, ...]
    letterhead: Letterhead
    closing: Closing
    body: str
    figures: tuple[FigureMark, ...]
    dated: date
    about: Mapping[str, Any]
