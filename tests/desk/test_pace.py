"""Who asks for too much in a minute waits; nobody else does."""

from onrecord.desk.pace import Pace


def test_who_asks_too_often_waits() -> None:
    """Until the first of it is a minute old."""
    pace = Pace(3)
    assert [pace.is_too_fast("mara", time) for time in (0.0, 1.0, 2.0, 3.0, 59.9)] == [False, False, False, True, True]
    assert not pace.is_too_fast("ines", 3.0)
    assert not pace.is_too_fast("mara", 60.5)
    assert pace.is_too_fast("mara", 60.6)
