from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Reach
from dangvu.organizations.actions import Plan, reorganize
from dangvu.organizations.queries import first_day, is_organization
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.figures import Answer, Counts, Figure, Question, answer
from tests.factories.organizations import BASIS, make_actor
from tests.statistics.conftest import Office
from tests.statistics.room import tiny_catalogue

ON = date(2012, 1, 1)
FIRST, LAST = date(2015, 1, 1), date(2015, 12, 31)
ALL = Reach(everything=True)


def ask(*names: str, scope: UUID | None = None, on: date | None = ON, reach: Reach = ALL) -> Answer:
    return answer(Question(names, scope, on, FIRST, LAST, reach=reach), tiny_catalogue())


def figure(name: str, scope: UUID, **asked: object) -> Figure:
    return ask(name, scope=scope, **asked)[name, scope]  # type: ignore[arg-type]


def why_not(asking: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        asking()
    return str(refused.value)


def values(office: Office, name: str, **asked: object) -> dict[str, object]:
    found = ask(name, **asked)  # type: ignore[arg-type]
    return {code: found[name, scope].value for code, scope in office.codes.items()}


def test_stock_rolls_up_along_the_tree(office: Office) -> None:
    assert values(office, "tiny.people") == {"T": 3, "A": 3, "A1": 2, "A2": 1, "B": 0}


@pytest.mark.parametrize(
    ("on", "people"),
    [
        (date(2015, 2, 28), {"T": 3, "A": 3, "A1": 2, "A2": 1, "B": 0}),
        (date(2015, 3, 1), {"T": 3, "A": 2, "A1": 2, "A2": 0, "B": 1}),
        (date(2015, 3, 2), {"T": 3, "A": 2, "A1": 2, "A2": 0, "B": 1}),
    ],
)
def test_stock_changes_on_the_day(office: Office, on: date, people: dict[str, int]) -> None:
    assert values(office, "tiny.people", on=on) == people


def test_stock_is_asked_for_the_last_day_of_a_period_without_a_day(office: Office) -> None:
    assert values(office, "tiny.people", on=None) == {"T": 3, "A": 2, "A1": 2, "A2": 0, "B": 1}


def test_flow_is_placed_where_it_happened(office: Office) -> None:
    assert values(office, "tiny.joined") == {"T": 1, "A": 0, "A1": 0, "A2": 0, "B": 1}
    assert values(office, "tiny.quit") == {"T": 1, "A": 1, "A1": 0, "A2": 1, "B": 0}


def test_mean_age_is_exact_days_over_people(office: Office) -> None:
    days = 2 * (ON - date(1980, 2, 29)).days + (ON - date(1970, 6, 15)).days
    assert figure("tiny.mean_age", office["A"]).value == round(Decimal(days) / 3 / Decimal("365.2425"), 2)


def test_mean_age_of_nobody_is_missing(office: Office) -> None:
    assert figure("tiny.mean_age", office["B"]).value is None


def test_ratio_is_rounded_half_up_in_percent_and_keeps_its_parts(office: Office) -> None:
    share = figure("tiny.women_share", office["A"])
    assert share.value == Decimal("66.67")
    assert [(part.indicator.id, part.value) for part in share.parts] == [("tiny.women", 2), ("tiny.people", 3)]


def test_mean_age_of_nobody_among_others_is_missing(office: Office) -> None:
    assert figure("tiny.women_mean_age", office["A2"]).value is None


def test_ratio_of_nothing_is_missing(office: Office) -> None:
    assert figure("tiny.women_share", office["B"]).value is None


def test_rows_of_a_ratio_are_those_of_its_part(office: Office) -> None:
    assert {row.member_id for row in figure("tiny.women_share", office["A"]).rows()} == set(office.women)


@pytest.mark.parametrize(("on", "young"), [(date(2011, 2, 28), 2), (date(2011, 3, 1), 0), (date(2011, 3, 2), 0)])
def test_born_on_29_february_completes_a_year_on_1_march(office: Office, on: date, young: int) -> None:
    assert figure("tiny.young", office["T"], on=on).value == young


def test_figure_says_what_it_is_and_what_it_rests_on(office: Office) -> None:
    women = figure("tiny.women", office["A"])
    assert (women.on, women.first, women.last, women.known_at) == (ON, None, None, None)
    assert (women.scope, women.version) == (office["A"], tiny_catalogue().version(women.indicator))
    assert [use.rule for use in women.rules_used] == ["members/sexes"]
    assert women.details() | {"version": "", "rules_used": []} == {
        "indicator": "tiny.women", "label": "Số nữ", "definition": "Số nữ theo hồ sơ", "unit": "người", "kind": "stock",
        "rule": "Phòng thử, mục 1", "version": "", "scope": str(office["A"]), "on": "2012-01-01", "first": None,
        "last": None, "known_at": None, "value": 2, "rules_used": [], "parts": [],
    }  # fmt: skip


def test_flow_figure_has_a_period_and_no_day(office: Office) -> None:
    joined = figure("tiny.joined", office["B"])
    assert (joined.on, joined.first, joined.last) == (None, FIRST, LAST)


def test_details_write_decimals_as_text(office: Office) -> None:
    details = figure("tiny.women_share", office["A"]).details()
    assert (details["value"], [part["value"] for part in details["parts"]]) == ("66.67", [2, 3])


def test_rows_carry_typed_columns_and_show_what_the_fact_shows(office: Office) -> None:
    [row] = figure("tiny.people", office["A2"]).rows()
    assert (row.member_id, row.birth_date, row.register_entry) == (office.man, date(1970, 6, 15), True)
    assert row.shown == {"full_name": row.full_name, "birth_date": date(1970, 6, 15)}
    with pytest.raises(AttributeError):
        _ = row.nothing


def test_rows_of_a_flow_know_their_day(office: Office) -> None:
    [row] = figure("tiny.quit", office["A"]).rows()
    assert (row.day, row.organization_id, row.member_id) == (date(2015, 3, 1), office["A2"], office.man)


def test_rows_come_in_the_order_of_the_fact(office: Office) -> None:
    names = [row.full_name for row in figure("tiny.people", office["T"]).rows()]
    assert names == sorted(names)


def test_all_indicators_of_a_fact_take_one_statement(office: Office) -> None:
    names = tuple(tiny_catalogue().indicators)
    first_day()
    is_organization(office["A"])
    with CaptureQueriesContext(connection) as one:
        answer(Question(names, office["A"], ON, FIRST, LAST), tiny_catalogue(), Counts())
    with CaptureQueriesContext(connection) as every:
        answer(Question(names, None, ON, FIRST, LAST), tiny_catalogue(), Counts())
    facts = len({indicator.fact.name for indicator in tiny_catalogue().indicators.values() if indicator.fact})
    # Besides: whether the first day and the organisation remembered are still so, or which organisations there are.
    assert (len(one), len(every)) == (facts + 2, facts + 2)


def test_answering_writes_nothing(office: Office) -> None:
    with CaptureQueriesContext(connection) as queries:
        found = ask(*tiny_catalogue().indicators)
        for each in found:
            each.rows()
    assert [query["sql"] for query in queries if not query["sql"].lstrip().startswith(("SELECT", "WITH"))] == []


def test_answer_holds_every_indicator_and_organization_asked_for(office: Office) -> None:
    found = ask("tiny.people", "tiny.joined")
    assert {(each.indicator.id, each.scope) for each in found} == {
        (name, scope) for name in ("tiny.people", "tiny.joined") for scope in office.codes.values()
    }
    with pytest.raises(KeyError):
        _ = found["tiny.people", uuid4()]


def test_known_at_answers_what_was_believed_then(office: Office) -> None:
    before = datetime(2015, 3, 1, tzinfo=UTC)
    question = Question(("tiny.people",), office["B"], date(2015, 3, 1), known_at=before)
    then = answer(question, tiny_catalogue())["tiny.people", office["B"]]
    assert (then.value, then.rows(), then.as_known_at(None).value) == (0, [], 1)


def test_figures_within_a_reach_count_only_what_lies_below_its_roots(office: Office) -> None:
    reach = Reach(roots=frozenset({office["A1"], office["B"]}))
    assert values(office, "tiny.people", reach=reach) == {"T": 2, "A": 2, "A1": 2, "A2": 0, "B": 0}
    assert values(office, "tiny.quit", reach=reach) == {"T": 0, "A": 0, "A1": 0, "A2": 0, "B": 0}
    assert values(office, "tiny.joined", reach=reach) == {"T": 1, "A": 0, "A1": 0, "A2": 0, "B": 1}
    assert values(office, "tiny.carried", reach=reach) == dict.fromkeys(office.codes, 0)


def test_rows_within_a_reach_are_those_counted(office: Office) -> None:
    reach = Reach(roots=frozenset({office["A1"]}))
    people = figure("tiny.people", office["T"], reach=reach)
    assert (people.value, {row.member_id for row in people.rows()}) == (2, set(office.women))


def test_figures_within_a_reach_count_units_by_themselves(office: Office) -> None:
    reach = Reach(roots=frozenset({office["A1"]}), units=frozenset({office["T"], office["B"]}))
    assert values(office, "tiny.people", reach=reach, on=LAST) == {"T": 3, "A": 2, "A1": 2, "A2": 0, "B": 1}
    whole = Reach(units=frozenset({office["A"]}))
    assert values(office, "tiny.people", reach=whole) == dict.fromkeys(office.codes, 0)


def test_units_count_what_they_took_over_whole(office: Office) -> None:
    actor = make_actor(at=datetime(2016, 1, 2, tzinfo=UTC))
    merger = Plan("absorb", predecessors=(office["A1"],), survivors=(office["A2"],))
    reorganize(actor=actor, day=date(2016, 1, 1), basis=BASIS, plan=merger)
    assert values(office, "tiny.people", reach=Reach(units=frozenset({office["A2"]})))["T"] == 3


def test_nobody_sees_anything_without_roots(office: Office) -> None:
    assert values(office, "tiny.people", reach=Reach()) == dict.fromkeys(office.codes, 0)


def test_unknown_indicator_is_refused(office: Office) -> None:
    assert why_not(lambda: ask("tiny.peoples")).startswith("không có chỉ tiêu “tiny.peoples”. Có phải: tiny.people")


def test_unknown_organization_is_refused(office: Office) -> None:
    stranger = uuid4()
    message = f"không có tổ chức đảng nào mang định danh {stranger}; hãy kiểm tra lại."
    assert why_not(lambda: ask("tiny.people", scope=stranger)) == message


def test_day_before_the_first_record_is_refused(office: Office) -> None:
    assert why_not(lambda: ask("tiny.people", on=date(2007, 12, 31))) == (
        "không có số liệu cho ngày 31/12/2007; bản ghi đầu tiên có từ ngày 1/1/2008, hãy chọn từ ngày đó."
    )


def test_period_that_ends_before_it_starts_is_refused(office: Office) -> None:
    question = Question(("tiny.joined",), None, None, LAST, FIRST)
    assert why_not(lambda: answer(question, tiny_catalogue())) == (
        "kỳ số liệu kết thúc ngày 1/1/2015, trước khi bắt đầu ngày 31/12/2015; hãy đổi lại hai ngày."
    )


def test_flow_without_a_period_and_stock_without_a_day_are_refused(office: Office) -> None:
    flow = Question(("tiny.joined",), None, ON)
    stock = Question(("tiny.women_share",), None)
    assert why_not(lambda: answer(flow, tiny_catalogue())) == (
        "chỉ tiêu “tiny.joined” tính trong một kỳ; hãy cho biết từ ngày nào đến ngày nào."
    )
    assert why_not(lambda: answer(stock, tiny_catalogue())) == (
        "chỉ tiêu “tiny.women_share” tính tại một ngày; hãy cho biết ngày."
    )


@pytest.mark.django_db
def test_question_to_empty_records_is_refused() -> None:
    assert why_not(lambda: ask("tiny.people")) == "chưa có tổ chức đảng nào được ghi nhận; hãy nhập tổ chức trước."


def test_question_before_anything_was_known_is_refused(office: Office) -> None:
    question = Question(("tiny.people",), None, ON, known_at=datetime(2007, 5, 1, tzinfo=UTC))
    assert why_not(lambda: answer(question, tiny_catalogue())) == (
        "đến 2007-05-01T00:00+00:00 chưa có tổ chức đảng nào được ghi nhận; hãy chọn thời điểm muộn hơn."
    )


def test_catalogue_of_the_house_answers_by_default(office: Office) -> None:
    found = answer(Question(("members.total",), office["T"], ON))
    assert (found.catalogue is catalogue(), found["members.total", office["T"]].value) == (True, 3)
