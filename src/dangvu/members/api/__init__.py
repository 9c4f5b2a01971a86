"""What the rolls answer to programs: the list, files with their lives, and the acts."""

from dangvu.members.api import acts, reading
from dangvu.members.api.router import router

__all__ = ["acts", "reading", "router"]
