"""The columns of the list of members: on the page, in the Excel file, and how each sorts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dangvu.kernel.days import completed_years, write_day
from dangvu.members.forms.choices import choices
from dangvu.members.listing import Line

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAME_ORDER = ("person__sort_key", "person__birth_date", "member_id")
"""The order of a Vietnamese list: given name, family name, then who is older."""


Says = Callable[[Line], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``says(on)`` reads it off a line of that day; ``order`` are the columns of the database to sort by.

    What is the same for every line, such as the labels of a code list, is worked out once, by ``says``. ``clip`` lets a
    page cut what is too long.
    """

    code: str
    label: StrOrPromise
    says: Callable[[date], Says]
    order: tuple[str, ...]
    number: bool = False
    clip: bool = False


def _coded(rule: str, name: str) -> Callable[[date], Says]:
    def says(on: date) -> Says:
        labels = dict(choices(rule, on))
        return lambda line: labels.get(getattr(line, name), getattr(line, name))

    return says


def _plain(name: str) -> Callable[[date], Says]:
    return lambda _on: attrgetter(name)


def _years(name: str) -> Callable[[date], Says]:
    def says(on: date) -> Says:
        return lambda line: completed_years(since, on) if (since := getattr(line, name)) else None

    return says


def _yes(name: str) -> Callable[[date], Says]:
    return lambda _on: lambda line: _("có") if getattr(line, name) else ""


STANDINGS: Mapping[str, StrOrPromise] = {
    "official": gettext_lazy("chính thức"),
    "probationary": gettext_lazy("dự bị"),
}
"""Short words for the statuses of membership, where it is clear that members are spoken of."""


def _standing(_on: date) -> Says:
    return lambda line: STANDINGS.get(line.status, line.status)


def _missing(on: date) -> Says:
    labels = dict(choices("members/file_parts", on))
    return lambda line: ", ".join(labels[part] for part in line.missing)


COLUMNS: tuple[Column, ...] = (
    Column("birth", gettext_lazy("Ngày sinh"), _plain("birth_date"), ("person__birth_date",), number=True),
    Column("age", gettext_lazy("Tuổi"), _years("birth_date"), ("-person__birth_date",), number=True),
    Column("sex", gettext_lazy("Giới"), _coded("members/sexes", "sex"), ("person__sex",)),
    Column("cell", gettext_lazy("Chi bộ"), _plain("cell_name"), ("cell__name",), clip=True),
    Column("admitted", pgettext_lazy("cột", "Kết nạp"), _plain("admitted_on"), ("admitted",), number=True),
    Column("official", gettext_lazy("Chính thức"), _plain("official_on"), ("standing__valid_from",), number=True),
    Column("party_age", gettext_lazy("Tuổi đảng"), _years("decided_on"), ("-decided",), number=True),
    Column(
        "general",
        gettext_lazy("Phổ thông"),
        _coded("members/general_education_levels", "general_education"),
        ("general__level",),
    ),
    Column(
        "professional",
        gettext_lazy("Chuyên môn"),
        _coded("members/professional_levels", "professional"),
        ("professional__level",),
    ),
    Column(
        "theory",
        gettext_lazy("Lý luận"),
        _coded("members/political_theory_levels", "political_theory"),
        ("theory__level",),
    ),
    Column(
        "occupation",
        gettext_lazy("Nghề nghiệp"),
        _coded("members/occupations", "occupation"),
        ("work__code",),
        clip=True,
    ),
    Column("title", gettext_lazy("Chức vụ, công việc"), _plain("title"), ("work__title",), clip=True),
    Column(
        "ethnic", gettext_lazy("Dân tộc"), _coded("members/ethnic_groups", "ethnic_group"), ("person__ethnic_group",)
    ),
    Column("religion", gettext_lazy("Tôn giáo"), _coded("members/religions", "religion"), ("person__religion",)),
    Column("hometown", gettext_lazy("Quê quán"), _plain("hometown"), ("person__hometown",), clip=True),
    Column("youth", gettext_lazy("Đoàn viên"), _yes("youth_since"), ("youth__valid_from",)),
    Column("exempt", gettext_lazy("Miễn sinh hoạt"), _yes("exempt_since"), ("exemption__valid_from",)),
    Column("missing", gettext_lazy("Hồ sơ còn thiếu"), _missing, ()),
    Column("status", gettext_lazy("Tình trạng"), _standing, ("standing__status",)),
)

OPEN = frozenset({"cell", "status", "name", "q", "unit"})
"""Columns and conditions that ask for no more than who is on which rolls, and with which standing."""

USUAL = ("birth", "sex", "cell", "admitted", "official", "professional", "status")
"""The columns of a list for whose reader nothing else was chosen."""


def chosen_columns(codes: Collection[str]) -> tuple[Column, ...]:
    """The columns of those codes in the order of the list, or the usual ones when there is none."""
    return tuple(column for column in COLUMNS if column.code in codes) or chosen_columns(USUAL)


def order_of(sort: str) -> tuple[str, ...]:
    """The columns of the database that sort by ``sort``: the code of a column, after a minus the other way round."""
    orders = {column.code: column.order for column in COLUMNS} | {"name": NAME_ORDER[:1]}
    asked = orders.get(sort.removeprefix("-"), ())
    if not sort.startswith("-"):
        return (*asked, *NAME_ORDER)
    turned = tuple(one.removeprefix("-") if one.startswith("-") else f"-{one}" for one in asked)
    return (*turned, *NAME_ORDER)


def written(value: Any) -> str:
    """What a column says, as a page writes it; a dash where the file says nothing."""
    if isinstance(value, date):
        return write_day(value)
    return "–" if value in (None, "") else str(value)


def head(columns: Sequence[Column]) -> list[str]:
    """The first line of a sheet."""
    return [_("Họ và tên"), *(str(column.label) for column in columns)]


def rows(lines: Iterable[Line], columns: Sequence[Column], on: date) -> Iterator[list[Any]]:
    """The lines of a sheet."""
    says = [column.says(on) for column in columns]
    for line in lines:
        yield [line.full_name, *(say(line) for say in says)]
