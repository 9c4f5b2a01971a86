"""Posts and places over every address: within its places a post opens what it may read, outside there is nothing.

Every named address of the application stands in one of the tables below; one that stands in none fails the first test,
which says what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from dangvu.access.models import Account
from dangvu.access.posts import Place, post_types
from dangvu.kernel.policy import Actor, Permission, Verb, allowed
from tests.access.test_clients import opened, right
from tests.factories.access import SPEAKING, make_grant
from tests.factories.committees import make_committee
from tests.factories.members import make_member
from tests.factories.web import reader
from tests.home.programs import token_of_everything

pytestmark = pytest.mark.both

BEFORE_SIGNING_IN = {"account_login", "mfa_authenticate", "mfa_login_webauthn", "set_language", "set_theme", "setup"}
BEFORE_SIGNING_IN |= {"setup_begin"}

OF_THE_READER = {
    *("access:security", "access:end_other_sessions", "access:end_session", "access:enter_mode", "access:leave_mode"),
    *("account_change_password", "account_logout", "account_reauthenticate", "account_set_password"),
    *("jobs:index", "jobs:job", "jobs:result"),
    *("members:bulk", "members:delete_filter", "members:mine", "members:save_filter"),
    *("organizations:options", "proofreading:check"),
}
"""About the own account, the own work or a text of one's own: their rooms test that those of others are not found."""

OF_THE_OFFICE = {"own:index", "own:define", "own:retire"}
"""Settings that are nobody's in particular: their rooms test that only whoever answers for the whole changes them."""

BY_SCOPE = {
    *("components", "home", "search"),
    *("access:accounts", "access:clients", "access:open_account", "access:open_client", "access:who"),
    *("audit:index", "audit:readings", "committees:list"),
    *("members:admit", "members:duplicates", "members:enrol", "members:list"),
    *("organizations:events", "organizations:register", "organizations:reorganize", "organizations:tree"),
    *("regulations:index", "reports:index"),
    *("statistics:ages", "statistics:identities", "statistics:index", "statistics:promise", "statistics:targets"),
}
"""About the organisation that the parameter ``scope`` names."""

BY_SCOPE_AND_NAME = {
    "regulations:rule": {"subject": "members", "name": "probation_months"},
    "reports:report": {"template_id": "grassroots-review"},
    "statistics:indicator": {"name": "members.total"},
}
"""Likewise, with the name of something that is everybody's."""


@dataclass(frozen=True)
class Sample:
    """What must be held to open an address, and the arguments of it, by the names of ``Side``."""

    area: str
    verb: Verb = Verb.READ
    arguments: dict[str, str] = field(default_factory=dict)


ACCOUNT = {"account_id": "account"}
CLIENT = {"client_id": "client"}
ORGANIZATION = {"organization_id": "organization"}
MEMBER = {"member_id": "member"}

BY_SUBJECT = {
    "access:account": Sample("administration", arguments=ACCOUNT),
    "access:close_account": Sample("administration", Verb.CHANGE, ACCOUNT),
    "access:end_post": Sample("administration", Verb.CHANGE, ACCOUNT | {"grant_id": "grant"}),
    "access:forget_factors": Sample("administration", Verb.CHANGE, ACCOUNT),
    "access:give_post": Sample("administration", Verb.CHANGE, ACCOUNT),
    "access:temporary_password": Sample("administration", Verb.CHANGE, ACCOUNT),
    "access:close_client": Sample("administration", Verb.CHANGE, CLIENT),
    "access:renew_token": Sample("administration", Verb.CHANGE, CLIENT),
    "committees:committee": Sample("committees", arguments=ORGANIZATION),
    "committees:compare": Sample("committees", arguments=ORGANIZATION),
    "committees:people": Sample("committees", Verb.CHANGE, ORGANIZATION),
    "committees:elect": Sample("committees", Verb.CHANGE, ORGANIZATION),
    "committees:appoint": Sample("committees", Verb.CHANGE, ORGANIZATION),
    "committees:release": Sample("committees", Verb.CHANGE, ORGANIZATION),
    "committees:head": Sample("committees", Verb.CHANGE, ORGANIZATION),
    "committees:no_head": Sample("committees", Verb.CHANGE, ORGANIZATION),
    "committees:end": Sample("committees", Verb.CHANGE, ORGANIZATION),
    "members:file": Sample("members", arguments=MEMBER),
    "organizations:profile": Sample("organizations", arguments=ORGANIZATION),
    "organizations:correct": Sample("organizations", Verb.CHANGE, ORGANIZATION),
}
"""About somebody or something that belongs to an organisation."""

