"""A desk that answers on a socket of this machine while a test runs, and what tests ask it by."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import httpx
import uvicorn
from fastapi import FastAPI

from onrecord.answers.datasets import Dataset
from onrecord.care import Viewer
from onrecord.desk.app import make_app
from onrecord.desk.binding import listen
from onrecord.desk.desk import Desk
from onrecord.ledger.ledger import Ledger

__all__ = ["DAY", "TOKEN", "enter", "serve", "serve_app", "wait_until"]

TOKEN = "a-token-for-tests"
DAY = date(2031, 7, 1)


@contextmanager
def serve(ledger: Ledger, *, datasets: tuple[Dataset, ...] = (), viewer: Viewer | None = None) -> Iterator[str]:
    """The address of a desk on this ledger, on the first of July 2031."""
    desk = Desk(ledger, today=lambda: DAY, datasets=datasets)
    with serve_app(make_app(desk, token=TOKEN, viewer=viewer or Viewer(signed_in=True))) as address:
        yield address


@contextmanager
def serve_app(app: FastAPI) -> Iterator[str]:
    """The address at which a desk answers."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))
    with listen(0) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(timeout=10)


@contextmanager
def enter(address: str) -> Iterator[httpx.Client]:
    """A browser that came in by the token."""
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        assert client.get("/", params={"token": TOKEN}).status_code == 200
        yield client


def wait_until(holds: Callable[[], bool]) -> None:
    """Look again and again; fails after half a minute."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
