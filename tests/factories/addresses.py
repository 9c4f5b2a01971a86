"""Every address of the application, with arguments taken from the records at hand.

For walks over all pages: who may see them, hostile input, screen readers, screenshots, speed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.urls import URLResolver, get_resolver, reverse

from dangvu.access.models import Account, ApiClient, Grant
from dangvu.audit.models import Line
from dangvu.committees.models import CommitteeTerm
from dangvu.jobs.models import Job
from dangvu.members.models import Affiliation, Personal
from dangvu.members.models import SavedFilter as Filter
from dangvu.organizations.models import Reorganization
from dangvu.regulations.models import Override
from dangvu.reports.models import IssuedReport
from dangvu.statistics.models import OwnIndicator, Target

NOWHERE = UUID(int=0)
NONE = 999_999


def _first(model: type[Model], field: str, otherwise: Any, **conditions: Any) -> Any:
    found = model._default_manager.filter(**conditions).order_by("pk").values_list(field, flat=True).first()
    return otherwise if found is None else found


def _member(organization: UUID) -> UUID:
    """A member of the organisation itself, or of any where it has none of its own."""
    nearest = _first(Affiliation, "member_id", None, organization=organization)
    found: UUID = nearest or _first(Affiliation, "member_id", NOWHERE)
    return found


SAMPLES: dict[str, Callable[[UUID], Any]] = {
    "account_id": lambda _: _first(Account, "pk", NOWHERE),
    "block": lambda _: "strengths",
    "client_id": lambda _: _first(ApiClient, "pk", NOWHERE),
    "code": lambda _: "recognize",
    "filter_id": lambda _: _first(Filter, "pk", NOWHERE),
    "grant_id": lambda _: _first(Grant, "pk", NONE),
    "issued_id": lambda _: _first(IssuedReport, "pk", NONE),
    "job_id": lambda _: _first(Job, "pk", NOWHERE),
    "kind": lambda _: "personal",
    "member_id": _member,
    "name": lambda _: "members.total",
    "number": lambda _: _first(Line, "number", NONE),
    "organization_id": lambda organization: organization,
    "own": lambda _: _first(Override, "pk", NONE),
    "own_id": lambda _: _first(OwnIndicator, "pk", NONE),
    "pk": lambda _: NONE,
    "record_id": lambda organization: _first(Personal, "pk", NONE, member=_member(organization)),
    "reorganization": lambda _: _first(Reorganization, "identity", NOWHERE),
    "session_id": lambda _: NONE,
    "subject": lambda _: "members",
    "target_id": lambda organization: _first(Target, "pk", NONE, organization=organization),
    "template_id": lambda _: "grassroots-review",
}
"""A value for each argument of an address, as it stands around an organisation; a new argument needs one here."""

FOR_PAGES: dict[str, dict[str, Callable[[UUID], Any]]] = {
    "regulations:rule": {"name": lambda _: "probation_months"},
    "regulations:change": {"name": lambda _: "probation_months"},
    "regulations:withdraw": {"name": lambda _: "probation_months"},
    "committees:correct": {
        "kind": lambda _: "term",
        "record_id": lambda organization: _first(CommitteeTerm, "pk", NONE, organization=organization),
    },
    "reports:file": {"kind": lambda _: "docx"},
    "reports:issued_file": {"kind": lambda _: "docx"},
    "api:draft_as_file": {"kind": lambda _: "docx"},
    "api:issued_as_file": {"kind": lambda _: "docx"},
    "api:rule_with_history": {"name": lambda _: "probation_months"},
}
"""Values for the addresses in which an argument of that name means something else."""


@dataclass(frozen=True)
class Address:
    """A named address, the names of its arguments, and its path with samples of them."""

    name: str
    arguments: frozenset[str]
    path: str


def addresses(organization: UUID) -> list[Address]:
    """Every address but those of files, with samples from around ``organization``."""
    return [_address(name, arguments, organization) for name, arguments in patterns()]


def sample(name: str, argument: str, organization: UUID) -> Any:
    """A value for one argument of the address ``name``, as it stands around ``organization``."""
    return FOR_PAGES.get(name, {}).get(argument, SAMPLES[argument])(organization)


def patterns() -> Iterator[tuple[str, frozenset[str]]]:
    """The name of every address, and the names of its arguments."""
    yield from _walk(get_resolver())


def _walk(resolver: URLResolver, above: tuple[str, ...] = ()) -> Iterator[tuple[str, frozenset[str]]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one, (*above, one.namespace) if one.namespace else above)
        elif one.name:
            yield ":".join((*above, one.name)), frozenset(one.pattern.regex.groupindex)


def _address(name: str, arguments: frozenset[str], organization: UUID) -> Address:
    values = {one: sample(name, one, organization) for one in sorted(arguments)}
    return Address(name, arguments, reverse(name, kwargs=values))
