"""Who may see and change committees and heads of bodies: asked of ``kernel.policy`` over their organisations."""

from __future__ import annotations

from dangvu.kernel.policy import Permission, Verb

READ = Permission("committees", Verb.READ)
CHANGE = Permission("committees", Verb.CHANGE)
