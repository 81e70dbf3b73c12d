"""Counts become figures with intervals, and floors hold or break."""

from pathlib import Path

import pytest
from benchmarks.figures import Counts, Measured, exact, f1, failures, pooled, share, table


@pytest.mark.parametrize(
    ("expected", "hits", "predicted", "gold"),
    [(1.0, 3, 3, 3), (0.0, 0, 2, 2), (0.5, 1, 2, 2), (1.0, 0, 0, 0), (0.0, 0, 0, 4)],
)
def test_f1(expected: float, hits: int, predicted: int, gold: int) -> None:
    """F1 of counts; nothing to find and nothing found is right."""
    assert f1(Counts(hits, predicted, gold)) == pytest.approx(expected)


def test_share_of_gold() -> None:
    """A share looks at gold only."""
    assert share(Counts(3, 100, 4)) == 0.75


def test_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    """The bootstrap is seeded, and its interval lies around the pooled figure."""
    documents = [Counts(hits, 10, 10) for hits in (2, 5, 8, 9, 10, 3)]
    line = pooled("gold", "events", documents)
    assert line.low is not None
    assert line.high is not None
    assert line.low < line.value < line.high
    assert line == pooled("gold", "events", documents)


def test_floors_and_limits(tmp_path: Path) -> None:
    """A figure below its floor or above its limit is named with both numbers; others are not."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "floors.toml").write_text(
        '[at_least]\n"dev events" = 0.8\n"dev quotes" = 0.9\n[at_most]\n"dev promotions" = 0\n', encoding="utf-8"
    )
    lines = [exact("gold", "dev events", 0.79), exact("gold", "dev quotes", 0.9), exact("gold", "dev promotions", 1)]
    assert failures(lines, tmp_path) == [
        "gold: dev events is 0.79, its floor is 0.8",
        "gold: dev promotions is 1, its limit is 0",
    ]


def test_table_has_one_row_a_figure() -> None:
    """Shares have three places and an interval, counts stand as they are."""
    text = table(
        [Measured("gold", "events", 0.8123, 0.7, 0.9, "24 documents"), exact("speed", "words a second", 4321.9)]
    )
    assert "| gold | events | 0.812 | 0.70 to 0.90 | 24 documents |" in text
    assert "| speed | words a second | 4,322 |  |  |" in text
