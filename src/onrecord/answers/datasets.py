"""A table of official statistics as CSV, and what it counts as TOML -> Dataset. Every fault is a DatasetError.

title = "Arrests by month"          # and publisher
file = "arrests.csv"                # beside the description
population = "arrests by any police in Corvania"
counts = "arrest"                   # what is counted: an event type of the beat, or agent, victim
words = ["arrest"]                  # with one of which a claim must say what it counts; needed where counts is "other"
unit = "arrests"                    # people, arrests, dollars …
place = "Corvania"                  # leave it out where the table is of the whole country
period = "month"                    # day, month, year, or fiscal year (which begins on 1 October of the year before)
when = "month"                      # the column of the day, month (2031-05) or year
value = "arrests"                   # the column of the number, by its name or, where that stands twice, its number
where = { Component = "Field" }     # rows to take, by column; rows of one period are added up
without = { Year = "2031 (part)" }  # rows to leave out
year = "Year"                       # the column of the year (or fiscal_year, that of the fiscal one), where `when` has
                                    # the name of the month alone
"""

import csv
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from onrecord.declarations import TomlFile
from onrecord.documents.dates import parse_date
from onrecord.errors import DatasetError
from onrecord.schema import IsoDate

__all__ = ["Dataset", "Period", "load_dataset"]

Period = Literal["day", "month", "year", "fiscal year"]

