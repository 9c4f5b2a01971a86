"""One act on several members: each is shown with what would stop it, and it happens to all of them or to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import Finding, Refusal
from dangvu.members.exporting import write_list
from dangvu.members.forms.acts import ActForm
from dangvu.members.listing import Line, lines
from dangvu.members.narrowing import Narrowed
from dangvu.members.ways import WAYS, Way
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of
from dangvu.ui.forms import UNPROCESSABLE
from dangvu.ui.reading import identity
from dangvu.ui.sheets import download

MOST = 200
"""Members that may be chosen for one act."""


@dataclass(frozen=True)
class Chosen:
    """A chosen member, and what would stop the act."""

    line: Line
    findings: Sequence[Finding]


@require_http_methods(["GET", "POST"])
def act_on_many(request: HttpRequest) -> HttpResponse:
    """Show the chosen members with what an act on them needs to know; carry it out once it was confirmed."""
    asked = asked_of(request)
    if request.method == "GET":
        return HttpResponseRedirect(asked.address("members:list"))
    chosen = _chosen(request, asked)
    code = request.POST.get("act", "")
    if code == "export":
        return _export(asked, chosen)
    if code not in WAYS or not WAYS[code].many:
        raise Http404
    way = WAYS[code]
    form = way.form(request.POST if "day" in request.POST else None, asked=asked)
    members = [line.member_id for line in chosen]
    findings: Sequence[Finding] = ()
    rehearsed = False
    if form.is_valid():
        findings = rehearse(lambda: form.carry_out(asked.actor, members))
        rehearsed = True
        if "confirmed" in request.POST and not findings:
            form.carry_out(asked.actor, members)
            return done(request, _told(way, len(members)), asked.address("members:list"))
    return _page(request, way, form, chosen, findings, rehearsed=rehearsed)


def _page(
    request: HttpRequest,
    way: Way,
    form: ActForm,
    chosen: Sequence[Line],
    findings: Sequence[Finding],
    *,
    rehearsed: bool,
) -> HttpResponse:
    names = {line.full_name for line in chosen}
    by_name: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_name[finding.place].append(finding)
    context = {
        "way": way,
        "form": form,
        "chosen": [Chosen(line, by_name[line.full_name]) for line in chosen],
        "general": [finding for finding in findings if finding.place not in names],
        "stopped": bool(findings),
        "rehearsed": rehearsed,
        "back": asked_of(request).address("members:list"),
    }
    return render(request, "members/bulk.html", context, status=UNPROCESSABLE if findings or form.errors else 200)


def _chosen(request: HttpRequest, asked: Asked) -> list[Line]:
    """The chosen members. Raises ``Refusal`` when they are none, or too many."""
    wanted = {identity(text) for text in request.POST.getlist("member")}
    if not wanted:
        raise Refusal.of("members.nobody-chosen", _("chưa chọn ai; hãy đánh dấu ít nhất một người trong danh sách."))
    if len(wanted) > MOST:
        message = _("chọn quá %(most)s người; hãy chia làm nhiều lần.") % {"most": MOST}
        raise Refusal.of("members.too-many-chosen", message)
    return chosen_lines(asked, wanted)


def chosen_lines(asked: Asked, wanted: set[UUID]) -> list[Line]:
    """The chosen members in the order of the list; raises ``Http404`` where the reader may not see all of them."""
    found = list(lines(Narrowed(asked, QueryDict(), only=wanted).rows, asked))
    if {line.member_id for line in found} != wanted:
        raise Http404
    return found


def rehearse(carry_out: Callable[[], None]) -> Sequence[Finding]:
    """What would stop an act: it is carried out and taken back."""
    try:
        with transaction.atomic():
            carry_out()
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal.findings
    return ()


def _told(way: Way, count: int) -> str:
    message = ngettext("%(done)s %(count)s người.", "%(done)s %(count)s người.", count)
    return message % {"done": way.done, "count": count}


def _export(asked: Asked, chosen: Iterable[Line]) -> HttpResponse:
    """The chosen members as an Excel file."""
    narrowed = Narrowed(asked, QueryDict(), only=[line.member_id for line in chosen])
    return download(f"dang-vien-da-chon-{asked.on.isoformat()}.xlsx", write_list(narrowed))
