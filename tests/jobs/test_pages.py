"""The pages of long work: one's own, and in administrator mode those of all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dangvu.access.actions import enter_administration
from dangvu.access.models import Account
from dangvu.jobs.models import Job, State
from dangvu.jobs.progress import Progress, asked_to_stop, held
from dangvu.kernel.policy import Actor
from tests.factories.jobs import make_job, worked_off, write_file
from tests.factories.web import reader, statements, words_in

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.django_db

INDEX = "/jobs/"


@pytest.fixture
def officer(client: Client) -> Account:
    """Who is signed in."""
    return reader(client)


def _of(account: Account | None) -> Actor:
    return Actor("Hoàng Thị Duyên", timezone.now(), account=account.pk if account else None)


def _page(job: Job) -> str:
    return reverse("jobs:job", args=[job.pk])


def _text(response: Response) -> str:
    """The words of a page, without its marks."""
    return words_in(response.content.decode())


def _times(words: str, response: Response) -> int:
    return _text(response).count(words)


def _running(job: Job) -> Job:
    """The job as it is while a worker is at it."""
    job.files.mkdir(parents=True)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING)
    return Job.objects.get(pk=job.pk)


def test_list_shows_the_jobs_of_the_reader_only(client: Client, officer: Account) -> None:
    make_job(actor=_of(officer), title="Sổ của tôi")
    make_job(actor=Actor("Lê Văn Khang", timezone.now(), account=uuid4()), title="Sổ của người khác")
    response = client.get(INDEX)
    assert (_times("Sổ của tôi", response), _times("Sổ của người khác", response)) == (1, 0)


def test_list_without_jobs_says_where_they_come_from(client: Client, officer: Account) -> None:
    assert _times("Chưa có công việc nào.", client.get(INDEX)) == 1


def test_list_shows_the_latest_jobs_first_and_comes_in_pages(client: Client, officer: Account) -> None:
    for number in range(31):
        make_job(actor=_of(officer), title=f"Sổ thứ {number}.")
    shown = [re.findall(r"Sổ thứ (\d+)\.", _text(client.get(INDEX, {"page": page}))) for page in ("1", "2", "x")]
    assert shown == [[str(number) for number in range(30, 0, -1)], ["0"], shown[0]]


def test_list_takes_as_many_statements_for_many_jobs_as_for_one(client: Client, officer: Account) -> None:
    counts = []
    for wanted in (1, 29):
        for _number in range(wanted):
            make_job(actor=_of(officer))
        counts.append(statements(client, INDEX))
    assert counts[0] == counts[1]


def test_administrator_in_their_mode_sees_and_stops_the_jobs_of_others(client: Client) -> None:
    administrator = reader(client, "administrator")
    job = make_job(actor=Actor("Lê Văn Khang", timezone.now(), account=uuid4()), title="Sổ của người khác")
    assert client.get(_page(job)).status_code == 404
    enter_administration(actor=_of(administrator), reason="xem máy có bận không")
    assert _times("Sổ của người khác Lê Văn Khang", client.get(INDEX)) == 1
    client.post(_page(job))
    assert Job.objects.get(pk=job.pk).state == State.CANCELLED


def test_waiting_job_says_so_and_is_asked_after_until_it_ends(client: Client, officer: Account) -> None:
    response = client.get(_page(make_job(actor=_of(officer))))
    assert _times("Công việc bắt đầu khi những việc trước đã xong.", response) == 1
    assert response.content.decode().count('hx-trigger="every 1s"') == 1
    assert response.content.decode().count('<noscript><meta http-equiv="refresh" content="5"></noscript>') == 1


def test_running_job_shows_how_far_it_is(client: Client, officer: Account) -> None:
    job = _running(make_job(actor=_of(officer)))
    Progress(job)(1204, 3412, "đang viết Đảng bộ Sở Xây dựng")
    with held(job):
        response = client.get(_page(job))
    assert _times("1.204/3.412 Đang viết Đảng bộ Sở Xây dựng Đóng trang này", response) == 1
    assert response.content.decode().count('value="1204" max="3412"') == 1


def test_running_job_that_does_not_know_how_far_it_is_shows_no_share(client: Client, officer: Account) -> None:
    job = _running(make_job(actor=_of(officer)))
    with held(job):
        response = client.get(_page(job))
    assert (_times("0/0", response), response.content.decode().count('<progress aria-label="Xuất sổ">')) == (0, 1)


def test_job_whose_worker_died_says_that_it_will_run_again(client: Client, officer: Account) -> None:
    response = client.get(_page(_running(make_job(actor=_of(officer)))))
    assert _times("Máy đã dừng giữa chừng; công việc sẽ chạy lại từ đầu.", response) == 1


def test_htmx_is_given_only_what_changes(client: Client, officer: Account) -> None:
    response = client.get(_page(make_job(actor=_of(officer))), headers={"HX-Request": "true"})
    assert [template.name for template in response.templates] == ["jobs/progress.html"]
    assert response.has_header("HX-Refresh") is False


def test_htmx_is_told_to_show_the_whole_page_when_the_job_has_ended(client: Client, officer: Account) -> None:
    job = worked_off(make_job(actor=_of(officer)))
    assert client.get(_page(job), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_stopping_a_job_leads_back_to_it_and_says_so(client: Client, officer: Account) -> None:
    job = make_job(actor=_of(officer))
    response = client.post(_page(job) + "?on=2021-10-14", follow=True)
    assert response.redirect_chain == [(_page(job) + "?on=2021-10-14", 302)]
    assert _times("Đã yêu cầu dừng “Xuất sổ”.", response) == 1
    assert _times("đã hủy", response) == 1


def test_running_job_that_was_asked_to_stop_says_that_it_will(client: Client, officer: Account) -> None:
    job = _running(make_job(actor=_of(officer)))
    with held(job):
        response = client.post(_page(job), follow=True)
    assert asked_to_stop(job)
    assert _times("Đã yêu cầu dừng; công việc dừng ở bước kế tiếp.", response) == 1
    assert _times("Dừng công việc", response) == 0


def test_finished_job_gives_its_file_to_whoever_asked_for_it(client: Client, officer: Account) -> None:
    job = worked_off(make_job(write_file, actor=_of(officer), text="75 tổ chức"))
    page = client.get(_page(job))
    link = reverse("jobs:result", args=[job.pk])
    assert page.content.decode().count(f'href="{link}"') == 1
    response = client.get(link)
    assert b"".join(response).decode() == "75 tổ chức"
    assert response["Content-Disposition"] == 'attachment; filename="so.txt"'


def test_file_is_given_to_nobody_else(client: Client) -> None:
    administrator = reader(client, "administrator")
    enter_administration(actor=_of(administrator), reason="xem máy có bận không")
    job = worked_off(make_job(write_file, actor=Actor("Lê Văn Khang", timezone.now(), account=uuid4())))
    assert client.get(_page(job)).content.decode().count("/result/") == 0
    assert client.get(reverse("jobs:result", args=[job.pk])).status_code == 404


def test_job_without_a_file_offers_none(client: Client, officer: Account) -> None:
    job = worked_off(make_job(actor=_of(officer)))
    assert client.get(_page(job)).content.decode().count("/result/") == 0
    assert client.get(reverse("jobs:result", args=[job.pk])).status_code == 404


def test_failed_job_says_why(client: Client, officer: Account) -> None:
    job = make_job(actor=_of(officer))
    Job.objects.update(state=State.FAILED, said="không đọc được tệp.")
    response = client.get(_page(job))
    assert response.content.decode().count('<p class="alert" role="alert">Không đọc được tệp.</p>') == 1


def test_job_that_nobody_signed_in_began_is_open_to_whoever_knows_its_address(client: Client) -> None:
    job = make_job(actor=_of(None), title="Dựng đảng bộ mẫu")
    assert _times("Dựng đảng bộ mẫu", client.get(_page(job))) == 2
    assert client.get(_page(make_job(actor=Actor("ai", timezone.now(), account=uuid4())))).status_code == 404


def test_list_asks_for_signing_in(client: Client) -> None:
    assert client.get(INDEX).status_code == 302


def test_unknown_job_is_not_found(client: Client, officer: Account) -> None:
    assert client.get(reverse("jobs:job", args=[UUID(int=1)])).status_code == 404
