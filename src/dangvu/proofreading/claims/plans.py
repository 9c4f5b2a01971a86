"""What is attained or exceeded of a plan, and the figures that may be meant by it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dangvu.proofreading.claims.bases import plans_of
from dangvu.proofreading.claims.changes import NEAR, SLIP, is_planned, is_rate, moved, names_plan
from dangvu.proofreading.claims.claims import Change, Comparison
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.claims.subjects import now_of
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.rounding import rounds_to
from dangvu.proofreading.numbers.units import BARE


def attainment_of(phrase: Phrase, now: Phrase | None, change: Change, sentence: list[Phrase]) -> Comparison | None:
    """What is attained of the plan in the sentence: by the figure before, or by another of the plan's kind.

    *Thu được 684 triệu đồng, trong đó khối cơ quan 392, khối doanh nghiệp 292, vượt 14% kế hoạch (600 triệu đồng)*
    means the 684. The figure that gives the rate is it, else the nearest to it.
    """
    plans = plans_of(phrase, now, sentence) if now is not None else _alone_inside(phrase)
    if not plans:
        return None
    nearest = [now] if now is not None else []
    if is_rate(plans[0]):
        nearest = [*_above(phrase, plans[0], change, sentence[: sentence.index(phrase)]), *nearest]
    elif is_rate(phrase) and plans[0].amount:
        before = sentence[: sentence.index(phrase)]
        others = [other for other in before if other.countable and other.unit == plans[0].unit and other.outer is None]
        others = [other for other in others if other not in plans and moved(other.lead[-NEAR:]) is None]
        nearest = sorted([*nearest, *others], key=lambda other: _distance(phrase, other, plans, change))
        if now is None and nearest and _distance(phrase, nearest[0], plans, change) > SLIP:
            return None
    return Comparison(phrase, nearest[0], tuple(plans), change) if nearest else None


def _above(phrase: Phrase, plan: Phrase, change: Change, before: list[Phrase]) -> list[Phrase]:
    """The rates told before that lie by the points stated above or below a planned rate."""
    sign = -1 if change is Change.MISSED else 1
    return [other for other in before if is_rate(other) and (other.amount - plan.amount) * sign == phrase.amount]


def _alone_inside(phrase: Phrase) -> list[Phrase]:
    """The one count in the bracket behind *đạt 109% kế hoạch (11 lớp)*."""
    told = [other for inside in phrase.inner for other in inside]
    return told if len(told) == 1 and told[0].countable and told[0].unit is not BARE else []


def _distance(phrase: Phrase, now: Phrase, plans: Sequence[Phrase], change: Change) -> Decimal:
    """How far the rate is from what is stated: 0 when it rounds to it."""
    stated = phrase.figure
    assert stated is not None
    least = Decimal("Infinity")
    for plan in plans:
        rate = now.amount * 100 / plan.amount - (100 if change is Change.EXCEEDED else 0) if plan.amount else least
        fits = rate.is_finite() and rounds_to(rate, stated.value, stated.decimals)
        least = min(least, Decimal(0) if fits else abs(rate - stated.value))
    return least


def held_to_plan(phrase: Phrase, plan: Phrase, sentence: list[Phrase]) -> Comparison | None:
    """*Cử 36 lượt cán bộ (…); so với kế hoạch 30 lượt, đạt 120%*: the first figure of the kind is held to the plan."""
    first = next((other for other in sentence if other.countable and other.unit == plan.unit), plan)
    return Comparison(phrase, first, (plan,), Change.ATTAINED) if first is not plan and is_rate(phrase) else None


def planned_before(phrase: Phrase, change: Change, sentence: list[Phrase], past: Sequence[Phrase]) -> Comparison | None:
    """An attainment whose plan an earlier sentence tells, the only one of its kind: *Chỉ tiêu là 600 đảng viên. …*."""
    begun = _begun_before(phrase, sentence, past)
    if begun is not None:
        return begun
    exceeded = phrase.lead[-1:] == ("vượt",) and not phrase.trail
    if change not in {Change.ATTAINED, Change.EXCEEDED} or not (exceeded or is_planned(phrase, sentence)):
        return None
    before = sentence[: sentence.index(phrase)]
    now = now_of(phrase, change, before)
    if now is not None and now.mark == "" and now.lead[:1] and now.lead[0] in words("attached"):
        now = next((other for other in reversed(before[: before.index(now)]) if other.countable), now)
    if now is None or now.unit is BARE:
        return None
    plans = [other for other in past if _counts_what(other, now) and names_plan(other)]
    return Comparison(phrase, now, (plans[0],), change) if len(plans) == 1 and not now.times else None


def _counts_what(other: Phrase, now: Phrase) -> bool:
    """Whether both count the same, or money in whatever unit."""
    return other.unit == now.unit or other.unit.family == now.unit.family == "money"


def _begun_before(phrase: Phrase, sentence: list[Phrase], past: Sequence[Phrase]) -> Comparison | None:
    """*Mở 18 lớp. So với kế hoạch (15 lớp), số lớp đạt 120%*: what the sentence before begins with."""
    before = sentence[: sentence.index(phrase)]
    plans = [other for other in before if other.countable and other.outer is not None and names_plan(other.outer)]
    if not (is_rate(phrase) and {"đạt", "bằng"} & set(phrase.lead) and len(plans) == 1 and past):
        return None
    begins = (past[-1].sentence, plans[0].unit)
    first = next((other for other in past if (other.sentence, other.unit) == begins), None)
    return Comparison(phrase, first, (plans[0],), Change.ATTAINED) if first is not None else None
