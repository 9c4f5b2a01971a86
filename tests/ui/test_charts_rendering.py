"""Drawings as they reach the page: well-formed, escaped, named, and without a style of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from django.utils import translation

import dangvu
from dangvu.ui import charts
from dangvu.ui.charts import Drawing
from dangvu.ui.charts.gallery import gallery
from dangvu.ui.templatetags.charts import at, chart

HOSTILE = "\"'><script>alert(1)</script>&{{ 1 }}"

STYLES = Path(dangvu.__file__).parent / "ui" / "static" / "ui"

samples = pytest.mark.parametrize("drawing", gallery(), ids=lambda drawing: type(drawing).__name__)


def parsed(drawing: Drawing) -> ET.Element:
    return ET.fromstring(chart(drawing))


def hostile() -> Iterator[Drawing]:
    """Every kind of drawing with labels, titles and addresses that want to break out."""
    day = date(2021, 10, 31)
    yield charts.spark([1, 2], title=HOSTILE)
    yield charts.line([charts.Series(HOSTILE, [1], [HOSTILE])], [day], title=HOSTILE)
    yield charts.bars([charts.Row(HOSTILE, 1, 2, HOSTILE)], title=HOSTILE, now=HOSTILE, before=HOSTILE)
    track = charts.Track(HOSTILE, [1], [HOSTILE])
    yield charts.columns([HOSTILE], track, track, title=HOSTILE)
    side = charts.Side(HOSTILE, [1], [HOSTILE])
    yield charts.pyramid(side, side, [charts.Band(HOSTILE, 18, None)], title=HOSTILE)
    yield charts.bullet(1, 2, 3, numbers=charts.Numbers(0, HOSTILE))
    yield charts.stacked([charts.Part(HOSTILE, 1, HOSTILE)], title=HOSTILE)
    row = charts.HeatRow(HOSTILE, [charts.Cell(1, HOSTILE)], HOSTILE)
    yield charts.heat([HOSTILE], [row], [1], title=HOSTILE, head=HOSTILE, numbers=charts.Numbers(0, HOSTILE))
    yield charts.tree([charts.Node(HOSTILE, 1, HOSTILE, page=HOSTILE)], title=HOSTILE)
    stand = charts.Stand("A", HOSTILE, 1, HOSTILE, charts.State.NEW)
    yield charts.flow([stand], [stand], [charts.Link("A", "A", 1)], title=HOSTILE, heads=(HOSTILE, HOSTILE))


def words(element: ET.Element) -> str:
    return " ".join([*element.itertext(), *(value for one in element.iter() for value in one.attrib.values())])


def test_gallery_shows_every_kind_of_drawing() -> None:
    assert {type(drawing) for drawing in gallery()} == set(get_args(Drawing))


def test_hostile_samples_are_of_every_kind_with_text() -> None:
    assert {type(drawing) for drawing in hostile()} | {charts.Ruler} == set(get_args(Drawing))


@samples
def test_drawing_is_well_formed_and_has_no_style_script_or_identity_of_its_own(drawing: Drawing) -> None:
    names = {name for element in parsed(drawing).iter() for name in element.attrib}
    assert [name for name in names if name in {"style", "id"} or name.startswith("on")] == []
    assert [element.tag for element in parsed(drawing).iter() if element.tag in {"style", "script"}] == []


@pytest.mark.parametrize("drawing", list(hostile()), ids=lambda drawing: type(drawing).__name__)
def test_hostile_words_stay_words(drawing: Drawing) -> None:
    root = parsed(drawing)
    assert [element.tag for element in root.iter() if element.tag == "script"] == []
    assert "alert(1)" in words(root)
    assert "<script" not in chart(drawing)


@samples
@pytest.mark.parametrize("language", ["vi", "en"])
def test_places_are_written_for_machines_in_every_language(drawing: Drawing, language: str) -> None:
    with translation.override(language):
        places = {
            value
            for element in parsed(drawing).iter()
            for name, value in element.attrib.items()
            if name
            in {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "dx", "dy", "stroke-width"}
        }
    assert [place for place in places if not re.fullmatch(r"-?\d+(\.\d+)?%?", place)] == []


@samples
def test_every_link_of_a_drawing_has_a_name(drawing: Drawing) -> None:
    links = [element for element in parsed(drawing).iter() if element.tag == "a"]
    assert [link.attrib for link in links if not (link.get("aria-label") or "".join(link.itertext()).strip())] == []


@samples
def test_every_picture_has_a_name_or_is_passed_over(drawing: Drawing) -> None:
    root = parsed(drawing)
    inside = {
        child for parent in root.iter() if parent.get("aria-hidden") or parent.get("role") for child in parent.iter()
    }
    nameless = [
        element.attrib
        for element in root.iter()
        if element.tag == "svg" and element not in inside and not element.get("aria-label")
    ]
    assert nameless == []


def roles(drawing: Drawing) -> list[str | None]:
    return [element.get("role") for element in parsed(drawing).iter() if element.get("class") == "drawn"]


def test_drawing_with_links_is_a_group_and_not_a_picture() -> None:
    days = [date(2020, 12, 31), date(2021, 10, 31)]
    picture = charts.line([charts.Series("", [1, 2])], days, title="A")
    group = charts.line([charts.Series("", [1, 2], ["/a", "/b"])], days, title="A")
    columns = charts.columns(["1"], charts.Track("", [1], ["/a"]), title="A")
    assert [roles(picture), roles(group), roles(columns)] == [["img"], ["group"], ["group"]]


def test_spark_without_a_title_is_decoration() -> None:
    assert parsed(charts.spark([1, 2])).attrib == {"class": "spark", "viewBox": "0 0 72 24", "aria-hidden": "true"}


def test_broken_axis_is_said_and_drawn() -> None:
    drawing = charts.line([charts.Series("", [3264, 3412])], [date(2020, 1, 1), date(2021, 1, 1)], title="")
    assert re.findall(r'class="break"|Trục đứng không bắt đầu từ 0', chart(drawing)) == [
        'class="break"',
        "Trục đứng không bắt đầu từ 0",
    ]


def test_missed_target_is_marked() -> None:
    drawn = [parsed(charts.bullet(value, 9, 9)) for value in (7, 9)]
    assert [(svg.get("class"), svg.get("aria-label")) for svg in drawn] == [
        ("bullet miss", "7; chỉ tiêu 9"),
        ("bullet", "9; chỉ tiêu 9"),
    ]


def test_flow_that_does_not_add_up_is_not_ruled_off() -> None:
    stand = charts.Stand("A", "Chi bộ A", 2)
    sums = [
        element.get("class")
        for links in ([charts.Link("A", "A", 2)], [])
        for element in parsed(charts.flow([stand], [stand], links, title="", heads=("", ""))).iter("p")
        if "sum" in (element.get("class") or "")
    ]
    assert sums == ["sum", "sum", "sum off", "sum off"]


def test_classes_of_drawings_are_styled() -> None:
    named = {
        name
        for drawing in gallery()
        for element in parsed(drawing).iter()
        for name in (element.get("class") or "").split()
    }
    sheets = "\n".join((STYLES / name).read_text(encoding="utf-8") for name in ("ledger.css", "charts.css"))
    assert named - set(re.findall(r"\.([a-z][\w-]*)", sheets)) - PLAIN == set()


PLAIN = {"up", "known", "level0", "course1", "kept", "rows1"}
"""Classes of drawings that look like their surroundings."""


def test_colours_of_drawings_are_tokens_of_the_ledger() -> None:
    sheet = (STYLES / "charts.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", sheet) == []


@pytest.mark.parametrize(
    ("place", "written"), [(12.5, "12.5"), (0, "0"), (100.0, "100"), (33.3333, "33.33"), (-0.001, "0")]
)
def test_place_is_written_with_as_few_digits_as_it_needs(place: float, written: str) -> None:
    assert at(place) == written


def test_tag_draws_on_a_page() -> None:
    page = Template("{% load charts %}{% chart drawing %}").render(Context({"drawing": charts.spark([1, 2])}))
    assert page == chart(charts.spark([1, 2]))
