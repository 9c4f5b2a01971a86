"""The JSON beside a report."""

from __future__ import annotations

import json

from dangvu.reports.writing.sidecar import write_json
from tests.factories.writing import make_document, make_mark


def test_the_sidecar_holds_figures_in_the_order_of_the_text() -> None:
    marks = (make_mark("f2", "75", detail={"value": "75", "on": "2021-10-14"}), make_mark("f1", "33"))
    label = "Tổ chức cơ sở đảng"

    assert json.loads(write_json(make_document("", *marks)))["figures"] == [
        {"id": "f2", "label": label, "text": "75", "value": "75", "on": "2021-10-14"},
        {"id": "f1", "label": label, "text": "33", "value": "33"},
    ]


def test_the_sidecar_says_which_report_it_belongs_to() -> None:
    content = json.loads(write_json(make_document(about={"template": "grassroots-review", "on": "2021-10-14"})))

    assert content["about"] == {"template": "grassroots-review", "on": "2021-10-14"}
    assert content["dated"] == "2021-10-20"
    assert content["letterhead"]["symbol"] == "Số 214-BC/ĐUK"
    assert content["closing"]["recipients"] == ["Thường trực Tỉnh ủy,", "Lưu Văn phòng."]


def test_the_order_of_details_makes_no_difference() -> None:
    one, other = (
        make_mark(detail={"on": "2021-10-14", "value": "75"}),
        make_mark(detail={"value": "75", "on": "2021-10-14"}),
    )

    assert write_json(make_document("", one)) == write_json(make_document("", other))
