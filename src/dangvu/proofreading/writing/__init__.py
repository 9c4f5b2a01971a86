"""Findings for people and programs: text, JSON, comments in a Word file."""
