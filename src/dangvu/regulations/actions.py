"""What an office can say of a rule itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.findings import Finding, Refusal, refuse_if_any
from dangvu.kernel.policy import Actor, denied, everywhere
from dangvu.regulations import own
from dangvu.regulations.fitting import find_misfits
from dangvu.regulations.models import Override
from dangvu.regulations.policy import CHANGE
from dangvu.regulations.reading import Rule, plain
from dangvu.regulations.rulebook import find_rule


def override_rule(
    *, actor: Actor, day: date, basis: Basis, rule: str, value: Any, note: str = "", seen: int | None = None
) -> Override:
    """Say what a rule is from ``day`` until its next value; with the value that it has anyway, confirm that value.

    ``basis`` is the source. An own value of that day is replaced, if it is no newer than ``seen``, the newest one that
    the actor knew of. Raises ``Refusal`` without a full source, for a day before the rule's first value, for a value of
    another shape, and when somebody else said something of that day meanwhile.
    """
    _require(actor)
    with trail.act(actor=actor, verb="regulations.override_rule", day=day, basis=basis) as act:
        # Now that nobody else writes, see what others wrote.
        own.forget()
        known = find_rule(rule)
        before = known.on(day)
        refuse_if_any([*_source_findings(basis, day), *find_misfits(known, before.value, value)])
        act.supersede(Override.objects.filter(pk__in=_replaced(known, day, seen)))
        [override] = act.add([Override(rule=rule, effective_from=day, value=plain(value), note=note)])
        act.details = {"rule": rule, "from": day.isoformat()}
    own.forget()
    return override


def withdraw_override(*, actor: Actor, override: Override, reason: str) -> None:
    """Say no longer that a rule is what ``override`` says: it is again as shipped, or as said before.

    Raises ``Refusal`` without a reason, or when it was replaced or withdrawn meanwhile.
    """
    _require(actor)
    with trail.act(
        actor=actor, verb="regulations.withdraw_override", day=override.effective_from, reason=reason
    ) as act:
        if not reason.strip():
            message = _("bỏ giá trị riêng phải có lý do; hãy ghi vì sao không dùng nữa.")
            raise Refusal.of("regulations.no-reason", message)
        act.supersede([override])
        act.details = {"rule": override.rule, "from": override.effective_from.isoformat()}
    own.forget()


def _require(actor: Actor) -> None:
    """A rule concerns everybody: changing it takes administration over the whole tree."""
    if not everywhere(actor, CHANGE):
        raise denied(actor)


def _source_findings(basis: Basis, day: date) -> Iterator[Finding]:
    if not basis.symbol.strip() or not basis.issuer.strip() or basis.day is None:
        message = _("chưa đủ nguồn; hãy ghi số, ký hiệu, ngày và cơ quan ban hành của văn bản.")
        yield Finding("regulations.no-source", message)
    elif basis.day > day:
        message = _("văn bản làm nguồn có ngày sau ngày hiệu lực; hãy sửa một trong hai ngày.")
        yield Finding("regulations.younger-source", message)


def _replaced(rule: Rule, day: date, seen: int | None) -> list[int]:
    """The own value of that very day, if there is one; refuse when the actor cannot have known it."""
    there = [value.own for value in rule.values if value.effective_from == day and value.own is not None]
    if any(key > (seen or 0) for key in there):
        message = _("vừa có người khác ghi giá trị riêng cho ngày này; hãy mở lại để xem rồi làm lại.")
        raise Refusal.of("audit.already-superseded", message)
    return there
