"""What is wrong with what a program sent, in sentences of the house and not of the library that found it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.findings import Finding

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MALFORMED = "api.malformed"
BODY = "body"

_KINDS: Mapping[str, StrOrPromise] = {
    "missing": gettext_lazy("thiếu “%(name)s”; hãy gửi thêm."),
    "extra_forbidden": gettext_lazy("không có mục nào tên “%(name)s” ở đây; hãy bỏ đi."),
    "int": gettext_lazy("“%(name)s” phải là một số nguyên, như 12; hãy viết lại."),
    "date": gettext_lazy("“%(name)s” phải là một ngày có trong lịch, như 2021-10-14; hãy viết lại."),
    "uuid": gettext_lazy("“%(name)s” phải là một định danh đúng như đã nhận từ đây; hãy kiểm tra lại."),
    "bool": gettext_lazy("“%(name)s” phải là true hoặc false; hãy viết lại."),
    "enum": gettext_lazy("“%(name)s” phải là một trong: %(expected)s; hãy chọn lại."),
    "literal_error": gettext_lazy("“%(name)s” phải là một trong: %(expected)s; hãy chọn lại."),
    "string_too_long": gettext_lazy("“%(name)s” dài quá %(max_length)s ký tự; hãy viết ngắn lại."),
    "string_too_short": gettext_lazy("“%(name)s” phải có ít nhất %(min_length)s ký tự; hãy viết thêm."),
    "string": gettext_lazy("“%(name)s” phải là chữ trong ngoặc kép; hãy viết lại."),
    "too_long": gettext_lazy("“%(name)s” có quá %(max_length)s mục; hãy gửi làm nhiều lần."),
    "too_short": gettext_lazy("“%(name)s” phải có ít nhất %(min_length)s mục; hãy gửi thêm."),
    "list": gettext_lazy("“%(name)s” phải là một danh sách trong ngoặc vuông; hãy viết lại."),
    "dict": gettext_lazy("“%(name)s” phải là một đối tượng JSON trong ngoặc nhọn; hãy viết lại."),
    "model": gettext_lazy("“%(name)s” phải là một đối tượng JSON trong ngoặc nhọn; hãy viết lại."),
    "greater_than_equal": gettext_lazy("“%(name)s” không được nhỏ hơn %(ge)s; hãy viết lại."),
    "less_than_equal": gettext_lazy("“%(name)s” không được lớn hơn %(le)s; hãy viết lại."),
}
"""A sentence for each kind of error, by the beginning of its type; the more particular ones come first."""

_ANYTHING = gettext_lazy("“%(name)s” không đúng dạng đã mô tả ở /api/openapi.json; hãy sửa rồi gửi lại.")


def findings_of(errors: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """A finding for each error that was found in parameters or in a body; its place is the way to the value."""
    for error in errors:
        place = [str(step) for step in error["loc"]]
        if place[0] == BODY:
            # Behind the body stands the name of the argument of our function, which is not in what was sent.
            del place[1:2]
        values = {**error.get("ctx", {}), "name": ".".join(place[1:]) or BODY}
        if "expected" in values:
            values["expected"] = values["expected"].replace(" or ", ", ")
        message = _sentence(error["type"]) % values
        yield Finding(MALFORMED, message, ".".join(place))


def unreadable() -> Finding:
    """The finding of a body that is not JSON at all."""
    return Finding(MALFORMED, _("nội dung gửi lên không phải là JSON đọc được; hãy sửa rồi gửi lại."), BODY)


def _sentence(kind: str) -> str:
    return str(next((said for start, said in _KINDS.items() if kind.startswith(start)), _ANYTHING))
