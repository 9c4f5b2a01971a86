"""The figures of the sample report, asked of the records: every number here stands in the report, or is explained in
docs/sample-figures.md."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from dangvu.audit.models import Line
from dangvu.audit.verify import verify_trail
from dangvu.demo.playback import organization_id
from dangvu.kernel.contracts import Check, registered
from dangvu.statistics.figures import Question, answer
from dangvu.statistics.identities import check_identities
from dangvu.statistics.models import Target
from dangvu.statistics.queries import progress

SCOPE = organization_id("DUK")
FIRST_DAY, FOUNDING, LAST_DAY = date(2008, 1, 1), date(2019, 3, 20), date(2021, 10, 14)
YEAR_2010, YEAR_2015, YEAR_2020 = date(2010, 12, 31), date(2015, 12, 31), date(2020, 12, 31)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the command writes reports."""
    folder = tmp_path_factory.mktemp("var")
    with override_settings(VAR=folder):
        yield folder / "reports"


@pytest.fixture(scope="module", autouse=True)
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker, reports: Path) -> Iterator[list[str]]:
    """What the command says while it builds the sample committee for all tests of this file; undone after the last."""
    with django_db_blocker.unblock(), translation.override("vi"), transaction.atomic():
        yield _run()
        transaction.set_rollback(True)


def _run() -> list[str]:
    output = StringIO()
    call_command("demo", stdout=output)
    return output.getvalue().splitlines()


pytestmark = pytest.mark.django_db


def _figures(question: Question) -> dict[str, int | Decimal | None]:
    answered = answer(question)
    assert question.scope
    return {name: answered[name, question.scope].value for name in question.indicators}


def _on(day: date, *indicators: str, known_at: datetime | None = None) -> list[int | Decimal | None]:
    return [*_figures(Question(indicators, SCOPE, on=day, known_at=known_at)).values()]


def _from(first: date, last: date, *indicators: str, scope: str = "DUK") -> list[int | Decimal | None]:
    return [*_figures(Question(indicators, organization_id(scope), first=first, last=last)).values()]


ORGANIZATIONS = (
    "organizations.grassroots",
    "organizations.grassroots_committees",
    "organizations.grassroots_cells",
    "organizations.subordinate_cells",
)
SECTORS = ("administrative_agency", "public_service_unit", "state_enterprise", "private_joint_stock", "other")


def test_organizations_on_the_founding_day() -> None:
    assert _on(FOUNDING, *ORGANIZATIONS) == [79, 31, 48, 203]


def test_organizations_on_the_last_day() -> None:
    assert _on(LAST_DAY, *ORGANIZATIONS) == [75, 33, 42, 209]


def test_organizations_by_sector_on_the_last_day() -> None:
    names = [f"organizations.sector_{sector}{kind}" for sector in SECTORS for kind in ("", "_committees", "_cells")]
    assert _on(LAST_DAY, *names) == [43, 22, 21, 7, 5, 2, 16, 6, 10, 2, 0, 2, 7, 0, 7]


def test_reorganizations_since_the_founding() -> None:
    names = ("dissolved", "merged_into_cells", "formed_by_merger", "merged_into_committees", "upgraded")
    cells = [f"organizations.cells_{name}" for name in names]
    assert _from(FOUNDING, LAST_DAY, *cells, "organizations.committees_formed_by_merger") == [1, 4, 2, 2, 1, 1]


def test_members_on_the_days_of_the_report() -> None:
    assert [_on(day, "members.total") for day in (YEAR_2010, YEAR_2020, LAST_DAY)] == [[2260], [3369], [3412]]


def test_members_of_2020_by_trait() -> None:
    traits = ("women", "ethnic_minority", "religious", "youth_union", "mean_age")
    figures = _on(YEAR_2020, *(f"members.{trait}" for trait in traits))
    assert figures == [1260, 130, 55, 761, Decimal("39.37")]


PROFESSIONAL = tuple(
    f"members.professional_{level}" for level in ("elementary", "intermediate", "college_university", "postgraduate")
)


def test_members_of_2010_by_professional_level() -> None:
    assert _on(YEAR_2010, *PROFESSIONAL) == [635, 250, 1345, 30]


def test_members_of_2020_by_professional_level() -> None:
    assert _on(YEAR_2020, *PROFESSIONAL) == [99, 179, 2552, 539]


