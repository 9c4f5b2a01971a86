"""Keeping conditions on the list under a name."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dangvu.kernel.findings import Refusal
from dangvu.members.models import SavedFilter
from dangvu.members.narrowing import Narrowed, saved_filters
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import words

MOST = 12
"""Filters that an account may keep: each is a tab that the list counts."""


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the conditions under a name; those kept under the same name before give way."""
    asked = asked_of(request)
    name = words(request.POST.get("name"))[:60]
    given = QueryDict(request.POST.get("conditions", "").replace("\0", "")[:1000])
    conditions = Narrowed(asked, given).conditions
    query = QueryDict(mutable=True)
    query.update(conditions.query)
    account = asked.actor.account
    if account is None:
        raise Http404
    if not name:
        raise Refusal.of("members.filter-without-name", _("bộ lọc chưa có tên; hãy đặt một tên ngắn rồi lưu lại."))
    kept = saved_filters(account)
    if len(kept) >= MOST and name not in {one.name for one in kept}:
        message = _("đã lưu %(most)s bộ lọc, mức nhiều nhất; hãy bỏ bớt một bộ lọc trước.") % {"most": MOST}
        raise Refusal.of("members.too-many-filters", message)
    SavedFilter.objects.update_or_create(account=account, name=name, defaults={"conditions": query.urlencode()})
    message = _("Đã lưu bộ lọc “%(name)s”.") % {"name": name}
    return done(request, message, asked.address("members:list", **conditions.query))


@require_POST
def delete_filter(request: HttpRequest, filter_id: UUID) -> HttpResponse:
    """Forget a filter of the own account."""
    asked = asked_of(request)
    account = asked.actor.account
    kept = SavedFilter.objects.filter(account=account, pk=filter_id) if account else SavedFilter.objects.none()
    if not kept.delete()[0]:
        raise Http404
    return done(request, _("Đã bỏ bộ lọc."), asked.address("members:list"))
