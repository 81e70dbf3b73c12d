"""A source is polled when it is due; its new pages are in the ledger before the poll is done, whatever happens."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from tests.documents.site import answer_with
from tests.plain_reader import PlainReader
from tests.watch.newsroom import Office, make_page, open_office

from onrecord.documents.document import Given
from onrecord.documents.sources import open_document
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.visits import Poll, Visit
from onrecord.watch.polls import find_next_poll
from onrecord.watch.sources import Listing, Source

TWO = (("/news/1", "Tue, 06 May 2031 07:00:00 GMT"), ("/news/2", "Mon, 05 May 2031 07:00:00 GMT"))


@pytest.fixture
def office() -> Iterator[Office]:
    """An office with two pages of news."""
    with open_office() as office:
        office.announce(*TWO)
        office.publish("/news/1", make_page("Corvin Hale"), ETag='"1"')
        office.publish("/news/2", make_page("Mara Voss", date="2031-05-05"))
        yield office


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """A ledger in memory."""
    with open_ledger(":memory:") as ledger:
        yield ledger


def test_what_is_announced_is_read_into_the_ledger(office: Office, ledger: Ledger) -> None:
    """Once; every request is in the account, and the poll says what came of it."""
    visits, polls = office.watch(ledger)
    assert visits == [("/news/1", "new"), ("/news/2", "new")]
    assert [(poll.announced, poll.outcomes, poll.reason) for poll in polls] == [(2, {"new": 2}, None)]
    assert {record.document.url for record in ledger.records()} == {f"{office.site.url}/news/{n}" for n in (1, 2)}
    assert [attempt.status for attempt in ledger.visits.attempts(f"{office.site.url}/news/1")] == [200]
    assert office.watch(ledger) == ([], [])
    assert list(ledger.verify()) == []


def test_a_source_is_looked_at_again_when_it_is_due(office: Office, ledger: Ledger) -> None:
    """Only what is new is fetched."""
    office.watch(ledger)
    office.pass_time(hours=1)
    office.announce(("/news/3", None), *TWO)
    office.publish("/news/3", make_page("Lena Ruiz"))
    asked = len(office.site.asked)
    assert office.watch(ledger)[0] == [("/news/3", "new")]
    assert office.site.paths[asked:] == ["/robots.txt", "/rss", "/news/3"]


@pytest.mark.parametrize(
    ("page", "announced", "outcome", "documents"),
    [
        (make_page("Corvin Hale"), TWO[0][1], None, 2),
        (make_page("Corvin Hale"), "Wed, 07 May 2031 07:00:00 GMT", "redated", 2),
        (make_page("Corvin Hale", date="2031-05-07"), "Wed, 07 May 2031 07:00:00 GMT", "redated", 2),
        (make_page("Corvin Hale and his brother"), "Wed, 07 May 2031 07:00:00 GMT", "revised", 2),
    ],
)
def test_a_page_that_is_announced_anew(
    office: Office, ledger: Ledger, page: bytes, announced: str, outcome: str | None, documents: int
) -> None:
    """A fresh date on old words is told from a revision; either way it is the same document."""
    office.watch(ledger)
    office.pass_time(hours=1)
    office.announce(("/news/1", announced))
    office.publish("/news/1", page)
    assert office.watch(ledger)[0] == ([("/news/1", outcome)] if outcome else [])
    assert ledger.count()[0] == documents


def test_a_page_that_is_still_announced_is_looked_at_again_in_a_week(office: Office, ledger: Ledger) -> None:
    """With what its last answer said of itself: a page that did not change has no bytes."""
    office.watch(ledger)
    office.pass_time(days=7)
    office.answers["/news/1"] = answer_with(b"", "304 Not Modified")
    office.publish("/news/2", make_page("Mara Voss and another", date="2031-05-05"))
    assert office.watch(ledger)[0] == [("/news/1", "same"), ("/news/2", "revised")]
    path, headers = office.site.asked[-2]
    assert (path, headers["if-none-match"]) == ("/news/1", '"1"')
    office.pass_time(days=7)
    office.watch(ledger)
    assert office.site.asked[-2][1]["if-none-match"] == '"1"', "it is still known after an answer without it"


def test_a_page_that_a_sitemap_says_was_changed(office: Office, ledger: Ledger) -> None:
    """It is looked at again, once."""
    url = office.site.url

    def announce(changed: str) -> None:
        rows = f"<urlset><url><loc>{url}/news/1</loc><lastmod>{changed}</lastmod></url></urlset>"
        office.answers["/map.xml"] = answer_with(rows.encode())

    office.source = replace(office.source, feeds=(), sitemaps=(f"{url}/map.xml",))
    announce("2031-05-06T07:00:00Z")
    office.watch(ledger)
    office.publish("/news/1", make_page("Corvin Hale and his brother"))
    office.pass_time(hours=1)
    assert office.watch(ledger)[0] == []
    announce("2031-05-06T09:30:00Z")
    office.pass_time(hours=1)
    assert office.watch(ledger)[0] == [("/news/1", "revised")]
    office.pass_time(hours=1)
    assert office.watch(ledger)[0] == []


def test_a_page_that_is_refused_is_tried_again_and_again(office: Office, ledger: Ledger) -> None:
    """Ever more seldom, but it is never given up; then it is new."""
    del office.answers["/news/1"]
    assert office.watch(ledger)[0] == [("/news/1", "refused"), ("/news/2", "new")]
    tried = []
    for hour in range(1, 9):
        office.pass_time(hours=1)
        if office.watch(ledger)[0]:
            tried.append(hour)
    assert tried == [1, 3, 7]
    office.publish("/news/1", make_page("Corvin Hale"))
    office.pass_time(days=1)
    assert office.watch(ledger)[0] == [("/news/1", "new")]


def test_what_was_forgotten_is_not_visited(office: Office, ledger: Ledger) -> None:
    """And its address is written down no more."""
    office.watch(ledger)
    url = f"{office.site.url}/news/1"
    (name,) = {visit.document for visit in ledger.visits.visits(url)}
    assert name
    ledger.forget(name, why="asked to", time="2031-05-06T09:00:00+00:00")
    office.pass_time(hours=1)
    assert office.watch(ledger)[0] == []
    assert ledger.visits.visits(url) == ()


def test_a_page_that_leads_to_the_front_page_is_gone(office: Office, ledger: Ledger) -> None:
    """The front page is no revision of it."""
    office.answers["/news/1"] = answer_with(b"", "301 Moved Permanently", Location="/")
    office.publish("/", make_page("Nobody"))
    assert office.watch(ledger)[0] == [("/news/1", "refused"), ("/news/2", "new")]
    assert ledger.visits.visits(f"{office.site.url}/news/1")[0].reason == "not found"


def test_sitemaps_listings_and_single_pages(office: Office, ledger: Ledger) -> None:
    """Each address once, from wherever it is announced."""
    url = office.site.url
    office.publish("/list", b'<html><a href="/news/1#top">One</a> <a href="/about">About us</a></html>')
    maps = f"<sitemapindex><sitemap><loc>{url}/map2.xml</loc></sitemap></sitemapindex>"
    pages = f"<urlset><url><loc>{url}/news/2</loc></url></urlset>"
    office.answers |= {"/map.xml": answer_with(maps.encode()), "/map2.xml": answer_with(pages.encode())}
    office.publish("/count", make_page("Nobody"))
    office.source = replace(
        office.source,
        feeds=(),
        sitemaps=(f"{url}/map.xml",),
        listings=(Listing(page=f"{url}/list", links="/news/"),),
        pages=(f"{url}/count", f"{url}/news/1"),
    )
    assert sorted(office.watch(ledger)[0]) == [("/count", "new"), ("/news/1", "new"), ("/news/2", "new")]


@pytest.mark.parametrize(
    ("status", "reason"), [("404 Not Found", "not found"), ("403 Forbidden", "blocked"), ("500 Oh", "not fetched")]
)
def test_a_source_in_trouble_is_told_and_does_not_stop_the_others(
    office: Office, ledger: Ledger, status: str, reason: str
) -> None:
    """It is looked at again when it is due."""
    broken = replace(office.source, id="broken", feeds=(f"{office.site.url}/broken",))
    office.answers["/broken"] = answer_with(b"", status)
    _, polls = office.watch(ledger, sources=(broken, office.source))
    assert [(poll.source, poll.reason) for poll in polls] == [("broken", reason), ("office", None)]
    assert office.watch(ledger, sources=(broken, office.source))[1] == []


def test_a_source_that_asks_to_come_later_is_left_alone(office: Office, ledger: Ledger) -> None:
    """For as long as it asks, also where it would be due."""
    office.answers["/rss"] = answer_with(b"", "503 Service Unavailable", Retry_After="7200")
    (poll,) = office.watch(ledger)[1]
    assert poll.wait == "2031-05-06T10:00:00+00:00"
    office.pass_time(hours=1.5)
    assert office.watch(ledger)[1] == []
    office.pass_time(hours=1)
    office.announce(*TWO)
    assert len(office.watch(ledger)[0]) == 2


def test_a_source_with_many_pages_does_not_keep_the_others_waiting(office: Office, ledger: Ledger) -> None:
    """They take turns; none is left out."""
    office.announce(*((f"/many/{number}", None) for number in range(120)))
    for number in range(120):
        office.publish(f"/many/{number}", make_page(f"Man {number}"))
    office.publish("/count", make_page("Nobody"))
    other = Source(id="other", name="Other", kind="court", pages=(f"{office.site.url}/count",))
    visits, polls = office.watch(ledger, sources=(office.source, other))
    assert [path for path, _ in visits].index("/count") == 50
    assert [(poll.source, poll.outcomes) for poll in polls] == [("other", {"new": 1}), ("office", {"new": 120})]


def test_stopped_between_two_pages_it_goes_on_with_the_second(office: Office, ledger: Ledger) -> None:
    """There is no end of the poll before its pages are there."""
    (first,) = islice(office.events(ledger), 1)
    assert isinstance(first, Visit)
    assert ledger.visits.polls("office") == ()
    visits, polls = office.watch(ledger)
    assert visits == [("/news/2", "new")]
    assert len(polls) == 1
    assert ledger.count() == (2, 2)


def test_asked_to_stop_it_ends(office: Office, ledger: Ledger) -> None:
    """After the page that it is at."""
    events = office.events(ledger)
    next(events)
    office.stop.set()
    assert list(events) == []
    assert ledger.count() == (1, 1)


def test_killed_between_a_page_and_its_account_it_is_not_doubled(office: Office, tmp_path: Path) -> None:
    """The page is in the ledger and its visit is not: it is looked at again, and is new once."""
    with open_ledger(tmp_path / "a.db") as ledger:
        office.watch(ledger)
        with ledger._engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM visits")
            connection.exec_driver_sql("DROP TRIGGER polls_refuse_delete")
            connection.exec_driver_sql("DELETE FROM polls")
        digest = ledger.digest()
        assert office.watch(ledger)[0] == [("/news/1", "new"), ("/news/2", "new")]
        assert (ledger.digest(), ledger.count()) == (digest, (2, 2))


@pytest.mark.parametrize(("name", "outcome"), [("Corvin Hale and his brother", "revised"), ("Corvin Hale", "same")])
def test_killed_before_its_account_a_revision_is_told_by_the_next_run(
    office: Office, ledger: Ledger, name: str, outcome: str
) -> None:
    """Its words are in the ledger already; that they changed is not lost."""
    office.watch(ledger)
    office.pass_time(days=8)
    office.publish("/news/1", make_page(name))
    (known,) = (record.document for record in ledger.records() if "Corvin Hale" in record.document.text)
    page = open_document(make_page(name), Given(url=known.url), page=True)
    killed = replace(known, text=page.text, retrieved=(office.now - timedelta(hours=1)).isoformat())
    ledger.add(PlainReader().read(killed))
    assert (("/news/1", outcome)) in office.watch(ledger)[0]


def test_a_page_that_the_reader_fails_on_is_refused(office: Office, ledger: Ledger) -> None:
    """With its reason, in the account."""
    office.publish("/news/1", make_page("FAIL"))
    assert office.watch(ledger)[0] == [("/news/1", "refused"), ("/news/2", "new")]
    assert "reader failed" in (ledger.visits.visits(f"{office.site.url}/news/1")[0].message or "")


def test_when_a_source_is_next() -> None:
    """A poll's beginning and its time after it; later where it asked for that."""
    source = Source(id="a", name="A", kind="court", pages=("https://a.example/",), poll=timedelta(hours=2))
    poll = Poll(
        source="a", begun="2031-05-06T08:00:00+00:00", ended="2031-05-06T08:05:00+00:00", announced=1, outcomes={}
    )
    assert find_next_poll(source, None) is None
    assert find_next_poll(source, poll) == datetime(2031, 5, 6, 10, tzinfo=UTC)
    later = replace(poll, wait="2031-05-07T08:00:00+00:00")
    assert find_next_poll(source, later) == datetime(2031, 5, 7, 8, tzinfo=UTC)
