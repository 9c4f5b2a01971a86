"""What must add up, and what has been promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema

from dangvu.statistics.api.answers import FigureOut, Teller, teller
from dangvu.statistics.api.router import router
from dangvu.statistics.figures import Figure
from dangvu.statistics.naming import question_of
from dangvu.statistics.progress import promised
from dangvu.statistics.proofs import Proofs, proofs_of
from dangvu.statistics.queries.targets import Progress
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn


class AddendOut(Schema):
    """A term of an identity and its sign."""

    sign: Literal["+", "−"]
    figure: FigureOut


class IdentityOut(Schema):
    """What must hold between figures: the terms together stand in ``relation`` to the result.

    Of a ledger the first term opens the year; terms of nobody are left out.
    """

    kind: Literal["sum", "ledger", "share"]
    label: str
    holds: bool
    terms: list[AddendOut]
    relation: Literal["=", "≤"]
    result: FigureOut


class IdentitiesOut(Schema):
    """Everything that must add up, and how much of it does not."""

    count: int
    broken: int
    identities: list[IdentityOut]


class TargetOut(Schema):
    """What was promised and how far it is reached: ``share`` in percent of it, ``excess`` beyond it.

    ``id`` is that of the record, ``operator`` a code of ``statistics/operators``.
    """

    id: int
    operator: str
    value: Decimal
    first: date
    last: date
    basis: str
    figure: FigureOut
    share: Decimal | None
    excess: Decimal | None
    met: bool


@router.get("/identities", response=IdentitiesOut, summary="Các phép cân đối của một tổ chức vào một ngày")
def identities(
    request: HttpRequest,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> Mapping[str, Any]:
    """Every sum, every ledger of the year so far and every part within its base, whether it holds or not."""
    asked = asked_of(request)
    found = proofs_of(asked)
    return {"count": found.count, "broken": found.broken, "identities": [*_identities(found, teller(asked))]}


@router.get("/targets", response=list[TargetOut], summary="Chỉ tiêu phấn đấu đang trong thời hạn")
def targets(
    request: HttpRequest,
    about: Query[AskedIn],  # noqa: ARG001 - likewise
) -> Sequence[Mapping[str, Any]]:
    """The targets of the organisation that run on the day, the earliest due first."""
    asked = asked_of(request)
    question_of(asked, ())
    tell = teller(asked)
    return [_target(one.progress, tell) for one in promised(asked)]


def _identities(found: Proofs, tell: Teller) -> Iterator[Mapping[str, Any]]:
    def told(kind: str, one: Any, terms: Sequence[tuple[str, Figure]], relation: str, result: Figure) -> dict[str, Any]:
        return {
            "kind": kind,
            "label": one.label,
            "holds": one.holds,
            "terms": [{"sign": sign, "figure": tell(figure)} for sign, figure in terms],
            "relation": relation,
            "result": tell(result),
        }

    for equation in found.sums:
        yield told("sum", equation, [("+", part) for part in equation.parts], "=", equation.whole)
    for book in found.ledgers:
        moved = [(flow.sign, flow.figure) for flow in book.flows]
        yield told("ledger", book, [("+", book.opening), *moved], "=", book.closing)
    for share in found.shares:
        yield told("share", share, [("+", share.part)], "≤", share.base)


def _target(one: Progress, tell: Teller) -> Mapping[str, Any]:
    target = one.target
    return {
        "id": target.pk,
        "operator": target.operator,
        "value": target.value,
        "first": target.first,
        "last": target.last,
        "basis": str(target.basis),
        "figure": tell(one.figure),
        "share": one.share,
        "excess": one.excess,
        "met": one.met,
    }
