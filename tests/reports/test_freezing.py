"""What an issued report keeps comes back as it was."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dangvu.reports.freezing import digest, freeze, thaw
from dangvu.reports.writing.document import Closing, Document, FigureMark, Layout, Letterhead

text = st.text(st.characters(exclude_categories=["Cs"]))
sizes = st.integers(1, 500) | st.decimals(1, 500, places=1)
plain = st.dictionaries(text, text | st.none() | st.lists(text, max_size=3), max_size=4)
layouts = st.builds(
    Layout,
    **{
        name: text if name in ("font", "page_number") else st.booleans() if name == "page_number_on_first" else sizes
        for name in Layout.__dataclass_fields__
    },
)
documents = st.builds(
    Document,
    layout=layouts,
    headings=st.lists(text, max_size=4).map(tuple),
    letterhead=st.builds(Letterhead, *[text] * 7),
    closing=st.builds(Closing, st.lists(text, max_size=3).map(tuple), text, text, text),
    body=text,
    figures=st.lists(st.builds(FigureMark, text, text, text, text, plain), max_size=3).map(tuple),
    dated=st.dates(),
    about=plain,
)


@given(documents)
def test_document_comes_back_from_json_as_it_was(document: Document) -> None:
    assert thaw(json.loads(json.dumps(freeze(document)))) == document


@given(documents)
def test_digest_depends_on_nothing_but_the_content(document: Document) -> None:
    frozen = freeze(document)
    assert digest(dict(reversed(frozen.items()))) == digest(frozen)
    assert digest(frozen | {"body": document.body + "."}) != digest(frozen)
