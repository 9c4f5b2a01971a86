"""The page on which the words of a report are written: kept while somebody types, saved, never lost."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from dangvu.audit.models import Line
from dangvu.kernel.policy import Actor
from dangvu.reports.models import Narrative, UnsavedText
from dangvu.reports.report_template import find_template
from tests.factories.reports import ON, Office, make_words
from tests.factories.web import reader
from tests.reports.pages import ASKED, PAGE, article, findings_of, get, post, statements, times, word_all, words_of

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

WORDS = f"{PAGE}words/"
KEEP = f"{WORDS}lessons/keep/"


def seen(page: Response, block: str = "lessons") -> str:
    """The version on which the field of a block stands."""
    found = re.search(rf'name="seen-{block}" value="(\d+)"', page.content.decode())
    assert found is not None
    return found.group(1)


def typed(page: Response, block: str = "lessons") -> str:
    """What stands in the field of a block."""
    found = re.search(rf'<textarea[^>]*name="text-{block}"[^>]*>\n(.*?)</textarea>', page.content.decode(), re.DOTALL)
    assert found is not None
    return unescape(found.group(1))


def held(office: Office, block: str = "lessons") -> list[str]:
    """The words that hold for a block."""
    rows = Narrative.objects.believed().filter(organization=office.committee, block=block)
    return list(rows.values_list("text", flat=True))


def other_saves(office: Office, text: str, block: str = "lessons") -> Narrative:
    """Somebody else saves words for a block."""
    actor = Actor("Lò Văn Chiến", timezone.now(), operator=True)
    return make_words(office.committee, find_template("grassroots-review"), block, text, actor=actor)


def test_page_has_a_field_for_every_block_where_its_words_stand(client: Client, office: Office) -> None:
    page = get(client, WORDS)
    fields = re.findall(r'<textarea[^>]*name="text-(\w+)"', article(page))
    assert sorted(fields) == sorted(find_template("grassroots-review").blocks)
    assert page.content.decode().count(" style=") == 0
    assert times("Chưa viết", page) + times("chưa viết", page) == 2 * len(fields)


def test_field_holds_the_words_and_says_whose_they_are(client: Client, office: Office) -> None:
    other_saves(office, "Dòng một.\n\n<b>Dòng hai</b> & *nghiêng*.")
    page = get(client, WORDS)
    assert typed(page) == "Dòng một.\n\n<b>Dòng hai</b> & *nghiêng*."
    assert times("Lò Văn Chiến lưu lúc", page) == 1


def test_saved_words_are_recorded_under_the_name_of_the_writer(client: Client, office: Office) -> None:
    response = post(client, WORDS, save="lessons", **{"text-lessons": "Nền nếp.\r\nTheo sát.", "seen-lessons": "0"})
    assert (response.status_code, response.headers["Location"].partition("#")[2]) == (302, "words-lessons")
    assert held(office) == ["Nền nếp.\nTheo sát."]
    line = Line.objects.order_by("-number")[0]
    assert (line.verb, line.day, line.actor) == ("reports.write_narrative", ON, "Hoàng Thị Duyên")
    assert times("Đã lưu lời văn.", client.get(response.headers["Location"])) == 1


def test_words_that_have_not_changed_are_not_saved_again(client: Client, office: Office) -> None:
    words = other_saves(office, "Nền nếp.")
    lines = Line.objects.count()
    post(client, WORDS, save="", **{"text-lessons": "Nền nếp. ", "seen-lessons": str(words.pk)})
    assert Line.objects.count() == lines
    assert UnsavedText.objects.count() == 0


def test_saving_one_block_keeps_what_was_written_into_the_others(client: Client, office: Office) -> None:
    sent = {"text-lessons": "Một.", "seen-lessons": "0", "text-tasks": "Hai.", "seen-tasks": "0"}
    post(client, WORDS, save="lessons", **sent)
    assert (held(office), held(office, "tasks")) == (["Một."], [])
    assert typed(get(client, WORDS), "tasks") == "Hai."


def test_all_blocks_are_saved_together(client: Client, office: Office) -> None:
    sent = {"text-lessons": "Một.", "seen-lessons": "0", "text-tasks": "Hai.", "seen-tasks": "0"}
    post(client, WORDS, save="", **sent)
    assert (held(office), held(office, "tasks"), UnsavedText.objects.count()) == (["Một."], ["Hai."], 0)


def test_what_is_typed_is_kept_without_a_line_in_the_trail(client: Client, office: Office) -> None:
    lines = Line.objects.count()
    for text in ("Đang", "Đang viết", "Đang viết dở."):
        response = client.post(KEEP, {"text-lessons": text, "seen-lessons": "0"}, query_params=ASKED)
    assert times("chưa lưu", response) == 1
    assert (Line.objects.count(), held(office), UnsavedText.objects.count()) == (lines, [], 1)
    assert typed(get(client, WORDS)) == "Đang viết dở."


def test_what_is_typed_back_is_no_longer_kept(client: Client, office: Office) -> None:
    words = other_saves(office, "Nền nếp.")
    for text in ("Nền", "Nền nếp."):
        response = client.post(KEEP, {"text-lessons": text, "seen-lessons": str(words.pk)}, query_params=ASKED)
    assert words_of(response) == "như bản đã lưu"
    assert UnsavedText.objects.count() == 0


def test_kept_text_is_that_of_its_writer_alone(client: Client, office: Office) -> None:
    client.post(KEEP, {"text-lessons": "Đang viết.", "seen-lessons": "0"}, query_params=ASKED)
    reader(client, at=office.province, name="Lò Văn Chiến")
    assert typed(get(client, WORDS)) == ""


def test_kept_text_can_be_dropped(client: Client, office: Office) -> None:
    client.post(KEEP, {"text-lessons": "Đang viết.", "seen-lessons": "0"}, query_params=ASKED)
    response = post(client, WORDS, drop="lessons", **{"text-lessons": "Đang viết.", "seen-lessons": "0"})
    assert (response.status_code, UnsavedText.objects.count()) == (302, 0)
    assert typed(get(client, WORDS)) == ""


def test_second_of_two_editors_is_told_and_loses_nothing(client: Client, office: Office) -> None:
    before = seen(get(client, WORDS))
    other_saves(office, "Bản của anh Chiến.")
    response = post(client, WORDS, save="lessons", **{"text-lessons": "Bản của tôi.", "seen-lessons": before})
    assert (response.status_code, held(office)) == (409, ["Bản của anh Chiến."])
    assert typed(response) == "Bản của tôi."
    assert times("Lò Văn Chiến đã lưu đoạn này lúc", response) == 1
    assert times("Người khác vừa lưu đoạn này; hãy đọc cả hai bản rồi lưu lại.", response) == 1
    assert response.content.decode().count('<span class="theirs">Bản của anh Chiến.</span>') == 1
    assert response.content.decode().count("<del>anh Chiến.</del><ins>tôi.</ins>") == 1


def test_both_texts_are_still_there_when_the_page_is_opened_again(client: Client, office: Office) -> None:
    other_saves(office, "Bản của anh Chiến.")
    post(client, WORDS, save="lessons", **{"text-lessons": "Bản của tôi.", "seen-lessons": "0"})
    page = get(client, WORDS)
    assert (page.status_code, typed(page)) == (200, "Bản của tôi.")
    assert times("Người khác đã lưu", page) == 1


def test_second_editor_saves_after_having_seen_both(client: Client, office: Office) -> None:
    other_saves(office, "Bản của anh Chiến.")
    response = post(client, WORDS, save="lessons", **{"text-lessons": "Bản của tôi.", "seen-lessons": "0"})
    sent = {"text-lessons": "Bản của cả hai.", "seen-lessons": seen(response)}
    assert post(client, WORDS, save="lessons", **sent).status_code == 302
    assert held(office) == ["Bản của cả hai."]


def test_second_editor_may_take_the_words_of_the_first(client: Client, office: Office) -> None:
    other_saves(office, "Bản của anh Chiến.")
    post(client, WORDS, save="lessons", **{"text-lessons": "Bản của tôi.", "seen-lessons": "0"})
    post(client, WORDS, drop="lessons", **{"text-lessons": "Bản của tôi.", "seen-lessons": "0"})
    assert typed(get(client, WORDS)) == "Bản của anh Chiến."


def test_editor_is_told_of_the_other_while_typing(client: Client, office: Office) -> None:
    other_saves(office, "Bản của anh Chiến.")
    response = client.post(KEEP, {"text-lessons": "Bản của tôi.", "seen-lessons": "0"}, query_params=ASKED)
    assert words_of(response) == "Lò Văn Chiến vừa lưu đoạn này; bản của bạn vẫn được giữ. Xem cả hai bản"


def test_equal_words_of_two_editors_are_no_conflict(client: Client, office: Office) -> None:
    other_saves(office, "Như nhau.")
    assert post(client, WORDS, save="", **{"text-lessons": "Như nhau.", "seen-lessons": "0"}).status_code == 302
    assert UnsavedText.objects.count() == 0


def test_emptied_block_is_refused_beside_its_field(client: Client, office: Office) -> None:
    words = other_saves(office, "Nền nếp.")
    response = post(client, WORDS, save="lessons", **{"text-lessons": " ", "seen-lessons": str(words.pk)})
    assert (response.status_code, typed(response), held(office)) == (422, "", ["Nền nếp."])
    assert times("Đoạn lời văn đang trống; hãy viết nội dung.", response) == 1


def test_block_that_is_too_long_is_refused(client: Client, office: Office) -> None:
    response = post(client, WORDS, save="lessons", **{"text-lessons": "a " * 15_000, "seen-lessons": "0"})
    assert (response.status_code, held(office)) == (422, [])
    assert times("Đoạn này dài quá 20000 ký tự, phần cuối đã bị cắt; hãy rút ngắn rồi lưu.", response) == 1


def test_words_known_earlier_are_not_changed(client: Client, office: Office) -> None:
    response = get(client, WORDS, known_at="2021-10-19")
    assert (response.status_code, findings_of(response)) == (
        400,
        ["Đang xem theo dữ liệu biết đến một lúc đã qua; hãy xóa mốc đó ở đầu trang rồi sửa."],
    )


@pytest.mark.parametrize("post_held", ["inspection_officer", None])
def test_words_are_written_only_by_those_who_may(client: Client, office: Office, post_held: str | None) -> None:
    reader(client, post_held, office.province if post_held else None)
    assert get(client, WORDS).status_code == 404
    assert client.post(KEEP, {"text-lessons": "x"}, query_params=ASKED).status_code == 404


@pytest.mark.parametrize("seen_row", ["-1", "x", "9" * 30, "99999"])
def test_version_that_is_none_is_a_conflict_or_none(client: Client, office: Office, seen_row: str) -> None:
    other_saves(office, "Nền nếp.")
    response = post(client, WORDS, save="lessons", **{"text-lessons": "Mới\0.", "seen-lessons": seen_row})
    assert (response.status_code, typed(response)) == (409, "Mới .")


def test_block_that_is_none_is_not_found(client: Client, office: Office) -> None:
    assert post(client, f"{WORDS}nothing/keep/").status_code == 404
    assert get(client, f"{WORDS}nothing/").status_code == 404
    assert post(client, WORDS, save="nothing", **{"text-nothing": "x"}).status_code == 302


def test_page_sends_as_many_statements_for_one_block_as_for_all(client: Client, office: Office) -> None:
    get(client, WORDS)
    few = statements(client, WORDS)
    word_all(office)
    get(client, WORDS)
    assert statements(client, WORDS) == few + 1


def test_history_tells_every_version_and_what_it_changed(client: Client, office: Office) -> None:
    other_saves(office, "Giữ nền nếp sinh hoạt.")
    other_saves(office, "Giữ vững nền nếp.")
    response = get(client, f"{WORDS}lessons/")
    assert times("Lò Văn Chiến", response) == 2
    changed = re.findall(r'<p class="changes doc">(.*?)\s*</p>', response.content.decode(), re.DOTALL)
    assert changed == [
        "Giữ <ins>vững </ins>nền <del>nếp sinh hoạt.</del><ins>nếp.</ins>",
        "<ins>Giữ nền nếp sinh hoạt.</ins>",
    ]


def test_history_of_a_block_without_words_says_so(client: Client, office: Office) -> None:
    assert times("Đoạn này chưa được viết lần nào.", get(client, f"{WORDS}lessons/")) == 1


def test_history_may_be_read_by_those_who_may_not_write(client: Client, office: Office) -> None:
    reader(client, "inspection_officer", office.province)
    response = get(client, f"{WORDS}lessons/")
    assert (response.status_code, times("Sửa đoạn này", response)) == (200, 0)
