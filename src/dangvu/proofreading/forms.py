"""What is asked for on the page: a text or a file, what to leave out, and records to hold it against."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Refusal
from dangvu.proofreading.checks.records import Records
from dangvu.proofreading.findings import Kind
from dangvu.proofreading.reading.document import Document
from dangvu.proofreading.reading.plain import document_from_text
from dangvu.proofreading.reading.source import read_content
from dangvu.proofreading.records import records_of
from dangvu.ui.forms import LedgerForm

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


class CheckForm(LedgerForm):
    """A text to be proofread. When valid, ``document``, ``content`` (of a file) and ``records`` hold what was given.

    ``asked`` is whose records, and of which day, the text can be held against; ``None`` for somebody who sees none.
    """

    document: Document
    content: bytes = b""
    records: Records | None = None

    text = forms.CharField(
        label=gettext_lazy("Văn bản"),
        required=False,
        strip=False,
        max_length=settings.PROOFREADING_LETTERS,
        error_messages=_UNREADABLE,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("hoặc tệp .txt, .md, .docx, .pdf"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.docx,.pdf"}),
        help_text=gettext_lazy(
            "Tệp được đọc rồi bỏ, không lưu lại; có tệp thì phần dán ở trên không được soát. Tệp cần chọn lại mỗi lần."
        ),
    )
    compared = forms.BooleanField(required=False)
    without = forms.MultipleChoiceField(required=False, choices=[(str(kind), name) for kind, name in KINDS.items()])

    def __init__(self, *args: Any, asked: Asked | None, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        self.language = language
        if asked is None:
            del self.fields["compared"]
        else:
            words = _("So với sổ của %(name)s, tính đến %(day)s")
            self.fields["compared"].label = words % {"name": asked.name, "day": write_day(asked.on)}

    def clean_file(self) -> File[bytes] | None:
        """The file, unless it is larger than what is read."""
        file: File[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > settings.PROOFREADING_BYTES:
            message = _("tệp “%(name)s” lớn hơn %(limit)s MB; hãy tách tệp, hoặc dán phần lời văn.")
            limit = settings.PROOFREADING_BYTES // 1_000_000
            raise forms.ValidationError(message % {"name": file.name, "limit": limit})
        return file

    def clean(self) -> None:
        """Read the text or the file, and the records that it is to be held against."""
        if not self.errors:
            self._read()
        if self.asked and self.cleaned_data.get("compared"):
            self._open_records(self.asked)

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

    def _open_records(self, asked: Asked) -> None:
        try:
            self.records = records_of(asked.code, asked.on, asked.actor, known_at=asked.known_at)
        except Refusal as refusal:
            self.add_error("compared", [str(finding) for finding in refusal.findings])
