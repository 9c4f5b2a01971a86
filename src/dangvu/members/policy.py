"""Who may see and change the rolls: asked of ``kernel.policy`` over the organisations that the members belong to."""

from __future__ import annotations

from dangvu.kernel.policy import Permission, Verb

READ = Permission("members", Verb.READ)
CHANGE = Permission("members", Verb.CHANGE)
