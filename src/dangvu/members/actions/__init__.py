"""What can happen to members, one act a function."""

from dangvu.members.actions.admission import NewMember, admit_members, recognize_members
from dangvu.members.actions.correction import correct_record
from dangvu.members.actions.enrolment import Enrolment, enrol_members
from dangvu.members.actions.exemption import end_exemptions, exempt_members
from dangvu.members.actions.file import (
    Award,
    OccupationChange,
    change_occupations,
    join_youth_union,
    leave_youth_union,
    qualify_members,
)
from dangvu.members.actions.leaving import end_memberships
from dangvu.members.actions.people import Attainment, Person
from dangvu.members.actions.readmission import Readmission, readmit_members
from dangvu.members.actions.transfer import receive_members, transfer_members

__all__ = [
    "Attainment",
    "Award",
    "Enrolment",
    "NewMember",
    "OccupationChange",
    "Person",
    "Readmission",
    "admit_members",
    "change_occupations",
    "correct_record",
    "end_exemptions",
    "end_memberships",
    "enrol_members",
    "exempt_members",
    "join_youth_union",
    "leave_youth_union",
    "qualify_members",
    "readmit_members",
    "receive_members",
    "recognize_members",
    "transfer_members",
]
