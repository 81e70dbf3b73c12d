"""Why nothing came on some days, as the looks of these days tell."""

import pytest

from onrecord.errors import Reason
from onrecord.ledger.visits import Poll
from onrecord.watch.causes import CauseState, find_cause


def _look(day: str, reason: Reason | None = None, redated: int = 0) -> Poll:
    return Poll(
        source="office",
        begun=f"{day}T06:00:00+00:00",
        ended=f"{day}T06:01:00+00:00",
        announced=0 if reason else 3,
        outcomes={"redated": redated} if redated else {},
        reason=reason,
    )


@pytest.mark.parametrize(
    ("polls", "expected"),
    [
        pytest.param([_look("2031-05-12"), _look("2031-05-19")], "silent", id="answered, and nothing new"),
        pytest.param([_look("2031-05-12", "blocked"), _look("2031-05-19")], "silent", id="answered once"),
        pytest.param(
            [_look("2031-05-12", "blocked"), _look("2031-05-19", "blocked")], "blocked", id="a wall each time"
        ),
        pytest.param([_look("2031-05-12", "not found")], "moved", id="no page"),
        pytest.param([_look("2031-05-12", "not fetched"), _look("2031-05-19", "too large")], "failing", id="no answer"),
        pytest.param([_look("2031-05-01"), _look("2031-06-30", "blocked")], "not visited", id="looks on other days"),
    ],
)
def test_the_cause(polls: list[Poll], expected: CauseState) -> None:
    """Of the days from 10 May to 20 May."""
    assert find_cause(polls, "2031-05-10", "2031-05-20").state == expected


def test_the_looks_that_show_it() -> None:
    """How many, how many were answered, when, and what was only redated."""
    cause = find_cause(
        [_look("2031-05-12"), _look("2031-05-13", "blocked"), _look("2031-05-19", redated=2)],
        "2031-05-10",
        "2031-05-20",
    )
    assert (cause.looks, cause.answered, cause.first, cause.last) == (3, 2, "2031-05-12", "2031-05-19")
    assert cause.redated == 2