def test_admissions_of_the_term() -> None:
    names = ("members.admissions", "members.admissions_sector_private_joint_stock", "members.admissions_private_owners")
    assert _from(date(2015, 8, 1), date(2020, 7, 31), *names) == [1084, 5, 0]


def test_admissions_of_2021() -> None:
    units = ("DUK", "xi-mang", "y-te", "cap-nuoc", "ban-dan-toc")
    counts = [_from(date(2021, 1, 1), LAST_DAY, "members.admissions", scope=unit) for unit in units]
    assert counts == [[120], [28], [16], [10], [3]]


def test_targets_of_the_committee_are_reached() -> None:
    targets = Target.objects.believed().filter(organization_id=SCOPE).order_by("first")
    reached = [progress(target, on=min(target.last, LAST_DAY)) for target in targets]
    assert [(p.target.value, p.figure.value, p.share, p.excess) for p in reached] == [
        (Decimal(900), 1084, Decimal("120.44"), Decimal("20.44")),
        (Decimal(120), 120, Decimal("100.00"), Decimal("0.00")),
    ]


LEVELS = ("elementary", "intermediate", "college", "university", "master", "doctorate", "none")
THEORY = ("elementary", "intermediate", "advanced", "none")
COMMITTEES = (
    "committees.members",
    "committees.mean_age",
    *(f"committees.professional_{level}" for level in LEVELS),
    *(f"committees.theory_{level}" for level in THEORY),
)


def test_committees_of_the_term_2020_2025() -> None:
    assert _on(YEAR_2020, *COMMITTEES) == [408, Decimal("43.94"), 1, 0, 0, 241, 160, 6, 0, 79, 39, 290, 0]


def test_committees_of_the_term_2015_2020() -> None:
    assert _on(YEAR_2015, *COMMITTEES) == [394, Decimal("44.42"), 22, 25, 5, 312, 29, 1, 0, 82, 158, 90, 64]


def test_concurrent_heads_on_the_last_day() -> None:
    names = ("committees.concurrent_heads", "committees.secretaries", "committees.concurrent_share")
    assert _on(LAST_DAY, *names) == [58, 75, Decimal("77.33")]


def test_members_of_2020_as_known_soon_after_the_year() -> None:
    # Four were entered months later; of another, the ethnic group was still wrong.
    before = datetime(2021, 1, 20, tzinfo=UTC)
    assert _on(YEAR_2020, "members.total", "members.ethnic_minority", known_at=before) == [3365, 129]


def test_every_check_of_the_rooms_finds_nothing() -> None:
    found = {check.code: check.run(LAST_DAY, None) for check in registered(Check)}
    assert {code: findings for code, findings in found.items() if findings} == {}


def test_every_identity_holds_at_every_organization() -> None:
    assert check_identities(Question((), first=FIRST_DAY, last=LAST_DAY)) == []


def test_trail_is_whole() -> None:
    assert verify_trail() == []


def test_command_tells_what_it_does_and_where_the_reports_are(said: list[str], reports: Path) -> None:
    assert said[:3] == ["Dựng đảng bộ mẫu:", "· lập kế hoạch: tổ chức, đảng viên, cấp ủy", "· năm 2008 (0 %)"]
    where = "/?on=2021-10-14&scope=DUK"
    assert said[-1] == f"Sổ sách của đảng bộ mẫu có đến 14/10/2021: sau khi đăng nhập, hãy mở {where} để xem."
    paths = [reports / f"01-BC-ĐUK.{form}" for form in ("docx", "pdf", "html", "json")]
    assert [sentence for sentence in said if sentence.startswith("Báo cáo: ")] == [f"Báo cáo: {path}" for path in paths]
    assert sorted(reports.iterdir()) == sorted(paths)


def test_command_changes_nothing_when_run_again(reports: Path) -> None:
    before = (Line.objects.count(), {path: path.stat().st_mtime_ns for path in reports.iterdir()})
    again = _run()
    assert again[0] == "Đảng bộ mẫu đã có sẵn."
    assert again[-2].startswith("Tài khoản đã có từ trước") is True
    assert (Line.objects.count(), {path: path.stat().st_mtime_ns for path in reports.iterdir()}) == before
