"""An invented office on a local socket, whose feed, pages and moods a test changes while it is watched."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from typing import Any

from tests.documents.site import Answer, Site, allow_local, answer_with, resolve_local, serve_site
from tests.plain_reader import PlainReader

from onrecord.documents.fetch import fetch_page
from onrecord.documents.visitor import Visitor
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.visits import Poll, Visit
from onrecord.watch.polls import watch_sources
from onrecord.watch.sources import Source

__all__ = ["Office", "make_page", "open_office"]

WORDS = "Sheriff Ansel Brandt said on Monday that {} was arrested in Port Halden after a search of the harbour. "


def make_page(name: str, *, date: str = "2031-05-06") -> bytes:
    """A page of news with enough words to have a main text."""
    text = WORDS.format(name) * 4
    head = f'<title>{name} arrested</title><meta property="article:published_time" content="{date}">'
    return f"<html><head>{head}</head><body><article><h1>{name} arrested</h1><p>{text}</p></article></body>".encode()


class Office:
    """The office, its clock, and what is watched of it."""

    def __init__(self, site: Site, answers: dict[str, Answer]) -> None:
        self.site = site
        self.answers = answers
        self.now = datetime(2031, 5, 6, 8, tzinfo=UTC)
        self.source = Source(id="office", name="The Office", kind="official", feeds=(f"{site.url}/rss",))
        self.stop = Event()

    def announce(self, *items: tuple[str, str | None]) -> None:
        """Let the feed announce these paths, each with its day."""
        rows = "".join(
            f"<item><link>{self.site.url}{path}</link>{f'<pubDate>{day}</pubDate>' if day else ''}</item>"
            for path, day in items
        )
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{rows}</channel></rss>'
        self.answers["/rss"] = answer_with(feed.encode(), Content_Type="application/rss+xml")

    def publish(self, path: str, page: bytes, **headers: str) -> None:
        """Put a page there."""
        self.answers[path] = answer_with(page, Content_Type="text/html", **headers)

    def pass_time(self, **time: float) -> None:
        """Let hours or days pass."""
        self.now += timedelta(**time)

    def watch(self, ledger: Ledger, **settings: Any) -> tuple[list[tuple[str, str]], list[Poll]]:
        """Watch once: path and outcome of each visit, and the polls."""
        visits: list[tuple[str, str]] = []
        polls: list[Poll] = []
        for event in self.events(ledger, **settings):
            if isinstance(event, Visit):
                visits.append((event.url.removeprefix(self.site.url), event.outcome))
            else:
                polls.append(event)
        return visits, polls

    def events(self, ledger: Ledger, **settings: Any) -> Iterator[Visit | Poll]:
        """Watch once; no time is spent on being polite."""
        return watch_sources(
            settings.pop("sources", (self.source,)),
            ledger,
            stop=self.stop,
            once=True,
            make_visitor=self._make_visitor,
            make_reader=PlainReader,
            now=lambda: self.now,
            **settings,
        )

    def _make_visitor(self, *, note: Callable[..., None], pause: Callable[[float], None]) -> Visitor:
        fetch = partial(fetch_page, resolve=resolve_local, allow=allow_local)
        clock = iter(range(0, 10**9, 1000))
        return Visitor(note=note, pause=lambda _: pause(0), fetch=fetch, clock=lambda: float(next(clock)))


@contextmanager
def open_office() -> Iterator[Office]:
    """The office, open for as long as it is needed."""
    answers: dict[str, Answer] = {}
    with serve_site(answers) as site:
        yield Office(site, answers)
