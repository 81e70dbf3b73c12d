"""Why nothing comes: the publisher is silent, the page moved, we are blocked, or old words have a fresh date."""

from datetime import UTC, datetime, timedelta

import pytest

from onrecord.errors import Reason
from onrecord.ledger.visits import Poll, VisitOutcome
from onrecord.watch.health import judge_health
from onrecord.watch.sources import Source

NOW = datetime(2031, 5, 31, 8, tzinfo=UTC)
SOURCE = Source(id="a", name="A", kind="official", pages=("https://a.example/",), cadence=timedelta(weeks=1))


def poll(day: int, outcomes: dict[VisitOutcome, int] | None = None, reason: Reason | None = None, **more: str) -> Poll:
    """A look at the source on a day of May."""
    moment = f"2031-05-{day:02}T08:00:00+00:00"
    message = more.get("message") or (f"It was {reason}." if reason else None)
    return Poll(
        source="a", begun=moment, ended=moment, announced=3, outcomes=outcomes or {}, reason=reason, message=message
    )


@pytest.mark.parametrize(
    ("state", "polls"),
    [
        ("not visited", ()),
        ("well", (poll(1, {"new": 3}), poll(28, {"new": 1}), poll(30, {"same": 2}))),
        ("well", (poll(28),)),
        ("silent", (poll(1, {"new": 3}), poll(30, {"same": 3}))),
        ("silent", (poll(1), poll(30))),
        ("redated", (poll(1, {"new": 3}), poll(15, {"redated": 1}), poll(30))),
        ("well", (poll(1, {"new": 3}), poll(15, {"redated": 1}), poll(30, {"revised": 1}))),
        ("moved", (poll(29, {"new": 3}), poll(30, reason="not found"))),
        ("moved", (poll(29, {"new": 3}), poll(30, reason="unreadable"))),
        ("moved", (poll(29, {"new": 3}), poll(30, reason="no document"))),
        ("moved", (poll(30, {"new": 3}, message="It has moved for good: a to b."),)),
        ("blocked", (poll(29, {"new": 3}), poll(30, reason="blocked"))),
        ("failing", (poll(29, {"new": 3}), poll(30, reason="not fetched"))),
        ("well", (poll(29, reason="blocked"), poll(30, {"new": 1}))),
        ("not visited", (poll(1, {"new": 3}), poll(2, {"same": 3}))),
        ("blocked", (poll(1, {"new": 3}), poll(2, reason="blocked"))),
        ("blocked", (poll(28, {"new": 3}), poll(29, {"refused": 3}, "blocked"), poll(30), poll(31))),
        ("moved", (poll(28, {"new": 3}), poll(29, {"refused": 3}, "not found"), poll(30))),
        ("well", (poll(29, {"refused": 3}, "blocked"), poll(30, {"new": 1, "refused": 1}), poll(31))),
        ("well", (poll(28, {"new": 3}), poll(29, reason="blocked"), poll(30))),
    ],
)
def test_how_a_source_is(state: str, polls: tuple[Poll, ...]) -> None:
    """The last look decides; a source that never said how often it publishes is never silent.

    Nor is one that nobody looked at. Pages that were refused stay so until one is had: they are tried ever more seldom.
    """
    health = judge_health(SOURCE, polls, NOW)
    assert health.state == state
    assert health.explanation
    easy = judge_health(Source(id="a", name="A", kind="official", pages=SOURCE.pages), polls, NOW)
    assert easy.state == ("well" if state == "silent" else state)


def test_what_came_last() -> None:
    """The last good look, the last that brought words, and the looks in trouble since."""
    health = judge_health(
        SOURCE, (poll(1, {"new": 1}), poll(2), poll(3, reason="blocked"), poll(4, reason="not fetched")), NOW
    )
    assert (health.last_document, health.last_fetch) == ("2031-05-01T08:00:00+00:00", "2031-05-02T08:00:00+00:00")
    assert (health.errors, health.state, health.explanation) == (2, "failing", "It was not fetched.")
