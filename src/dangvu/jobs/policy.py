"""Whose jobs somebody may see and stop: one's own, and those of all in administrator mode."""

from __future__ import annotations

from django.db.models import Q

from dangvu.kernel.policy import Actor, Permission, Verb, reach

CHANGE = Permission("jobs", Verb.CHANGE)


def sees_all(actor: Actor) -> bool:
    """Whether the jobs of others are open to ``actor`` too."""
    return reach(actor, CHANGE).anywhere


def visible_to(actor: Actor) -> Q:
    """The condition under which ``actor`` may see a job.

    Whoever is not signed in sees what somebody who was not signed in has begun, as when an office is first set up: the
    address of such a job cannot be guessed.
    """
    return Q() if sees_all(actor) else Q(account=actor.account)
