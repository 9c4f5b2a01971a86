"""Drawings of figures: pure functions from plain values to what ``{% chart drawing %}`` writes as SVG.

Geometry only, without Django. Colours are classes over the tokens of the ledger; numbers and days are written here.
The page that shows a drawing also shows its table, or the drawing is one.
"""

from dangvu.ui.charts.bars import (
    SHARES,
    Bars,
    Bullet,
    Columns,
    Part,
    Row,
    Stacked,
    Track,
    bars,
    bullet,
    columns,
    stacked,
)
from dangvu.ui.charts.flows import Flow, Link, Stand, flow
from dangvu.ui.charts.heat import Cell, Heat, HeatRow, Lack, heat, tint
from dangvu.ui.charts.lines import Line, Series, Spark, line, spark
from dangvu.ui.charts.people import Band, Pyramid, Side, pyramid
from dangvu.ui.charts.ruler import Ruler, ruler
from dangvu.ui.charts.scale import COUNTS, Numbers, Value
from dangvu.ui.charts.trees import Node, State, Tree, tree

Drawing = Bars | Bullet | Columns | Flow | Heat | Line | Pyramid | Ruler | Spark | Stacked | Tree
"""What ``{% chart %}`` can show."""

__all__ = [
    "COUNTS",
    "SHARES",
    "Band",
    "Bars",
    "Bullet",
    "Cell",
    "Columns",
    "Drawing",
    "Flow",
    "Heat",
    "HeatRow",
    "Lack",
    "Line",
    "Link",
    "Node",
    "Numbers",
    "Part",
    "Pyramid",
    "Row",
    "Ruler",
    "Series",
    "Side",
    "Spark",
    "Stacked",
    "Stand",
    "State",
    "Track",
    "Tree",
    "Value",
    "bars",
    "bullet",
    "columns",
    "flow",
    "heat",
    "line",
    "pyramid",
    "ruler",
    "spark",
    "stacked",
    "tint",
    "tree",
]
