"""The address that was judged is the one connected to; TLS holds through the guard."""

import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import httpcore
import pytest
from tests.documents.site import Site, allow_local, answer_with, resolve_local, serve_site

from onrecord.documents.connections import GuardedNetwork
from onrecord.documents.fetch import fetch_page
from onrecord.documents.fetched import Limits
from onrecord.errors import FetchError


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A site with one page and a redirect to itself by name."""
    with serve_site({"/": answer_with(b"Two men."), "/again": answer_with(b"", "302 Found", Location="/")}) as site:
        yield site


def test_a_name_is_resolved_once_a_connection_and_cannot_change_its_mind(site: Site) -> None:
    """A rebinding name answers with another address the second time: nobody asks it a second time."""
    answers = iter([("127.0.0.1",), ("169.254.169.254",)])
    page = fetch_page(f"{site.url}/", resolve=lambda *_: next(answers), allow=allow_local)
    assert page.data == b"Two men."
    assert next(answers) == ("169.254.169.254",)


def test_a_name_that_changes_its_mind_before_a_redirect_is_judged_again(site: Site) -> None:
    """Each connection is to an address that was judged for it."""
    answers = iter([("127.0.0.1",), ("169.254.169.254",)])
    with pytest.raises(FetchError, match=r"169\.254\.169\.254"):
        fetch_page(f"{site.url}/again", resolve=lambda *_: next(answers), allow=allow_local)


def test_one_private_address_among_others_refuses_the_host() -> None:
    """A name that answers with both may be trying to slip one through."""
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        fetch_page("http://office.example/", resolve=lambda *_: ("8.8.8.8", "10.0.0.1"))


def test_the_next_address_is_tried_where_one_does_not_answer(site: Site) -> None:
    """127.0.0.9 listens to nobody."""
    page = fetch_page(
        f"{site.url}/", resolve=lambda *_: ("127.0.0.9", "127.0.0.1"), allow=lambda ip: ip.startswith("127.")
    )
    assert page.data == b"Two men."


def test_where_nobody_answers_asking_again_may_help() -> None:
    """A server that is down may come up; a name without an address has nobody to ask."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        fetch_page(f"http://office.example:{port}/", resolve=resolve_local, allow=allow_local)
    assert caught.value.passing
    with pytest.raises(FetchError, match="no known address") as caught:
        fetch_page("http://nobody.example/", resolve=resolve_local, allow=allow_local)
    assert not caught.value.passing


def test_a_resolver_in_trouble_is_told(site: Site) -> None:
    """A name server that is away for now is told from a name that is none."""

    def resolve(*_: object) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    with pytest.raises(FetchError, match="no known address") as caught:
        fetch_page(f"{site.url}/", resolve=resolve)
    assert caught.value.passing


def test_a_resolver_that_does_not_answer_is_not_waited_for() -> None:
    """Longer than the fetch may take."""

    def resolve(*_: object) -> tuple[str, ...]:
        time.sleep(2)
        return ()

    begun = time.monotonic()
    with pytest.raises(FetchError, match="took more than") as caught:
        fetch_page("http://office.example/", limits=Limits(whole=0.2), resolve=resolve)
    assert caught.value.passing
    assert time.monotonic() - begun < 1.5


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for office.example that nobody but itself vouches for, and its key."""
    program = which("openssl")
    if program is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    place = tmp_path_factory.mktemp("tls") / "both.pem"
    subprocess.run(
        [
            *(program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=office.example"),
            *("-addext", "subjectAltName=DNS:office.example", "-keyout", str(place), "-out", f"{place}.crt"),
        ],
        check=True,
        capture_output=True,
    )
    place.write_text(place.read_text() + Path(f"{place}.crt").read_text())
    return place


@pytest.fixture(scope="module")
def secure_site(certificate: Path) -> Iterator[Site]:
    """A site behind TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serve_site({"/": answer_with(b"Two men.")}, tls=context) as site:
        yield site


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_site: Site) -> None:
    """And asking again would not help."""
    with pytest.raises(FetchError, match=r"(?i)certificate") as caught:
        fetch_page(f"{secure_site.url}/", resolve=resolve_local, allow=allow_local)
    assert not caught.value.passing


def test_plain_words_where_tls_is_spoken_are_refused(site: Site) -> None:
    """A server of the wrong kind is an error in one sentence."""
    with pytest.raises(FetchError, match="was not fetched"):
        fetch_page(site.url.replace("http:", "https:"), resolve=resolve_local, allow=allow_local)


@pytest.mark.parametrize(("name", "good"), [("office.example", True), ("other.office.example", False)])
def test_tls_is_spoken_with_the_name_through_the_guard(
    secure_site: Site, certificate: Path, name: str, good: bool
) -> None:
    """The certificate is judged by the name, although the connection is to an address."""
    context = ssl.create_default_context(cafile=str(certificate))
    network = GuardedNetwork(resolve=resolve_local, allow=allow_local, deadline=time.monotonic() + 10)
    with httpcore.ConnectionPool(network_backend=network, ssl_context=context) as pool:
        address = secure_site.url.replace("office.example", name)
        if good:
            assert pool.request("GET", address).content == b"Two men."
        else:
            with pytest.raises(httpcore.ConnectError, match="certificate"):
                pool.request("GET", address)
