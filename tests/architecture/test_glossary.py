"""One term, one word."""

from __future__ import annotations

import re

from django.apps import apps
from django.utils.translation import override

from tests.architecture.tree import ROOT

ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


def _terms() -> dict[str, set[str]]:
    """For each Vietnamese term the code words of its row."""
    rows = ROW.findall((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
    return {term.split(" (")[0]: set(re.findall(r"`(\w+)`", words)) for term, words in rows}


def test_glossary_names_every_model_by_its_vietnamese_term() -> None:
    """Add a row ``| verbose name | `Model` | meaning |`` to docs/glossary.md, or call the model by its term."""
    terms = _terms()
    ours = [model for model in apps.get_models() if model.__module__.startswith("dangvu.")]
    with override("vi"):
        named = {model.__name__: str(model._meta.verbose_name) for model in ours}
    assert {name: term for name, term in named.items() if name not in terms.get(term, set())} == {}


def test_glossary_gives_no_term_twice() -> None:
    terms = [term for term, _ in ROW.findall((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []
