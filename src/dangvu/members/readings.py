"""Opening personal files, one by one or in rows: who may, and the line that every opening leaves in the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from dangvu.audit.models import Line
from dangvu.audit.trail import READING, record_reading
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import Permission, Verb, allowed, reach
from dangvu.members.policy import CHANGE, READ
from dangvu.members.queries import keeper
from dangvu.regulations import regulation
from dangvu.ui.asking import asked_of

_WATCHES = Permission("administration", Verb.CHANGE)


@dataclass(frozen=True)
class Opened:
    """A file that the reader may see: who keeps it, and what else the reader may do with it."""

    member_id: UUID
    keeper: UUID
    own: bool
    may_change: bool
    may_watch: bool


def rolls_asked(request: HttpRequest) -> Asked:
    """What is asked of the rolls. Raises ``Http404`` for whoever may see nobody's: an empty list would be no answer."""
    asked = asked_of(request)
    granted = reach(asked.actor, READ)
    if not (granted.anywhere or granted.persons):
        raise Http404
    return asked


def open_file(asked: Asked, member_id: UUID) -> Opened:
    """The file of a member, for a page about it. Raises ``Http404`` when it is none of the reader's business.

    Who keeps the file on the day asked about decides: an earlier keeper sees it as of its own time.
    """
    kept_by = keeper(member_id, as_of=asked.on, known_at=asked.known_at)
    if kept_by is None or not allowed(asked.actor, READ, kept_by, person=member_id):
        raise Http404
    return Opened(
        member_id,
        kept_by,
        own=member_id in reach(asked.actor, READ).persons,
        may_change=allowed(asked.actor, CHANGE, kept_by),
        may_watch=allowed(asked.actor, _WATCHES, kept_by),
    )


def tell_reading(asked: Asked, *member_ids: UUID) -> None:
    """Record that the reader opened the files, unless the same account did so a moment ago: pages lead to and fro.

    Consults how long one sitting lasts (``members/reading_minutes``).
    """
    lately = set(_lately(asked).filter(subject__in=member_ids).values_list("subject", flat=True))
    for member_id in member_ids:
        if member_id not in lately:
            record_reading(actor=asked.actor, subject=member_id, what=_("hồ sơ đảng viên"))


def tell_list(asked: Asked, what: str) -> None:
    """Record that the reader was shown, in rows, what stands in files; once a sitting for the same ``what``."""
    if not _lately(asked).filter(subject=asked.organization, details__what=what).exists():
        record_reading(actor=asked.actor, subject=asked.organization, what=what)


def _lately(asked: Asked) -> QuerySet[Line]:
    """What the account of the reader has read in this sitting."""
    actor = asked.actor
    sitting = timedelta(minutes=regulation("members/reading_minutes", on=actor.day))
    return Line.objects.filter(verb=READING, account=actor.account, actor=actor.name, at__gt=actor.at - sitting)
