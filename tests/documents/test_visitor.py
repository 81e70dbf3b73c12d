"""A visitor obeys the rules of each site, comes one page at a time, tries again with pauses, and tells each attempt."""

import hashlib
from collections.abc import Callable
from functools import partial

import pytest
from tests.documents.site import Answer, allow_local, answer_with, resolve_local, serve_site

from onrecord.documents.attempts import Attempt
from onrecord.documents.fetch import fetch_page
from onrecord.documents.fetched import Known
from onrecord.documents.visitor import Visitor
from onrecord.errors import FetchError

PAGE = b"<p>Two men were arrested.</p>"
FETCH = partial(fetch_page, resolve=resolve_local, allow=allow_local)
BUSY = answer_with(b"", "503 Service Unavailable")


class Clock:
    """Time that passes only while somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pauses: list[float] = []

    def pause(self, seconds: float) -> None:
        """Wait."""
        self.pauses.append(round(seconds, 3))
        self.now += seconds


def rules(text: str) -> Answer:
    """A robots.txt."""
    return answer_with(text.encode())


def in_turn(*answers: Answer) -> Answer:
    """Each answer once, then the last for ever."""
    left = list(answers)
    return lambda headers: (left.pop(0) if len(left) > 1 else left[0])(headers)


def make_visitor(clock: Clock, note: Callable[[Attempt], None] = lambda _: None) -> Visitor:
    """A visitor to this machine, with a second between two pages."""
    return Visitor(note=note, fetch=FETCH, pause=clock.pause, clock=lambda: clock.now)


def test_the_rules_are_asked_for_once_and_pages_come_one_by_one() -> None:
    """A second lies between two pages of a host, none before the first; another host need not wait."""
    clock = Clock()
    with serve_site({"/a": answer_with(PAGE), "/b": answer_with(PAGE)}) as site:
        visitor = make_visitor(clock)
        visitor.visit(f"{site.url}/a")
        visitor.visit(f"{site.url}/b")
        other = site.url.replace("office", "other.office")
        visitor.visit(f"{other}/a")
    assert site.paths == ["/robots.txt", "/a", "/b", "/robots.txt", "/a"]
    assert clock.pauses == [1]


@pytest.mark.parametrize(
    ("asked", "delay", "pauses"),
    [("Crawl-delay: 20", 0.0, [20]), ("Crawl-delay: 3", 5.0, [5]), ("", 5.0, [5])],
)
def test_the_longer_delay_holds(asked: str, delay: float, pauses: list[float]) -> None:
    """That of the site, or that of whoever watches it."""
    clock = Clock()
    with serve_site({"/robots.txt": rules(f"User-agent: *\n{asked}\n"), "/a": answer_with(PAGE)}) as site:
        visitor = make_visitor(clock)
        visitor.visit(f"{site.url}/a", delay=delay)
        visitor.visit(f"{site.url}/a", delay=delay)
    assert clock.pauses == pauses


def test_a_delay_longer_than_a_run_can_wait_is_told() -> None:
    """The first page comes; for the second the error says how long to stay away."""
    clock = Clock()
    with serve_site({"/robots.txt": rules("User-agent: *\nCrawl-delay: 600\n"), "/a": answer_with(PAGE)}) as site:
        visitor = make_visitor(clock)
        assert visitor.visit(f"{site.url}/a").data == PAGE
        with pytest.raises(FetchError, match="600 seconds") as caught:
            visitor.visit(f"{site.url}/a")
        clock.now += caught.value.wait or 0
        assert visitor.visit(f"{site.url}/a").data == PAGE
    assert clock.pauses == []


def test_what_robots_txt_asks_not_to_visit_is_not_asked_for() -> None:
    """Neither directly nor by a redirect."""
    answers = {
        "/robots.txt": rules("User-agent: *\nDisallow: /private\n"),
        "/private/a": answer_with(PAGE),
        "/a": answer_with(b"", "302 Found", Location="/private/a"),
    }
    with serve_site(answers) as site:
        for path in ("/private/a", "/a"):
            with pytest.raises(FetchError, match=r"robots\.txt asks not to") as caught:
                make_visitor(Clock()).visit(site.url + path)
            assert caught.value.reason == "blocked"
    assert "/private/a" not in site.paths


def test_a_site_whose_rules_cannot_be_had_is_closed_for_a_quarter_of_an_hour() -> None:
    """500 is no leave; then the rules are asked for again."""
    clock = Clock()
    with serve_site({"/robots.txt": in_turn(BUSY, rules("")), "/a": answer_with(PAGE)}) as site:
        visitor = make_visitor(clock)
        for _ in range(2):
            with pytest.raises(FetchError, match="rules of its site could not be read"):
                visitor.visit(f"{site.url}/a")
        clock.now += 901
        assert visitor.visit(f"{site.url}/a").data == PAGE
    assert site.paths == ["/robots.txt", "/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("answers", "pauses", "tries"),
    [
        ([BUSY, answer_with(PAGE)], [2], 2),
        ([BUSY, BUSY, answer_with(PAGE)], [2, 10], 3),
        ([answer_with(b"", "429 Too Many Requests", Retry_After="30"), answer_with(PAGE)], [30], 2),
        ([answer_with(PAGE, Content_Length="99"), answer_with(PAGE)], [2], 2),
    ],
)
def test_what_may_pass_is_tried_again(answers: list[Answer], pauses: list[float], tries: int) -> None:
    """After the time that the answer asks for, else after ever longer pauses."""
    clock = Clock()
    with serve_site({"/a": in_turn(*answers)}) as site:
        assert make_visitor(clock).visit(f"{site.url}/a").data == PAGE
    assert clock.pauses == pauses
    assert site.paths.count("/a") == tries


@pytest.mark.parametrize(
    ("answer", "tries", "wait"),
    [
        (BUSY, 3, None),
        (answer_with(b"", "503 Service Unavailable", Retry_After="3600"), 1, 3600),
        (answer_with(b"", "404 Not Found"), 1, None),
        (answer_with(b"", "403 Forbidden"), 1, None),
    ],
)
def test_tries_have_an_end(answer: Answer, tries: int, wait: float | None) -> None:
    """Three at most; none where the answer asks to stay away for long, or where trying would not help."""
    with serve_site({"/a": answer}) as site, pytest.raises(FetchError) as caught:
        make_visitor(Clock()).visit(f"{site.url}/a")
    assert site.paths.count("/a") == tries
    assert caught.value.wait == wait


def test_every_attempt_is_told() -> None:
    """The rules, the failure, the page, and the page that did not change."""
    told: list[Attempt] = []

    def answer(headers: dict[str, str]) -> list[bytes | float]:
        unchanged = headers.get("if-none-match") == '"1"'
        return list((answer_with(b"", "304 Not Modified") if unchanged else answer_with(PAGE, ETag='"1"'))(headers))

    with serve_site({"/a": in_turn(BUSY, answer)}) as site:
        visitor = make_visitor(Clock(), told.append)
        page = visitor.visit(f"{site.url}/a")
        assert visitor.visit(f"{site.url}/a", page.known).status == 304
    rows = [(attempt.url.removeprefix(site.url), attempt.status, attempt.size, attempt.reason) for attempt in told]
    assert rows == [
        ("/robots.txt", 404, 0, "not found"),
        ("/a", 503, 0, "not fetched"),
        ("/a", 200, len(PAGE), None),
        ("/a", 304, 0, None),
    ]
    assert told[2].digest == hashlib.sha256(PAGE).hexdigest()
    assert page.known == Known(etag='"1"')
    assert all(attempt.time.endswith("+00:00") for attempt in told)


def test_a_site_without_address_is_closed() -> None:
    """Its rules cannot be had, and neither can its pages."""
    with pytest.raises(FetchError, match="no known address"):
        make_visitor(Clock()).visit("http://nobody.example/a")
