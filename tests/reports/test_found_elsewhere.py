"""Issued reports in the search, on the profile of their organisation, and in the trail."""

from __future__ import annotations

from django.test import Client

from dangvu.audit.models import Line
from dangvu.kernel.contracts import Verbs, registered
from tests.factories.reports import Office, issue, make_draft, make_template
from tests.factories.web import reader
from tests.reports.pages import get, issue_review, times


def test_report_is_found_by_its_number_without_diacritics(client: Client, office: Office) -> None:
    issued = issue(make_draft(make_template(), office.committee))
    page = get(client, "/search/", q="01-bc/du")
    assert times("01-BC/ĐU Đảng bộ Sở Xây dựng, ngày 14/10/2021", page) == 1
    assert page.content.decode().count(f"/reports/issued/{issued.pk}/") == 1


def test_report_out_of_reach_is_not_found(client: Client, office: Office) -> None:
    issue(make_draft(make_template(), office.committee))
    reader(client, "cell_secretary", office.cells[0])
    assert times("01-BC/ĐU", client.get("/search/?q=01-bc")) == 0


def test_words_that_fold_to_nothing_find_nothing(client: Client, office: Office) -> None:
    issue(make_draft(make_template(), office.committee))
    assert times("01-BC/ĐU", get(client, "/search/", q="\u0301")) == 0


def test_profile_of_an_organisation_shows_what_it_issued(client: Client, office: Office) -> None:
    profile = f"/organizations/{office.committee}/"
    assert times("Báo cáo đã ban hành", get(client, profile)) == 0
    issue(make_draft(make_template(), office.committee))
    assert times("01-BC/ĐU ngày 14/10/2021, số liệu đến 14/10/2021", get(client, profile)) == 1
    assert times("01-BC/ĐU", get(client, profile, on="13/10/2021")) == 0


def test_profile_hides_what_the_reader_may_not_see(client: Client, office: Office) -> None:
    issue(make_draft(make_template(), office.committee))
    reader(client, "administrator", office.province)
    assert times("01-BC/ĐU", client.get(f"/organizations/{office.committee}/")) == 0


def test_every_act_on_reports_has_words_in_the_trail(office: Office) -> None:
    issue_review(office)
    words = {verb for offer in registered(Verbs) for verb in offer.words}
    verbs = set(Line.objects.filter(verb__startswith="reports.").values_list("verb", flat=True))
    assert verbs == {"reports.write_narrative", "reports.issue_report"}
    assert verbs <= words
