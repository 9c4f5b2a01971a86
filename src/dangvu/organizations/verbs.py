"""The words for what is done with the tree, for whoever reads the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Spelling, Verbs
from dangvu.regulations import spelled

VERBS = Verbs(
    {
        "organizations.register_organizations": _("ghi tổ chức đã có vào sổ"),
        "organizations.correct_organization": _("đính chính thông tin tổ chức"),
        "organizations.reorganize": _("sắp xếp tổ chức"),
        "organizations.undo_reorganization": _("hủy một lần sắp xếp tổ chức"),
    }
)

SPELLINGS = (
    Spelling(("organizations.OrganizationRecord.kind",), spelled("organizations/kinds")),
    Spelling(("organizations.OrganizationRecord.sector",), spelled("organizations/sectors")),
    Spelling(
        (
            "organizations.Reorganization.kind",
            "organizations.reorganize.kind",
            "organizations.undo_reorganization.kind",
        ),
        spelled("organizations/reorganizations"),
    ),
)
