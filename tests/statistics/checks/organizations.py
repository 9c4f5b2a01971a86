from __future__ import annotations

from tests.statistics.checks import Check, Ratio
from tests.statistics.oracle import Found

GRASSROOTS = {"grassroots_committee", "grassroots_cell"}
CELLS = {"grassroots_cell", "subordinate_cell"}
SECTORS = {
    "administrative_agency": "administrative_agency",
    "public_service_unit": "public_service_unit",
    "state_enterprise": "state_enterprise",
    "private_joint_stock": "private_joint_stock",
    "other": "other",
    "unrecorded": "",
}


def _of_kind(*kinds: str) -> Check:
    return Check("organization_rows", lambda row: row.kind in kinds)


def _of_sector(sector: str, *kinds: str) -> Check:
    return Check("organization_rows", lambda row: row.sector == sector and row.kind in kinds)


def _event(rows: str, acts: set[str], before: str | None, after: set[str] | None) -> Check:
    def rule(row: Found) -> bool:
        was = before is None or row.kind_before == before
        return row.reorganization_kind in acts and was and (after is None or row.kind_after in after)

    return Check(rows, rule)


JOINING = {"merge", "absorb"}

CHECKS: dict[str, Check | Ratio] = {
    "organizations.grassroots": _of_kind(*GRASSROOTS),
    "organizations.grassroots_committees": _of_kind("grassroots_committee"),
    "organizations.grassroots_cells": _of_kind("grassroots_cell"),
    "organizations.sectional_committees": _of_kind("sectional_committee"),
    "organizations.subordinate_cells": _of_kind("subordinate_cell"),
    "organizations.cells": _of_kind(*CELLS),
    **{f"organizations.sector_{name}": _of_sector(code, *GRASSROOTS) for name, code in SECTORS.items()},
    **{
        f"organizations.sector_{name}_committees": _of_sector(code, "grassroots_committee")
        for name, code in SECTORS.items()
    },
    **{f"organizations.sector_{name}_cells": _of_sector(code, "grassroots_cell") for name, code in SECTORS.items()},
    "organizations.cells_dissolved": _event("predecessors", {"dissolve"}, "grassroots_cell", None),
    "organizations.committees_dissolved": _event("predecessors", {"dissolve"}, "grassroots_committee", None),
    "organizations.cells_merged_into_cells": _event("predecessors", JOINING, "grassroots_cell", {"grassroots_cell"}),
    "organizations.cells_formed_by_merger": _event("successors", JOINING, "grassroots_cell", {"grassroots_cell"}),
    "organizations.cells_merged_into_committees": _event(
        "predecessors", JOINING, "grassroots_cell", {"grassroots_committee"}
    ),
    "organizations.committees_formed_by_merger": _event(
        "successors", JOINING, "grassroots_cell", {"grassroots_committee"}
    ),
    "organizations.cells_upgraded": _event("predecessors", {"upgrade"}, "grassroots_cell", {"grassroots_committee"}),
    "organizations.committees_downgraded": _event(
        "predecessors", {"downgrade"}, "grassroots_committee", {"grassroots_cell"}
    ),
    "organizations.grassroots_established": _event("successors", {"establish"}, None, GRASSROOTS),
    "organizations.grassroots_started": Check("organization_starts", lambda row: row.kind in GRASSROOTS),
    "organizations.grassroots_ended": Check("organization_ends", lambda row: row.kind in GRASSROOTS),
    "organizations.grassroots_moved": Check("organization_moves", lambda row: row.kind in GRASSROOTS, "sum", "sign"),
    "organizations.cells_started": Check("organization_starts", lambda row: row.kind in CELLS),
    "organizations.cells_ended": Check("organization_ends", lambda row: row.kind in CELLS),
    "organizations.cells_moved": Check("organization_moves", lambda row: row.kind in CELLS, "sum", "sign"),
}
