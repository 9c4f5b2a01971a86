"""The details of a line in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Verbs

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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
    "login": _("tên đăng nhập"),
    "members": _("người"),
    "newborns": _("tổ chức mới"),
    "operator": _("so sánh"),
    "organizations": _("tổ chức"),
    "post": _("vị trí"),
    "predecessors": _("tổ chức cũ"),
    "reason": _("lý do"),
    "record": _("bản ghi"),
    "rule": _("quy định"),
    "survivors": _("tổ chức còn lại"),
    "symbol": _("số, ký hiệu"),
    "template": _("mẫu"),
    "to": _("đến"),
    "value": _("giá trị"),
    "what": _("đã xem"),
}
"""What details are called that an act leaves; others keep their own name."""


def details(said: Mapping[str, Any]) -> Iterator[tuple[StrOrPromise, str]]:
    """Each detail that a person can read, with its name; identities are counted where there are several."""
    for key, value in said.items():
        if text := _text(value):
            yield DETAILS.get(key, key), text


def _text(value: Any) -> str:
    if isinstance(value, list):
        texts = [_text(item) for item in value]
        return ", ".join(texts) if all(texts) else str(len(value)) if value else ""
    if value is None or isinstance(value, dict):
        return ""
    with suppress(ValueError):
        UUID(str(value))
        return ""
    return str(value)
