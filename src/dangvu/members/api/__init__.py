"""What the rolls answer to programs: the list, files with their lives, and the acts."""

from ninja import Router

from dangvu.members.api import acts, reading

router = Router(tags=["members"])
for part in (reading, acts):
    router.add_router("", part.router)

__all__ = ["router"]
