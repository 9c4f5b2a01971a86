"""Who may say what a rule is: administration over the whole tree. Everybody who is signed in may read rules."""

from __future__ import annotations

from dangvu.kernel.policy import Permission, Verb

CHANGE = Permission("administration", Verb.CHANGE)
