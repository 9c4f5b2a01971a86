"""What can happen to committees and heads of bodies, one act a function."""

from dangvu.committees.actions.correction import correct_record
from dangvu.committees.actions.election import Election, elect_committees
from dangvu.committees.actions.ending import end_committee, release_head
from dangvu.committees.actions.headship import name_heads
from dangvu.committees.actions.seats import appoint_members, release_members

__all__ = [
    "Election",
    "appoint_members",
    "correct_record",
    "elect_committees",
    "end_committee",
    "name_heads",
    "release_head",
    "release_members",
]