TESTED_ELSEWHERE = {
    "audit:line": "a line has no organisation of its own; tests/audit asks for those of others",
    "audit:verify": "proves the whole trail; tests/audit asks who may",
    "committees:correct": "needs a record; tests/committees asks for those of others",
    "members:act": "its form depends on the member; tests/members asks for those of others",
    "members:correct": "needs a record of the member; tests/members asks for those of others",
    "organizations:event": "needs a reorganisation; tests/organizations asks for those of others",
    "regulations:change": "an office changes its rules as a whole; tests/regulations asks who may",
    "regulations:withdraw": "likewise",
    "reports:file": "needs a template; tests/reports asks for the report of others",
    "reports:history": "likewise",
    "reports:issue": "likewise",
    "reports:keep": "likewise",
    "reports:words": "likewise",
    "reports:issued": "needs an issued report; tests/reports asks for those of others",
    "reports:issued_file": "likewise",
    "reports:restated": "likewise",
    "statistics:correct_target": "needs a target; tests/statistics asks for those of others",
    "statistics:withdraw_target": "likewise",
    "statistics:rows": "needs a figure; tests/statistics asks for those of others",
}

API_BY_SCOPE = {
    *("accounts_of_office", "age_pyramid", "begun", "clients_of_office", "compared_indicator", "course_of_indicator"),
    *("draft", "draft_as_file", "duties_of_day", "explained_indicator", "figures", "found_in_rooms", "identities"),
    *("indicators", "issued", "key_figures_of_day", "latest_changes", "lines_of_trail", "list_committees"),
    *("list_members", "list_organizations", "list_reorganizations", "list_suspects", "parts_of_indicator"),
    *("readings_of_trail", "report_templates", "rows", "rule_with_history", "rules_on_a_day", "targets"),
    *("who_may_and_why", "words_of_block", "words_of_report"),
}
"""What programs ask about the organisation that the parameter ``scope`` names."""

API_ARGUMENTS = {
    "draft": {"template_id": "grassroots-review"},
    "draft_as_file": {"template_id": "grassroots-review", "kind": "json"},
    "words_of_report": {"template_id": "grassroots-review"},
    "words_of_block": {"template_id": "grassroots-review", "block": "strengths"},
    "rule_with_history": {"subject": "members", "name": "probation_months"},
    "explained_indicator": {"name": "members.total"},
}
"""What the addresses of some of them name beside it."""

API_BY_SUBJECT = {
    "account_of_office": ACCOUNT,
    **dict.fromkeys(("one_committee", "heads_of_body"), ORGANIZATION),
    **dict.fromkeys(("show_organization", "show_life", "show_lineage"), ORGANIZATION),
    **dict.fromkeys(("show_file", "show_timeline", "show_records", "show_ways", "show_readings"), MEMBER),
}
"""What programs ask about somebody or something that belongs to an organisation."""

API_TESTED_ELSEWHERE = {
    **dict.fromkeys(("act", "act_on_several", "admit", "correct_member_record", "enrol"), "acts: tests/members"),
    **dict.fromkeys(("carry_out", "correct", "preview", "register", "undo"), "acts: tests/organizations"),
    "issued_as_file": "needs an issued report; tests/reports asks for those of others",
    "line_of_trail": "a line has no organisation of its own; tests/audit asks for those of others",
    "restatements_of_issued": "needs an issued report; tests/reports asks for those of others",
    "show_reorganization": "needs a reorganisation; tests/organizations asks for those of others",
    "two_terms": "needs two terms; tests/committees asks for those of others",
}

HELD_AT = {
    "organization_officer": "A",
    "office_clerk": "A",
    "inspection_officer": "A",
    "standing_board_member": "A",
    "committee_secretary": "A3",
    "cell_secretary": "A31",
    "cell_clerk": "A31",
    "member": "A31",
    "administrator": "A",
}
"""Where each post is held; what is asked about is cell A31, within the places of all, and B21, outside those of all."""


@dataclass(frozen=True)
class Side:
    """An organisation, with what the addresses ask about there."""

    code: str
    organization: UUID
    member: UUID
    account: UUID
    grant: int
    client: UUID


@pytest.fixture
def sides(units: dict[str, UUID]) -> tuple[Side, Side]:
    """Cell A31 and cell B21, each with a member, an account that holds a post there, and a program."""
    codes = ("A31", "B21")
    made = [(code, make_member(units[code]), make_grant("cell_clerk", units[code])) for code in codes]
    for code, member, _grant in made:
        make_committee(units[code], [member])
    inside, outside = (
        Side(code, units[code], member, grant.account_id, grant.pk, opened(right(units, code))[0].pk)
        for code, member, grant in made
    )
    return inside, outside


def names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or str(pattern.pattern)))
        else:
            yield from names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)


def address_of(name: str, side: Side) -> str:
    arguments: dict[str, Any] = {key: getattr(side, of) for key, of in BY_SUBJECT[name].arguments.items()}
    return reverse(name, kwargs=arguments)


