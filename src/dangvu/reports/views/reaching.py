"""What every page of this room begins with: which report is asked for, and whether the reader may see it."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor, allowed, reach
from dangvu.reports.address import Address
from dangvu.reports.models import IssuedReport
from dangvu.reports.policy import CHANGE, READ
from dangvu.ui.asking import asked_of


def readable_report(request: HttpRequest, template_id: str) -> Address:
    """The report that is asked for; raises ``Http404`` when it is out of the reader's reach."""
    asked = asked_of(request)
    if not allowed(asked.actor, READ, asked.organization):
        raise Http404
    return Address.read(template_id, request.GET.dict(), asked)


def may_change(asked: Asked) -> bool:
    """Whether the reader, who may see the reports of an organisation, may word and issue them."""
    # Asking where an organisation stands is slow, and not needed where both are permitted in the same places.
    same = reach(asked.actor, CHANGE) == reach(asked.actor, READ)
    return same or allowed(asked.actor, CHANGE, asked.organization)


def changeable_report(request: HttpRequest, template_id: str) -> Address:
    """The report that is asked for, to be worded or issued; raises ``Http404`` for a reader who may not.

    Raises ``Refusal`` while it is asked as known at an earlier moment: what was known then cannot be changed.
    """
    asked = asked_of(request)
    if not allowed(asked.actor, CHANGE, asked.organization):
        raise Http404
    if asked.known_at is not None:
        message = _("đang xem theo dữ liệu biết đến một lúc đã qua; hãy xóa mốc đó ở đầu trang rồi sửa.")
        raise Refusal.of("reports.known-earlier", message)
    return Address.read(template_id, request.GET.dict(), asked)


def readable_issued(request: HttpRequest, issued_id: int) -> IssuedReport:
    """An issued report; raises ``Http404`` when there is none or it is out of the reader's reach."""
    asked = asked_of(request)
    issued = IssuedReport.objects.believed(asked.known_at).filter(pk=issued_id).first()
    if issued is None or not allowed(asked.actor, READ, issued.organization_id):
        raise Http404
    return issued


def now_by(actor: Actor) -> Actor:
    """The reader at this very moment: others may have acted while the report was worked out."""
    return replace(actor, at=timezone.now())


def shown(article: str, url: str, figure: str = "") -> SafeString:
    """An article whose figures lead to ``url`` with their names, those of ``figure`` marked as open.

    The writer of the article has escaped every text itself.
    """
    start = f"{url}{'&' if '?' in url else '?'}figure="
    found = article.replace('href="?figure=', f'href="{escape(start)}')
    name = escape(figure)
    opened = found.replace(f'figure={name}#source"', f'figure={name}#source" aria-expanded="true"') if figure else found
    return mark_safe(opened)  # noqa: S308 - written by dangvu.reports.writing.html
