"""Which organisation somebody means by what they typed."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import find_organization, organizations_named
from dangvu.organizations.sight import Sight


def choose_organization(text: str, *, sight: Sight, as_of: date) -> OrganizationRecord:
    """The readable organisation of a day with this code, identity or name, in upper or lower case.

    Raises ``Refusal`` when there is none, or when several have that name.
    """
    found = organizations_named(text, as_of=as_of) or [find_organization(text, as_of=as_of)]
    readable = [record for record in found if record.organization_id in sight.readable]
    if len(readable) > 1:
        codes = ", ".join(record.code for record in readable)
        message = _("có %(count)s tổ chức tên “%(name)s”; hãy ghi mã: %(codes)s.")
        details = {"count": len(readable), "name": text.strip(), "codes": codes}
        raise Refusal.of("organizations.several-named", message % details)
    if not readable:
        message = _("không có tổ chức “%(text)s” trong phạm vi của bạn; hãy ghi mã hoặc tên khác.")
        raise Refusal.of("organizations.unknown-scope", message % {"text": text.strip()})
    return readable[0]
