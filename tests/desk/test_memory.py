"""What was worked out is remembered for one state of the ledger, and for no other."""

import time
from threading import Thread

from onrecord.desk.memory import Memory


def test_an_answer_is_made_once_for_a_state() -> None:
    """A key is asked for once; when the ledger has grown, again."""
    memory, made = Memory(), iter(range(10))
    assert [memory.recall("h1", "a", lambda: next(made)) for _ in range(3)] == [0, 0, 0]
    assert memory.recall("h1", "b", lambda: next(made)) == 1
    assert [memory.has(*asked) for asked in (("h1", "a"), ("h1", "c"), ("h2", "a"))] == [True, False, False]
    assert memory.recall("h2", "a", lambda: next(made)) == 2
    assert memory.recall("h1", "a", lambda: next(made)) == 3


def test_who_began_before_a_change_changes_nothing_back() -> None:
    """They are answered of their own state, and what is known of the new one stays."""
    memory, made = Memory(), iter(range(10))
    assert memory.recall("h1", "a", lambda: next(made)) == 0
    assert memory.recall("h2", "a", lambda: next(made)) == 1
    assert memory.recall("h1", "a", lambda: next(made)) == 2
    assert memory.recall("h2", "a", lambda: next(made)) == 1


def test_who_asks_for_the_same_at_once_waits_for_one() -> None:
    """Eight threads, one answer that takes a while: it is made once."""
    memory, made, told = Memory(), [0], list[int]()

    def make() -> int:
        made[0] += 1
        time.sleep(0.05)
        return made[0]

    threads = [Thread(target=lambda: told.append(memory.recall("h", "a", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [1] * 8


def test_the_least_lately_asked_for_is_forgotten() -> None:
    """No more is kept than was allowed."""
    memory, made = Memory(most=2), iter(range(10))
    for key in ("a", "b", "a", "c"):
        memory.recall("h", key, lambda: next(made))
    assert memory.recall("h", "a", lambda: next(made)) == 0
    assert memory.recall("h", "b", lambda: next(made)) == 3


def test_what_fails_is_not_remembered() -> None:
    """The next who asks has another try."""
    memory = Memory()

    def fail() -> int:
        raise ValueError("once")

    try:
        memory.recall("h", "a", fail)
    except ValueError:
        assert memory.recall("h", "a", lambda: 7) == 7
    else:
        raise AssertionError("the error is passed on")


def test_what_is_prepared_is_there_when_its_state_is_told() -> None:
    """Until then everybody is answered of the state before, and what is prepared is forgotten where it is not told."""
    memory, made = Memory(), iter(range(10))
    assert memory.recall("h1", "a", lambda: next(made)) == 0
    memory.prepare("h2")
    assert memory.recall("h2", "a", lambda: next(made)) == 1
    assert memory.recall("h1", "a", lambda: next(made)) == 0
    memory.go_on()
    assert memory.recall("h2", "a", lambda: next(made)) == 1
    assert memory.recall("h1", "a", lambda: next(made)) == 2  # of a state that is over nothing is kept
    memory.prepare("h3")
    assert memory.recall("h3", "a", lambda: next(made)) == 3
    assert memory.recall("h4", "a", lambda: next(made)) == 4  # something else changed first
    assert memory.recall("h3", "a", lambda: next(made)) == 5
    memory.go_on()
    assert memory.recall("h4", "a", lambda: next(made)) == 4
