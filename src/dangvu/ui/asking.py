"""What a request asks, typed: the room of accounts puts both on the request before a view sees it."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import Actor


def asked_of(request: HttpRequest) -> Asked:
    """Organisation, day and known-at of the address; raises ``Refusal`` or ``Http404`` when it asks amiss."""
    return cast(Asked, request.asking.asked)  # type: ignore[attr-defined]


def actor_of(request: HttpRequest) -> Actor:
    """Who is signed in, at the moment of the request."""
    return cast(Actor, request.asking.actor)  # type: ignore[attr-defined]
