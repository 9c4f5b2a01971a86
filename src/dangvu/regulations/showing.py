"""Values of rules in words: a line for each part that can be changed by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dangvu.kernel.findings import Refusal
from dangvu.kernel.vietnamese import write_number
from dangvu.regulations.fitting import is_number, way
from dangvu.regulations.reading import CODE_LIST, Rule
from dangvu.regulations.rulebook import find_rule, rules, spoken

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NAMING_CODES = ("code", "kinds")
"""The units of rules whose values name codes of a code list."""

FEW = 2
"""Parts of a value that have room in a list of rules."""

SUBJECTS: Mapping[str, StrOrPromise] = {
    "organizations": gettext_lazy("Tổ chức đảng"),
    "members": gettext_lazy("Đảng viên"),
    "committees": gettext_lazy("Cấp ủy"),
    "statistics": gettext_lazy("Thống kê"),
    "documents": gettext_lazy("Văn bản"),
    "access": gettext_lazy("Tài khoản và quyền"),
}

UNITS: Mapping[str, StrOrPromise] = {
    "days": gettext_lazy("ngày"),
    "minutes": gettext_lazy("phút"),
    "months": gettext_lazy("tháng"),
    "people": gettext_lazy("người"),
    "times": gettext_lazy("lần"),
    "years": gettext_lazy("năm"),
}
"""What a value that is one number counts; other units speak for themselves."""

PARTS: Mapping[str, StrOrPromise] = {
    "min": gettext_lazy("ít nhất"),
    "max": gettext_lazy("nhiều nhất"),
    "deputies": gettext_lazy("phó bí thư"),
    "months": gettext_lazy("số tháng"),
    "times": gettext_lazy("số lần"),
    "numerator": gettext_lazy("tử số"),
    "denominator": gettext_lazy("mẫu số"),
    "code": gettext_lazy("mã"),
    "vi": gettext_lazy("tên tiếng Việt"),
    "en": gettext_lazy("tên tiếng Anh"),
    "abbreviation": gettext_lazy("chữ viết tắt"),
    "pattern": gettext_lazy("mẫu"),
    "organization": gettext_lazy("tên tổ chức đảng bắt đầu bằng"),
    "issuer": gettext_lazy("tên cơ quan ban hành"),
    "top": gettext_lazy("đứng đầu sổ sách"),
    "type": gettext_lazy("thể loại văn bản"),
    "term": gettext_lazy("nhiệm kỳ"),
    "numbered_within": gettext_lazy("đánh số riêng theo"),
    "years": gettext_lazy("các mức, năm"),
    "rounds": gettext_lazy("các đợt"),
    "on_the_rolls": gettext_lazy("còn trong danh sách"),
    "page_width_mm": gettext_lazy("chiều rộng trang, mm"),
    "page_height_mm": gettext_lazy("chiều cao trang, mm"),
    "margin_top_mm": gettext_lazy("lề trên, mm"),
    "margin_bottom_mm": gettext_lazy("lề dưới, mm"),
    "margin_left_mm": gettext_lazy("lề trái, mm"),
    "margin_right_mm": gettext_lazy("lề phải, mm"),
    "font": gettext_lazy("phông chữ"),
    "body_pt": gettext_lazy("cỡ chữ lời văn, pt"),
    "line_spacing_pt": gettext_lazy("khoảng cách dòng, pt"),
    "first_line_mm": gettext_lazy("thụt dòng đầu, mm"),
    "page_number": gettext_lazy("chỗ của số trang"),
    "page_number_on_first": gettext_lazy("số trang ở trang đầu"),
    "top_left": gettext_lazy("góc trái lề trên"),
    "top_center": gettext_lazy("giữa lề trên"),
    "top_right": gettext_lazy("góc phải lề trên"),
    "bottom_left": gettext_lazy("góc trái lề dưới"),
    "bottom_center": gettext_lazy("giữa lề dưới"),
    "bottom_right": gettext_lazy("góc phải lề dưới"),
    "party_name_pt": gettext_lazy("cỡ chữ tiêu đề Đảng, pt"),
    "superior_pt": gettext_lazy("cỡ chữ tên cấp trên, pt"),
    "issuer_pt": gettext_lazy("cỡ chữ tên cơ quan ban hành, pt"),
    "symbol_pt": gettext_lazy("cỡ chữ số và ký hiệu, pt"),
    "place_and_date_pt": gettext_lazy("cỡ chữ địa danh và ngày tháng, pt"),
    "title_pt": gettext_lazy("cỡ chữ tên loại văn bản, pt"),
    "subject_pt": gettext_lazy("cỡ chữ trích yếu, pt"),
    "signature_pt": gettext_lazy("cỡ chữ thể thức ký, pt"),
    "recipients_title_pt": gettext_lazy("cỡ chữ từ “Nơi nhận”, pt"),
    "recipients_pt": gettext_lazy("cỡ chữ nơi nhận, pt"),
    "footnote_pt": gettext_lazy("cỡ chữ chú thích, pt"),
}
"""Parts of values in words, beside the codes that have a label of their own."""

_DAY_OF_YEAR = re.compile(r"(\d\d)-(\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a value: where it stands, what that is called, and what it says."""

    place: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What was said at one place, and what is said there now; empty for nothing."""

    label: str
    old: str
    new: str


def title(rule: Rule) -> str:
    """What a rule is about, in the active language."""
    return rule.description[spoken()]


def rule_named(name: str, _on: date | None = None) -> str:
    """What the rule of this name is about; the name itself when there is none."""
    with suppress(Refusal):
        return title(find_rule(name))
    return name


def parts(value: Any, on: date) -> list[Part]:
    """Every part of a value, in its order, with what things were called on a day."""
    words = _labels(on)
    return [Part(way(*steps), _called(steps, words), _say(leaf, words)) for steps, leaf in leaves(value)]


def code_parts(value: Any) -> list[Part]:
    """The codes of a code list with their labels in the active language."""
    language = spoken()
    return [Part(item["code"], item["code"], item[language]) for item in value]


def lines(rule: Rule, value: Any, on: date) -> list[Part]:
    """A value of ``rule`` as a page lists it."""
    return code_parts(value) if rule.unit == CODE_LIST else parts(value, on)


def brief(rule: Rule, value: Any, on: date) -> str:
    """A value of ``rule`` in a line of a list."""
    if rule.unit == CODE_LIST:
        return ngettext("%(count)s mã", "%(count)s mã", len(value)) % {"count": len(value)}
    found = parts(value, on)
    if len(found) == 1 and not isinstance(value, Mapping):
        return f"{found[0].text} {UNITS.get(rule.unit, '')}".strip()
    if len(found) <= FEW:
        return "; ".join(f"{part.label} {part.text}" for part in found)
    return ngettext("%(count)s mục", "%(count)s mục", len(found)) % {"count": len(found)}


def differences(rule: Rule, old: Any, new: Any, on: date) -> list[Difference]:
    """What ``new`` says otherwise than ``old``, both values of ``rule``."""
    before, after = ({part.place: part for part in lines(rule, value, on)} for value in (old, new))
    places = [*before, *(place for place in after if place not in before)]
    pairs = [(before.get(place), after.get(place)) for place in places]
    return [
        Difference((there or was).label, was.text if was else "", there.text if there else "")  # type: ignore[union-attr]
        for was, there in pairs
        if (was and was.text) != (there and there.text)
    ]


def leaves(value: Any, *above: object) -> Iterator[tuple[tuple[object, ...], Any]]:
    """The parts of a value that are changed as one, each with the steps that lead to it; short lists are one part."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from leaves(item, *above, key)
    elif isinstance(value, tuple) and any(isinstance(item, Mapping) for item in value):
        for index, item in enumerate(value):
            yield from leaves(item, *above, index)
    else:
        yield above, value


