"""Tables in PDF files, found by where their figures stand."""

from pathlib import Path

import typst
from hypothesis import given
from hypothesis import strategies as st

from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.document import BlockKind, Document
from dangvu.proofreading.reading.pdf import document_from_pdf
from dangvu.proofreading.reading.pdf_tables import with_tables

PAGE = '#set page(paper: "a4")\n#set text(lang: "vi", font: "Noto Serif", size: 13pt)\n'
ROWS = [
    *("[1],[Ban Thường vụ Đảng ủy Khối],[20],[21],[105]", "[2],[Ủy ban Kiểm tra],[40],[38],[95]"),
    *("[3],[Các đảng ủy cơ sở và chi bộ cơ sở trực thuộc],[1.080],[1.134],[105]",),
    "[],[Tổng cộng],[1.140],[1.191],[104,5]",
]


def read(folder: Path, body: str) -> Document:
    (folder / "a.typ").write_text(PAGE + body, encoding="utf-8")
    typst.compile(str(folder / "a.typ"), output=str(folder / "a.pdf"))
    return document_from_pdf("a.pdf", (folder / "a.pdf").read_bytes())


def table(*rows: str) -> str:
    heads = "[TT],[Đơn vị],[Kế hoạch],[Thực hiện],[Tỷ lệ (%)]"
    return f"#table(columns: (auto, 2fr, 1fr, 1fr, 1fr), {heads}, {', '.join(rows)})\n"


def grids_in(document: Document) -> list[list[list[str]]]:
    blocks = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    return [[[document.text[cell.start : cell.end] for cell in row] for row in block.rows] for block in blocks]


def test_table_is_read_with_its_heading_and_wrapped_labels(tmp_path: Path) -> None:
    assert grids_in(read(tmp_path, table(*ROWS))) == [
        [
            ["TT", "Đơn vị", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"],
            ["1", "Ban Thường vụ Đảng ủy Khối", "20", "21", "105"],
            ["2", "Ủy ban Kiểm tra", "40", "38", "95"],
            ["3", "Các đảng ủy cơ sở và chi bộ cơ sở trực thuộc", "1.080", "1.134", "105"],
            ["", "Tổng cộng", "1.140", "1.191", "104,5"],
        ]
    ]


def test_wrong_total_of_a_table_is_found(tmp_path: Path) -> None:
    found = proofread(read(tmp_path, table(*ROWS))).findings
    assert [(str(finding.kind), finding.quote, finding.expected) for finding in found] == [("sum", "1.191", "1.193")]


def test_two_tables_with_text_between_stay_apart(tmp_path: Path) -> None:
    between = "\nSau khi đối chiếu, các cấp ủy thống nhất số liệu của năm trước như sau:\n"
    document = read(tmp_path, table(*ROWS) + between + table(*ROWS[:2], "[],[Cộng],[60],[59],[98,3]"))
    assert [len(grid) for grid in grids_in(document)] == [5, 4]


def test_lines_that_end_in_figures_are_no_table(tmp_path: Path) -> None:
    body = "Khối cơ quan có 12 \\\nKhối sự nghiệp có 7 \\\nKhối doanh nghiệp có 25 \\\nđều đã báo cáo."
    assert grids_in(read(tmp_path, body)) == []


def test_page_numbers_are_no_figures_of_the_text(tmp_path: Path) -> None:
    before, after = "Cả năm kết nạp 96 đảng viên, đạt 80% so với", "kế hoạch 120 đảng viên."
    document = read(tmp_path, f'#set page(numbering: "1")\n{before} #pagebreak() {after}')
    assert " ".join(document.text.split()) == f"{before} {after}"


@given(st.text(alphabet="ab 12.,%\n-", max_size=60))
def test_no_page_is_too_odd_to_be_searched_for_tables(text: str) -> None:
    read_again = with_tables(
        text, lambda index: (float(index % 7) * 30, float(-index), float(index % 7) * 30 + 6, 12.0)
    )
    assert sorted(read_again.split()) == sorted(text.split())
