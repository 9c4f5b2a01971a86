"""Every page that the rooms bring, asked for by an officer of the whole committee: ``PAGE_BUDGET`` for each.

Pages are the addresses of the house (``tests.factories.addresses``, which knows a sample for each of their arguments)
that this officer is answered with a page. The second time, nothing has been recorded since; how long the slowest takes
right after an act is told without a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks.figures import AS_OF, SCOPE
from benchmarks.measuring import Measurement, Taken, measure, once
from dangvu.access.models import Account
from dangvu.kernel.policy import Actor
from dangvu.members.models import Affiliation, SavedFilter
from dangvu.organizations.queries import find_organization
from tests.factories.addresses import addresses
from tests.factories.jobs import make_job
from tests.factories.members import make_member
from tests.factories.web import reader

PAGE_BUDGET = 0.15
RUNS = 9
SLOWEST = 3
"""Pages of which it is told how long they take right after an act."""

ASKED = {"scope": SCOPE, "on": AS_OF.isoformat()}
"""The most that a page of the sample has to show."""

PROGRAMS = "api:"
"""What programs ask for, with a key of theirs."""

QUERIES: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "search": ({"q": "nguyen van"},),
    "members:list": ({"q": "nguyen"}, {"page": "40"}),
    "statistics:indicator": ({"by": "children"},),
    "statistics:rows": ({"name": "members.total"},),
    "home": ({"figure": "members.total"},),
}
"""Questions to ask of a page besides that for the page itself."""


def page_measurements() -> Iterator[Measurement]:
    """The time of every page, and that of the slowest one when it is the first after an act."""
    with transaction.atomic():
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        account = reader(client)
        _furnish(account)
        first: dict[str, Taken] = {}
        for what, ask in _pages(client):
            _act()
            first[what] = once(ask)
            yield measure(what, ask, PAGE_BUDGET, RUNS)
        slowest = sorted(first, key=lambda what: first[what].clock)[-SLOWEST:]
        for what in reversed(slowest):
            yield Measurement(f"first time after an act: {what}", first[what])
        transaction.set_rollback(True)


def _pages(client: Client) -> Iterator[tuple[str, Callable[[], HttpResponse]]]:
    """Every address that answers with a page, and how to ask for it."""
    whole = find_organization(SCOPE, as_of=AS_OF).organization_id
    paths = {one.name: one.path for one in addresses(whole) if not one.name.startswith(PROGRAMS)}
    paths["members:file"] = reverse("members:file", args=[_place().member_id])
    for name, path in sorted(paths.items()):
        for query in ({}, *QUERIES.get(name, ())):
            what = " ".join([name, *(f"{key}={value}" for key, value in query.items())])

            def ask(path: str = path, asked: Mapping[str, str] = ASKED | query) -> HttpResponse:
                return client.get(path, asked)

            answer = ask()
            if answer.status_code == HTTPStatus.OK and answer.headers["Content-Type"].startswith("text/html"):
                yield what, ask


def _furnish(account: Account) -> None:
    """Work and filters of the officer's own, which the sample does not have."""
    make_job(actor=Actor("benchmarks", timezone.now(), account=account.pk))
    SavedFilter.objects.create(account=account.pk, name="Nữ", conditions="sex=female")


def _act() -> None:
    """Something is recorded: somebody enters the rolls."""
    operator = Actor("benchmarks", timezone.now(), operator=True)
    make_member(_place().organization_id, since=AS_OF, actor=operator)


def _place() -> Affiliation:
    """The place of somebody on the rolls."""
    place = Affiliation.objects.on(AS_OF).earliest("pk")
    assert isinstance(place, Affiliation)
    return place