_PERIODS: tuple[Period, ...] = get_args(Period)
_NEEDED = ("title", "file", "population", "counts", "unit", "period", "when", "value")
_YEARS = ("year", "fiscal_year")
_KEYS = (*_NEEDED, "publisher", "place", "words", "where", "without", *_YEARS)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SHORTEST = 3  # letters of the name of a month
_FISCAL = 10  # the month with which a fiscal year begins, in the year before
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What is counted, and the number of each stretch of days, first and last inclusive."""

    title: str
    publisher: str | None
    population: str
    counts: str
    unit: str
    words: tuple[str, ...]
    place: str | None
    period: Period
    values: Mapping[tuple[IsoDate, IsoDate], float]


def load_dataset(path: Path) -> Dataset:
    """The dataset that a TOML file describes. Raises DatasetError."""
    text = _read(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DatasetError(f"{path}: {error}") from error
    file = TomlFile(path, text)
    _check(file, data)
    return Dataset(
        title=data["title"],
        publisher=data.get("publisher"),
        population=data["population"],
        counts=data["counts"],
        unit=data["unit"],
        words=tuple(data.get("words", ())),
        place=data.get("place"),
        period=data["period"],
        values=_read_values(path.parent / data["file"], data),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DatasetError(f"{path}: there is no such file.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: {error}") from error


def _check(file: TomlFile, data: Mapping[str, Any]) -> None:
    if unknown := next((key for key in data if key not in _KEYS), None):
        raise DatasetError(file.tell(unknown, None, f"no such key; there are {', '.join(_KEYS)}"))
    for key in (*_NEEDED, "publisher", "place", *_YEARS):
        value = data.get(key)
        if key == "value" and isinstance(value, int) and not isinstance(value, bool):
            continue
        if (key in _NEEDED or value is not None) and (not isinstance(value, str) or not value.strip()):
            raise DatasetError(file.tell(key, value, "is missing or no text"))
    words = data.get("words", [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise DatasetError(file.tell("words", None, "must be a list of words"))
    if data["counts"] == "other" and not words:
        raise DatasetError(
            file.tell("counts", "other", "says nothing of what is counted: give words that a claim says")
        )
    if data["period"] not in _PERIODS:
        raise DatasetError(file.tell("period", data["period"], f"must be {', '.join(_PERIODS)}"))
    if any(key in data for key in _YEARS) and (data["period"] != "month" or all(key in data for key in _YEARS)):
        raise DatasetError(file.tell("period", data["period"], "one of year and fiscal_year goes with month"))
    for key in ("where", "without"):
        chosen = data.get(key, {})
        if not isinstance(chosen, dict) or not all(isinstance(value, str) for value in chosen.values()):
            raise DatasetError(file.tell(key, None, "must be a table of columns and texts"))


def _read_values(path: Path, data: Mapping[str, Any]) -> dict[tuple[IsoDate, IsoDate], float]:
    """The number of each period; rows of one period are added up."""
    rows = csv.reader(_read(path).splitlines())
    columns = next(rows, [])
    when, value = (_find_column(path, columns, data[key]) for key in ("when", "value"))
    years = [(key, _find_column(path, columns, data[key])) for key in _YEARS if key in data]
    wanted = [(_find_column(path, columns, name), text) for name, text in data.get("where", {}).items()]
    unwanted = [(_find_column(path, columns, name), text) for name, text in data.get("without", {}).items()]
    values: dict[tuple[IsoDate, IsoDate], float] = {}
    held = list(rows)
    order = _find_order([row[when] for row in held if len(row) > when])
    for number, row in enumerate(held, 2):
        cells = [*row, *[""] * (len(columns) - len(row))]
        if any(cells[at] != text for at, text in wanted) or any(cells[at] == text for at, text in unwanted):
            continue
        told = " ".join(cells[at].strip() for at in (when, *(at for _, at in years)))
        days = _find_month(cells[when], cells[years[0][1]], years[0][0]) if years else None
        days = days or (None if years else _find_days(_turn(cells[when], order), data["period"]))
        amount = _find_number(cells[value])
        if days is None or amount is None:
            raise DatasetError(f"{path}:{number}: {told!r}, {cells[value]!r} is no {data['period']} and number.")
        values[days] = values.get(days, 0.0) + amount
    if not values:
        raise DatasetError(f"{path}: no row has these values of where.")
    return values


def _find_column(path: Path, columns: Sequence[str], asked: str | int) -> int:
    """The position of a column by its name or, from 1, its number: a name may stand twice."""
    if isinstance(asked, int):
        if not 1 <= asked <= len(columns):
            raise DatasetError(f"{path}: there is no column {asked}; there are {len(columns)}.")
        return asked - 1
    places = [number for number, name in enumerate(columns, 1) if name == asked]
    if len(places) > 1:
        raise DatasetError(f"{path}: {asked!r} is the name of columns {', '.join(map(str, places))}; give a number.")
    if not places:
        raise DatasetError(f"{path}: there is no column {asked!r}; there are {', '.join(columns)}.")
    return places[0] - 1


def _find_order(days: Sequence[str]) -> Literal["month", "day"] | None:
    """What stands first in days like 09/21/2031, as those of a column tell that can be read in one way only."""
    found = [match for day in days if (match := _SLASHED.fullmatch(day.strip()))]
    first, second = (any(int(match[at]) > 12 for match in found) for at in (1, 2))
    return None if first == second else "day" if first else "month"


def _turn(day: str, order: Literal["month", "day"] | None) -> str:
    """A day like 09/07/2031 as ISO 8601, where its column tells what stands first; else as it is."""
    match = _SLASHED.fullmatch(day.strip()) if order else None
    if match is None:
        return day
    month, of_month = (match[1], match[2]) if order == "month" else (match[2], match[1])
    return f"{match[3]}-{int(month):02}-{int(of_month):02}"


def _find_number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").strip())
    except ValueError:
        return None


def _find_days(text: str, period: Period) -> tuple[IsoDate, IsoDate] | None:
    words = text.strip()
    if period == "day":
        day = parse_date(words)
        return (day, day) if day else None
    if period == "month":
        month = _MONTH.match(words)
        return _month(int(month[1]), int(month[2])) if month and 1 <= int(month[2]) <= 12 else None
    if not re.fullmatch(r"\d{4}", words) or words == "0000":
        return None
    if period == "year":
        return f"{words}-01-01", f"{words}-12-31"
    return f"{int(words) - 1:04}-10-01", f"{words}-09-30"


def _find_month(text: str, year: str, of: str) -> tuple[IsoDate, IsoDate] | None:
    """A month by its name or number, and the year in another column, which may go on: "2031 (to date)"."""
    words, found = text.strip().casefold(), re.match(r"(\d{4})(?!\d)", year.strip())
    named = [at for at, name in enumerate(_MONTHS, 1) if len(words) >= _SHORTEST and name.startswith(words)]
    month = int(words) if words.isdecimal() else named[0] if named else 0
    if found is None or not 1 <= month <= 12 or found[1] == "0000":
        return None
    return _month(int(found[1]) - (of == "fiscal_year" and month >= _FISCAL), month)


def _month(year: int, month: int) -> tuple[IsoDate, IsoDate]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1).isoformat(), (following - timedelta(days=1)).isoformat()
