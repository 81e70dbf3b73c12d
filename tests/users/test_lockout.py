"""Who fails too often waits, and no longer than the window."""

from datetime import UTC, datetime, timedelta

import pytest

from onrecord.users.lockout import NAME_LIMIT, WINDOW, find_end

NOW = datetime(2031, 6, 1, 9, tzinfo=UTC)

CASES = [
    ([], None),
    ([1, 1, 1, 1], None),
    ([1, 1, 1, 1, 1], 14),
    ([14, 10, 5, 3, 1], 1),
    ([16, 10, 5, 3, 1], None),
    ([20, 9, 8, 7, 6, 5, 4], 7),
]


@pytest.mark.parametrize(("ago", "wait"), CASES)
def test_who_fails_five_times_in_the_window_waits(ago: list[int], wait: int | None) -> None:
    """In minutes; as soon as one of the five is old enough, it is tried again."""
    failures = [NOW - timedelta(minutes=minutes) for minutes in ago]
    end = find_end(failures, limit=NAME_LIMIT, now=NOW)
    assert (None if end is None else (end - NOW) // timedelta(minutes=1)) == wait
    assert end is None or end - NOW <= WINDOW
