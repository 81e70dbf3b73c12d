"""Style, script and sign: what a browser may keep, and asks for again only whether it is still the same."""

import httpx
import pytest

ASSETS = [
    ("text/css; charset=utf-8", "/onrecord.css"),
    ("text/javascript; charset=utf-8", "/onrecord.js"),
    ("image/svg+xml", "/onrecord.svg"),
    ("text/css; charset=utf-8", "/review.css"),
    ("text/javascript; charset=utf-8", "/review.js"),
]


@pytest.mark.parametrize(("kind", "place"), ASSETS)
def test_a_browser_keeps_them(reporter: httpx.Client, kind: str, place: str) -> None:
    """For ten minutes, after which it is told in a few bytes that nothing has changed."""
    first = reporter.get(place)
    assert (first.status_code, first.headers["content-type"]) == (200, kind)
    assert first.headers["cache-control"] == "max-age=600"
    again = reporter.get(place, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert reporter.get(place, headers={"if-none-match": '"another"'}).status_code == 200


@pytest.mark.parametrize("place", ["/onrecord.html", "/review.svg", "/review.html"])
def test_there_are_no_others(reporter: httpx.Client, place: str) -> None:
    """Not even a page of that name."""
    assert reporter.get(place).status_code == 404


def test_pages_are_kept_nowhere(reporter: httpx.Client) -> None:
    """What stands on them may be for one person alone."""
    assert reporter.get("/").headers["cache-control"] == "no-store"
