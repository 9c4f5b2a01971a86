"""What may be done with reports."""

from dangvu.kernel.policy import Permission, Verb

READ = Permission("reports", Verb.READ)
CHANGE = Permission("reports", Verb.CHANGE)
