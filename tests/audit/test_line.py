"""Lines of the trail are written once."""

from __future__ import annotations

import pytest

from dangvu.audit.models import Line
from tests.audit.rows import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> Line:
    written()
    return Line.objects.get()


def test_line_cannot_be_saved_again(line: Line) -> None:
    with pytest.raises(TypeError, match="cannot be changed"):
        line.save()


def test_line_cannot_be_deleted(line: Line) -> None:
    with pytest.raises(TypeError, match="cannot be deleted"):
        line.delete()


def test_lines_cannot_be_updated_at_once(line: Line) -> None:
    with pytest.raises(TypeError, match="cannot be changed"):
        Line.objects.update(actor="Ai đó")


def test_lines_cannot_be_deleted_at_once(line: Line) -> None:
    with pytest.raises(TypeError, match="cannot be deleted"):
        Line.objects.all().delete()
