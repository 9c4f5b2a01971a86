"""Sections by their headings: what is planned (*V. PHƯƠNG HƯỚNG NĂM 2025*), what sums up (*III. Đánh giá chung*)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from dangvu.proofreading.reading.document import BlockKind
from dangvu.proofreading.reading.passages import Passage

_HEADING = re.compile(
    r"[#*\s]*(?:(?P<roman>[IVX]{1,5})|(?P<section>\d{1,2}(?:\.\d{1,2})*)|(?P<letter>[a-zđ]))?(?P<stop>[.)]?)\s*"
    r"(?P<title>.*)",
    re.DOTALL,
)
_PLANNED = re.compile(
    r"(?:một số |các |những )?(?:phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|(?:chương trình|kế hoạch) công tác|dự kiến)\b"
    r"|.*\b(?:phương hướng|nhiệm vụ (?:trọng tâm|thời gian tới|năm tới))\b"
)
_DONE = re.compile(r"kết quả|thực hiện (?:nhiệm vụ|mục tiêu|chỉ tiêu)|đánh giá|tình hình")
_REVIEWED = re.compile(r"(?:nhận xét|đánh giá)(?: chung|, (?:đánh giá|nhận xét)(?: chung)?)?|ưu điểm|tóm lại|kết luận")
_LONGEST_HEADING = 120
_PART, _ROMAN, _SECTION, _LETTER = range(4)


def planned_sections(passages: Iterable[Passage]) -> Iterator[bool]:
    """For each passage whether it stands under a heading that announces what is planned."""
    return _under(passages, lambda title: bool(_PLANNED.match(title) and not _DONE.search(title)))


def reviewing_sections(passages: Iterable[Passage]) -> Iterator[bool]:
    """For each passage whether it stands under a heading that announces a summing up of all that was told."""
    return _under(passages, lambda title: bool(_REVIEWED.fullmatch(title)))


def _under(passages: Iterable[Passage], announces: Callable[[str], bool]) -> Iterator[bool]:
    """For each passage whether it stands under a heading whose title ``announces`` what is looked for."""
    under: tuple[int, int] | None = None
    for passage in passages:
        heading = _rank(passage)
        if heading is not None:
            rank, title = heading
            if announces(title):
                under = rank if under is None or rank <= under else under
            elif under is not None and rank <= under:
                under = None
        yield under is not None and passage.kind is not BlockKind.FOOTNOTE


def _rank(passage: Passage) -> tuple[tuple[int, int], str] | None:
    """How high a heading stands (lower is higher) and its title; ``None`` for running text."""
    text = f"{passage.mark} {passage.flow.text}".strip().strip("*# ")
    if passage.kind is BlockKind.FOOTNOTE or len(text) > _LONGEST_HEADING or text[-1:] in {".", ";", ",", ""}:
        return None
    told = _HEADING.match(text)
    assert told is not None
    title = told["title"].strip(" *:").lower()
    if told["roman"] and told["stop"]:
        return (_ROMAN, 0), title
    if told["section"]:
        return (_SECTION, told["section"].count(".")), title
    if told["letter"] and told["stop"] == ")":
        return (_LETTER, 0), title
    return ((_PART, 0), text.lower()) if text.isupper() else None
