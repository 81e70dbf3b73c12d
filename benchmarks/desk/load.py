"""How long do pages take? python -m benchmarks.desk.load [--documents 10000] [--users 200] [--processes 2].

A ledger of invented documents is made and linked, or taken from `--keep FOLDER` where one lies there already (one that
is made there stays). `onrecord desk` opens it in a process of its own, users sign in, and each does for so long what
visitors.py tells; requests go by HTTP over loopback from this process. Told are the times from the first byte of a
request to the last of its answer, what went wrong, and the seconds of a processor that the desk took.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from benchmarks.desk.serving import Desk, Visitor, add_users, open_desk, sign_in
from benchmarks.desk.visitors import READING, REVIEWING, Names, choose_page, choose_review
from benchmarks.links.invented import invent_records
from onrecord.ledger.catalog import Catalog, Choice
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.links.store import refresh_links

FILLED = 500  # documents added in one transaction
TARGET = 300  # milliseconds, 95 of 100
FIRST = 150  # milliseconds of the first page
MOST = 200_000  # bytes of a page without its charts


@dataclass(slots=True)
class Tally:
    """Milliseconds of each kind of page, the largest of each in bytes, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    faults: list[str] = field(default_factory=list)


def main() -> int:
    """A table; the exit code says whether 95 of 100 pages came within 300 ms, and none failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--reviewers", type=int, help="of the users; a twentieth where it is not said")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=1, help="of the desk")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="the folder in which ledgers lie from run to run")
    arguments = parser.parse_args()
    reviewers = arguments.users // 20 if arguments.reviewers is None else arguments.reviewers
    with _find_folder(arguments.keep) as folder:
        place, users = folder / f"{arguments.documents}.db", folder / "users.db"
        if not users.is_file():
            add_users(users)
        with open_ledger(place) as ledger:
            fill_ledger(ledger, arguments.documents)
            names = find_names(ledger, arguments.documents)
        with open_desk(str(place), users, "--processes", str(arguments.processes)) as desk:
            people = [sign_in(desk.address, "viewer"), sign_in(desk.address, "reviewer")]
            tell_first(desk, people[0])
            work = desk.work
            shares = [arguments.users - reviewers, reviewers]
            tally = asyncio.run(visit(desk.address, people, shares, names, arguments.seconds, arguments.seed))
            work = desk.work - work
    return tell_tally(tally, arguments.seconds, work)


def fill_ledger(ledger: Ledger, number: int) -> None:
    """So many invented documents, linked; what is there already is not made again."""
    begun, there = time.perf_counter(), ledger.count()[0]
    records = islice(invent_records(number), there, None)
    for start in range(there, number, FILLED):
        ledger.add_all(list(islice(records, min(FILLED, number - start))))
    added = time.perf_counter()
    refresh_links(ledger)
    done = time.perf_counter()
    print(f"{number:,} documents: added in {added - begun:.0f} s, linked in {done - added:.0f} s", flush=True)


def find_names(ledger: Ledger, number: int) -> Names:
    """What users ask for: events by the day of their first document, towns, offices and matters."""
    catalog = Catalog(ledger.engine, ledger.name)
    found = catalog.find(Choice(kind="release"), limit=number)
    publishers = [facet.value for facet in catalog.count_values("publisher", Choice(), limit=200) if facet.value]
    titles = [listing.title for listing in catalog.find(Choice(kind="article"), limit=400) if listing.title]
    words = ["smuggling", "forgery", "arson", "arrested", "court", *publishers[:30]]
    words += [title.partition(" in ")[2].partition(",")[0] for title in titles[:60]]
    words += [title.partition(" in ")[0] for title in titles[::10]]
    return Names(
        events=[int(listing.id.partition("-")[0]) for listing in found],
        words=sorted({word for word in words if word}),
        publishers=publishers,
    )


def tell_first(desk: Desk, visitor: Visitor) -> None:
    """The first page, asked for by nobody else: at first, and once it is known."""
    with httpx.Client(base_url=desk.address, cookies=dict([visitor.cookie]), timeout=120) as client:
        client.get("/onrecord.css").raise_for_status()
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            client.get("/").raise_for_status()
            times.append(1000 * (time.perf_counter() - begun))
    print("first page: " + ", ".join(f"{each:.0f} ms" for each in times), flush=True)


async def visit(
    address: str, people: Sequence[Visitor], shares: Sequence[int], names: Names, seconds: float, seed: int
) -> Tally:
    """Let so many readers and reviewers do what they do for so long."""
    tally = Tally()
    end = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        tasks = []
        for act, visitor, many in zip((_read, _review), people, shares, strict=True):
            for number in range(many):
                chance = random.Random(f"{seed} {act.__name__} {number}")
                tasks.append(act(_Person(client, visitor, chance, names, tally, end)))
        await asyncio.gather(*tasks)
    return tally


@dataclass(frozen=True)
class _Person:
    client: httpx.AsyncClient
    visitor: Visitor
    chance: random.Random
    names: Names
    tally: Tally
    end: float
    kept: dict[str, str] = field(default_factory=dict)  # what the browser keeps, by address: a tag, or nothing

    async def wait(self, pause: tuple[float, float], *, first: bool = False) -> bool:
        """Whether there is time left after reading for a while; at first, for any part of one."""
        await asyncio.sleep(min(self.chance.uniform(0 if first else pause[0], pause[1]), self.end - time.monotonic()))
        return time.monotonic() < self.end

    async def ask(self, kind: str, address: str, data: dict[str, str] | None = None) -> httpx.Response | None:
        """One request, measured."""
        headers = {"cookie": "=".join(self.visitor.cookie)}
        begun = time.perf_counter()
        try:
            if data is None:
                answer = await self.client.get(address, headers=headers)
            else:
                answer = await self.client.post(address, headers=headers, data=data)
        except httpx.HTTPError as error:
            self.tally.faults.append(f"{address}: {type(error).__name__} {error}")
            return None
        self.tally.times[kind].append(1000 * (time.perf_counter() - begun))
        self.tally.sizes[kind] = max(self.tally.sizes[kind], len(answer.content))
        if answer.status_code not in (200, 303):
            self.tally.faults.append(f"{address}: {answer.status_code} {answer.text[:200]}")
        return answer

    async def fetch_parts(self, answer: httpx.Response) -> None:
        """Style, script and charts of a page, where the browser has not kept them."""
        for part in _find_parts(answer.text):
            if part in self.kept:
                continue
            got = await self.ask("chart" if part.startswith("/charts") else "asset", part)
            if got is not None and "max-age" in got.headers.get("cache-control", ""):
                self.kept[part] = ""


async def _read(person: _Person) -> None:
    more = await person.wait(READING, first=True)
    while more:
        answer = await person.ask(*choose_page(person.chance, person.names))
        if answer is not None and answer.headers["content-type"].startswith("text/html"):
            await person.fetch_parts(answer)
        more = await person.wait(READING)


async def _review(person: _Person) -> None:
    more = await person.wait(REVIEWING, first=True)
    while more:
        document, fact, verdict = choose_review(person.chance, person.names)
        forms = person.visitor.forms
        said = {"forms": forms, "number": "", "fact": fact, "verdict": verdict, "reason": "A value is wrong."}
        bench = await person.ask("bench", f"/review/{document}?fact={fact}")
        if bench is not None and bench.status_code == 200:
            said["number"] = bench.text.split('name="number" value="')[1].split('"')[0]
            await person.ask("review", f"/reviews/{document}", said)
        more = await person.wait(REVIEWING)


def _find_parts(page: str) -> Iterator[str]:
    for mark in ('<link rel="stylesheet" href="', '<script src="', '<img src="'):
        for piece in page.split(mark)[1:]:
            yield piece.split('"')[0].replace("&amp;", "&")


def tell_tally(tally: Tally, seconds: float, work: float) -> int:
    """The table, and whether all is as it should be."""
    every = [each for times in tally.times.values() for each in times]
    print(f"{len(every):,} requests, {len(every) / seconds:.0f} a second; the desk took {work:.0f} s of a processor")
    print("| page | requests | median | 95 of 100 | longest | most kB |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind, times in sorted(tally.times.items(), key=lambda item: -len(item[1])):
        _tell_row(kind, times, tally.sizes[kind])
    _tell_row("all", every, max(tally.sizes.values(), default=0))
    for fault in tally.faults[:20]:
        print(f"FAULT {fault}")
    print(f"{len(tally.faults)} faults")
    large = [kind for kind, size in tally.sizes.items() if size > MOST and kind != "chart"]
    print(f"larger than {MOST // 1000} kB: {', '.join(large) or 'none'}")
    return 1 if tally.faults or large or _find_share(every, 95) > TARGET else 0


def _tell_row(kind: str, times: list[float], size: int) -> None:
    told = " | ".join(f"{each:,.0f} ms" for each in (_find_share(times, 50), _find_share(times, 95), max(times)))
    print(f"| {kind} | {len(times):,} | {told} | {size / 1000:.0f} |")


def _find_share(times: list[float], share: int) -> float:
    """The time within which so many of a hundred came."""
    return sorted(times)[max(0, -(-len(times) * share // 100) - 1)]


@contextmanager
def _find_folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with TemporaryDirectory(prefix="onrecord-load-") as name:
        yield Path(name)


if __name__ == "__main__":
    sys.exit(main())
