"""Only the public internet, judged after names are resolved and on each redirect; limits of time, size and number."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.documents.addresses import is_public
from onrecord.documents.fetch import Limits, fetch_page
from onrecord.errors import FetchError


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "::ffff:127.0.0.1", "ff02::1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "::ffff:169.254.169.254",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    """Private, loopback, link-local, metadata, multicast, and IPv4 in every wrapping."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_not(address: str) -> None:
    """Everyone's internet."""
    assert is_public(address)


class Pages(BaseHTTPRequestHandler):
    """A small site: redirects, a loop, a large page, and a header told back."""

    def do_GET(self) -> None:
        place = {
            "/moved": "/page",
            "/loop": "/loop",
            "/inside": "http://metadata.example/",
            "/file": "file:///etc/hosts",
        }
        status = {"/missing": 404, "/wall": 403, "/broken": 500}.get(self.path, 200)
        self.send_response(302 if self.path in place else status)
        if self.path in place:
            self.send_header("Location", place[self.path])
        self.send_header("Content-Type", "text/html; charset=iso-8859-1")
        self.end_headers()
        self.wfile.write(
            b"x" * 5000 if self.path == "/large" else f"<p>{self.headers['Host']} {self.path}</p>".encode()
        )

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Where the small site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://halden.example:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def resolve(host: str, _: int) -> tuple[str, ...]:
    """A resolver of our own: one name is the small site, one points into a private network."""
    return {"halden.example": ("127.0.0.1",), "metadata.example": ("169.254.169.254",)}.get(host, ())


def allow(address: str) -> bool:
    """The small site is on the loopback address, which stands for the public internet here."""
    return address == "127.0.0.1" or is_public(address)


def test_a_page_is_fetched_with_its_own_name(site: str) -> None:
    """The connection goes to the judged address, the request to the name."""
    page = fetch_page(f"{site}/page", resolve=resolve, allow=allow)
    assert page.data == f"<p>{site.removeprefix('http://')} /page</p>".encode()
    assert (page.url, page.is_html, page.charset) == (f"{site}/page", True, "iso-8859-1")
    assert page.retrieved is not None
    assert page.retrieved.endswith("+00:00")


def test_a_redirect_is_followed(site: str) -> None:
    """The address is the one where the page was found."""
    assert fetch_page(f"{site}/moved", resolve=resolve, allow=allow).url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "reason", "words"),
    [
        ("/loop", "not fetched", "redirects"),
        ("/inside", "not fetched", "169.254.169.254"),
        ("/file", "not fetched", "http"),
        ("/missing", "not found", "404"),
        ("/wall", "blocked", "403"),
        ("/broken", "not fetched", "500"),
        ("/large", "too large", "1,000"),
    ],
)
def test_what_is_not_fetched_has_its_reason(site: str, path: str, reason: str, words: str) -> None:
    """Walls, missing pages, loops, and redirects into private networks are told apart."""
    with pytest.raises(FetchError, match=words) as caught:
        fetch_page(f"{site}{path}", limits=Limits(size=1000), resolve=resolve, allow=allow)
    assert caught.value.reason == reason


def test_time_is_limited(site: str) -> None:
    """The whole fetch has an end."""
    with pytest.raises(FetchError, match="seconds"):
        fetch_page(f"{site}/page", limits=Limits(whole=-1), resolve=resolve, allow=allow)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://halden.example/", "http://", "http://user:word@halden.example/", "http://halden.example:99999/", "http://[::1",
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://nowhere.invalid/",
        "http://halden.example:0/", "http://" + "a" * 300 + ".example/", "http://halden\u2028.example/",
    ],
)  # fmt: skip
def test_addresses_that_are_not_fetched(url: str) -> None:
    """Other schemes, passwords, loopback in every spelling, and names without an address."""
    with pytest.raises(FetchError):
        fetch_page(url)


def test_one_private_address_among_others_refuses_the_host() -> None:
    """A name that answers with both may be trying to slip one through."""
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        fetch_page("http://halden.example/", resolve=lambda *_: ("8.8.8.8", "10.0.0.1"))
