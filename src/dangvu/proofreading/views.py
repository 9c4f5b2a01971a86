"""The page of proofreading: a text in, the same text with its contradictions marked. Nothing of it is kept."""

from __future__ import annotations

import base64
from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import Level
from dangvu.proofreading.findings import Kind
from dangvu.proofreading.forms import KINDS, CheckForm
from dangvu.proofreading.marking import marked_lines
from dangvu.proofreading.messages import LANGUAGES
from dangvu.proofreading.pipeline import Options, Proof, proofread
from dangvu.proofreading.writing.comments import commented
from dangvu.ui.asking import asked_of


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form, or what was found in the text that was sent; what was pasted stays in the form."""
    language = get_language() or LANGUAGES[0]
    asked = _asked(request)
    if request.method != "POST":
        return _answer(request, CheckForm(asked=asked, language=language))
    form = CheckForm(request.POST, request.FILES, asked=asked, language=language)
    if not form.is_valid():
        return _answer(request, form)
    without = frozenset(Kind(kind) for kind in form.cleaned_data["without"])
    proof = proofread(form.document, Options(language, without, form.records))
    return _answer(request, form, **_told(proof), copy=_commented(form, proof))


def _asked(request: HttpRequest) -> Asked | None:
    """Whose records a text may be held against; ``None`` for somebody who has no organisation to see."""
    try:
        return asked_of(request)
    except Http404:
        return None


def _answer(request: HttpRequest, form: CheckForm, **told: Any) -> HttpResponse:
    chosen = request.POST.getlist("without")
    kinds = [(kind, name, kind in chosen) for kind, name in KINDS.items()]
    return render(request, "proofreading/check.html", {"form": form, "kinds": kinds, **told}, status=form.status)


def _told(proof: Proof) -> dict[str, Any]:
    found = proof.findings
    return {
        "proof": proof,
        "lines": list(marked_lines(proof.document, found)),
        "figures": sum(token.is_figure for read in proof.reads for token in read.tokens),
        "words": len(proof.document.text.split()),
        "levels": {str(level): sum(finding.severity is level for finding in found) for level in Level},
        "by_kind": [
            (name, [number for number, finding in enumerate(found, start=1) if finding.kind is kind])
            for kind, name in KINDS.items()
            if any(finding.kind is kind for finding in found)
        ],
    }


def _commented(form: CheckForm, proof: Proof) -> dict[str, str] | None:
    """The uploaded Word file with its findings as comments, inside the page itself: it is kept nowhere else."""
    name = PurePath(proof.document.name)
    if not (form.content and proof.findings and name.suffix.lower() == ".docx"):
        return None
    content, _count = commented(str(name), form.content, proof.findings)
    return {"name": f"{name.stem}-soat.docx", "data": base64.b64encode(content).decode("ascii")}
