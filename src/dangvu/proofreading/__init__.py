"""Proofreading: finds what contradicts itself in a Vietnamese administrative report. The core needs no Django."""
