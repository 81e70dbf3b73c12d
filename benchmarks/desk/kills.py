"""Is a review ever lost? python -m benchmarks.desk.kills [--kills 40] [--people 4] [--seed 1].

A desk is killed (SIGKILL) while people review as fast as it takes what they say, each time at another instant, half of
the times on SQLite and half on PostgreSQL. Then every review that it had said it took must be in the ledger, word for
word, the chain must hold, and the next desk goes on with the same ledger. Exits with 1 where one is lost.
"""

import argparse
import random
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import httpx

from benchmarks.desk.serving import Desk, Visitor, add_users, open_desk, sign_in
from benchmarks.kills.places import open_server
from benchmarks.links.invented import invent_records
from onrecord.ledger.ledger import open_ledger
from onrecord.reviews.placed import list_facts

__all__ = ["Taken", "find_lost", "kill_desk"]

DOCUMENTS = 20
LONGEST = 1.5  # seconds after the first review was taken


@dataclass(frozen=True, slots=True)
class Taken:
    """A review that a desk said it took: its number, of which document, and the words that nothing else says."""

    number: int
    document: str
    why: str


@dataclass
class _Reviewing:
    """What some people do at one desk: they go through these facts until it answers no more."""

    address: str
    visitor: Visitor
    facts: Sequence[tuple[str, str]]
    numbers: dict[str, str]  # of the record of each document, which a form gives back
    called: str
    taken: list[Taken] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def review(self, person: int) -> None:
        """Say something of one fact after the other."""
        with suppress(httpx.TransportError), httpx.Client(base_url=self.address, timeout=60) as client:
            client.cookies.set(*self.visitor.cookie)
            for turn in range(100_000):
                document, fact = self.facts[(turn * 7 + person) % len(self.facts)]
                why = f"{self.called}, person {person}, turn {turn}"
                said = {"forms": self.visitor.forms, "number": self.numbers[document], "fact": fact}
                answer = client.post(f"/reviews/{document}", data={**said, "verdict": "accept", "why": why})
                if answer.status_code == 429:  # who reviews faster than anyone can waits
                    time.sleep(0.1)
                elif answer.status_code != 303:
                    self.faults.append(f"{answer.status_code} for a review of {fact} in {document}: {answer.text}")
                    return
                else:
                    number = answer.headers["location"].split("did=")[1].split("&")[0]
                    self.taken.append(Taken(int(number), document, why))


def main() -> int:
    """A line a database; the exit code says whether a review was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    faults = []
    with TemporaryDirectory(prefix="onrecord-desk-kills-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        add_users(folder / "users.db")
        with open_server(folder) as server:
            for kind, place in (("SQLite", str(folder / "ledger.db")), ("PostgreSQL", server.make_place())):
                facts = _fill(place)
                taken: list[Taken] = []
                for turn in range(arguments.kills // 2):
                    with open_desk(place, folder / "users.db") as desk:
                        wait = chance.uniform(0, LONGEST)
                        called = f"{kind}, kill {turn}"
                        found, wrong = kill_desk(desk, facts, called=called, wait=wait, people=arguments.people)
                    taken += found
                    faults += [*wrong, *find_lost(place, taken)]
                print(f"{kind}: {arguments.kills // 2} kills, {len(taken):,} reviews taken", flush=True)
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def kill_desk(
    desk: Desk, facts: Sequence[tuple[str, str]], *, called: str, wait: float, people: int
) -> tuple[list[Taken], list[str]]:
    """Kill a desk so many seconds after the first review was taken; what it said it took, and what it refused."""
    visitor = sign_in(desk.address, "reviewer")
    numbers = _find_numbers(desk.address, visitor, facts)
    reviewing = _Reviewing(desk.address, visitor, facts, numbers, called)
    threads = [Thread(target=reviewing.review, args=(person,)) for person in range(people)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 60
    while not reviewing.taken and not reviewing.faults and time.monotonic() < end:
        time.sleep(0.001)
    time.sleep(wait)
    desk.kill()
    for thread in threads:
        thread.join()
    return reviewing.taken, reviewing.faults or ([] if reviewing.taken else [f"{called}: no review was taken"])


def find_lost(place: str, taken: Sequence[Taken]) -> list[str]:
    """Which of these reviews are not in the ledger as they were said, and what else is wrong with it."""
    with open_ledger(place) as ledger:
        kept = {review.number: review for review in ledger.reviews.all()}
        faults = [f"{fault}" for fault in ledger.verify()]
    for each in taken:
        review = kept.get(each.number)
        if review is None or (review.document, review.why) != (each.document, each.why):
            faults.append(f"lost: review {each.number} of {each.document}, “{each.why}”")
    if sorted(kept) != list(range(1, len(kept) + 1)):
        faults.append("the numbers of the reviews have gaps")
    return faults


def _find_numbers(address: str, visitor: Visitor, facts: Sequence[tuple[str, str]]) -> dict[str, str]:
    with httpx.Client(base_url=address, cookies=dict([visitor.cookie]), timeout=60) as client:
        pages = {document: client.get(f"/review/{document}").text for document in dict(facts)}
    return {document: page.split('name="number" value="')[1].split('"')[0] for document, page in pages.items()}


def _fill(place: str) -> list[tuple[str, str]]:
    """A few documents, and their facts."""
    records = list(invent_records(DOCUMENTS))
    with open_ledger(place) as ledger:
        ledger.add_all(records)
    return [(record.document.id, placed.fact.id) for record in records for placed in list_facts(record)]


if __name__ == "__main__":
    sys.exit(main())
