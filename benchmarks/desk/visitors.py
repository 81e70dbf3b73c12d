"""What a user of the desk does, as a model: which pages in which share, what they look at, and how long they read.

A reader chooses the next page by `SHARES`. Half of what is looked at is among the newest fiftieth of the ledger, half
is any: an event, a document or a case drawn evenly. Words that are searched for are an office, a town, an offense, a
matter or two of these. Then they read for 3 to 8 seconds, drawn evenly, which is short for a person. Style and script
come with the first page and again when the desk asks for that, as in a browser; charts come with the pages they are on.
A reviewer accepts (eight of ten) or rejects a fact of a document drawn in the same way each 8 to 16 seconds, as quick
as the fifty facts in ten minutes that a trained one does, and is shown the next.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from onrecord.documents.document import make_handle

__all__ = ["READING", "REVIEWING", "SHARES", "Names", "choose_page", "choose_review"]

READING = (3.0, 8.0)
"""Seconds between two pages of a reader."""

REVIEWING = (8.0, 16.0)
"""Seconds between two reviews of a reviewer."""

SHARES = {
    "document": 28,
    "search": 15,
    "documents": 13,
    "home": 10,
    "episode": 9,
    "case": 6,
    "questions": 4,
    "cases": 3,
    "episodes": 3,
    "figures": 2,
    "series": 2,
    "revisions": 1,
    "citation": 1,
    "data": 1,
    "feed": 1,
    "method": 1,
}
"""Of a hundred pages so many of each kind."""

_NEW = 50  # what is new is one of so many
_PAGES = (1, 1, 1, 1, 1, 1, 2, 2, 3, 5)  # of a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What can be asked for in a ledger of invented documents: how many events, the newest of them first, and words."""

    events: Sequence[int]
    words: Sequence[str]
    publishers: Sequence[str]


def choose_page(chance: random.Random, names: Names) -> tuple[str, str]:
    """The kind of the next page, and its address."""
    (kind,) = chance.choices(tuple(SHARES), weights=tuple(SHARES.values()))
    event, page = _choose_event(chance, names), chance.choice(_PAGES)
    document = f"{event}-{chance.randrange(5)}"
    words = " ".join(chance.sample(tuple(names.words), chance.choice((1, 1, 2))))
    addresses = {
        "document": f"/documents/{document}",
        "search": f"/search?{urlencode({'q': words})}",
        "documents": f"/documents?{urlencode({'page': page, **_choose_facet(chance, names)})}",
        "home": "/",
        "episode": f"/episodes/{make_handle(f'episode {event}-0')}",
        "case": f"/cases/31-cr-{event}",
        "figures": f"/figures?measures={chance.choice(('arrest', 'charge'))}",
        "revisions": f"/revisions/{document}",
        "citation": f"/cite/e1/{document}",
        "data": f"/documents/{document}.json",
        "feed": f"/feeds/{chance.choice(('documents', 'changes', 'lapses', 'answers'))}.atom",
        "method": "/method",
    }
    return kind, addresses.get(kind, f"/{kind}?page={page}")


def choose_review(chance: random.Random, names: Names) -> tuple[str, str, str]:
    """A document, one of its facts, and what is said of it."""
    verdict = "accept" if chance.random() < 0.8 else "reject"
    return f"{_choose_event(chance, names)}-{chance.randrange(3)}", chance.choice(("x1", "e1", "f1")), verdict


def _choose_event(chance: random.Random, names: Names) -> int:
    if chance.random() < 0.5:
        return names.events[chance.randrange(max(1, len(names.events) // _NEW))]
    return chance.choice(names.events)


def _choose_facet(chance: random.Random, names: Names) -> dict[str, str]:
    """Every other list is of all documents, the rest of one kind, publisher or month."""
    match chance.randrange(6):
        case 0:
            return {"kind": chance.choice(("release", "article", "dataset"))}
        case 1:
            return {"publisher": chance.choice(names.publishers)}
        case 2:
            return {"month": f"{chance.choice((2031, 2032))}-{chance.randrange(1, 13):02}"}
    return {}
