"""Text from records in Markdown: it says what it says, whatever characters it is made of."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dangvu.reports.markdown import as_markdown, literally
from dangvu.reports.writing.pandoc import read_markdown
from dangvu.reports.writing.tree import plain_text

texts = st.text(st.characters(categories=["Lu", "Ll", "Nd", "Po", "Ps", "Pe", "Pd", "Sm", "Sc", "Sk"]), min_size=1)


@settings(max_examples=25)
@given(st.lists(st.lists(texts, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=30))
@example(["1. Chi bộ", "# Đảng bộ", "(a) *B* _C_", "A. Một", "[x](y)", "- z", "~~o~~ ^1^", "<b>", "| a |", ": b"])
def test_literal_text_is_read_back_as_it_was(paragraphs: list[str]) -> None:
    tree = read_markdown("\n\n".join(literally(text) for text in paragraphs))
    assert [(node["t"], plain_text(node["c"])) for node in tree["blocks"]] == [("Para", text) for text in paragraphs]


def test_literal_text_stays_in_one_line() -> None:
    assert literally("Chi bộ\n\n    Phòng\tMột") == "Chi bộ Phòng Một"


def test_markdown_is_printed_as_it_is() -> None:
    assert as_markdown("*Chi bộ*") == "*Chi bộ*"
