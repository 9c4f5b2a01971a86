"""Acts on the indicators that an office defines for itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, denied, everywhere
from dangvu.statistics.catalogue.book import catalogue, extended
from dangvu.statistics.catalogue.own import Draft
from dangvu.statistics.models import OwnIndicator, Target
from dangvu.statistics.policy import CHANGE


def define_indicator(*, actor: Actor, day: date, basis: Basis, draft: Draft) -> OwnIndicator:
    """Let the office count what ``draft`` says, everywhere at once, by a decision that holds from ``day``.

    An indicator is of the whole office, so whoever defines one must be permitted to change figures in all of it.
    Raises ``Refusal`` with a finding for the first field that cannot be read: ``statistics.own-`` and its name.
    """
    _require_everywhere(actor)
    with trail.act(actor=actor, verb="statistics.define_indicator", day=day, basis=basis) as act:
        extended(catalogue(), draft)
        [defined] = act.add([draft.record()])
        act.details = {"indicator": draft.id, "label": draft.label.vi}
    return defined


def retire_indicator(*, actor: Actor, indicator: OwnIndicator, reason: str) -> None:
    """Stop counting an indicator of the office's own; what was known before still knows it.

    Raises ``Refusal`` without a reason, and while a ratio or a target rests on it.
    """
    _require_everywhere(actor)
    with trail.act(actor=actor, verb="statistics.retire_indicator", reason=reason) as act:
        refuse_if_any(_reasons_to_stay(indicator, reason))
        act.supersede([indicator])
        act.details = {"indicator": indicator.code, "label": indicator.label_vi}


def _require_everywhere(actor: Actor) -> None:
    if not everywhere(actor, CHANGE):
        raise denied(actor)


def _reasons_to_stay(indicator: OwnIndicator, reason: str) -> Iterator[Finding]:
    if not reason.strip():
        yield Finding("statistics.no-reason", _("phải có lý do; hãy ghi vì sao thôi dùng chỉ tiêu này."))
    ratios = OwnIndicator.objects.believed()
    for ratio in ratios.filter(part=indicator.code) | ratios.filter(base=indicator.code):
        message = _("tỷ lệ “%(label)s” tính từ chỉ tiêu này; hãy thôi dùng tỷ lệ đó trước.")
        yield Finding("statistics.indicator-in-use", message % {"label": ratio.label_vi})
    if Target.objects.believed().filter(indicator=indicator.code).exists():
        message = _("đã giao chỉ tiêu phấn đấu theo chỉ tiêu này; hãy rút các chỉ tiêu phấn đấu đó trước.")
        yield Finding("statistics.indicator-in-use", message)
