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


def test_rows_are_left_out(tmp_path: Path) -> None:
    """A year that is not over, of which the table says so."""
    path = _write(
        tmp_path, "when,number\n2030,3\n2031 (part),4\n", period="year", more='without = { when = "2031 (part)" }\n'
    )
    assert load_dataset(path).values == {("2030-01-01", "2030-12-31"): 3.0}


MONTHS = [
    ("year", "2031", "Jan", ("2031-01-01", "2031-01-31")),
    ("year", "2031", "december", ("2031-12-01", "2031-12-31")),
    ("year", "2031", "2", ("2031-02-01", "2031-02-28")),
    ("fiscal_year", "2031", "OCT", ("2030-10-01", "2030-10-31")),
    ("fiscal_year", "2031", "SEP", ("2031-09-01", "2031-09-30")),
    ("fiscal_year", "2031 (to date)", "JAN", ("2031-01-01", "2031-01-31")),
]


@pytest.mark.parametrize(("key", "year", "month", "days"), MONTHS)
def test_a_month_and_its_year_in_two_columns(
    tmp_path: Path, key: str, year: str, month: str, days: tuple[str, str]
) -> None:
    """A fiscal year begins in the October before."""
    path = _write(tmp_path, f"when,year,number\n{month},{year},7\n", more=f'{key} = "year"\n')
    assert load_dataset(path).values == {days: 7.0}


ORDERS = [
    ("09/21/2031 09/07/2031", ["2031-09-07", "2031-09-21"]),
    ("21/09/2031 07/09/2031", ["2031-09-07", "2031-09-21"]),
    ("09/07/2031 10/07/2031", None),
    ("09/21/2031 21/09/2031 09/07/2031", None),
]


@pytest.mark.parametrize(("column", "days"), ORDERS)
def test_what_stands_first_in_a_day_its_column_tells(tmp_path: Path, column: str, days: list[str] | None) -> None:
    """By those days that can be read in one way only; where none can, or they disagree, the table is refused."""
    table = "when,number\n" + "".join(f"{day},7\n" for day in column.split())
    if days is None:
        with pytest.raises(DatasetError, match="is no day and number"):
            load_dataset(_write(tmp_path, table, period="day"))
    else:
        assert sorted(first for first, _ in load_dataset(_write(tmp_path, table, period="day")).values) == days


def test_a_column_whose_name_stands_twice(tmp_path: Path) -> None:
    """Is chosen by its number: of counts and percentages under one name nobody knows which is meant."""
    table = "when,number,number\n2031-02,7,100%\n"
    with pytest.raises(DatasetError, match="'number' is the name of columns 2, 3; give a number"):
        load_dataset(_write(tmp_path, table))
    path = _write(tmp_path, table)
    path.write_text(path.read_text(encoding="utf-8").replace('value = "number"', "value = 2"), encoding="utf-8")
    assert load_dataset(path).values == {("2031-02-01", "2031-02-28"): 7.0}
    path.write_text(path.read_text(encoding="utf-8").replace("value = 2", "value = 4"), encoding="utf-8")
    with pytest.raises(DatasetError, match="there is no column 4; there are 3"):
        load_dataset(path)


FAULTS = {
    "a month of no name": ("when,year,number\nMa,2031,3\n", 'year = "year"\n', "'Ma 2031', '3' is no month and number"),
    "a year that is none": ("when,year,number\nMay,soon,3\n", 'year = "year"\n', "'May soon', '3' is no month"),
    "two years": (
        "when,year,number\n5,2031,3\n",
        'year = "year"\nfiscal_year = "year"\n',
        "one of year and fiscal_year",
    ),
    "a day that is none": ("when,number\n2031-13,3\n", "", "arrests.csv:2: '2031-13', '3' is no month and number"),
    "a number that is none": ("when,number\n2031-01,many\n", "", "arrests.csv:2"),
    "a column that is missing": ("when,total\n2031-01,3\n", "", "there is no column 'number'"),
    "a key that is none": ("when,number\n2031-01,3\n", "colour = 1\n", "colour: no such key"),
    "words that are none": ("when,number\n2031-01,3\n", "words = 7\n", "words: must be a list of words"),
    "no row": ("when,number,office\n2031-01,3,south\n", 'where = { office = "north" }\n', "no row has"),
}


@pytest.mark.parametrize(("table", "more", "message"), FAULTS.values(), ids=FAULTS)
def test_faults(tmp_path: Path, table: str, more: str, message: str) -> None:
    """File, line and what is wrong."""
    with pytest.raises(DatasetError, match=message):
        load_dataset(_write(tmp_path, table, more=more))


def test_what_is_neither_an_event_nor_a_person_needs_words(tmp_path: Path) -> None:
    """Any number of people would be compared with it else."""
    path = _write(tmp_path, "when,number\n2031-01,3\n")
    other = path.read_text(encoding="utf-8").replace('counts = "arrest"', 'counts = "other"')
    path.write_text(other, encoding="utf-8")
    with pytest.raises(DatasetError, match="give words that a claim says"):
        load_dataset(path)
    path.write_text(other + 'words = ["held"]\n', encoding="utf-8")
    assert load_dataset(path).words == ("held",)


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