def write(value: Any) -> str:
    """A part of a value as text."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if is_number(value):
        exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
        return write_number(value, max(-exponent, 0) if isinstance(exponent, int) else 0)
    return ", ".join(write(item) for item in value) if isinstance(value, tuple) else str(value)


def coded(rule: Rule, value: Any, on: date) -> list[tuple[str, str]]:
    """The codes that the texts of a value may name, with what they are called; none for a rule that names no codes."""
    if rule.unit not in _NAMING_CODES:
        return []
    texts = {text for _steps, leaf in leaves(value) for text in (leaf if isinstance(leaf, tuple) else (leaf,))}
    lists = ([item["code"] for item in one.on(on).value] for one in rules() if one.unit == CODE_LIST)
    found = next((codes for codes in lists if texts.intersection(codes)), [])
    words = _labels(on)
    return [(code, words.get(code, code)) for code in [*sorted(texts.difference(found)), *found]]


def _say(value: Any, words: Mapping[str, str]) -> str:
    """A part of a value as people read it: codes by their labels, days of the year as days."""
    if isinstance(value, tuple):
        return ", ".join(_say(item, words) for item in value)
    if isinstance(value, str):
        days = _DAY_OF_YEAR.fullmatch(value)
        return f"{int(days[2])}/{int(days[1])}" if days else words.get(value, value)
    return write(value)


def called(steps: tuple[object, ...], on: date) -> str:
    """What the part of a value to which ``steps`` lead is called."""
    return _called(steps, _labels(on))


def _called(steps: tuple[object, ...], words: Mapping[str, str]) -> str:
    named = [str(step + 1) if isinstance(step, int) else str(words.get(str(step), step)) for step in steps]
    return ", ".join(named)


def _labels(on: date) -> dict[str, str]:
    """The label of every code on a day, or else the first that it got, and the words for parts of values."""
    language = spoken()
    found: dict[str, str] = {}
    for rule in rules():
        if rule.unit == CODE_LIST:
            for value in sorted(rule.values, key=lambda value: value.effective_from > on, reverse=True):
                found.update((item["code"], item[language]) for item in value.value)
    return found | {key: str(word) for key, word in PARTS.items()}
