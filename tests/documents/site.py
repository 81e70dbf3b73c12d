"""A site of our own on a real socket: it answers each path with the very bytes, at the very pace, that a test says."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from onrecord.documents.addresses import is_public

__all__ = ["Answer", "Site", "allow_local", "answer_with", "resolve_local", "serve_site"]

Answer = Callable[[dict[str, str]], Iterable[bytes | float]]
"""Headers of the request, in lower case -> pieces of the answer; a number is so many seconds of silence."""


@dataclass
class Site:
    """Where it is served under an invented name, and the paths that were asked for, with their headers."""

    url: str
    port: int
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in their order."""
        return [path for path, _ in self.asked]


def resolve_local(host: str, _: int) -> tuple[str, ...]:
    """A resolver of our own: names in office.example are this machine, one name points at a cloud's metadata."""
    if host == "metadata.example":
        return ("169.254.169.254",)
    return ("127.0.0.1",) if host.endswith("office.example") else ()


def allow_local(address: str) -> bool:
    """The loopback address stands for the public internet here."""
    return address == "127.0.0.1" or is_public(address)


def answer_with(body: bytes = b"", status: str = "200 OK", **headers: str) -> Answer:
    """The answer with this body, status and headers (an underscore in a name stands for a hyphen)."""
    said = {"Content-Length": str(len(body)), "Connection": "close"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return lambda _: [f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body]


@contextmanager
def serve_site(answers: dict[str, Answer], *, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site with these answers to paths, 404 to any other; `answers` may be changed while it is served."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        site = Site(url=f"http{'s' if tls else ''}://office.example:{port}", port=port)
        stop = threading.Event()
        listener.settimeout(0.05)
        thread = threading.Thread(target=_listen, args=(listener, stop, answers, site, tls))
        thread.start()
        try:
            yield site
        finally:
            stop.set()
            thread.join()


def _listen(
    listener: socket.socket, stop: threading.Event, answers: dict[str, Answer], site: Site, tls: ssl.SSLContext | None
) -> None:
    threads: list[threading.Thread] = []
    while not stop.is_set():
        with suppress(TimeoutError):
            connection, _ = listener.accept()
            threads.append(threading.Thread(target=_converse, args=(connection, stop, answers, site, tls)))
            threads[-1].start()
    for thread in threads:
        thread.join()


def _converse(
    connection: socket.socket,
    stop: threading.Event,
    answers: dict[str, Answer],
    site: Site,
    tls: ssl.SSLContext | None,
) -> None:
    connection.settimeout(5)
    with (
        suppress(OSError),  # a visitor may hang up whenever it likes
        connection,
        tls.wrap_socket(connection, server_side=True) if tls else connection as stream,
    ):
        head = b""
        while b"\r\n\r\n" not in head and (piece := stream.recv(65_536)):
            head += piece
        if b"\r\n\r\n" not in head:
            return  # the visitor hung up, or was killed, before it had asked
        line, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        path = line.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in lines)}
        site.asked.append((path, headers))
        answer = answers.get(path, answer_with(b"There is no such page.", "404 Not Found"))
        for part in answer(headers):
            if isinstance(part, float):
                stop.wait(part)
            else:
                stream.sendall(part)
        with suppress(OSError):
            stream.shutdown(socket.SHUT_WR)
        deadline = time.monotonic() + 2  # closing with bytes unread would reset the connection
        while time.monotonic() < deadline and stream.recv(65_536):
            pass
