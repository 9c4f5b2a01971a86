"""Drafts: from a template, an organisation and a day to the document that is written."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from dangvu.access.clients import ClientRight, open_client
from dangvu.access.posts import Place
from dangvu.audit import trail
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor, Permission, Verb
from dangvu.members.models import Personal
from dangvu.reports.assembly import document_type, narratives, numbered
from dangvu.reports.writing.document import Closing, Letterhead
from dangvu.statistics.actions.indicators import define_indicator
from dangvu.statistics.catalogue.own import Draft
from dangvu.statistics.catalogue.words import Words
from tests.factories.access import make_grant, make_holder
from tests.factories.acts import STRANGER, do
from tests.factories.organizations import BASIS, make_actor, make_organization
from tests.factories.reports import (
    ACTOR,
    KNOWN,
    ON,
    Office,
    make_draft,
    make_parameter,
    make_template,
    make_words,
)
from tests.reports.test_promises import promise

TOTAL = 'Có {{ figure("members.total", on=on) }} đảng viên.'


def lose_sex(member_id: UUID) -> None:
    """Record of somebody what no act would: members who are neither women nor men."""
    person = Personal.objects.believed().get(member=member_id)
    with trail.act(actor=make_actor(at=KNOWN), verb="tests.lose_sex") as act:
        act.replace([(person, person.again(sex=""))])


def test_draft_is_a_document_with_letterhead_and_signature(office: Office) -> None:
    document = make_draft(make_template(TOTAL), office.committee, dated=date(2021, 2, 5)).document
    assert document.letterhead == Letterhead(
        superior="TỈNH ỦY LAM SƠN",
        issuer="ĐẢNG ỦY SỞ XÂY DỰNG",
        symbol="Số       -BC/ĐU",
        party="ĐẢNG CỘNG SẢN VIỆT NAM",
        place_and_date="Lam Sơn, ngày 05 tháng 02 năm 2021",
        title="BÁO CÁO",
        subject="Tổng kết công tác",
    )
    secretary = Personal.objects.believed().get(member=office.members[0]).full_name
    assert document.closing == Closing(("Lưu Văn phòng.",), "T/M BAN CHẤP HÀNH", "BÍ THƯ", secretary)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2021, 1, 31), "Lam Sơn, ngày 31 tháng 01 năm 2021"),
        (date(2021, 3, 1), "Lam Sơn, ngày 01 tháng 3 năm 2021"),
        (date(2021, 12, 10), "Lam Sơn, ngày 10 tháng 12 năm 2021"),
    ],
)
def test_small_numbers_of_a_date_are_padded(office: Office, day: date, text: str) -> None:
    assert make_draft(make_template(), office.committee, dated=day).document.letterhead.place_and_date == text


def test_draft_of_an_organization_without_committee_or_place_leaves_them_open(db: None) -> None:
    alone = make_organization(name="Đảng bộ tỉnh Lam Sơn")
    document = make_draft(make_template(), alone).document
    assert (document.letterhead.superior, document.closing.post, document.closing.name) == ("", "", "")
    assert document.letterhead.place_and_date == "ngày 14 tháng 10 năm 2021"


def test_report_asks_for_an_indicator_of_the_own_office_like_for_any_other(office: Office) -> None:
    women = Draft(
        id="own.women",
        label=Words("Đảng viên nữ của cơ quan", ""),
        definition=Words("Đảng viên là nữ", ""),
        unit=Words("đảng viên", ""),
        rule="Công văn 12-CV/ĐUK",
        fact="members",
        where="sex = 'female'",
    )
    define_indicator(actor=make_actor(at=KNOWN), day=ON, basis=BASIS, draft=women)
    [mark] = make_draft(make_template('Có {{ figure("own.women", on=on) }} nữ.'), office.committee).document.figures
    assert (mark.text, mark.label) == ("04", "Đảng viên nữ của cơ quan")


def test_figures_of_a_draft_carry_their_source(office: Office) -> None:
    draft = make_draft(make_template(TOTAL), office.committee)
    [mark] = draft.document.figures
    assert (mark.id, mark.text, mark.label, mark.href) == ("f1", "07", "Tổng số đảng viên", "#f1")
    assert {name: mark.detail[name] for name in ("value", "indicator", "organization", "on", "first")} == {
        "value": "7",
        "indicator": "members.total",
        "organization": "Đảng bộ Sở Xây dựng",
        "on": "2021-10-14",
        "first": None,
    }
    assert draft.document.body == "Có [07]{.figure #f1} đảng viên."


def test_detail_of_a_worked_out_number_carries_its_operands(office: Office) -> None:
    body = '{{ change("members.total", {"on": since}, {"on": on}, "tăng", "giảm") }}'
    template = make_template(body, parameters=(make_parameter(),))
    [mark] = make_draft(template, office.committee).document.figures
    assert (mark.detail["value"], mark.detail["arithmetic"]) == ("0", "07 − 07 = 0")
    assert [(each["text"], each["on"]) for each in mark.detail["operands"]] == [
        ("07", "2015-12-31"),
        ("07", "2021-10-14"),
    ]


def test_detail_of_a_promised_number_carries_its_document(office: Office) -> None:
    promise(office, 2)
    body = '{% for target in targets("members.admissions") %}{{ target.promised }}{% endfor %}'
    [mark] = make_draft(make_template(body), office.committee).document.figures
    assert mark.detail == {"value": "2.00", "basis": "02-NQ/ĐU, ngày 20/12/2014 của Đảng ủy Sở Xây dựng"}


def test_draft_says_what_it_was_asked_for(office: Office) -> None:
    template = make_template(parameters=(make_parameter(),))
    about = make_draft(template, office.committee, given={"since": "1/2/2016"}).document.about
    assert about == {
        "template": "review",
        "organization": {"id": str(office.committee), "code": "SXD", "name": "Đảng bộ Sở Xây dựng"},
        "on": "2021-10-14",
        "known_at": "2021-10-20T08:00:00+00:00",
        "settings": {"since": "2016-02-01"},
    }


def test_unwritten_block_asks_for_its_words_in_italics(office: Office) -> None:
    template = make_template('{{ block("lessons") }}', blocks={"lessons": "Nêu bài học."})
    draft = make_draft(template, office.committee)
    assert (draft.document.body, draft.unwritten) == (r"*\[Nêu bài học\.\]*", ("lessons",))


def test_written_block_stands_in_its_place(office: Office) -> None:
    template = make_template('{{ block("lessons") }}', blocks={"lessons": "Nêu bài học."})
    make_words(office.committee, template, "lessons", "Giữ *nền nếp*.")
    draft = make_draft(template, office.committee)
    assert (draft.document.body, draft.unwritten) == ("Giữ *nền nếp*.", ())


def test_words_of_an_earlier_report_stand_until_newer_ones(office: Office) -> None:
    template = make_template(blocks={"lessons": "Nêu bài học."})
    make_words(office.committee, template, "lessons", "Cũ.", day=date(2020, 1, 1))
    make_words(office.committee, template, "lessons", "Mới.", day=date(2021, 1, 1))
    asked = {"organization_id": office.committee, "template_id": "review", "known_at": KNOWN}
    found = [narratives(as_of=date(year, 6, 1), **asked) for year in (2019, 2020, 2021)]  # type: ignore[arg-type]
    assert found == [{}, {"lessons": "Cũ."}, {"lessons": "Mới."}]


def test_identities_that_hold_are_no_findings(office: Office) -> None:
    assert make_draft(make_template(TOTAL), office.committee).findings == ()


def test_broken_identity_is_found_at_every_organization(office: Office) -> None:
    lose_sex(office.members[0])
    findings = make_draft(make_template(TOTAL), office.committee).findings
    said = [str(finding) for finding in findings]
    sentence = (
        ": Đảng viên theo giới tính, ngày 14/10/2021: Tổng số đảng viên %s, nhưng %s; hãy mở các dòng để tìm chỗ lệch."
    )
    both = sentence % (7, "Đảng viên nữ 3 + Đảng viên nam 3 = 6")
    cell = sentence % (4, "Đảng viên nữ 3 + Đảng viên nam 0 = 3")
    assert sorted(said) == sorted(
        [f"Chi bộ Phòng 1{cell}", f"Đảng bộ Sở Xây dựng{both}", f"Đảng bộ tỉnh Lam Sơn{both}"]
    )


def test_broken_identity_of_a_figure_that_is_not_quoted_is_nobodys_business(office: Office) -> None:
    lose_sex(office.members[0])
    assert make_draft(make_template(), office.committee).findings == ()


def test_stranger_may_not_have_a_draft(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        make_draft(make_template(), office.committee, actor=STRANGER)
    assert refused.value.findings[0].code == "policy.denied"


def test_unknown_parameter_is_refused(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        make_draft(make_template(), office.committee, given={"until": "x"})
    assert refused.value.findings[0].code == "reports.unknown-parameter"


def test_number_takes_the_place_of_the_gap(office: Office) -> None:
    document = numbered(make_draft(make_template(), office.committee).document, "05-BC/ĐU")
    assert document.letterhead.symbol == "Số 05-BC/ĐU"


def test_document_type_is_known_by_its_code() -> None:
    assert document_type("report", on=ON)["abbreviation"] == "BC"


def test_words_given_stand_in_the_place_of_those_that_were_written(office: Office) -> None:
    template = make_template('{{ block("lessons") }}', blocks={"lessons": "Nêu bài học."})
    make_words(office.committee, template, "lessons", "Giữ nền nếp.")
    draft = make_draft(template, office.committee, words={"lessons": "Khác."})
    assert (draft.document.body, draft.unwritten) == ("Khác.", ())


def readers_of(office: Office) -> dict[str, Actor]:
    """Somebody above the office, at it, at one of its cells; and a program that sees the office's own figures alone."""
    rights = [
        ClientRight(Permission("reports", Verb.READ), Place.LAYER_AND_BELOW, office.committee),
        ClientRight(Permission("figures", Verb.READ), Place.UNIT, office.committee),
    ]
    held = {
        "province": make_grant("organization_officer", office.province, actor=ACTOR),
        "committee": make_grant("committee_secretary", office.committee, actor=ACTOR),
        "cell": make_grant("cell_secretary", office.cells[0], actor=ACTOR),
    }
    program, _token = do(open_client, actor=ACTOR, day=ON, name="Cổng thông tin", rights=rights)
    return {name: make_holder(grant, at=KNOWN) for name, grant in held.items()} | {
        "program": Actor("Cổng thông tin", KNOWN, account=program.pk)
    }


def test_draft_says_whether_its_figures_leave_out_what_its_reader_may_not_see(office: Office) -> None:
    readers = readers_of(office)
    asked = {"province": office.committee, "committee": office.committee, "program": office.committee}
    limited = {
        name: make_draft(make_template(TOTAL), of, actor=readers[name]).limited
        for name, of in (asked | {"cell": office.cells[0]}).items()
    }
    assert limited == {"province": False, "committee": False, "program": True, "cell": False}


def test_limited_figures_are_those_that_the_reader_may_see(office: Office) -> None:
    draft = make_draft(make_template(TOTAL), office.committee, actor=readers_of(office)["program"])
    assert draft.document.figures[0].text == "0"
