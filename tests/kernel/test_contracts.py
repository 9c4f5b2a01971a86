"""Offers of rooms reach whoever asks for their kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from dangvu.kernel import contracts
from dangvu.kernel.contracts import Facts, Indicators, register, registered


@pytest.fixture(autouse=True)
def _no_offers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contracts, "_offers", [])


def test_offers_are_found_by_their_kind_in_the_order_of_registration() -> None:
    one, other = Facts("members", Path("facts")), Facts("committees", Path("facts"))
    register(one, Indicators("members", Path("indicators.yaml")), other)
    assert registered(Facts) == [one, other]


def test_offering_the_same_thing_again_changes_nothing() -> None:
    register(Facts("members", Path("facts")))
    register(Facts("members", Path("facts")))
    assert registered(Facts) == [Facts("members", Path("facts"))]


def test_nothing_is_found_where_nothing_was_offered() -> None:
    assert registered(Facts) == []
