"""A folder of their own for the jobs of each test, and no kinds left over from others."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from dangvu.kernel import contracts


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contracts, "_offers", list(contracts._offers))
