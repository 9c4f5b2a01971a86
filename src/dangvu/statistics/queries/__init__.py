"""Questions for pages: figures over time and against each other, broken down, explained, and against their targets."""

from dangvu.statistics.queries.breakdowns import Breakdown, Children, Pyramid, by_category, by_child, by_code, pyramid
from dangvu.statistics.queries.explaining import Explanation, explain
from dangvu.statistics.queries.targets import Progress, progress, share_and_excess, targets
from dangvu.statistics.queries.trends import Comparison, When, compare, month_ends, months, series

__all__ = [
    "Breakdown",
    "Children",
    "Comparison",
    "Explanation",
    "Progress",
    "Pyramid",
    "When",
    "by_category",
    "by_child",
    "by_code",
    "compare",
    "explain",
    "month_ends",
    "months",
    "progress",
    "pyramid",
    "series",
    "share_and_excess",
    "targets",
]
