"""Programs that ask the API."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.test import Client

from dangvu.access.clients import ClientRight, open_client
from dangvu.access.posts import Place
from dangvu.kernel.contracts import Area, registered
from dangvu.kernel.policy import Permission, Verb
from tests.factories.access import make_account
from tests.factories.acts import do
from tests.factories.organizations import make_actor

LATER = datetime(2022, 3, 1, 8, tzinfo=UTC)


def token_of(*permissions: Permission, at: UUID) -> str:
    """The token of a program that holds these permissions at an organisation and below it."""
    make_account(actor=make_actor(at=LATER))
    rights = [ClientRight(permission, Place.LAYER_AND_BELOW, at) for permission in permissions]
    actor = make_actor(at=LATER)
    token: str = do(open_client, actor=actor, day=actor.day, name="Cổng thông tin", rights=rights)[1]
    return token


def token_of_everything(at: UUID) -> str:
    """The token of a program that may change everything at an organisation and below it."""
    return token_of(*(Permission(area.code, Verb.CHANGE) for area in registered(Area)), at=at)


def make_program(*areas: str, at: UUID) -> Client:
    """A program that may read these areas at an organisation and below it."""
    token = token_of(*(Permission(area, Verb.READ) for area in areas), at=at)
    return Client(headers={"authorization": f"Bearer {token}"})
