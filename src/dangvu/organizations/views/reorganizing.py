"""Reorganising step by step: nothing is written before it is confirmed, and until then everything is in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dangvu.kernel.asking import Asked
from dangvu.kernel.basis import Basis
from dangvu.kernel.contracts import Held, Holding, registered
from dangvu.kernel.findings import Finding, Refusal
from dangvu.kernel.policy import reach
from dangvu.organizations import actions
from dangvu.organizations.actions import Plan, foreseen
from dangvu.organizations.comparison import Comparison, State, compare, drawn, heads_of
from dangvu.organizations.drafts import Draft
from dangvu.organizations.events import Event, event_of
from dangvu.organizations.history import History
from dangvu.organizations.outline import MEMBERS, Outline, outline
from dangvu.organizations.policy import CHANGE
from dangvu.organizations.rules import reorganization_name
from dangvu.organizations.sight import Sight
from dangvu.organizations.step_forms import GroundsForm, HomesForm, KindForm, UnitsForm
from dangvu.organizations.views.events import PEOPLE
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of
from dangvu.ui.forms import UNPROCESSABLE, LedgerForm
from dangvu.ui.reading import chosen, whole

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STEPS: Mapping[str, StrOrPromise] = {
    "kind": gettext_lazy("Hình thức"),
    "units": gettext_lazy("Tổ chức"),
    "homes": gettext_lazy("Nơi chuyển đến"),
    "grounds": gettext_lazy("Căn cứ"),
    "confirm": gettext_lazy("Xác nhận"),
}
"""The steps, in order."""


@require_http_methods(["GET", "POST"])
def reorganize(request: HttpRequest) -> HttpResponse:
    """The first step that is not filled in well, or the one asked for; confirming carries the reorganisation out."""
    asked = asked_of(request)
    if not reach(asked.actor, CHANGE).anywhere:
        raise Http404
    wanted = "confirm" if request.method == "POST" else chosen(request.GET.get("step"), STEPS, "kind")
    walk = Walk(asked, request.GET)
    step, form = walk.reach(wanted)
    if form is not None:
        return render(request, "organizations/step.html", _step(asked, walk, step, form), status=form.status)
    if request.method == "POST":
        return _carry_out(request, asked, walk)
    return _confirm(request, walk)


class Walk:
    """The steps as far as the address has been through them, each knowing what the ones before have said."""

    def __init__(self, asked: Asked, query: QueryDict) -> None:
        self.asked, self.query, self.sight = asked, query, Sight(asked.actor)
        self.history = History.load()
        self.draft: Draft | None = None
        self.basis = Basis()

    def reach(self, wanted: str) -> tuple[str, LedgerForm | None]:
        """The step to be shown with its form; no form when only the confirmation is left."""
        for step, make in (("kind", self._kind), ("units", self._units), ("homes", self._homes)):
            form = make()
            if step == wanted or not form.is_valid():
                return step, form
            self.draft = form.draft
        grounds = self._grounds()
        if wanted == "grounds" or not grounds.is_valid():
            return "grounds", grounds
        self.basis, self.draft = grounds.basis, replace(self.chosen, note=grounds.cleaned_data["note"])
        return "confirm", None

    @property
    def chosen(self) -> Draft:
        """What has been chosen in the steps before."""
        assert self.draft is not None
        return self.draft

    @property
    def heading(self) -> str:
        """What is being done, in words."""
        if self.draft is None:
            return _("Sắp xếp tổ chức")
        return reorganization_name(self.draft.kind, self.draft.day)

    @property
    def plan(self) -> Plan:
        """The plan that the steps come to."""
        return self.chosen.plan(self.history)

    def _data(self, *names: str) -> QueryDict | None:
        """The address, once it has been through the step that asks for one of ``names``."""
        return self.query if any(name in self.query for name in names) else None

    def _kind(self) -> KindForm:
        return KindForm(self._data("kind"), asked=self.asked)

    def _units(self) -> UnitsForm:
        rows = whole(self.query.get("rows"), 1)
        names = ("units", "more", "unit", "new1_name")
        return UnitsForm(
            self._data(*names),
            asked=self.asked,
            sight=self.sight,
            draft=self.chosen,
            tree=self._tree,
            history=self.history,
            rows=rows,
        )

    def _homes(self) -> HomesForm:
        people = self._people()
        return HomesForm(self._data("homes"), draft=self.chosen, tree=self._tree, people=people, history=self.history)

    def _grounds(self) -> GroundsForm:
        return GroundsForm(self._data("basis_symbol"), day=self.chosen.day)

    @cached_property
    def _tree(self) -> Outline:
        return outline(self.sight, as_of=self.chosen.day)

    def _people(self) -> Sequence[Held]:
        """The members of a cell that is split, as far as the reader may see them."""
        if self.chosen.kind != "split":
            return ()
        old = [one.organization_id for one in self.chosen.old]
        found: list[Held] = []
        for holding in registered(Holding):
            if holding.code == MEMBERS and holding.people and holding.permission:
                found += holding.people(self.sight.inside(holding.permission).intersection(old), self.chosen.day, None)
        return sorted(found, key=lambda one: (one.sort_key, one.person))


@dataclass(frozen=True)
class Step:
    """A step as the page shows it: done, now, or still to come."""

    code: str
    label: StrOrPromise
    state: str


def _steps(current: str) -> list[Step]:
    order = list(STEPS)
    at = order.index(current)
    states = ["done" if place < at else "now" if place == at else "" for place in range(len(order))]
    return [Step(code, label, state) for (code, label), state in zip(STEPS.items(), states, strict=True)]


def _step(asked: Asked, walk: Walk, step: str, form: LedgerForm) -> dict[str, Any]:
    return {
        "step": step,
        "steps": _steps(step),
        "label": STEPS[step],
        "heading": walk.heading,
        "form": form,
        "own": " ".join([*form.fields, "step", "page", "figure"]),
        "next": _next(step),
        "scope_note": _("trong %(name)s; đổi tổ chức ở thanh trên để chọn nơi khác") % {"name": asked.name},
    }


def _next(step: str) -> str:
    order = list(STEPS)
    return order[order.index(step) + 1]


@dataclass(frozen=True)
class Foreseen:
    """What would become of the tree, or why it would be refused."""

    comparison: Comparison | None = None
    event: Event | None = None
    findings: Sequence[Finding] = ()

    @property
    def ready(self) -> bool:
        """Whether it can be confirmed: nothing speaks against it, and nobody is lost."""
        return self.comparison is not None and self.comparison.proved


def foresee(sight: Sight, draft: Draft, plan: Plan, basis: Basis) -> Foreseen:
    """Compare the tree as it stands with the tree as the plan would leave it; nothing is written."""
    concerned = {*plan.predecessors, *plan.survivors, *(one.id for one in plan.newborns), *plan.cells.values()}
    before = State.on(draft.day, concerned)
    try:
        with foreseen(actor=sight.actor, day=draft.day, basis=basis, plan=plan) as carried_out:
            after = State.on(draft.day, concerned)
            event = event_of(carried_out.identity)
    except Refusal as refusal:
        return Foreseen(findings=refusal.findings)
    return Foreseen(compare(sight, before, after, concerned, draft.day), event)


def _confirm(request: HttpRequest, walk: Walk) -> HttpResponse:
    draft, plan = walk.chosen, walk.plan
    seen = foresee(walk.sight, draft, plan, walk.basis)
    context: dict[str, Any] = {
        "step": "confirm",
        "steps": _steps("confirm"),
        "heading": walk.heading,
        "draft": draft,
        "basis": walk.basis,
        "foreseen": seen,
    }
    if seen.comparison:
        context |= {
            "seen": seen.comparison,
            "drawing": drawn(seen.comparison, heads_of(draft.day)),
            "people": Paginator(seen.comparison.people, PEOPLE).get_page(whole(request.GET.get("page"), 1)),
        }
    return render(request, "organizations/confirm.html", context, status=200 if seen.comparison else UNPROCESSABLE)


def _carry_out(request: HttpRequest, asked: Asked, walk: Walk) -> HttpResponse:
    draft, plan = walk.chosen, walk.plan
    if not foresee(walk.sight, draft, plan, walk.basis).ready:
        return _confirm(request, walk)
    event = actions.reorganize(actor=asked.actor, day=draft.day, basis=walk.basis, plan=plan)
    return done(request, _("Đã ghi việc sắp xếp tổ chức."), asked.address("organizations:event", event.identity))
