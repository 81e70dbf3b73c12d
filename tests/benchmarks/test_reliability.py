"""Facts of one form are counted apart, and their share comes with an honest interval."""

import tomllib

import pytest
from benchmarks.reliability.measure import Reliability, draw_table, list_forms, select_form, wilson, write_counts
from tests.hand import make_record


@pytest.mark.parametrize(
    ("expected", "right", "found"),
    [((0.0, 1.0), 0, 0), ((0.722, 1.0), 10, 10), ((0.0, 0.278), 0, 10), ((0.404, 0.596), 50, 100)],
)
def test_the_interval_of_a_share(expected: tuple[float, float], right: int, found: int) -> None:
    """Ten right of ten is no certainty; nothing counted says nothing."""
    assert wilson(right, found) == pytest.approx(expected, abs=0.001)


def test_every_fact_belongs_to_one_form() -> None:
    """Cut down to each form in turn, the record gives each of its facts once."""
    record = make_record()
    parts = [select_form(record, form) for form in list_forms(record)]
    assert sum(len(part.events) for part in parts) == len(record.events)
    assert sum(len(part.figures) for part in parts) == len(record.figures)
    offenses = [offense.id for part in parts for person in part.people for offense in person.offenses]
    assert sorted(offenses) == ["x1", "x2", "x3", "x4", "x5"]
    assert [made.id for part in parts for made in part.statements] == ["s2"]


def test_people_stay_so_that_an_offense_keeps_its_holder() -> None:
    """Whose an offense is decides whether it is right."""
    record = make_record()
    kept = select_form(record, ("offense", "charged"))
    assert [person.id for person in kept.people] == [person.id for person in record.people]
    assert [o.id for person in kept.people for o in person.offenses] == ["x2", "x3"]


def test_the_table_has_a_row_a_form() -> None:
    """The most reliable first; a form that dev does not show has no precision there."""
    train = (Reliability(("event", "arrest"), 8, 10), Reliability(("event", "charge"), 9, 10))
    rows = list(draw_table(train, [Reliability(("event", "arrest"), 3, 4)]))[2:]
    assert rows == [
        "| event | charge | 9 of 10 | 0.90 | 0.60 to 0.98 | 0 of 0 |  |",
        "| event | arrest | 8 of 10 | 0.80 | 0.49 to 0.94 | 3 of 4 | 0.75 |",
    ]


def test_counts_become_data() -> None:
    """TOML that the package reads: a form that dev has not is counted as none."""
    train = [Reliability(("event", "arrest"), 3, 4), Reliability(("offense", "charged"), 1, 2)]
    data = tomllib.loads("\n".join(write_counts(train, [Reliability(("offense", "charged"), 1, 1)], "5")))
    assert data["event"]["arrest"] == {"tuned": [3, 4], "held_back": [0, 0]}
    assert data["offense"]["charged"] == {"tuned": [1, 2], "held_back": [1, 1]}
