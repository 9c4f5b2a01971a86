"""What the regulations of a day say about committees: how large, with which posts, of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dangvu.committees.queries import SECRETARY
from dangvu.kernel.findings import Finding
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.rules import is_cell
from dangvu.regulations import codes, regulation

DEPUTY = "deputy_secretary"
STANDING = "standing_member"


def size_limits(kind: str, day: date) -> Mapping[str, Any]:
    """Fewest and most members and most deputies of a committee, by kind of organisation (``committees/sizes``)."""
    sizes: Mapping[str, Mapping[str, Any]] = regulation("committees/sizes", on=day)
    return sizes.get(kind, {"min": 0, "max": 0, "deputies": 0})


def find_unknown_posts(posts: Sequence[str], day: date, place: str) -> Iterator[Finding]:
    """Posts that ``committees/posts`` does not hold on that day."""
    for post in dict.fromkeys(posts):
        if post not in codes("committees/posts", on=day):
            message = _("không có chức vụ “%(post)s” trong cấp ủy; hãy chọn một chức vụ của danh mục.")
            yield Finding("committees.unknown-post", message % {"post": post}, place)


def find_crowded_posts(posts: Sequence[str], record: OrganizationRecord, day: date) -> Iterator[Finding]:
    """What holds of the posts of a committee at any time: one secretary, so many deputies, so many members at most."""
    limits, count = size_limits(record.kind, day), Counter(posts)
    if count[SECRETARY] > 1:
        message = _("có %(count)s bí thư; một cấp ủy chỉ có một bí thư.")
        yield Finding("committees.second-secretary", message % {"count": count[SECRETARY]}, record.name)
    if count[DEPUTY] > limits["deputies"]:
        message = _("có %(count)s phó bí thư, nhiều hơn mức %(most)s; hãy bớt phó bí thư.")
        values = {"count": count[DEPUTY], "most": limits["deputies"]}
        yield Finding("committees.too-many-deputies", message % values, record.name)
    if len(posts) > limits["max"]:
        message = _("có %(count)s cấp ủy viên, nhiều hơn mức %(most)s; hãy bớt số cấp ủy viên.")
        yield Finding(
            "committees.too-many-members", message % {"count": len(posts), "most": limits["max"]}, record.name
        )


def find_incomplete(posts: Sequence[str], record: OrganizationRecord, day: date) -> Iterator[Finding]:
    """What a committee must have when it takes office: a secretary, and enough members."""
    least = size_limits(record.kind, day)["min"]
    if SECRETARY not in posts:
        message = _("chưa có bí thư; hãy nêu người được bầu làm bí thư.")
        yield Finding("committees.no-secretary", message, record.name)
    if len(posts) < least:
        message = _("chỉ có %(count)s cấp ủy viên, ít hơn mức %(least)s; hãy nêu đủ cấp ủy viên.")
        yield Finding("committees.too-few-members", message % {"count": len(posts), "least": least}, record.name)


def find_large_standing_board(posts: Sequence[str], seats: int, day: date, place: str) -> Iterator[Finding]:
    """A standing board (secretary and deputies belong to it) above its greatest share of the seats."""
    share = regulation("committees/standing_share", on=day)
    board = sum(1 for post in posts if post in (SECRETARY, DEPUTY, STANDING))
    if STANDING in posts and board * share["denominator"] > seats * share["numerator"]:
        message = _("ban thường vụ có %(count)s người, quá phần cho phép của %(seats)s cấp ủy viên; hãy bớt ủy viên.")
        yield Finding("committees.large-standing-board", message % {"count": board, "seats": seats}, place)


def find_needless_committee(
    posts: Sequence[str], record: OrganizationRecord, officials: int, day: date
) -> Iterator[Finding]:
    """A cell too small for a committee, which elects a secretary and perhaps a deputy only."""
    least = regulation("committees/committee_from_official_members", on=day)
    if is_cell(record.kind, day) and officials < least and set(posts) - {SECRETARY, DEPUTY}:
        message = _("có %(count)s đảng viên chính thức, chưa đủ %(least)s để bầu chi ủy; chỉ nêu bí thư và phó bí thư.")
        yield Finding("committees.needless-committee", message % {"count": officials, "least": least}, record.name)
