"""Writing the words of a report: its document with a field in the place of every block, and the history of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dangvu.kernel.basis import NO_BASIS
from dangvu.kernel.findings import Refusal
from dangvu.reports.actions import write_narrative
from dangvu.reports.address import Address
from dangvu.reports.differences import Piece, pieces
from dangvu.reports.drafts import CLOSES, OPENS, blank_of
from dangvu.reports.models import Narrative
from dangvu.reports.views.reaching import changeable_report, may_change, now_by, readable_report, shown
from dangvu.reports.wording import Spot, drop_texts, keep_text, unsaved_texts, versions, words_on, writers
from dangvu.ui.answering import CONFLICT, done
from dangvu.ui.forms import UNPROCESSABLE

LONGEST = 20_000
"""Letters of a block: some ten pages."""

LETTERS_A_LINE = 76
LEAST_LINES = 3

Problems = Mapping[str, Sequence[str]]
"""What is wrong with the words of each block."""


@dataclass(frozen=True)
class Editor:
    """The field of one block. ``seen`` is the row that was, or is now, put before the writer, 0 where there is none.

    ``who`` saved the ``words``; where that was somebody else meanwhile, ``change`` tells their words from the text.
    """

    block: str
    wanted: str
    text: str
    seen: int
    words: Narrative | None
    who: str
    kept_at: datetime | None = None
    change: Sequence[Piece] = ()
    problems: Sequence[str] = ()

    @property
    def lines(self) -> int:
        """How many lines the field shows: all that are in it."""
        found = sum(len(line) // LETTERS_A_LINE + 1 for line in self.text.split("\n"))
        return max(found, LEAST_LINES)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, template_id: str) -> HttpResponse:
    """The report with its blocks as fields; what is sent is saved, or kept as unsaved where it cannot be."""
    address = changeable_report(request, template_id)
    problems = _sent(request, address) if request.method == "POST" else {}
    editors = {editor.block: editor for editor in _editors(address, problems)}
    torn = [editor for editor in editors.values() if editor.change]
    if request.method == "POST" and not problems:
        return _saved(request, address)
    worked_out, fields = blank_of(address), _fields(request, address, editors)
    context = {
        "template": address.template,
        "draft": worked_out.draft,
        "article": _filled(shown(worked_out.article, address.url("reports:report")), fields),
        "editors": editors.values(),
        "torn": torn,
        "report_url": address.url("reports:report"),
        "action": address.url("reports:words"),
    }
    return render(request, "reports/words.html", context, status=_status(problems, torn))


def _status(problems: Problems, torn: Sequence[Editor]) -> int:
    if not problems:
        return 200
    return CONFLICT if any(editor.block in problems for editor in torn) else UNPROCESSABLE


def _saved(request: HttpRequest, address: Address) -> HttpResponse:
    block = request.POST.get("save") or request.POST.get("drop") or ""
    place = f"#words-{block}" if block in address.template.blocks else ""
    message = _("Đã bỏ bản viết dở.") if "drop" in request.POST else _("Đã lưu lời văn.")
    return done(request, message, address.url("reports:words") + place)


def _sent(request: HttpRequest, address: Address) -> Problems:
    """Save the block that is to be saved, or all; drop the one to be dropped; keep whatever else was written."""
    wanted, dropped = request.POST.get("save", ""), request.POST.get("drop", "")
    sent = [block for block in address.template.blocks if f"text-{block}" in request.POST and block != dropped]
    written = _kept(request, address, sent)
    if dropped:
        drop_texts(actor=address.asked.actor, spot=address.spot, blocks=[dropped])
        return {}
    tried = {block: _save(request, address, block) for block in written if wanted in ("", block)}
    return {block: problems for block, problems in tried.items() if problems}


def _kept(request: HttpRequest, address: Address, blocks: Sequence[str]) -> list[str]:
    """Keep the texts of blocks as unsaved; those that say something new, the others are forgotten."""
    actor, spot = address.asked.actor, address.spot
    held = words_on(spot.organization, spot.template, as_of=spot.day)
    new = [block for block in blocks if _is_new(request, spot, block, held.get(block))]
    for block in new:
        text, seen = _written(request, block)
        keep_text(actor=actor, spot=spot, block=block, text=text[:LONGEST], seen=seen)
    drop_texts(actor=actor, spot=spot, blocks=set(blocks) - set(new))
    return new


def _is_new(request: HttpRequest, spot: Spot, block: str, held: Narrative | None) -> bool:
    """Whether the text of a block is neither that on which it was written nor that which holds."""
    text, seen = _written(request, block)
    before = held
    if held is None or held.pk != seen:
        rows = Narrative.objects.filter(organization=spot.organization, template=spot.template, block=block)
        before = rows.filter(pk=seen).first()
    return text not in {_lined(words.text) if words else "" for words in (before, held)}


def _save(request: HttpRequest, address: Address, block: str) -> Sequence[str]:
    """Save the text of a block; what is wrong with it, if anything."""
    text, seen = _written(request, block)
    if len(text) > LONGEST:
        message = _("đoạn này dài quá %(limit)s ký tự, phần cuối đã bị cắt; hãy rút ngắn rồi lưu.")
        return [message % {"limit": LONGEST}]
    try:
        write_narrative(
            actor=now_by(address.asked.actor),
            day=address.asked.on,
            basis=NO_BASIS,
            organization_id=address.asked.organization,
            template=address.template,
            block=block,
            text=text,
            seen=seen,
        )
    except Refusal as refusal:
        return [finding.message for finding in refusal.findings]
    drop_texts(actor=address.asked.actor, spot=address.spot, blocks=[block])
    return ()


def _written(request: HttpRequest, block: str) -> tuple[str, int]:
    """The text of a block as sent, and the row of the words on which it was written."""
    seen = request.POST.get(f"seen-{block}", "")
    return _lined(request.POST.get(f"text-{block}", "")), int(seen) if re.fullmatch("[0-9]{1,18}", seen) else 0


def _lined(text: str) -> str:
    """A text with line ends as they are kept; browsers send others, and no database takes a NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ").strip()


