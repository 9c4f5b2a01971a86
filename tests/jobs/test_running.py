"""How jobs are carried out and how they end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from dangvu.jobs.actions import cancel
from dangvu.jobs.models import Job, State
from dangvu.jobs.progress import Progress, Reached, ask_to_stop, held, reached
from dangvu.kernel import contracts
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from tests.factories.jobs import make_job, worked_off, write_file
from tests.factories.organizations import make_actor

pytestmark = pytest.mark.django_db


def test_job_runs_and_keeps_the_file_that_it_made() -> None:
    done = worked_off(make_job(write_file, text="75 tổ chức"))
    assert (done.state, done.said, done.attempts) == (State.FINISHED, "", 1)
    assert done.result_path is not None
    assert done.result_path.read_text(encoding="utf-8") == "75 tổ chức"


def test_job_without_a_file_has_no_result() -> None:
    done = worked_off(make_job())
    assert (done.state, done.result, done.result_path) == (State.FINISHED, "", None)


def test_job_knows_when_it_was_asked_for_began_and_ended() -> None:
    done = worked_off(make_job())
    assert done.started_at is not None and done.finished_at is not None
    assert done.created_at <= done.started_at <= done.finished_at


def test_jobs_run_in_the_order_in_which_they_were_asked_for() -> None:
    order: list[str] = []

    def note(progress: Progress, parameters: Mapping[str, Any], actor: Actor) -> None:
        order.append(parameters["name"])

    make_job(note, name="một")
    make_job(note, name="hai")
    worked_off(make_job(note, name="ba"))
    assert order == ["một", "hai", "ba"]


def test_job_acts_for_whoever_asked_for_it() -> None:
    actors: list[Actor] = []
    asked = Actor("Hoàng Thị Duyên", make_actor().at, operator=True, account=uuid4())
    worked_off(make_job(lambda *told: actors.append(told[2]), actor=asked))
    assert [(actor.name, actor.account, actor.operator) for actor in actors] == [(asked.name, asked.account, False)]


def test_refused_job_says_why_in_the_language_in_which_it_was_asked_for() -> None:
    def refuse(progress: Progress, parameters: Mapping[str, Any], actor: Actor) -> None:
        raise Refusal.of("tests.no", _("Nhật ký"))

    with translation.override("en"):
        job = make_job(refuse)
    done = worked_off(job)
    with translation.override("en"):
        assert (done.state, done.said) == (State.FAILED, _("Nhật ký"))


def test_broken_job_says_so_in_a_sentence_and_leaves_the_traceback_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def break_down(progress: Progress, parameters: Mapping[str, Any], actor: Actor) -> None:
        raise ZeroDivisionError("chia cho 0")

    done = worked_off(make_job(break_down))
    sentence = "công việc bị lỗi ngoài dự kiến; hãy thử lại, nếu vẫn lỗi thì báo người quản trị máy xem nhật ký."
    assert (done.state, done.said) == (State.FAILED, sentence)
    logged = [
        record.exc_info[0] for record in caplog.records if record.name == "dangvu.jobs.running" and record.exc_info
    ]
    assert logged == [ZeroDivisionError]


def test_job_that_returns_a_file_from_elsewhere_is_broken() -> None:
    assert worked_off(make_job(lambda *_told: Path("/etc/hosts"))).state == State.FAILED


def test_cancelled_job_ends_when_it_next_says_something_and_changes_nothing() -> None:
    def work(progress: Progress, parameters: Mapping[str, Any], actor: Actor) -> None:
        with transaction.atomic():
            Job.objects.update(title="đã đổi")
            ask_to_stop(job)
            progress(1, 2)

    job = make_job(work)
    done = worked_off(job)
    assert (done.state, done.title) == (State.CANCELLED, "Xuất sổ")
    assert done.said == "đã dừng theo yêu cầu; không có gì thay đổi."


def test_job_marked_before_it_begins_does_not_begin_its_work() -> None:
    ran: list[object] = []
    job = make_job(lambda *told: ran.append(told))
    ask_to_stop(job)
    assert (worked_off(job).state, ran) == (State.CANCELLED, [])


def test_finished_job_is_not_cancelled_afterwards() -> None:
    done = worked_off(make_job())
    cancel(done)
    assert worked_off(done).state == State.FINISHED


def test_job_whose_kind_is_gone_says_so() -> None:
    job = make_job()
    contracts._offers.pop()
    done = worked_off(job)
    assert done.state == State.FAILED
    assert done.said == f"không còn loại công việc “{job.kind}”; hãy yêu cầu lại từ trang cũ."


def test_job_that_somebody_is_at_is_left_alone() -> None:
    job = make_job()
    with held(job):
        assert worked_off(job).attempts == 0
    assert worked_off(job).state == State.FINISHED


def test_second_attempt_finds_neither_files_nor_progress_of_the_first() -> None:
    seen: list[object] = []

    def look(progress: Progress, parameters: Mapping[str, Any], actor: Actor) -> None:
        seen.extend([*progress.files.iterdir(), reached(job).done])

    job = make_job(look)
    job.files.mkdir(parents=True)
    (job.files / "dở dang.txt").touch()
    Progress(job)(7, 10)
    worked_off(job)
    assert seen == [Reached().done]
