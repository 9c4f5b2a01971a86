"""Every page that the rooms bring, asked for by an officer of the whole committee: ``PAGE_BUDGET`` for each.

Pages are found in the addresses of the house. An address with a parameter is asked for with a sample of that name
(``SAMPLES``), or with those of its own page (``OWN_SAMPLES``); a room that names a new kind of thing adds a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from benchmarks.measuring import Measurement, median
from dangvu.access.models import Account
from dangvu.demo.office import TEMPLATE
from dangvu.jobs.models import Job
from dangvu.members.models import Affiliation
from dangvu.organizations.models import Reorganization
from dangvu.organizations.queries import find_organization
from dangvu.reports.models import IssuedReport
from dangvu.statistics.models import Target
from tests.factories.web import reader

PAGE_BUDGET = 0.15
RUNS = 9
SCOPE = "DUK"
DAY = "2021-10-14"
ASKED = {"scope": SCOPE, "on": DAY}
"""The whole committee on the day of its report: the most that a page of the sample has to show."""

FILES = frozenset({"file", "issued_file", "result"})
"""Names of addresses that answer with files, which have budgets of their own."""

PROGRAMS = "api:"
"""What programs ask for, with a key of theirs."""

NO_PAGE = frozenset({HTTPStatus.FOUND, HTTPStatus.METHOD_NOT_ALLOWED})
"""Answers of addresses that lead elsewhere or only take what is sent."""

SAMPLES: Mapping[str, Callable[[], Any]] = {
    "account_id": lambda: Account.objects.latest("pk").pk,
    "issued_id": lambda: IssuedReport.objects.latest("recorded_at").pk,
    "job_id": lambda: Job.objects.latest("pk").pk,
    "member_id": lambda: Affiliation.objects.believed().earliest("pk").member_id,
    "number": lambda: 1000,
    "organization_id": lambda: find_organization(SCOPE, as_of=date.fromisoformat(DAY)).organization_id,
    "reorganization": lambda: Reorganization.objects.believed().earliest("pk").identity,
    "target_id": lambda: Target.objects.believed().earliest("pk").pk,
    "template_id": lambda: TEMPLATE,
}
"""What to put in the place of a parameter, by its name."""

OWN_SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "members:act": {"code": "transfer"},
    "regulations:change": {"subject": "members", "name": "probation_months"},
    "regulations:rule": {"subject": "members", "name": "probation_months"},
    "reports:history": {"block": "summary"},
    "statistics:indicator": {"name": "members.total"},
}
"""Parameters whose name alone does not say what they mean."""

QUERIES: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "search": ({"q": "nguyen van"},),
    "members:list": ({"q": "nguyen"}, {"page": "40"}),
    "statistics:rows": ({"figure": "members.total"},),
    "reports:report": ({"request": "x", "figure": "f1"},),
    "home": ({"figure": "members.total"},),
}
"""Questions to ask of a page besides that for the page itself."""


def page_measurements() -> Iterator[Measurement]:
    """The time of every page; one that cannot be asked for is listed without a time, with the reason."""
    with transaction.atomic():
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        reader(client)
        for name in sorted(addresses(get_resolver())):
            yield from _page(client, name)
        transaction.set_rollback(True)


def addresses(resolver: URLResolver | Any, within: str = "") -> Iterator[str]:
    """The names of all addresses of the house that answer with a page."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{within}{pattern.namespace}:" if pattern.namespace else within)
        elif isinstance(pattern, URLPattern) and pattern.name and within != PROGRAMS and pattern.name not in FILES:
            yield f"{within}{pattern.name}"


def _page(client: Client, name: str) -> Iterator[Measurement]:
    try:
        address = _address(name)
    except (LookupError, NoReverseMatch, ObjectDoesNotExist) as error:
        yield Measurement(f"{name} (no sample: {error})"[:67], None)
        return
    for query in ({}, *QUERIES.get(name, ())):
        what = " ".join([name, *(f"{key}={value}" for key, value in query.items())])
        asked = ASKED | query
        response = client.get(address, asked)
        if response.status_code in NO_PAGE:
            continue
        if response.status_code != HTTPStatus.OK:
            yield Measurement(f"{what} (answers {response.status_code})"[:67], None)
            continue
        yield Measurement(what[:67], median(lambda asked=asked: client.get(address, asked), RUNS), PAGE_BUDGET)


def _address(name: str) -> str:
    """The address of a page, with samples for its parameters."""
    given = dict(OWN_SAMPLES.get(name, {}))
    for parameter in _parameters(name):
        if parameter not in given:
            if parameter not in SAMPLES:
                raise LookupError(parameter)
            given[parameter] = SAMPLES[parameter]()
    return reverse(name, kwargs=given)


def _parameters(name: str) -> list[str]:
    *spaces, own = name.split(":")
    resolver: Any = get_resolver()
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    [(candidates, *_others), *_more] = resolver.reverse_dict.getlist(own)
    [(_path, parameters), *_rest] = candidates
    return list(parameters)
