from __future__ import annotations

from tests.statistics.checks import Check, Ratio, age, everything
from tests.statistics.checks.members import BANDS, PROFESSIONAL, THEORY, minority
from tests.statistics.oracle import Found

GRASSROOTS = {"grassroots_committee", "grassroots_cell"}


def grassroots(row: Found) -> bool:
    return row.organization_kind in GRASSROOTS


def _equal(column: str, value: str) -> Check:
    return Check("committee_members", lambda row: grassroots(row) and getattr(row, column) == value)


def _aged(low: int, high: int) -> Check:
    return Check("committee_members", lambda row: grassroots(row) and low <= age(row.birth_date, row.on) <= high)


def _of_kinds(*kinds: str) -> Check:
    return Check("committee_members", lambda row: row.organization_kind in kinds)


CHECKS: dict[str, Check | Ratio] = {
    "committees.seats": Check("committee_members"),
    "committees.people": Check("committee_members", everything, "distinct", "member_id"),
    "committees.members": Check("committee_members", grassroots),
    "committees.seats_above": _of_kinds("superior_committee", "provincial_committee"),
    "committees.seats_below": _of_kinds("sectional_committee", "affiliated_committee", "subordinate_cell"),
    "committees.women": _equal("sex", "female"),
    "committees.men": _equal("sex", "male"),
    "committees.ethnic_minority": Check("committee_members", lambda row: grassroots(row) and minority(row)),
    "committees.mean_age": Check("committee_members", grassroots, "mean_age"),
    **{
        f"committees.post_{post}": _equal("post", post)
        for post in ("secretary", "deputy_secretary", "standing_member", "member")
    },
    **{f"committees.age_{band}": _aged(*limits) for band, limits in BANDS.items()},
    **{f"committees.professional_{level}": _equal("professional", level) for level in PROFESSIONAL},
    "committees.professional_none": _equal("professional", ""),
    **{f"committees.theory_{level}": _equal("political_theory", level) for level in THEORY},
    "committees.theory_none": _equal("political_theory", ""),
    "committees.secretaries": Check("secretaries", grassroots),
    "committees.concurrent_heads": Check("secretaries", lambda row: grassroots(row) and row.concurrent_head),
    "committees.other_secretaries": Check("secretaries", lambda row: grassroots(row) and not row.concurrent_head),
    "committees.concurrent_share": Ratio("committees.concurrent_heads", "organizations.grassroots"),
}
