"""Who may change the tree."""

from __future__ import annotations

from dangvu.kernel.policy import Permission, Verb

CHANGE = Permission("organizations", Verb.CHANGE)
