"""The words for what is done with the tree, for whoever reads the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Verbs

VERBS = Verbs(
    {
        "organizations.register_organizations": _("ghi tổ chức đã có vào sổ"),
        "organizations.correct_organization": _("đính chính thông tin tổ chức"),
        "organizations.reorganize": _("sắp xếp tổ chức"),
        "organizations.undo_reorganization": _("hủy một lần sắp xếp tổ chức"),
    }
)
