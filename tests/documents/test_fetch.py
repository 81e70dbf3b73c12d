"""Only the public internet, judged after names are resolved and on each redirect; limits of time, size and number."""

import time
from collections.abc import Iterator
from itertools import count

import pytest
from tests.documents.site import Answer, Site, allow_local, answer_with, resolve_local, serve_site

from onrecord.documents.fetch import fetch_page
from onrecord.documents.fetched import Fetched, Known, Limits
from onrecord.errors import FetchError

PAGE = b"<p>Two men were arrested.</p>"


def redirect(place: str, status: str = "302 Found") -> Answer:
    """An answer that sends its visitor on."""
    return answer_with(b"", status, Location=place)


def tell_host(headers: dict[str, str]) -> list[bytes | float]:
    """An answer that tells back the name it was asked by."""
    return list(answer_with(headers["host"].encode(), Content_Type="text/html; charset=ISO-8859-1")(headers))


def drip(head: bytes, piece: bytes) -> Answer:
    """An answer that goes on a little at a time without end."""

    def answer(_: dict[str, str]) -> Iterator[bytes | float]:
        yield head
        for _number in count():
            yield piece
            yield 0.05

    return answer


ANSWERS: dict[str, Answer] = {
    "/page": answer_with(PAGE, Content_Type="text/html"),
    "/host": tell_host,
    "/moved": redirect("/page"),
    "/for-good": redirect("page#top", "301 Moved Permanently"),
    "/half-good": redirect("/moved", "308 Permanent Redirect"),
    "/caf%C3%A9": answer_with(PAGE),
    "/accent": redirect("/caf\u00e9"),
    "/loop": redirect("/loop"),
    "/round": redirect("/about"),
    "/about": redirect("/round"),
    **{f"/far{number}": redirect(f"/far{number + 1}") for number in range(9)},
    "/metadata": redirect("http://metadata.example/latest"),
    "/private": redirect("http://192.168.1.1/"),
    "/loopback": redirect("http://[::1]/"),
    "/nowhere": redirect("http://nowhere.example/"),
    "/file": redirect("file:///etc/hosts"),
    "/astray": answer_with(b"", "302 Found"),
    "/bracket": redirect("http://[::1"),
    "/wall": answer_with(b"No.", "403 Forbidden"),
    "/gone": answer_with(b"", "410 Gone"),
    "/broken": answer_with(b"", "500 Internal Server Error"),
    "/part": answer_with(PAGE, "206 Partial Content"),
    "/unasked": answer_with(b"", "304 Not Modified"),
    "/large": answer_with(b"x" * 5000),
    "/later": answer_with(b"", "503 Service Unavailable", Retry_After="120"),
    "/no-time": answer_with(b"", "429 Too Many Requests", Retry_After="\u00b2"),
    "/no-date": answer_with(b"", "503 Service Unavailable", Retry_After="Mon, 01 Jan 99999999999 00:00:00 GMT"),
    "/past": answer_with(b"", "503 Service Unavailable", Retry_After="Mon, 01 Jan 2001 00:00:00 GMT"),
    "/cut": answer_with(PAGE, Content_Length="500"),
    "/cut-chunk": lambda _: [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nTwo men"],
    "/long": answer_with(PAGE, Content_Length="10"),
    "/bad-length": answer_with(PAGE, Content_Length="-1"),
    "/old": lambda _: [b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=\xff\r\n\r\n", PAGE],
    "/noise": lambda _: [b"\x00\xff\x00\xff\r\n\r\n"],
    "/silence": lambda _: [],
    "/endless-head": drip(b"HTTP/1.1 200 OK\r\n", b"X-More: more\r\n"),
    "/large-head": lambda _: [b"HTTP/1.1 200 OK\r\n", b"X-More: more\r\n" * 20_000],
    "/endless-body": drip(b"HTTP/1.1 200 OK\r\n\r\n", b"more "),
    "/hints": drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "/mute": lambda _: [3.0],
}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The small site."""
    with serve_site(ANSWERS) as site:
        yield site


def fetch(url: str, **settings: float) -> Fetched:
    """The page, with this machine for the public internet."""
    return fetch_page(url, limits=Limits(**settings), resolve=resolve_local, allow=allow_local)  # type: ignore[arg-type]


def test_a_page_is_fetched_with_its_own_name(site: Site) -> None:
    """The connection goes to the judged address, the request to the name."""
    page = fetch(f"{site.url}/host")
    assert page.data.decode() == f"office.example:{site.port}"
    assert (page.url, page.is_html, page.charset) == (f"{site.url}/host", True, "iso-8859-1")
    assert page.retrieved is not None
    assert page.retrieved.endswith("+00:00")
    assert "OnRecord" in site.asked[-1][1]["user-agent"]


@pytest.mark.parametrize(
    ("path", "found", "moved"),
    [
        ("/page", "/page", False),
        ("/moved", "/page", False),
        ("/for-good", "/page", True),
        ("/half-good", "/page", False),
        ("/accent", "/café", False),
    ],
)
def test_a_redirect_is_followed(site: Site, path: str, found: str, moved: bool) -> None:
    """The address is the one where the page was found; it has moved where every step was for good."""
    page = fetch(site.url + path)
    assert (page.url, page.data, page.moved) == (site.url + found, PAGE, moved)


@pytest.mark.parametrize(
    ("path", "reason", "words", "passing"),
    [
        ("/loop", "not fetched", "circle", False),
        ("/round", "not fetched", "circle", False),
        ("/far0", "not fetched", "more than 5 redirects", False),
        ("/metadata", "not fetched", r"169\.254\.169\.254", False),
        ("/private", "not fetched", "192.168.1.1|no known address", False),
        ("/loopback", "not fetched", "::1|no known address", False),
        ("/nowhere", "not fetched", "no known address", False),
        ("/file", "not fetched", "http", False),
        ("/astray", "not fetched", "where to go", False),
        ("/bracket", "not fetched", "was not fetched", False),
        ("/missing", "not found", "404", False),
        ("/gone", "not found", "410", False),
        ("/wall", "blocked", "403", False),
        ("/broken", "not fetched", "500", True),
        ("/part", "not fetched", "206, a part", False),
        ("/unasked", "not fetched", "304", False),
        ("/large", "too large", "1,000", False),
        ("/cut", "not fetched", "was not fetched", True),
        ("/cut-chunk", "not fetched", "was not fetched", True),
        ("/bad-length", "not fetched", "was not fetched", True),
        ("/noise", "not fetched", "was not fetched", True),
        ("/silence", "not fetched", "was not fetched", True),
        ("/large-head", "not fetched", "was not fetched", True),
        ("/endless-head", "not fetched", "seconds", True),
        ("/endless-body", "not fetched", "seconds", True),
        ("/hints", "not fetched", "seconds", True),
        ("/mute", "not fetched", "seconds", True),
    ],
)
def test_what_is_not_fetched_has_its_reason(site: Site, path: str, reason: str, words: str, passing: bool) -> None:
    """Walls, missing pages, loops, redirects into private networks, cut and endless answers are told apart.

    Each names its address, says whether asking again may help, and comes in time.
    """
    begun = time.monotonic()
    with pytest.raises(FetchError, match=words) as caught:
        fetch(site.url + path, size=1000, whole=0.6)
    assert (caught.value.reason, caught.value.passing) == (reason, passing)
    assert "http" in str(caught.value)
    assert time.monotonic() - begun < 2


def test_a_body_longer_than_its_length_ends_with_its_length(site: Site) -> None:
    """What comes after belongs to no page."""
    assert fetch(f"{site.url}/long").data == PAGE[:10]


def test_an_answer_of_http_1_0_ends_with_its_connection(site: Site) -> None:
    """A charset that is none does no harm."""
    page = fetch(f"{site.url}/old")
    assert (page.data, page.is_html) == (PAGE, True)


@pytest.mark.parametrize(("path", "wait"), [("/later", 120), ("/no-time", None), ("/no-date", None), ("/past", 0)])
def test_how_long_to_stay_away(site: Site, path: str, wait: float | None) -> None:
    """Retry-After is seconds or a date; nonsense is no time at all."""
    with pytest.raises(FetchError) as caught:
        fetch(site.url + path)
    assert caught.value.wait == wait


def test_a_page_that_did_not_change_has_no_bytes() -> None:
    """What the last answer said of itself is said back: ETag and Last-Modified."""

    def answer(headers: dict[str, str]) -> list[bytes | float]:
        said = {"ETag": '"caf\u00e9"', "Last-Modified": "Mon, 05 May 2031 08:00:00 GMT"}
        asked = (headers.get("if-none-match", "").encode("latin-1").decode(), headers.get("if-modified-since"))
        if asked == (said["ETag"], said["Last-Modified"]):
            return list(answer_with(b"", "304 Not Modified", ETag=said["ETag"])(headers))
        return list(answer_with(PAGE, **said)(headers))

    with serve_site({"/page": answer}) as site:
        first = fetch(f"{site.url}/page")
        again = fetch_page(f"{site.url}/page", known=first.known, resolve=resolve_local, allow=allow_local)
    assert (first.status, first.data) == (200, PAGE)
    assert first.known == Known(etag='"caf\u00e9"', modified="Mon, 05 May 2031 08:00:00 GMT")
    assert (again.status, again.data) == (304, b"")


def test_each_address_is_permitted_before_it_is_visited(site: Site) -> None:
    """That of a redirect too; one that is not permitted is not asked for."""
    permitted: list[str] = []

    def permit(url: str) -> None:
        permitted.append(url)
        if url.endswith("/page"):
            raise FetchError("It is not permitted.", reason="blocked")

    asked = len(site.asked)
    with pytest.raises(FetchError, match="not permitted"):
        fetch_page(f"{site.url}/moved", resolve=resolve_local, allow=allow_local, permit=permit)
    assert permitted == [f"{site.url}/moved", f"{site.url}/page"]
    assert site.paths[asked:] == ["/moved"]


def test_time_is_limited(site: Site) -> None:
    """The whole fetch has an end."""
    with pytest.raises(FetchError, match="seconds"):
        fetch(f"{site.url}/page", whole=-1)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://halden.example/", "http://", "http://user:word@halden.example/", "http://halden.example:99999/", "http://[::1",
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://nowhere.invalid/",
        "http://halden.example:0/", "http://" + "a" * 300 + ".example/", "http://halden\u2028.example/", "http://127.1/",
        "http://0x7f.1/", "http://0177.0.0.1/", "http://[::ffff:169.254.169.254]/latest", "http://169.254.169.254/",
    ],
)  # fmt: skip
def test_addresses_that_are_not_fetched(url: str) -> None:
    """Other schemes, passwords, loopback and metadata in every spelling, and names without an address."""
    with pytest.raises(FetchError):
        fetch_page(url)
