"""Accounts, the dated posts that people hold over the tree, and what these let them see and do."""
