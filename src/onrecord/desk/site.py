"""A desk -> a folder of pages that any host can serve: the desk's own pages as somebody sees who is not signed in.

Pages are asked of the desk in this process, one after another, each link of one leading to the next; what only a desk
can do (reviews, feeds, the why of a fact) is left out. The day is that of the latest document: no clock is asked.
"""

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from fastapi import FastAPI, Request, Response

from onrecord.answers.datasets import Dataset
from onrecord.care import Viewer
from onrecord.desk.app import open_app
from onrecord.desk.desk import Desk
from onrecord.desk.entrance import Present
from onrecord.desk.site_pages import Page, find_file, rewrite_page
from onrecord.desk.site_search import SearchIndex
from onrecord.errors import ExportError
from onrecord.exports.html import load_asset
from onrecord.exports.manifest import Manifest, begin_manifest
from onrecord.exports.output import MARK, write_folder
from onrecord.ledger.catalog import Catalog
from onrecord.shown import ShownLedger
from onrecord.users.feed_keys import FeedKeys

__all__ = ["export_site"]

_HOST = "localhost"
_ASSETS = ("onrecord.css", "onrecord.js", "onrecord.svg", "search.js")


def export_site(
    ledger: ShownLedger, folder: Path, *, title: str, datasets: tuple[Dataset, ...] = (), replacing: bool = False
) -> Manifest:
    """Write the site; of how many documents. Raises ExportError."""
    manifest = begin_manifest("site", ledger)
    latest = Catalog(ledger.ledger.engine, ledger.ledger.name).find_span()[1]
    day = date.fromisoformat(latest) if latest else date(1970, 1, 1)
    app = open_app(Desk(ledger.ledger, today=lambda: day, datasets=datasets), _OpenDoor(ledger.viewer))
    with write_folder(folder, replacing=replacing) as part:
        index = SearchIndex()
        for shown in manifest.count(ledger):
            index.add(shown.record.document)
        with ThreadPoolExecutor(1) as beside:  # a loop of its own, wherever this is called from
            beside.submit(lambda: asyncio.run(_write_pages(app, part, title))).result()
        for name, text in index.write():
            _write(part / name, text.encode())
        for name in _ASSETS:
            _write(part / name, load_asset(name).encode())
        _write(part / "robots.txt", b"User-agent: *\nDisallow: /\n")
        _write(part / MARK, manifest.encode())
    return manifest


async def _write_pages(app: FastAPI, folder: Path, title: str) -> None:
    """Every page that a link leads to, from the first one on."""
    waiting, known = deque(["/", "/search"]), {"index.html", "search.html"}
    while waiting:
        address = waiting.popleft()
        kind, body = await _ask(app, address)
        if kind == "text/html":
            body, links = rewrite_page(Page(address, body.decode()), title)
            for link in links:
                if (file := find_file(link)) and file not in known:
                    known.add(file)
                    waiting.append(link)
        _write(folder / str(find_file(address)), body)


async def _ask(app: FastAPI, address: str) -> tuple[str, bytes]:
    """Media type and body of an address of the desk. Raises ExportError where the desk refuses it."""
    path, _, query = address.partition("?")
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", _HOST.encode())], "client": ("127.0.0.1", 0), "server": (_HOST, 80), "state": {},
    }  # fmt: skip
    heads: list[dict[str, Any]] = []
    pieces: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            heads.append(message)
        else:
            pieces.append(message.get("body", b""))

    await app(scope, receive, send)
    if heads[0]["status"] != 200:
        raise ExportError(f"The page {address} cannot be made: the desk answers {heads[0]['status']}.")
    kind = dict(heads[0]["headers"])[b"content-type"].decode().partition(";")[0]
    return kind, b"".join(pieces)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


class _OpenDoor:
    """The entrance of a desk that only this process asks: everyone there is the one viewer."""

    asks_for_password = False

    def __init__(self, viewer: Viewer) -> None:
        self._present = Present(name="site", role="viewer", forms="", viewer=viewer)

    def trade(self, _: Request) -> Response | None:
        """Nobody brings anything."""
        return None

    def find(self, _: Request) -> Present | None:
        """The one viewer."""
        return self._present

    def find_reader(self, key: str) -> Present | None:
        """Nobody brings a key."""

    def find_keys(self, present: Present) -> tuple[FeedKeys, str] | None:
        """There is none to be had."""

    def note_view(self, present: Present, page: str) -> None:
        """Nobody looks: pages are written."""
