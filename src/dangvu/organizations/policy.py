"""Who may see and change the tree."""

from __future__ import annotations

from dangvu.kernel.policy import Permission, Verb

READ = Permission("organizations", Verb.READ)
CHANGE = Permission("organizations", Verb.CHANGE)
