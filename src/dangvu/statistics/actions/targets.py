"""Acts on targets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.organizations.models import Organization
from dangvu.regulations import codes
from dangvu.statistics.catalogue.book import Catalogue, catalogue
from dangvu.statistics.models import Target
from dangvu.statistics.policy import CHANGE


def promise_target(
    *,
    actor: Actor,
    day: date,
    basis: Basis,
    organization_id: UUID,
    indicator: str,
    operator: str,
    value: int | Decimal,
    first: date,
    last: date,
    of: Catalogue | None = None,
) -> Target:
    """Record that an organisation promised ``indicator`` to reach ``value`` from ``first`` to ``last``, both included.

    ``operator`` is a code of ``statistics/operators`` on ``day``, the day of the promise. Raises ``Refusal`` for an
    unknown organisation, indicator or operator, a period that ends before it starts, a value below nothing, and a
    promise that has already been made for the same period.
    """
    require(actor, CHANGE, [organization_id])
    (of or catalogue()).indicator(indicator)
    promised = Target(
        organization_id=organization_id, indicator=indicator, operator=operator, value=value, first=first, last=last
    )
    verb = "statistics.promise_target"
    with trail.act(actor=actor, verb=verb, day=day, basis=basis, subject=organization_id) as act:
        refuse_if_any([*_findings(promised, day), *_promised_before(promised)])
        act.add([promised])
        act.details = _details(promised)
    return promised


def correct_target(*, actor: Actor, target: Target, reason: str, value: int | Decimal) -> Target:
    """Put the right ``value`` in the place of one recorded wrongly; raises ``Refusal`` without a reason."""
    require(actor, CHANGE, [target.organization_id])
    corrected = target.again(value=value)
    verb = "statistics.correct_target"
    with trail.act(actor=actor, verb=verb, subject=target.organization_id, reason=reason) as act:
        refuse_if_any([*_without_reason(reason), *_negative(corrected)])
        act.replace([(target, corrected)])
        act.details = _details(corrected) | {"was": str(target.value)}
    return corrected


def withdraw_target(*, actor: Actor, target: Target, reason: str) -> None:
    """Stop believing a promise that was never made; raises ``Refusal`` without a reason."""
    require(actor, CHANGE, [target.organization_id])
    verb = "statistics.withdraw_target"
    with trail.act(actor=actor, verb=verb, subject=target.organization_id, reason=reason) as act:
        refuse_if_any(_without_reason(reason))
        act.supersede([target])
        act.details = _details(target)


def _findings(promised: Target, day: date) -> Iterator[Finding]:
    if not Organization.objects.filter(pk=promised.organization_id).exists():
        message = _("không có tổ chức đảng nào mang định danh %(scope)s; hãy kiểm tra lại.")
        yield Finding("statistics.unknown-scope", message % {"scope": promised.organization_id})
    operators = codes("statistics/operators", on=day)
    if promised.operator not in operators:
        message = _("“%(operator)s” không phải là cách so sánh; hãy chọn một trong: %(operators)s.")
        values = {"operator": promised.operator, "operators": ", ".join(operators)}
        yield Finding("statistics.unknown-operator", message % values)
    if promised.last < promised.first:
        message = _("thời hạn kết thúc ngày %(last)s, trước khi bắt đầu ngày %(first)s; hãy đổi lại hai ngày.")
        values = {"last": write_day(promised.last), "first": write_day(promised.first)}
        yield Finding("statistics.period-reversed", message % values)
    yield from _negative(promised)


def _negative(target: Target) -> Iterator[Finding]:
    if target.value < 0:
        yield Finding("statistics.negative-target", _("chỉ tiêu không thể nhỏ hơn 0; hãy sửa mức phấn đấu."))


def _promised_before(promised: Target) -> Iterator[Finding]:
    same = {name: getattr(promised, name) for name in ("organization_id", "indicator", "first", "last")}
    if Target.objects.believed().filter(**same).exists():
        message = _("chỉ tiêu này đã được giao cho cùng thời hạn; hãy đính chính chỉ tiêu đã có.")
        yield Finding("statistics.promised-before", message)


def _without_reason(reason: str) -> Iterator[Finding]:
    if not reason.strip():
        yield Finding("statistics.no-reason", _("phải có lý do; hãy ghi vì sao chỉ tiêu đã ghi là sai."))


def _details(target: Target) -> dict[str, str]:
    return {"indicator": target.indicator, "operator": target.operator, "value": str(target.value)}
