"""The records that all rooms keep, known by what they registered and by their foreign keys."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from dangvu.kernel.contracts import Relation, registered
from dangvu.kernel.records import DatedRecord, Record
from dangvu.organizations.models import Organization


def record_models() -> list[type[Record]]:
    """Every model of records, of every room."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


def ways_to_organizations() -> Iterator[tuple[type[Record], str]]:
    """Every model of records with each of its fields that names an organisation."""
    for model in record_models():
        for field in model._meta.fields:
            if field.related_model is Organization:
                yield model, field.name


def ways_that_move() -> Iterator[tuple[type[DatedRecord], str]]:
    """Those of dated records whose rooms move them in a reorganisation, so that none may stay where nothing is."""
    moving = {relation.model for relation in registered(Relation) if relation.move}
    for model, name in ways_to_organizations():
        if model._meta.label in moving and issubclass(model, DatedRecord):
            yield model, name
