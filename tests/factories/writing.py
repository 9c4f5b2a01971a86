"""Small documents for tests of the writers."""

from __future__ import annotations

from datetime import date
from typing import Any

from dangvu.regulations import regulation
from dangvu.reports.writing.document import Closing, Document, FigureMark, Layout, Letterhead

DATED = date(2021, 10, 20)


def make_mark(figure_id: str = "f1", text: str = "75", **changes: Any) -> FigureMark:
    """The mark of a figure that counts grassroots organisations."""
    named: dict[str, Any] = {"label": "Tổ chức cơ sở đảng", "href": f"/so-lieu/{figure_id}/", "detail": {"value": text}}
    return FigureMark(figure_id, text, **(named | changes))


def make_document(body: str = "Một câu.", *figures: FigureMark, **changes: Any) -> Document:
    """A report in the layout of its day, but for ``changes``."""
    named: dict[str, Any] = {
        "layout": Layout.from_rule(regulation("documents/page_layout", on=DATED)),
        "headings": tuple(regulation("documents/heading_scheme", on=DATED)),
        "letterhead": Letterhead(
            "TỈNH ỦY LAM SƠN",
            "ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH",
            "Số 214-BC/ĐUK",
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "Lam Sơn, ngày 20 tháng 10 năm 2021",
            "BÁO CÁO",
            "Tổng kết về xây dựng tổ chức cơ sở đảng",
        ),
        "closing": Closing(("Thường trực Tỉnh ủy,", "Lưu Văn phòng."), "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Đinh Công Trứ"),
        "body": body,
        "figures": figures,
        "dated": DATED,
        "about": {"template": "grassroots-review"},
    }
    return Document(**(named | changes))