def _editors(address: Address, problems: Problems) -> Iterator[Editor]:
    """The field of every block: what somebody has not saved, else the words that hold."""
    unsaved = unsaved_texts(actor=address.asked.actor, spot=address.spot)
    held = words_on(address.asked.organization, address.template.id, as_of=address.asked.on)
    names = writers(list(held.values()))
    for block, wanted in address.template.blocks.items():
        words, mine = held.get(block), unsaved.get(block)
        now = words.pk if words else 0
        text = words.text if words else ""
        yield Editor(
            block=block,
            wanted=wanted,
            text=mine.text if mine else text,
            seen=now,
            words=words,
            who=names[words.recorded_in] if words else "",
            kept_at=mine.kept_at if mine else None,
            change=pieces(text, mine.text) if mine and mine.seen != now else (),
            problems=problems.get(block, ()),
        )


def _fields(request: HttpRequest, address: Address, editors: Mapping[str, Editor]) -> Mapping[str, str]:
    """The field of every block as it is written into the page."""
    return {
        block: render_to_string(
            "reports/editor.html",
            {
                "editor": editor,
                "longest": LONGEST,
                "keep_url": address.url("reports:keep", block),
                "history_url": address.url("reports:history", block),
            },
            request=request,
        )
        for block, editor in editors.items()
    }


def _filled(article: str, fields: Mapping[str, str]) -> SafeString:
    """The article with the field of every block in its first place; those that have no place stand at the end."""
    waiting = dict(fields)
    filled = re.sub(f"{OPENS}([a-z0-9_]+){CLOSES}", lambda found: waiting.pop(found[1], ""), article)
    rest = "".join(f"<p>{field}</p>" for field in waiting.values())
    return mark_safe(filled.replace('<footer class="sign">', f'{rest}<footer class="sign">'))  # noqa: S308 - both escaped


@require_POST
def keep(request: HttpRequest, template_id: str, block: str) -> HttpResponse:
    """Keep what is being written without saving it, and say so beside the field."""
    address = changeable_report(request, template_id)
    if block not in address.template.blocks:
        raise Http404
    kept = bool(_kept(request, address, [block]))
    held = words_on(address.asked.organization, address.template.id, as_of=address.asked.on).get(block)
    torn = kept and _written(request, block)[1] != (held.pk if held else 0)
    context = {
        "kept_at": address.asked.actor.at if kept else None,
        "who": writers([held]).get(held.recorded_in, "") if torn and held else "",
        "torn": torn,
        "url": f"{address.url('reports:words')}#words-{block}",
    }
    return render(request, "reports/kept.html", context)


@require_safe
def history(request: HttpRequest, template_id: str, block: str) -> HttpResponse:
    """Everything that was ever saved for a block, each with what it changed."""
    address = readable_report(request, template_id)
    if block not in address.template.blocks:
        raise Http404
    found = versions(address.spot, block, known_at=address.asked.known_at)
    told = ngettext("%(n)s bản đã lưu", "%(n)s bản đã lưu", len(found)) % {"n": len(found)}
    context = {
        "template": address.template,
        "wanted": address.template.blocks[block],
        "versions": found,
        "told": told,
        "report_url": address.url("reports:report"),
        "words_url": f"{address.url('reports:words')}#words-{block}" if may_change(address.asked) else "",
    }
    return render(request, "reports/history.html", context)
