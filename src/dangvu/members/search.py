"""Finding members by words of their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Hit, SearchSource
from dangvu.kernel.days import write_day
from dangvu.kernel.vietnamese import fold
from dangvu.members.listing import lines, listed, named
from dangvu.members.sheets import NAME_ORDER


def find_members(asked: Asked, text: str, limit: int) -> Sequence[Hit]:
    """Members on the rolls below the organisation asked about whose names hold every word, in the order of a list."""
    words = fold(text).split()
    if not words:
        return []
    called = reduce(and_, (Q(person__search_key__contains=word) for word in words))
    found = lines(named(listed(asked).filter(called).order_by(*NAME_ORDER)[:limit], asked), asked)
    said = _("sinh %(born)s, %(cell)s")
    return [
        Hit(
            line.full_name,
            said % {"born": write_day(line.birth_date), "cell": line.cell_name},
            asked.address("members:file", line.member_id),
        )
        for line in found
    ]


SEARCH = SearchSource("members", gettext_lazy("Đảng viên"), find_members)
