"""Words of a report and texts that are not saved yet."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.reports.differences import Fate, Piece
from dangvu.reports.models import UnsavedText
from dangvu.reports.wording import Spot, drop_texts, keep_text, unsaved_texts, versions, words_on
from tests.factories.reports import ACTOR, ON, Office, make_template, make_words

LESSONS = make_template('{{ block("lessons") }}', blocks={"lessons": "Nêu bài học."})


def spot(office: Office) -> Spot:
    return Spot(office.committee, "review", ON)


def test_saved_words_must_have_been_written_on_those_that_hold(office: Office) -> None:
    first = make_words(office.committee, LESSONS, "lessons", "Một.", seen=0)
    second = make_words(office.committee, LESSONS, "lessons", "Hai.", seen=first.pk)
    with pytest.raises(Refusal) as refused:
        make_words(office.committee, LESSONS, "lessons", "Ba.", seen=first.pk)
    assert [finding.code for finding in refused.value.findings] == ["reports.already-superseded"]
    assert words_on(office.committee, "review", as_of=ON)["lessons"] == second


def test_words_of_an_earlier_day_are_those_that_are_seen(office: Office) -> None:
    earlier = make_words(office.committee, LESSONS, "lessons", "Cũ.", day=date(2020, 1, 1))
    make_words(office.committee, LESSONS, "lessons", "Mới.", seen=earlier.pk)
    texts = [words_on(office.committee, "review", as_of=day)["lessons"].text for day in (date(2020, 1, 1), ON)]
    assert texts == ["Cũ.", "Mới."]


def test_versions_are_the_latest_and_tell_what_they_changed(office: Office) -> None:
    for text in ("Một.", "Hai.", "Ba."):
        make_words(office.committee, LESSONS, "lessons", text)
    found = versions(spot(office), "lessons", limit=2)
    assert [version.words.text for version in found] == ["Ba.", "Hai."]
    assert found[1].change == (Piece(Fate.STRUCK, "Một."), Piece(Fate.ADDED, "Hai."))


def test_operator_of_the_machine_has_nothing_unsaved(office: Office) -> None:
    keep_text(actor=ACTOR, spot=spot(office), block="lessons", text="Đang viết.", seen=0)
    drop_texts(actor=ACTOR, spot=spot(office), blocks=["lessons"])
    assert (unsaved_texts(actor=ACTOR, spot=spot(office)), UnsavedText.objects.count()) == ({}, 0)
