"""What these tests share: a small server that plays back the answers of a language model."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Model:
    """A language model that says what a test tells it, one reply a question and the last for ever."""

    address: str = ""
    replies: list[Reply] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)  # the bodies of the questions
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def say(self, *replies: Reply) -> None:
        """What it will reply from now on."""
        self.replies[:] = replies


@pytest.fixture
def model() -> Iterator[Model]:
    """A model that answers on a socket of this machine."""
    told = Model()
    over = threading.Event()

    class Playback(BaseHTTPRequestHandler):
        """Reads a question, plays a reply."""

        waits = over

        def do_POST(self) -> None:
            told.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            told.headers.append(dict(self.headers))
            told.paths.append(self.path)
            reply = told.replies.pop(0) if len(told.replies) > 1 else told.replies[0]
            try:
                reply(self)
            except OSError:
                return  # whoever asked has gone

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Playback)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)  # seconds until it sees its end
    thread.start()
    told.address = f"http://127.0.0.1:{server.server_port}/v1"
    yield told
    over.set()
    server.shutdown()
    server.server_close()
    thread.join()


def raw(body: bytes, *, status: int = 200, length: int | None = None) -> Reply:
    """These bytes; a greater `length` announces more than will come."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def content(words: object, *, finish: str = "stop") -> Reply:
    """A chat completion whose message has this content."""
    choice = {"message": {"role": "assistant", "content": words}, "finish_reason": finish}
    return raw(json.dumps({"choices": [choice]}).encode())


def answer(**lists: Sequence[object]) -> Reply:
    """A chat completion whose content is JSON, as it was asked for."""
    return content(json.dumps(lists))


def redirect(handler: BaseHTTPRequestHandler) -> None:
    """Go and ask elsewhere."""
    handler.send_response(307)
    handler.send_header("Location", "http://198.51.100.7/v1/chat/completions")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def drip(handler: BaseHTTPRequestHandler) -> None:
    """One byte now and then, and never an end."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.waits.wait(0.05):  # type: ignore[attr-defined]
        handler.wfile.write(b" ")
        handler.wfile.flush()


def silence(handler: BaseHTTPRequestHandler) -> None:
    """Nothing at all."""
    handler.waits.wait(5)  # type: ignore[attr-defined]


def huge(handler: BaseHTTPRequestHandler) -> None:
    """Two million bytes."""
    raw(b'{"choices": [' + b" " * 2_000_000)(handler)
