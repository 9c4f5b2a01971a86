"""Committees: who was elected in which term, who held which post, and who also heads the body."""
