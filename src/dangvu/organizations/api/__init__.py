"""What the tree answers to programs: organisations of a day, their lives, and the acts."""

from dangvu.organizations.api import acts, reading
from dangvu.organizations.api.router import router

__all__ = ["acts", "reading", "router"]
