"""A DOCX that comes back: what was written, what is shown, and what is not a report of ours."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.reports.writing.docx import read_figures
from dangvu.reports.writing.writer import write_report
from tests.factories.writing import make_document, make_mark

Change = Callable[[str], str]


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    marks = [make_mark("f1", "75"), make_mark("f2", "33"), make_mark("f3", "1.075")]
    body = "Có [75]{.figure #f1} tổ chức, [33]{.figure #f2} đảng bộ[^a].\n\n[^a]: Và [1.075]{.figure #f3} việc."
    [path] = write_report(make_document(body, *marks), tmp_path, "report", ["docx"])
    return path


def rewrite(path: Path, changes: dict[str, Change]) -> None:
    """Put the file together again with some of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, changes.get(name, str)(content))


def replacing(old: str, new: str) -> Change:
    return lambda content: content.replace(old, new)


def code_of(path: Path) -> str:
    with pytest.raises(Refusal) as refusal:
        read_figures(path)
    assert refusal.value.findings[0].place == str(path)
    return refusal.value.findings[0].code


def test_an_untouched_file_shows_what_was_written(returned: Path) -> None:
    assert read_figures(returned) == {"f1": ("75", "75"), "f2": ("33", "33"), "f3": ("1.075", "1.075")}


def test_a_retyped_figure_is_noticed(returned: Path) -> None:
    rewrite(returned, {"word/document.xml": replacing(">75<", ">76<")})

    assert read_figures(returned)["f1"] == ("75", "76")


def test_a_retyped_figure_is_noticed_though_word_changes_its_element_too(returned: Path) -> None:
    changed = replacing("<d:shown>75</d:shown>", "<d:shown>76</d:shown>")
    rewrite(returned, {"word/document.xml": replacing(">75<", ">76<"), "customXml/item1.xml": changed})

    assert read_figures(returned)["f1"] == ("75", "76")


def test_a_figure_retyped_in_a_footnote_is_noticed(returned: Path) -> None:
    rewrite(returned, {"word/footnotes.xml": replacing(">1.075<", ">1.076<")})

    assert read_figures(returned)["f3"] == ("1.075", "1.076")


def test_a_figure_typed_in_pieces_is_read_whole(returned: Path) -> None:
    pieces = replacing(">75</w:t>", ">7</w:t></w:r><w:r><w:t>5</w:t>")
    rewrite(returned, {"word/document.xml": pieces})

    assert read_figures(returned)["f1"] == ("75", "75")


def test_a_figure_that_was_taken_out_of_the_text_is_missing(returned: Path) -> None:
    with zipfile.ZipFile(returned) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "word/footnotes.xml"}
    with zipfile.ZipFile(returned, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    assert read_figures(returned)["f3"] == ("1.075", None)


@pytest.mark.parametrize("order", [("75", "76"), ("76", "75")])
def test_of_two_copies_the_one_that_differs_counts(returned: Path, order: tuple[str, str]) -> None:
    def copy(content: str) -> str:
        control = content[content.index("<w:sdt>") : content.index("</w:sdt>") + len("</w:sdt>")]
        return content.replace(control, "".join(control.replace(">75<", f">{text}<") for text in order))

    rewrite(returned, {"word/document.xml": copy})

    assert read_figures(returned)["f1"] == ("75", "76")


def test_controls_of_others_are_passed_over(returned: Path) -> None:
    foreign = replacing("/d:figures[1]/d:figure[1]/", "/x:other[1]/")
    beyond = replacing("/d:figures[1]/d:figure[2]/", "/d:figures[1]/d:figure[9]/")
    unbound = "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>5</w:t></w:r></w:sdtContent></w:sdt><w:sectPr>"
    rewrite(returned, {"word/document.xml": lambda text: beyond(foreign(text)).replace("<w:sectPr>", unbound)})

    assert read_figures(returned) == {"f1": ("75", None), "f2": ("33", None), "f3": ("1.075", "1.075")}


def test_a_word_file_of_other_making_carries_no_figures(returned: Path) -> None:
    rewrite(returned, {"customXml/item1.xml": lambda _content: "<other/>"})

    assert code_of(returned) == "reports.no-figures"


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(content)

    assert code_of(path) == "reports.unreadable-docx"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.docx") == "reports.unreadable-docx"


@pytest.mark.parametrize("broken", ["<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_file_with_a_broken_or_treacherous_part_is_refused(returned: Path, broken: str) -> None:
    rewrite(returned, {"word/document.xml": lambda _content: broken})

    assert code_of(returned) == "reports.unreadable-docx"


def test_a_part_that_unpacks_beyond_measure_is_refused(returned: Path) -> None:
    with zipfile.ZipFile(returned, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("customXml/item2.xml", b" " * (32 * 1024 * 1024 + 1))

    assert code_of(returned) == "reports.unreadable-docx"
