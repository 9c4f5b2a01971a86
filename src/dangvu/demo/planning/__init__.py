"""The sample committee as a plan: pure Python, the same on every machine, without a database."""
