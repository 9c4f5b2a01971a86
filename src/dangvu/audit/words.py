"""The details of a line in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dangvu.audit.models import Line
from dangvu.kernel.contracts import Spelling, Verbs, registered
from dangvu.kernel.days import write_day
from dangvu.ui.templatetags.ledger import moment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

READ_WORDS = Verbs({"audit.record_reading": _("mở xem")})

DETAILS: Mapping[str, StrOrPromise] = {
    "awards": _("trình độ"),
    "block": _("phần"),
    "children": _("tổ chức trực thuộc"),
    "columns": _("mục được sửa"),
    "committees": _("cấp ủy"),
    "from": _("từ ngày"),
    "heads": _("thủ trưởng"),
    "indicator": _("chỉ tiêu"),
    "kind": _("loại"),
    "label": _("tên"),
    "login": _("tên đăng nhập"),
    "members": _("người"),
    "name": _("tên"),
    "newborns": _("tổ chức mới"),
    "operator": _("so sánh"),
    "organizations": _("tổ chức"),
    "post": _("vị trí"),
    "posts": _("phân công"),
    "predecessors": _("tổ chức cũ"),
    "reason": _("lý do"),
    "record": _("bản ghi"),
    "rule": _("quy định"),
    "survivors": _("tổ chức còn lại"),
    "symbol": _("số, ký hiệu"),
    "template": _("mẫu"),
    "to": _("đến"),
    "until": _("đến lúc"),
    "value": _("giá trị"),
    "was": _("giá trị cũ"),
    "what": _("đã xem"),
}
"""What details are called that an act leaves; others keep their own name."""


def day_of(line: Line) -> date:
    """The day whose words tell of a line: that of its effect, or else the one on which it was written."""
    return line.day or line.at.astimezone(timezone.get_current_timezone()).date()


def spelled(place: str, said: str, on: date) -> str:
    """What a column or detail says to people, as the rooms have words for it; ``place`` is that of ``Spelling``."""
    for offer in registered(Spelling):
        if place in offer.places:
            said = offer.say(said, on)
    return said


def what_was_read(line: Line) -> str:
    """What the reader of a reading saw."""
    return spelled(f"{line.verb}.what", str(line.details.get("what", "")), day_of(line))


def details(line: Line) -> Iterator[tuple[StrOrPromise, str]]:
    """Each detail that a person can read, with its name; identities are counted where there are several."""
    on = day_of(line)
    model = _model(line.details.get("record"))
    for key, value in line.details.items():
        text = _of_record(model, key, value) if model else ""
        if text := text or _text(value, f"{line.verb}.{key}", on):
            yield DETAILS.get(key, key), text


def _of_record(model: type[Model], key: str, value: Any) -> str:
    """The kind of record that a correction corrected, and its columns, by their names."""
    if key == "record":
        return str(model._meta.verbose_name)
    names = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
    return ", ".join(names.get(name, name) for name in value) if key == "columns" else ""


def _model(label: Any) -> type[Model] | None:
    try:
        return apps.get_model(str(label))
    except (LookupError, ValueError):
        return None


def _text(value: Any, place: str, on: date) -> str:
    if isinstance(value, list):
        texts = [_text(item, place, on) for item in value]
        return ", ".join(texts) if all(texts) else str(len(value)) if value else ""
    if value is None or isinstance(value, dict):
        return ""
    text = str(value)
    with suppress(ValueError):
        UUID(text)
        return ""
    with suppress(ValueError):
        return write_day(date.fromisoformat(text)) if _DAY.fullmatch(text) else moment(datetime.fromisoformat(text))
    return spelled(place, text, on)
