"""What the statistics answer to programs: indicators, figures with their sources, and what becomes of them."""

from dangvu.statistics.api import courses, figures, promises
from dangvu.statistics.api.router import router

__all__ = ["courses", "figures", "promises", "router"]
