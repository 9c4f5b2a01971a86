"""No record is forgotten: counted, moved when its organisation is reorganised, and never hidden by a manager."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import override

from dangvu.kernel.contracts import Facts, LeftOut, Relation, registered
from dangvu.kernel.records import Identity, Record


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("dangvu.")]


def _records() -> list[type[Record]]:
    return [model for model in _ours() if issubclass(model, Record)]


@cache
def _fact_sql() -> str:
    files = [path for facts in registered(Facts) for path in sorted(facts.folder.glob("*.sql"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_record_is_counted_by_a_fact_or_deliberately_left_out() -> None:
    """Count a new record in ``facts/*.sql`` of its room, or ``register(LeftOut(model, why))`` in its AppConfig."""
    left_out = {offer.model for offer in registered(LeftOut)}
    uncounted = {model._meta.label for model in _records() if model._meta.db_table not in _fact_sql()}
    assert sorted(uncounted - left_out) == []


def test_every_model_left_out_of_the_facts_exists_and_is_not_counted() -> None:
    """Take the ``LeftOut`` of a model away once a fact counts it."""
    tables = {model._meta.label: model._meta.db_table for model in _ours()}
    stale = [offer.model for offer in registered(LeftOut) if tables.get(offer.model, "") in _fact_sql()]
    assert stale == []


def test_every_record_of_an_organization_says_what_a_reorganization_does_with_it() -> None:
    """``register(Relation("room.Model", move=… or left=…))`` in the AppConfig of the room, for each way to a unit."""
    organization = apps.get_model("organizations", "Organization")
    related = {
        model._meta.label
        for model in _ours()
        for field in model._meta.concrete_fields
        if field.related_model is organization
    }
    assert sorted(related - {relation.model for relation in registered(Relation)}) == []


def test_every_relation_either_moves_or_says_why_it_stays() -> None:
    assert [relation.model for relation in registered(Relation) if bool(relation.move) == bool(relation.left)] == []


def test_no_default_manager_hides_rows() -> None:
    filtered = [model._meta.label for model in _ours() if model._default_manager.all().query.where]
    assert filtered == []


IN_PLACE = {
    "access.SignIn",  # attempts to sign in are only added, and no act
    "jobs.Job",  # how far long work has come
    "reports.UnsavedText",  # what is being typed, until it is recorded or thrown away
}
"""Tables without a past."""


def test_every_table_holds_identities_or_records_or_belongs_to_the_trail() -> None:
    """Make a new table one of ``Record``, or say in ``IN_PLACE`` why its rows may change without leaving a past."""
    others = {model._meta.label for model in _ours() if not issubclass(model, Identity | Record)}
    assert {label for label in others if not label.startswith("audit.")} - IN_PLACE == set()


def test_migrations_say_what_the_models_say() -> None:
    loader = MigrationLoader(None)
    # The names in the migrations of others are those of no language.
    with override(None):
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        assert detector.changes(graph=loader.graph) == {}
