"""The rules with their history, and what an office says of them itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import refuse_if_any
from dangvu.kernel.policy import Actor, denied, everywhere
from dangvu.regulations.actions import override_rule, withdraw_override
from dangvu.regulations.fitting import find_misfits
from dangvu.regulations.forms import RuleForm, WithdrawForm
from dangvu.regulations.models import Override
from dangvu.regulations.policy import CHANGE
from dangvu.regulations.reading import CODE_LIST, Certainty, Rule, read_only
from dangvu.regulations.rulebook import find_rule
from dangvu.regulations.showing import SUBJECTS, brief, differences, title
from dangvu.regulations.standing import CERTAINTIES, Line, history_of, rules_found
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import chosen, words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rules of a subject."""

    label: StrOrPromise
    lines: list[Line]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All rules by subject, with the value in force on the day asked about."""
    asked = asked_of(request)
    text = words(request.GET.get("q"))
    certainty = chosen(request.GET.get("certainty"), list(Certainty))
    found = rules_found(asked, text=text, certainty=certainty)
    chapters = [Chapter(label, _of(subject, found)) for subject, label in SUBJECTS.items()]
    context = {
        "chapters": [chapter for chapter in chapters if chapter.lines],
        "count": len(found),
        "own": sum(line.value.own is not None for line in found),
        "text": text,
        "certainty": certainty,
        "certainties": CERTAINTIES.items(),
    }
    return render(request, "regulations/index.html", context)


@require_safe
def rule(request: HttpRequest, subject: str, name: str) -> HttpResponse:
    """One rule: what it says on the day asked about, and everything that it ever said."""
    asked = asked_of(request)
    history = history_of(asked, f"{subject}/{name}")
    context = {
        "rule": history.rule,
        "title": title(history.rule),
        "subject": SUBJECTS[subject],
        "eras": history.eras,
        "in_force": history.in_force,
        "is_list": history.rule.unit == CODE_LIST,
        "withdrawn": history.withdrawn,
        "may_change": everywhere(asked.actor, CHANGE),
    }
    return render(request, "regulations/rule.html", context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, subject: str, name: str) -> HttpResponse:
    """Say what a rule is from a day on; first the difference is shown, then it is recorded."""
    asked = asked_of(request)
    _require(asked.actor)
    found = find_rule(f"{subject}/{name}")
    value = found.on(asked.on).value
    newest = Override.objects.order_by("-pk").values_list("pk", flat=True).first()
    form = RuleForm(
        request.POST or None, initial={"day": asked.on, "seen": newest}, rule=found, value=value, on=asked.on
    )
    shown = None
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            if form.cleaned_data["confirmed"] == form.digest:
                _override(asked.actor, found, form)
                return done(request, _("Đã ghi giá trị riêng của quy định."), _address(asked, found))
            refuse_if_any(find_misfits(found, value, form.value))
            shown = _shown(form)
    context = {"form": form, "rule": found, "title": title(found), "shown": shown, "back": _address(asked, found)}
    return render(request, "regulations/change.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, subject: str, name: str, own: int) -> HttpResponse:
    """Say that an office's own value of a rule no longer counts."""
    asked = asked_of(request)
    _require(asked.actor)
    found = find_rule(f"{subject}/{name}")
    override = Override.objects.filter(pk=own, rule=found.name).first()
    if override is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            withdraw_override(actor=asked.actor, override=override, reason=form.cleaned_data["reason"])
            return done(request, _("Đã bỏ giá trị riêng của quy định."), _address(asked, found))
    context = {
        "form": form,
        "rule": found,
        "title": title(found),
        "override": override,
        "brief": brief(found, read_only(override.value), override.effective_from),
        "back": _address(asked, found),
    }
    return render(request, "regulations/withdraw.html", context, status=form.status)


def _of(subject: str, found: list[Line]) -> list[Line]:
    return [line for line in found if line.rule.subject == subject]


def _address(asked: Asked, found: Rule) -> str:
    return asked.address("regulations:rule", found.subject, found.slug)


def _require(actor: Actor) -> None:
    if not everywhere(actor, CHANGE):
        raise denied(actor)


def _override(actor: Actor, found: Rule, form: RuleForm) -> None:
    said = form.cleaned_data
    override_rule(
        actor=actor,
        day=said["day"],
        basis=form.basis,
        rule=found.name,
        value=form.value,
        note=said["note"],
        seen=said["seen"],
    )


def _shown(form: RuleForm) -> dict[str, Any]:
    """The difference that the form makes on its day, which from now on counts as shown."""
    form.data = {**form.data.dict(), "confirmed": form.digest}  # type: ignore[attr-defined]
    day = form.cleaned_data["day"]
    changed = differences(form.rule, form.rule.on(day).value, read_only(form.value), day)
    return {"changed": changed, "day": day, "source": str(form.basis)}
