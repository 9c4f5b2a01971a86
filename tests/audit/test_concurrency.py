"""Acts that begin at the same moment take turns."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from dangvu.audit.models import Line
from dangvu.audit.verify import verify_trail
from tests.audit.rows import written

AT_ONCE = {"postgresql": 4, "sqlite": 1}
"""SQLite in memory serves one writer; its file lets writers wait for each other by itself."""


def _write_several(_worker: int) -> None:
    try:
        for _ in range(5):
            written()
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_acts_at_the_same_moment_continue_one_chain() -> None:
    with ThreadPoolExecutor(AT_ONCE[connection.vendor]) as workers:
        list(workers.map(_write_several, range(4)))
    assert list(Line.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert verify_trail() == []
