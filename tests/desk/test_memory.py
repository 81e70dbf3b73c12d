"""What was worked out is remembered for one state of the ledger, and for no other."""

from onrecord.desk.memory import Memory


def test_an_answer_is_made_once_for_a_state() -> None:
    """A key is asked for once; when the ledger has grown, again."""
    memory, made = Memory(), iter(range(10))
    assert [memory.recall("h1", "a", lambda: next(made)) for _ in range(3)] == [0, 0, 0]
    assert memory.recall("h1", "b", lambda: next(made)) == 1
    assert memory.recall("h2", "a", lambda: next(made)) == 2
    assert memory.recall("h1", "a", lambda: next(made)) == 3


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
