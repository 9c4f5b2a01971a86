"""What the statistics answer to programs: indicators, figures with their sources, and what becomes of them."""

from ninja import Router

from dangvu.statistics.api import courses, figures, promises

router = Router(tags=["statistics"])
for part in (figures, courses, promises):
    router.add_router("", part.router)

__all__ = ["router"]
