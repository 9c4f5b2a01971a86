"""Who may sit in a committee: official members on the rolls of its organisation or below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.committees.rolls import Rolls, holds_until
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Finding
from dangvu.members.actions.checks import names
from dangvu.members.models import Affiliation, MembershipStatus
from dangvu.members.queries import batches, held
from dangvu.organizations.models import OrganizationRecord


def standing_organizations(organization_ids: Sequence[UUID], day: date) -> dict[UUID, OrganizationRecord]:
    """What held on ``day`` of those organisations that existed then."""
    return {
        record.organization_id: record
        for ids in batches(organization_ids)
        for record in OrganizationRecord.objects.on(day).filter(organization_id__in=ids)
    }


def find_absent(
    organization_ids: Sequence[UUID], standing: Mapping[UUID, OrganizationRecord], day: date
) -> Iterator[Finding]:
    """Organisations that do not exist on ``day``."""
    message = _("không có tổ chức đảng này vào ngày %(day)s; hãy kiểm tra lại tổ chức hoặc ngày.")
    for organization_id in organization_ids:
        if organization_id not in standing:
            yield Finding("committees.no-such-organization", message % {"day": write_day(day)}, str(organization_id))


def find_outsiders(people: Sequence[tuple[UUID, UUID]], rolls: Rolls, day: date) -> Iterator[Finding]:
    """Of pairs of organisation and member, the members who are not on the rolls of the organisation or below it."""
    outside = [member for organization, member in people if holds_until(day, rolls.below(member, organization)) == day]
    message = _("không ở trong danh sách của tổ chức này hoặc cấp dưới của nó vào ngày %(day)s; hãy chọn người khác.")
    for name in names(outside).values():
        yield Finding("committees.not-on-the-rolls", message % {"day": write_day(day)}, name)


def find_probationary(member_ids: Sequence[UUID], day: date) -> Iterator[Finding]:
    """Members who are not official on ``day``: they can neither elect nor be elected."""
    official = held(MembershipStatus, member_ids, as_of=day, status="official")
    message = _("không phải là đảng viên chính thức vào ngày %(day)s; cấp ủy viên phải là đảng viên chính thức.")
    for name in names([member_id for member_id in member_ids if member_id not in official]).values():
        yield Finding("committees.not-official", message % {"day": write_day(day)}, name)


def count_officials(organization_ids: Sequence[UUID], day: date) -> Counter[UUID]:
    """How many official members are on the rolls of each of these cells on ``day``."""
    places = {
        place.member_id: place.organization_id
        for ids in batches(organization_ids)
        for place in Affiliation.objects.on(day).filter(organization_id__in=ids)
    }
    return Counter(places[member_id] for member_id in held(MembershipStatus, places, as_of=day, status="official"))