def may(account: Account, sample: Sample, side: Side) -> bool:
    actor = Actor("Người đọc", timezone.now(), account=account.pk)
    person = side.member if "member_id" in sample.arguments else None
    return allowed(actor, Permission(sample.area, sample.verb), side.organization, person=person)


def test_every_address_says_how_it_is_reached() -> None:
    """A new address: put it into ``BY_SCOPE`` when it asks for an organisation by ``scope``, into ``BY_SUBJECT`` with
    what it needs when it asks for somebody or something, or into one of the other tables, which say what for."""
    tables = [BEFORE_SIGNING_IN, OF_THE_READER, OF_THE_OFFICE, BY_SCOPE, set(BY_SCOPE_AND_NAME)]
    tables += [set(BY_SUBJECT), set(TESTED_ELSEWHERE)]
    known = [name for table in tables for name in table]
    asked = {name for name in names(get_resolver()) if not name.startswith(("api:", "mfa_"))}
    known = [name for name in known if not name.startswith("mfa_")]
    assert (sorted(asked - set(known)), sorted(set(known) - asked), len(known)) == ([], [], len(set(known)))


def test_every_post_is_held_somewhere() -> None:
    assert sorted(HELD_AT) == sorted(post_types(SPEAKING.date()))


@pytest.mark.parametrize("post", HELD_AT)
def test_post_opens_what_it_may_within_its_places_and_nothing_outside(
    client: Client, units: dict[str, UUID], sides: tuple[Side, Side], post: str
) -> None:
    inside, outside = sides
    account = reader(client, post, units[HELD_AT[post]], member=inside.member if post == "member" else None)
    found = {name: client.get(address_of(name, inside)).status_code for name in BY_SUBJECT}
    expected = {name: 200 if may(account, sample, inside) else 404 for name, sample in BY_SUBJECT.items()}
    assert found == expected
    beyond = {name: client.get(address_of(name, outside)).status_code for name in BY_SUBJECT}
    assert beyond == dict.fromkeys(BY_SUBJECT, 404)


@pytest.mark.parametrize(("post", "at"), [("organization_officer", "A"), ("cell_clerk", "A31")])
def test_no_page_shows_an_organization_outside(
    client: Client, units: dict[str, UUID], sides: tuple[Side, Side], post: str, at: str
) -> None:
    inside, outside = sides
    reader(client, post, units[at])
    pages = {name: reverse(name) for name in BY_SCOPE}
    pages |= {name: reverse(name, kwargs=arguments) for name, arguments in BY_SCOPE_AND_NAME.items()}
    beyond = {name: client.get(page, {"scope": outside.code}).status_code for name, page in sorted(pages.items())}
    assert beyond == dict.fromkeys(beyond, 404)
    if post == "organization_officer":
        within = {name: client.get(page, {"scope": inside.code}).status_code for name, page in sorted(pages.items())}
        assert within == dict.fromkeys(within, 200)


def test_program_holds_the_places_that_it_was_given(units: dict[str, UUID]) -> None:
    client, _token = opened(right(units, "A3", place=Place.UNIT_AND_BELOW))
    actor = Actor("Trang tin nội bộ", SPEAKING, account=client.pk)
    held = {code for code, unit in units.items() if allowed(actor, Permission("figures", Verb.READ), unit)}
    assert held == {"A3", "A31", "A32"}


def test_every_operation_of_the_api_says_how_it_is_reached() -> None:
    """A new operation: put it into the table that fits, by the name of its function."""
    known = [*API_BY_SCOPE, *API_BY_SUBJECT, *API_TESTED_ELSEWHERE]
    asked = {name.removeprefix("api:") for name in names(get_resolver()) if name.startswith("api:")}
    assert (sorted(known), len(set(known))) == (sorted(asked - {"api-root", "openapi-json", ""}), len(known))


def test_program_is_answered_within_its_places_and_told_nothing_of_what_lies_outside(
    units: dict[str, UUID], sides: tuple[Side, Side]
) -> None:
    inside, outside = sides
    program = Client(headers={"authorization": f"Bearer {token_of_everything(units['A'])}"})
    asked = {"indicator": "members.total", "indicators": "members.total", "name": "members.total", "q": "an"}

    def status(operation: str, of: Side, arguments: dict[str, Any]) -> int:
        return program.get(reverse(f"api:{operation}", kwargs=arguments), asked | {"scope": of.code}).status_code

    for side, expected in ((inside, 200), (outside, 404)):
        answered = {name: status(name, side, API_ARGUMENTS.get(name, {})) for name in sorted(API_BY_SCOPE)}
        assert answered == dict.fromkeys(API_BY_SCOPE, expected)
    for side, expected in ((inside, 200), (outside, 404)):
        found = {
            name: status(name, inside, {key: getattr(side, of) for key, of in arguments.items()})
            for name, arguments in API_BY_SUBJECT.items()
        }
        assert found == dict.fromkeys(API_BY_SUBJECT, expected)
