"""Who asks the API: the program whose token comes with the request."""

from __future__ import annotations

from datetime import datetime, timedelta

from dangvu.access.clients import hash_of
from dangvu.access.models import ApiClient, ApiClientRecord
from dangvu.kernel.policy import Actor

NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is kept when a token was last used: not every request has to write."""


def actor_of_token(token: str, at: datetime) -> Actor | None:
    """The program that holds ``token``, speaking at ``at``; ``None`` for a token of nobody or of one turned away."""
    client = ApiClient.objects.filter(token_hash=hash_of(token)).first()
    if client is None:
        return None
    actor = Actor(client.pk.hex, at, account=client.pk)
    record = ApiClientRecord.objects.on(actor.day, at).filter(client=client).first()
    if record is None:
        return None
    if client.last_used is None or at - client.last_used >= NOTED_EVERY:
        ApiClient.objects.filter(pk=client.pk).update(last_used=at)
    return Actor(record.name, at, account=client.pk)
