import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from django.core.management import call_command

from dangvu.kernel.findings import Refusal
from dangvu.proofreading.cli import CLEAN, FOUND, UNREADABLE, main
from dangvu.proofreading.writing.comments import write_comments
from tests.proofreading.files import docx_file, markdown_file

WRONG = "Có 75 chi bộ (gồm 40 chi bộ cơ quan, 36 chi bộ doanh nghiệp)."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_findings_give_exit_code_one(report: Path) -> None:
    assert main([str(report)]) == FOUND


def test_clean_text_gives_exit_code_zero(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report.write_text("Có 75 chi bộ.", encoding="utf-8")
    assert (main([str(report)]), capsys.readouterr().out) == (CLEAN, f"{report}: Không thấy mâu thuẫn.\n")


def test_unreadable_file_gives_exit_code_two_and_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "khong-co.txt"
    code = main([str(missing)])
    assert (code, capsys.readouterr().err) == (
        UNREADABLE,
        f"Không tìm thấy tệp {missing}; hãy kiểm tra đường dẫn.\n",
    )


def test_json_has_the_promised_fields(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(report), "--format", "json"])
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": str(report),
            "line": 1,
            "start": 3,
            "end": 5,
            "kind": "sum",
            "severity": "error",
            "quote": "75",
            "stated": "75",
            "expected": "76",
            "message": "Các phần cộng lại không bằng tổng: 40 + 36 = 76, văn bản ghi 75; hãy kiểm tra từng số.",
        }
    ]


def test_text_shows_the_line_with_the_figure_marked(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(report), "--language", "en"])
    assert capsys.readouterr().out.splitlines() == [
        f"{report}:1: error [sum]",
        "    Có »75« chi bộ (gồm 40 chi bộ cơ quan, 36 chi bộ doanh nghiệp).",
        "    The parts do not make the whole: 40 + 36 = 76, the text says 75; check each figure.",
        f"{report}: 1 places to look at.",
    ]


def test_terminal_gets_colour(
    report: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    main([str(report)])
    assert "    Có \033[1;31m75\033[0m chi bộ" in capsys.readouterr().out


def test_kind_can_be_left_out(report: Path) -> None:
    assert main([str(report), "--without", "sum"]) == CLEAN


def test_explain_tells_every_step(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(report), "--explain"])
    assert capsys.readouterr().out.splitlines()[:8] == [
        "== 1 · paragraph · 1",
        "  number    count      75 = 75",
        "  number    count      40 = 40",
        "  number    count      36 = 36",
        "  quantity  75 [cell] có",
        "  quantity  40 [cell] ",
        "  quantity  36 [cell] ",
        "  claim     75 = 40 + 36  (bracket, full)",
    ]


def test_explain_tells_comparisons(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report.write_text("Kết nạp 96 đảng viên, đạt 80% so với kế hoạch 120 đảng viên.", encoding="utf-8")
    main([str(report), "--explain", "--format", "json"])
    assert capsys.readouterr().err.splitlines()[-2:] == [
        "  claim     attained 80%: 96 | 120",
        "  fact      96 [member] nạp (-)",
    ]


def test_explain_tells_what_should_be_left(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report.write_text("Tiếp nhận 356 đơn, đã giải quyết 341 đơn, còn tồn 25 đơn.", encoding="utf-8")
    main([str(report), "--explain", "--format", "json"])
    claims = [line for line in capsys.readouterr().err.splitlines() if line.startswith("  claim")]
    assert claims == ["  claim     25 = 356 - 341"]


def test_fix_writes_a_comment_at_each_finding(tmp_path: Path) -> None:
    target = tmp_path / "chu-thich.docx"
    main([str(docx_file(tmp_path)), "--fix", str(target)])
    comments = [comment.text for comment in docx.Document(str(target)).comments]
    assert comments == [
        "Các phần cộng lại không bằng tổng: 33 + 44 = 77, văn bản ghi 75; hãy kiểm tra từng số.",
        "Bảng cộng không khớp: 21 + 2 + 19 = 42, ô tổng ghi 43; hãy kiểm tra các ô.",
        "Ngày 31/02/2020 không có trong lịch; hãy kiểm tra ngày, tháng.",
    ]


def test_fix_refuses_what_is_no_word_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = markdown_file(tmp_path)
    code = main([str(path), "--fix", str(tmp_path / "ra.docx")])
    assert (code, capsys.readouterr().err) == (
        UNREADABLE,
        f"Chỉ ghi chú thích được vào tệp .docx; {path} không phải tệp đó.\n",
    )


def test_comments_refuse_a_damaged_word_file(tmp_path: Path) -> None:
    path = tmp_path / "hong.docx"
    path.write_bytes(b"")
    with pytest.raises(Refusal):
        write_comments(str(path), [], tmp_path / "ra.docx")


def test_module_runs_without_settings(report: Path) -> None:
    ran = subprocess.run([sys.executable, "-m", "dangvu.proofreading", str(report)], capture_output=True, check=False)
    assert ran.returncode == FOUND


def test_core_does_not_import_django(report: Path) -> None:
    program = (
        "import sys, dangvu.proofreading.cli, dangvu.proofreading.writing.comments; print('django' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_management_command_exits_with_the_code(report: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("check", str(report))
    assert ended.value.code == FOUND


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "Find what contradicts in reports (.txt, .md, .docx, .pdf)."),
        ("vi", "Tìm chỗ mâu thuẫn trong báo cáo (.txt, .md, .docx, .pdf)."),
        ("xx", "Tìm chỗ mâu thuẫn trong báo cáo (.txt, .md, .docx, .pdf)."),
    ],
)
def test_help_and_findings_speak_the_language_of_the_environment(
    language: str, first: str, report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DANGVU_LANGUAGE", language)
    with pytest.raises(SystemExit):
        main(["--help"])
    assert capsys.readouterr().out.splitlines().count(first) == 1
    main([str(report)])
    said = {"en": "The parts do not make the whole"}.get(language, "Các phần cộng lại không bằng tổng")
    assert capsys.readouterr().out.count(said) == 1
