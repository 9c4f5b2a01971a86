from __future__ import annotations

from datetime import date

from tests.statistics.checks import Check, Ratio, age, everything
from tests.statistics.oracle import Found

SECTORS = {
    "administrative_agency": "administrative_agency",
    "public_service_unit": "public_service_unit",
    "state_enterprise": "state_enterprise",
    "private_joint_stock": "private_joint_stock",
    "other": "other",
    "none": "",
}
BANDS = {
    "18_30": (18, 30), "31_35": (31, 35), "36_40": (36, 40), "41_45": (41, 45), "46_50": (46, 50), "51_55": (51, 55),
    "56_60": (56, 60), "over_60": (61, 200),
}  # fmt: skip
GENERAL = ("literate", "primary", "lower_secondary", "upper_secondary")
PROFESSIONAL = ("elementary", "intermediate", "college", "university", "master", "doctorate")
THEORY = ("elementary", "intermediate", "advanced")
OCCUPATIONS = (
    "state_agency", "political_agency", "commune_official", "hamlet_official", "public_service", "private_service",
    "enterprise_staff", "enterprise_worker", "agriculture", "armed_forces", "university_student", "pupil", "other",
    "retired",
)  # fmt: skip
IN_ENTERPRISES = {"enterprise", "enterprise_manager", "private_owner", "enterprise_staff", "enterprise_worker"}


def minority(row: Found) -> bool:
    return row.ethnic_group not in {"kinh", "foreign_origin"}


def _equal(rows: str, column: str, *values: object) -> Check:
    return Check(rows, lambda row: getattr(row, column) in values)


def _aged(rows: str, low: int, high: int) -> Check:
    return Check(rows, lambda row: low <= age(row.birth_date, row.on) <= high)


def _admitted(first: date, last: date) -> Check:
    return Check("members", lambda row: row.admitted_on is not None and first <= row.admitted_on <= last)


def _party_age(years: int) -> Check:
    return Check("members", lambda row: row.decided_on is not None and age(row.decided_on, row.on) >= years)


ROLLS: dict[str, Check | Ratio] = {
    "members.total": Check("members"),
    "members.women": _equal("members", "sex", "female"),
    "members.men": _equal("members", "sex", "male"),
    "members.probationary": _equal("members", "status", "probationary"),
    "members.official": _equal("members", "status", "official"),
    "members.majority": _equal("members", "ethnic_group", "kinh"),
    "members.ethnic_minority": Check("members", minority),
    "members.foreign_origin": _equal("members", "ethnic_group", "foreign_origin"),
    "members.religious": Check("members", lambda row: bool(row.religion)),
    "members.without_religion": Check("members", lambda row: not row.religion),
    "members.exempt": Check("members", lambda row: row.exempt),
    "members.youth_union": Check("members", lambda row: row.in_youth_union),
    "members.private_owners": _equal("members", "occupation", "private_owner"),
    **{f"members.sector_{name}": _equal("members", "sector", code) for name, code in SECTORS.items()},
    "members.women_share": Ratio("members.women", "members.total"),
    "members.ethnic_minority_share": Ratio("members.ethnic_minority", "members.total"),
    "members.religious_share": Ratio("members.religious", "members.total"),
    "members.youth_union_share": Ratio("members.youth_union", "members.total"),
    "members.probationary_share": Ratio("members.probationary", "members.total"),
    **{f"members.occupation_{code}": _equal("members", "occupation", code) for code in OCCUPATIONS},
    "members.occupation_enterprise": _equal("members", "occupation", *IN_ENTERPRISES),
    "members.occupation_enterprise_manager": _equal("members", "occupation", "enterprise_manager", "private_owner"),
    "members.occupation_enterprise_unspecified": _equal("members", "occupation", "enterprise"),
    "members.occupation_none": _equal("members", "occupation", ""),
}

AGES: dict[str, Check | Ratio] = {
    **{f"members.age_{band}": _aged("members", *limits) for band, limits in BANDS.items()},
    "members.mean_age": Check("members", everything, "mean_age"),
    "members.admitted_before_1945": _admitted(date(1930, 2, 3), date(1945, 8, 18)),
    "members.admitted_1945_1954": _admitted(date(1945, 8, 19), date(1954, 7, 20)),
    "members.admitted_1954_1975": _admitted(date(1954, 7, 21), date(1975, 4, 30)),
    "members.admitted_since_1975": _admitted(date(1975, 5, 1), date(9999, 1, 1)),
    "members.admitted_unknown": Check("members", lambda row: row.admitted_on is None),
    **{f"members.party_age_{years}": _party_age(years) for years in (30, 40, 50, 55, 60)},
}

EDUCATION: dict[str, Check | Ratio] = {
    **{f"members.general_{level}": _equal("members", "general_education", level) for level in GENERAL},
    "members.general_none": _equal("members", "general_education", ""),
    **{f"members.professional_{level}": _equal("members", "professional", level) for level in PROFESSIONAL},
    "members.professional_none": _equal("members", "professional", ""),
    "members.professional_college_university": _equal("members", "professional", "college", "university"),
    "members.professional_postgraduate": _equal("members", "professional", "master", "doctorate"),
    **{f"members.theory_{level}": _equal("members", "political_theory", level) for level in THEORY},
    "members.theory_none": _equal("members", "political_theory", ""),
}

ADMISSIONS: dict[str, Check | Ratio] = {
    "members.admissions": Check("admissions"),
    "members.admissions_women": _equal("admissions", "sex", "female"),
    "members.admissions_men": _equal("admissions", "sex", "male"),
    "members.admissions_ethnic_minority": Check("admissions", minority),
    "members.admissions_religious": Check("admissions", lambda row: bool(row.religion)),
    "members.admissions_youth_union": Check("admissions", lambda row: row.in_youth_union),
    "members.admissions_private_owners": _equal("admissions", "occupation", "private_owner"),
    "members.admissions_again": Check("admissions", lambda row: row.readmission),
    "members.admissions_enterprise_managers": _equal("admissions", "occupation", "enterprise_manager", "private_owner"),
    **{f"members.admissions_age_{band}": _aged("admissions", *limits) for band, limits in BANDS.items()},
    **{f"members.admissions_sector_{name}": _equal("admissions", "sector", code) for name, code in SECTORS.items()},
}

MOVEMENTS: dict[str, Check | Ratio] = {
    "members.arrivals": Check("arrivals"),
    **{
        f"members.arrivals_{entry}": _equal("arrivals", "entry", entry)
        for entry in ("register", "admission", "transfer_in", "internal_transfer", "reorganization")
    },
    "members.departures": Check("departures"),
    **{
        f"members.departures_{way}": _equal("departures", "exit", way)
        for way in ("transfer_out", "internal_transfer", "reorganization")
    },
    **{
        f"members.departures_{reason}": _equal("departures", "leaving_reason", reason)
        for reason in ("died", "expelled", "struck_off", "resigned")
    },
    "members.departures_struck_off_probationary": Check(
        "departures", lambda row: row.leaving_reason == "struck_off" and row.status == "probationary"
    ),
    "members.moved_along": Check("moved_along", everything, "sum", "sign"),
    "members.recognitions": Check("recognitions"),
}

CHECKS = ROLLS | AGES | EDUCATION | ADMISSIONS | MOVEMENTS
