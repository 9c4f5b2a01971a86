"""Carrying out a decision that changes the tree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.audit.trail import Act
from dangvu.kernel.basis import Basis
from dangvu.kernel.contracts import Holding, Relation, registered
from dangvu.kernel.days import FOREVER, day_before
from dangvu.kernel.findings import Finding, Refusal, refuse_if_any
from dangvu.kernel.policy import Actor
from dangvu.organizations.actions.plans import Plan
from dangvu.organizations.actions.registration import find_registered
from dangvu.organizations.actions.resolution import Resolution
from dangvu.organizations.history import History
from dangvu.organizations.models import Organization, Reorganization, Succession
from dangvu.organizations.outline import MEMBERS
from dangvu.organizations.policy import require_change
from dangvu.organizations.rooms import ways_that_move
from dangvu.organizations.structure import find_faults


def reorganize(*, actor: Actor, day: date, basis: Basis, plan: Plan) -> Reorganization:
    """Carry out ``plan`` with effect from ``day``, as decided in ``basis``.

    Predecessors end, newborns begin, survivors and carried children get their new details, all on ``day``; every room
    that registered a ``Relation`` moves its records to the successors in the same act. The reorganisation and who
    followed whom are recorded. Raises ``Refusal`` when the plan does not fit its kind or the records of that day, when
    the tree would not hold together, or when members or other records would be left without a place.
    """
    require_change(actor, _concerned(plan))
    with trail.act(actor=actor, verb="organizations.reorganize", day=day, basis=basis, subject=plan.id) as act:
        if Reorganization.objects.filter(identity=plan.id).exists():
            raise Refusal.of("organizations.repeated-plan", _("lần sắp xếp này đã được ghi; hãy mở nó ra xem."))
        refuse_if_any(find_registered(plan.newborns))
        history = History.load()
        resolution = Resolution(plan, history, day)
        event = _write_tree(act, resolution, history)
        for relation in registered(Relation):
            if relation.move:
                relation.move(act, resolution.plan)
        refuse_if_any(_find_stranded_members(resolution))
        refuse_if_any(_find_stranded_records(resolution))
        act.details |= _describe(resolution.plan)
    return event


def _concerned(plan: Plan) -> set[UUID | None]:
    """Every organisation known before that the plan changes, or under which it puts something; ``None``: the top."""
    born = {newborn.id for newborn in plan.newborns}
    parents = {newborn.details.parent for newborn in plan.newborns}
    parents |= {details["parent"] for details in plan.details.values() if "parent" in details}
    receivers = {*plan.children.values(), *plan.cells.values(), *plan.members.values()}
    return {*plan.predecessors, *plan.survivors, *plan.children, *plan.details, *parents, *receivers} - born


def _write_tree(act: Act, resolution: Resolution, history: History) -> Reorganization:
    """Write the tree's own records, once nothing speaks against what they would make of it."""
    day, plan = resolution.day, resolution.plan
    pairs = list(resolution.changed())
    cut_short = [*resolution.ended(), *(old for old, _new in pairs)]
    begun = [*(new for _old, new in pairs), *resolution.newborns.values()]
    before = [record.again(valid_to=day) for record in cut_short if record.valid_from < day]
    touched = {record.organization_id for record in (*cut_short, *begun)}
    refuse_if_any(find_faults(history.changed(cut_short, [*before, *begun]), touched))
    act.identify(Organization(newborn.id) for newborn in plan.newborns)
    act.end(cut_short, day)
    act.add(begun)
    act.add(_successions(resolution))
    return act.add([Reorganization(identity=plan.id, kind=plan.kind, note=plan.note, day=day)])[0]


def _successions(resolution: Resolution) -> Iterator[Succession]:
    """Who is followed by whom: survivors by themselves, predecessors by their heirs, and what begins out of nothing."""
    plan = resolution.plan
    pairs: list[tuple[UUID | None, UUID | None, bool]] = [(survivor, survivor, False) for survivor in plan.survivors]
    for ended in plan.predecessors:
        heirs = resolution.heirs(ended)
        pairs += [(ended, heir, len(heirs) == 1) for heir in heirs] or [(ended, None, False)]
    if plan.kind == "split":
        born = [successor for successor in plan.successors if successor not in plan.survivors]
        pairs += [(survivor, successor, False) for survivor in plan.survivors for successor in born]
    followed = {successor for _predecessor, successor, _whole in pairs}
    pairs += [(None, newborn.id, False) for newborn in plan.newborns if newborn.id not in followed]
    for predecessor, successor, whole in pairs:
        yield Succession(reorganization=plan.id, predecessor_id=predecessor, successor_id=successor, whole=whole)


def _find_stranded_members(resolution: Resolution) -> Iterator[Finding]:
    """Organisations that are no longer cells and would still hold members, on the day or at last."""
    for holding in registered(Holding):
        if holding.code == MEMBERS:
            counts = holding.count(day_before(FOREVER), None) | holding.count(resolution.day, None)
            yield from _stranded(resolution, str(holding.label), counts, resolution.emptied())


def _find_stranded_records(resolution: Resolution) -> Iterator[Finding]:
    """Records that their rooms move, and that would still hold at an organisation after its end."""
    ended = set(resolution.plan.predecessors)
    for model, name in ways_that_move():
        held = model.objects.believed().filter(**{f"{name}__in": ended}, valid_to__gt=resolution.day)
        counts = dict(held.values_list(name).annotate(count=Count("id")))
        yield from _stranded(resolution, str(model._meta.verbose_name), counts, ended)


def _stranded(resolution: Resolution, what: str, counts: dict[UUID, int], places: set[UUID]) -> Iterator[Finding]:
    for organization_id in sorted(places & counts.keys(), key=str):
        message = _("còn %(count)s %(what)s chưa có nơi chuyển đến; hãy chọn nơi nhận trong kế hoạch sắp xếp.")
        details = {"count": counts[organization_id], "what": what}
        yield Finding("organizations.stranded", message % details, resolution.history.name(organization_id))


def _describe(plan: Plan) -> dict[str, object]:
    """The plan for the activity feed."""
    return {
        "kind": plan.kind,
        "predecessors": [str(predecessor) for predecessor in plan.predecessors],
        "survivors": [str(survivor) for survivor in plan.survivors],
        "newborns": [str(newborn.id) for newborn in plan.newborns],
        "children": len(plan.children),
    }
