"""Holds the claims of a text against each other and says which cannot be true."""
