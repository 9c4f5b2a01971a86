"""Bodies: what templates may say, and how a mistake in one is named."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.organizations.actions import Plan, reorganize
from dangvu.organizations.queries import find_organization
from dangvu.reports.rendering import render
from dangvu.reports.subject import subject
from tests.factories.acts import do
from tests.factories.members import make_admission
from tests.factories.organizations import make_blocs, make_newborn
from tests.factories.reports import KNOWN, ON, Office, make_template


def rendered(office: Office, body: str, *, words: dict[str, str] | None = None, **settings: date | str) -> str:
    record = find_organization(office.committee, as_of=ON, known_at=KNOWN)
    return render(
        make_template(body),
        quotes=office.quotes(),
        subject=subject(record, as_of=ON, known_at=KNOWN),
        on=ON,
        settings=settings,
        words=words or {},
    )


def refusal_of(office: Office, body: str) -> str:
    with pytest.raises(Refusal) as refused:
        rendered(office, body)
    return str(refused.value)


def test_figures_are_printed_where_they_are_asked_for(office: Office) -> None:
    body = 'Có {{ figure("members.total", on=on) }} đảng viên, {{ figure("members.women", on=on) }} nữ.'
    assert rendered(office, body) == "Có [07]{.figure #f1} đảng viên, [04]{.figure #f2} nữ."


def test_figure_that_is_only_compared_is_not_quoted(office: Office) -> None:
    body = '{% if figure("members.total", on=on).value > 3 %}nhiều{% endif %}'
    assert rendered(office, body) == "nhiều"


def test_text_of_records_and_parameters_is_taken_literally(office: Office) -> None:
    assert rendered(office, "{{ request }}", request="*Công văn* [số 1](http://x) <b>\n\n# A") == (
        r"\*Công văn\* \[số 1\]\(http://x\) \<b\> \# A"
    )


def test_words_of_the_office_are_markdown(office: Office) -> None:
    assert rendered(office, '{{ block("lessons") }}', words={"lessons": "*Một* là"}) == "*Một* là"


def test_vocabulary_speaks_of_days_names_and_codes(office: Office) -> None:
    body = (
        "{{ on | day }}; {{ year_start(on) | day }}; {{ ['A', 'B', 'C'] | names }};"
        " {{ codes('members/sexes')[0].label | lower_first }}; {{ scope.committee_name }}"
    )
    assert rendered(office, body) == "14/10/2021; 1/1/2021; A, B và C; nữ; Đảng ủy Sở Xây dựng"


def test_targets_without_promise_are_none(office: Office) -> None:
    assert rendered(office, '{{ targets("members.admissions") | length }}') == "0"


def test_rankings_changes_and_breakdowns_are_printed(office: Office) -> None:
    make_admission(office.cells[1])
    body = (
        '{% for unit in ranking("members.admissions", kinds=["subordinate_cell"], top=1, first=since, last=on) %}'
        "{{ unit.name }} {{ unit.figure }}{% endfor %};"
        ' {{ change("members.total", {"on": since}, {"on": on}, "tăng", "giảm") }};'
        ' {{ percent_change("members.total", {"on": since}, {"on": on}, "tăng", "giảm") }}'
    )
    assert rendered(office, body, since=date(2015, 1, 1)) == (
        "Chi bộ Phòng 2 [01]{.figure #f1}; [tăng 01]{.figure #f2}; [tăng 14,29%]{.figure #f3}"
    )


def test_reorganizations_behind_a_figure_are_told_once_each(db: None) -> None:
    ids = make_blocs()
    merged = make_newborn("grassroots_cell", ids["A"], name="Chi bộ Sở Công Thương", sector="administrative_agency")
    do(reorganize, day=date(2016, 1, 1), plan=Plan("merge", (ids["A1"], ids["A2"]), (merged,)))
    office = Office(ids["T"], ids["A"], (ids["A1"], ids["A2"]), ())
    body = (
        '{% set merged = figure("organizations.cells_merged_into_cells", first=since, last=on) %}'
        "{{ merged }}: {{ reorganizations(merged) }}"
    )
    assert rendered(office, body, since=date(2015, 1, 1)) == (
        "[02]{.figure #f1}: Hợp nhất Tổ chức A1 và Tổ chức A2 thành Chi bộ Sở Công Thương"
        r" \(Quyết định số 01\-QĐ/TU, ngày 20/12/2007 của Ban Thường vụ Tỉnh ủy Lam Sơn\)\."
    )


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("A\n\n{{ nobody }}", 3, "'nobody' is undefined"),
        ("A\n{% if %}", 2, "Expected an expression, got 'end of statement block'"),
        ("A\n{% for x in [1] %}", 2, ""),
        ('A\n\n\n{{ block("lesson") }}', 4, "không có đoạn “lesson” trong report.yaml"),
        ("{{ scope.nothing }}", 1, "'dangvu.reports.subject.Subject object' has no attribute 'nothing'"),
    ],
)
def test_mistake_is_named_by_file_and_line(office: Office, body: str, line: int, what: str) -> None:
    refused = refusal_of(office, body)
    assert refused.startswith(f"review/body.md.jinja:{line}: mẫu báo cáo sai ở dòng này ({what}")
    assert refused.endswith("); hãy sửa mẫu.")


@pytest.mark.parametrize(
    "body",
    [
        "{{ 1 // 0 }}",
        '{{ figure("members.total", at=on) }}',
        '{{ change("members.total") }}',
        "{{ 'a' + 1 }}",
        "{{ reorganizations(3) }}",
        "{{ scope.__class__.__mro__ }}",
        '{{ breakdown("members.", "members/sexes", {}) }}',
    ],
)
def test_mistake_that_only_shows_in_use_is_named_too(office: Office, body: str) -> None:
    assert refusal_of(office, f"A\n{body}").startswith("review/body.md.jinja:2: mẫu báo cáo sai ở dòng này (")


def test_figure_that_cannot_be_answered_says_so_in_its_own_words(office: Office) -> None:
    assert refusal_of(office, '{{ figure("members.totals", on=on) }}').startswith("không có chỉ tiêu “members.totals”.")
