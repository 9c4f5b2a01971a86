"""Who may open accounts and give posts: asked of ``kernel.policy`` over the organisations at which posts are held."""

from __future__ import annotations

from dangvu.kernel.policy import Permission, Verb

READ = Permission("administration", Verb.READ)
CHANGE = Permission("administration", Verb.CHANGE)
