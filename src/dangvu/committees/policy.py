"""Who may read and who may change committees and heads of bodies."""

from __future__ import annotations

from dangvu.kernel.policy import Permission, Verb

READ = Permission("committees", Verb.READ)
CHANGE = Permission("committees", Verb.CHANGE)
