"""What is asked for on the page: a text or a file, what to leave out, and records to hold it against."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.days import parse_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.proofreading.checks.records import Records
from dangvu.proofreading.findings import Kind
from dangvu.proofreading.reading.document import Document
from dangvu.proofreading.reading.plain import document_from_text
from dangvu.proofreading.reading.source import read_content
from dangvu.proofreading.records import records_of

KINDS = {
    Kind.SUM: gettext_lazy("phép cộng"),
    Kind.PERCENT: gettext_lazy("tỷ lệ"),
    Kind.DIFFERENCE: gettext_lazy("số tăng, giảm"),
    Kind.GROWTH: gettext_lazy("tốc độ tăng, giảm"),
    Kind.TARGET: gettext_lazy("mức đạt chỉ tiêu"),
    Kind.REPEAT: gettext_lazy("một số liệu hai giá trị"),
    Kind.DATE: gettext_lazy("ngày, tháng"),
    Kind.NUMBERING: gettext_lazy("đánh số mục"),
    Kind.SYMBOL: gettext_lazy("số, ký hiệu văn bản"),
    Kind.FORMAT: gettext_lazy("cách ghi"),
    Kind.DATABASE: gettext_lazy("so với sổ"),
    Kind.TYPO: gettext_lazy("lỗi gõ"),
}
"""How the kinds of finding are called; slips of the keyboard come last, apart from what is about figures."""

_UNREADABLE = {
    "max_length": gettext_lazy("dài quá %(limit_value)s ký tự; hãy rút ngắn, hoặc tách thành nhiều phần."),
    "null_characters_not_allowed": gettext_lazy("có ký tự không đọc được (mã 0); hãy xóa ký tự đó."),
}


class CheckForm(forms.Form):
    """A text to be proofread. When valid, ``document``, ``content`` (of a file) and ``records`` hold what was given."""

    document: Document
    content: bytes = b""
    records: Records | None = None

    text = forms.CharField(
        required=False, strip=False, max_length=settings.PROOFREADING_LETTERS, error_messages=_UNREADABLE
    )
    file = forms.FileField(required=False, allow_empty_file=True)
    scope = forms.CharField(required=False, max_length=60, error_messages=_UNREADABLE)
    on = forms.CharField(required=False, max_length=20, error_messages=_UNREADABLE)
    without = forms.MultipleChoiceField(required=False, choices=[(str(kind), name) for kind, name in KINDS.items()])

    def __init__(self, *args: Any, actor: Actor, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.language = language

    def clean_file(self) -> File[bytes] | None:
        """The file, unless it is larger than what is read."""
        file: File[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > settings.PROOFREADING_BYTES:
            message = _("tệp “%(name)s” lớn hơn %(limit)s MB; hãy tách tệp, hoặc dán phần lời văn.")
            limit = settings.PROOFREADING_BYTES // 1_000_000
            raise forms.ValidationError(message % {"name": file.name, "limit": limit})
        return file

    def clean_on(self) -> date | None:
        """The day of the records."""
        written: str = self.cleaned_data["on"].strip()
        try:
            return parse_day(written) if written else None
        except Refusal as refusal:
            raise forms.ValidationError([str(finding) for finding in refusal.findings]) from refusal

    def clean(self) -> None:
        """Read the text or the file, and the records that it is to be held against."""
        if not self.errors:
            self._read()
        if not {"scope", "on"} & set(self.errors):
            self._open_records()

    def _read(self) -> None:
        file, text = self.cleaned_data["file"], self.cleaned_data["text"]
        if file:
            self.content = file.read()
            try:
                self.document = read_content(file.name, self.content, self.language)
            except Refusal as refusal:
                self.add_error("file", [str(finding) for finding in refusal.findings])
        elif text.strip():
            self.document = document_from_text(_("văn bản đã dán"), text.replace("\r\n", "\n").replace("\r", "\n"))
        else:
            self.add_error("text", _("chưa có gì để soát; hãy dán văn bản hoặc chọn tệp."))

    def _open_records(self) -> None:
        scope, on = self.cleaned_data["scope"].strip(), self.cleaned_data["on"]
        if scope and on:
            try:
                self.records = records_of(scope, on, self.actor)
            except Refusal as refusal:
                self.add_error("scope", [str(finding) for finding in refusal.findings])
        elif scope:
            self.add_error("on", _("so với sổ cần cả tổ chức và ngày; hãy ghi ngày chốt số liệu."))
        elif on:
            self.add_error("scope", _("so với sổ cần cả tổ chức và ngày; hãy ghi mã tổ chức."))
