"""What a site asks of robots is obeyed, also where its rules cannot be had."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.robots import locate_robots, read_robots, read_robots_error
from onrecord.errors import FetchError

SITE = "https://office.example"


@pytest.mark.parametrize(
    ("rules", "open_places", "closed_places"),
    [
        ("", ["/", "/news"], []),
        ("<html>There is no such page.</html>", ["/news"], []),
        ("User-agent: *\nDisallow: /news\n", ["/", "/other"], ["/news", "/news/1?x"]),
        ("User-agent: *\nDisallow: /\nUser-agent: onrecord\nAllow: /\n", ["/news"], []),
        ("User-agent: OnRecord\nDisallow: /\n", [], ["/", "/news"]),
        ("User-agent: Record\nDisallow: /\n", ["/news"], []),
        ("User-agent: *\nDisallow: /news\nAllow: /news/today\n", ["/news/today"], ["/news/old"]),
        ("User-agent: *\nDisallow: /*.pdf$\n", ["/a.pdf?b"], ["/a.pdf"]),
        ("\ufeffUser-agent: *\r\nDisallow: /caf\u00e9\r\n", ["/"], ["/caf%C3%A9"]),
    ],
)
def test_which_places_may_be_visited(rules: str, open_places: list[str], closed_places: list[str]) -> None:
    """The group of our own name goes before that of all; the longer rule before the shorter."""
    robots = read_robots(rules.encode())
    assert [place for place in open_places + closed_places if robots.allows(SITE + place)] == open_places


@pytest.mark.parametrize(
    ("rules", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 7.5\n", 7.5),
        ("User-agent: *\nRequest-rate: 1/30\n", 30),
        ("User-agent: other\nCrawl-delay: 7\n", 0),
        ("User-agent: *\nCrawl-delay: soon\n", 0),
        ("User-agent: *\nCrawl-delay: -7\n", 0),
        ("User-agent: *\nRequest-rate: 0/0\n", 0),
    ],
)
def test_how_long_to_leave_between_visits(rules: str, delay: float) -> None:
    """Crawl-delay, or a rate; nonsense asks for nothing."""
    assert read_robots(rules.encode()).delay == delay


@pytest.mark.parametrize(
    ("status", "is_open"),
    [(404, True), (401, True), (403, True), (410, True), (429, False), (500, False), (503, False), (None, False)],
)
def test_where_there_are_no_rules(status: int | None, is_open: bool) -> None:
    """A site that says it has none is open; one that is in trouble, or asks us to slow down, is closed for now."""
    robots = read_robots_error(FetchError("It answered.", status=status))
    assert robots.allows(f"{SITE}/news") == is_open
    assert (robots.closed is None) == is_open


def test_rules_past_half_a_megabyte_are_not_read() -> None:
    """And a rule is not read in half: "Disallow: /news" is never "Disallow: /"."""
    rules = "User-agent: *\n" + "#" * (512_000 - 14 - 12) + "\n" + "Disallow: /news\n"
    robots = read_robots(rules.encode())
    assert robots.allows(f"{SITE}/news")
    assert robots.allows(f"{SITE}/")


def test_where_the_rules_lie() -> None:
    """At the root of the same scheme, host and port."""
    assert locate_robots(f"{SITE}:81/news/1?x#y") == f"{SITE}:81/robots.txt"


@given(st.binary(max_size=300))
def test_any_bytes_will_do(data: bytes) -> None:
    """There is always an answer, and a delay that can be waited for."""
    robots = read_robots(b"User-agent: *\n" + data)
    assert robots.allows(f"{SITE}/news") in (True, False)
    assert robots.delay >= 0
