"""Dangvu: the records and the reports of a Party committee's office."""
