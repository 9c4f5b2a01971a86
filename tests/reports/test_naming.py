"""How pages of reports name a quoted number."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.reports.naming import figure_name, is_place, quote_at
from dangvu.reports.writing.document import FigureMark

OFFICE, OTHER = UUID(int=1), UUID(int=2)
STOCK = {"indicator": "members.total", "scope": str(OFFICE), "on": "2020-12-31", "first": None, "last": None}
FLOW = {"indicator": "members.arrivals", "scope": str(OTHER), "on": None, "first": "2020-01-01", "last": "2020-12-31"}


def test_figure_is_named_by_what_it_asks() -> None:
    assert figure_name("f1", STOCK, OFFICE) == "members.total:2020-12-31"
    assert figure_name("f2", FLOW, OFFICE) == f"members.arrivals@{OTHER}:2020-01-01..2020-12-31"


def test_number_worked_out_is_named_by_its_place() -> None:
    assert figure_name("f3", {"value": "7", "arithmetic": "4 + 3 = 7"}, OFFICE) == "f3"


def test_place_is_told_from_a_figure() -> None:
    asked = ("f1", "f120", "f0", "f1.1", "members.total")
    assert [figure for figure in asked if is_place(figure)] == ["f1", "f120"]


@pytest.mark.django_db
def test_number_of_an_indicator_that_is_gone_keeps_the_label_it_was_printed_with() -> None:
    gone = STOCK | {"indicator": "members.gone"}
    quote = quote_at([FigureMark("f1", "07", "Số cũ", "#f1", gone)], "f1", OFFICE)
    assert (quote.label, quote.text, quote.on, quote.known_at) == ("Số cũ", "07", date(2020, 12, 31), None)


def test_place_that_is_none_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        quote_at([], "f1", OFFICE)
    assert [finding.code for finding in refused.value.findings] == ["reports.unknown-figure"]
