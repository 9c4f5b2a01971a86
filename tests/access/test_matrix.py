"""The table of ``docs/access.md`` is what the rules say; ``DANGVU_WRITE_GOLDEN=1`` writes it anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

from django.utils.translation import override

from dangvu.access.posts import PostType, post_types
from dangvu.kernel.contracts import Area, registered
from dangvu.kernel.days import FOREVER
from dangvu.kernel.policy import Permission, Verb
from dangvu.regulations import label, rules
from tests.architecture.tree import ROOT

DOCUMENT = ROOT / "docs" / "access.md"
BEGIN, END = "<!-- matrix -->\n", "<!-- end of matrix -->\n"


def latest() -> date:
    """The day from which the rules about posts hold as they do now."""
    [posts] = [rule for rule in rules() if rule.name == "access/posts"]
    return posts.on(FOREVER).effective_from


def written(kind: PostType, area: str) -> str:
    """What a post permits in an area: the places of ``change``, and those of ``read`` beyond them."""
    changed = kind.places(Permission(area, Verb.CHANGE), in_mode=True)
    read = [place for place in kind.places(Permission(area, Verb.READ), in_mode=True) if place not in changed]
    star = "*" if kind.administrator else ""
    cells = [f"change{star} `{place}`" for place in changed] + [f"read `{place}`" for place in read]
    return ", ".join(cells) or "–"


def lines() -> Iterator[str]:
    areas = [area.code for area in registered(Area)]
    yield "| post | " + " | ".join(areas) + " |"
    yield "|---" * (len(areas) + 1) + "|"
    for kind in post_types(latest()).values():
        cells = [f"{label('access/posts', kind.code, on=latest())} (`{kind.code}`)"]
        yield "| " + " | ".join(cells + [written(kind, area) for area in areas]) + " |"


def test_matrix_of_posts_and_areas_and_places_is_up_to_date() -> None:
    """Run this test with ``DANGVU_WRITE_GOLDEN=1`` after a change of posts or areas, and read what became of it."""
    with override("en"):
        matrix = "\n".join(lines()) + "\n"
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    stale, _, after = rest.partition(END)
    if os.environ.get("DANGVU_WRITE_GOLDEN"):
        DOCUMENT.write_text(before + BEGIN + matrix + END + after, encoding="utf-8")
        stale = matrix
    assert stale == matrix, "stale: run this test with DANGVU_WRITE_GOLDEN=1"
