"""Who may read the trail: administration, of what happened where it holds; of everything, where it holds everywhere."""

from __future__ import annotations

from dangvu.kernel.policy import Permission, Verb

ADMINISTRATION = "administration"

READ = Permission(ADMINISTRATION, Verb.READ)
