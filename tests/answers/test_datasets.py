"""A CSV table and its description in, values by period out; every fault says where it is."""

from pathlib import Path

import pytest

from onrecord.answers.datasets import load_dataset
from onrecord.errors import DatasetError

DESCRIPTION = """\
title = "Arrests"
file = "arrests.csv"
population = "arrests by police"
counts = "arrest"
unit = "arrests"
period = "{period}"
when = "when"
value = "number"
"""


def _write(folder: Path, table: str, *, period: str = "month", more: str = "") -> Path:
    (folder / "arrests.csv").write_text(table, encoding="utf-8")
    path = folder / "arrests.toml"
    path.write_text(DESCRIPTION.format(period=period) + more, encoding="utf-8")
    return path


PERIODS = {
    "day": ("09/21/2031", ("2031-09-21", "2031-09-21")),
    "month": ("2031-02", ("2031-02-01", "2031-02-28")),
    "year": ("2031", ("2031-01-01", "2031-12-31")),
    "fiscal year": ("2031", ("2030-10-01", "2031-09-30")),
}


@pytest.mark.parametrize("period", PERIODS)
def test_periods_are_days_first_and_last(tmp_path: Path, period: str) -> None:
    """A fiscal year begins on 1 October of the year before."""
    when, days = PERIODS[period]
    path = _write(tmp_path, f'when,number\n{when},"1,204"\n', period=period)
    assert load_dataset(path).values == {days: 1204.0}


def test_rows_of_one_period_are_added_up_where_they_are_chosen(tmp_path: Path) -> None:
    """By the columns of where."""
    table = "when,number,office\n2031-02,3,north\n2031-02,4,north\n2031-02,50,south\n"
    path = _write(tmp_path, table, more='where = { office = "north" }\n')
    assert load_dataset(path).values == {("2031-02-01", "2031-02-28"): 7.0}


FAULTS = {
    "a day that is none": ("when,number\n2031-13,3\n", "", "arrests.csv:2: '2031-13', '3' is no month and number"),
    "a number that is none": ("when,number\n2031-01,many\n", "", "arrests.csv:2"),
    "a column that is missing": ("when,total\n2031-01,3\n", "", "there is no column 'number'"),
    "a key that is none": ("when,number\n2031-01,3\n", "colour = 1\n", "colour: no such key"),
    "no row": ("when,number,office\n2031-01,3,south\n", 'where = { office = "north" }\n', "no row has"),
}


@pytest.mark.parametrize(("table", "more", "message"), FAULTS.values(), ids=FAULTS)
def test_faults(tmp_path: Path, table: str, more: str, message: str) -> None:
    """File, line and what is wrong."""
    with pytest.raises(DatasetError, match=message):
        load_dataset(_write(tmp_path, table, more=more))


def test_files_that_are_missing_or_broken(tmp_path: Path) -> None:
    """The description, and the table."""
    with pytest.raises(DatasetError, match="there is no such file"):
        load_dataset(tmp_path / "none.toml")
    path = _write(tmp_path, "when,number\n2031-01,3\n", period="decade")
    with pytest.raises(DatasetError, match=r"arrests\.toml:6: period: must be day"):
        load_dataset(path)
    path.write_text("title =", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"arrests\.toml"):
        load_dataset(path)
