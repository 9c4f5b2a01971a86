"""Who may do what with figures and targets: asked of ``kernel.policy``."""

from __future__ import annotations

from dangvu.kernel.policy import Permission, Verb

READ = Permission("figures", Verb.READ)
CHANGE = Permission("figures", Verb.CHANGE)
