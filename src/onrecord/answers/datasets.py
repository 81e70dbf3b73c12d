"""A table of official statistics as CSV, and what it counts as TOML -> Dataset. Every fault is a DatasetError.

title = "Arrests by month"          # and publisher
file = "arrests.csv"                # beside the description
population = "arrests by any police in Corvania"
counts = "arrest"                   # what is counted: an event type of the beat, or agent, victim
unit = "arrests"                    # people, arrests, dollars …
place = "Corvania"                  # leave it out where the table is of the whole country
period = "month"                    # day, month, year, or fiscal year (which begins on 1 October of the year before)
when = "month"                      # the column of the day, month (2031-05) or year
value = "arrests"                   # the column of the number
where = { Component = "Field" }     # rows to take, by column; rows of one period are added up
"""

import csv
import re
import tomllib
from collections.abc import Mapping
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
_KEYS = (*_NEEDED, "publisher", "place", "where")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What is counted, and the number of each stretch of days, first and last inclusive."""

    title: str
    publisher: str | None
    population: str
    counts: str
    unit: str
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
    for key in (*_NEEDED, "publisher", "place"):
        value = data.get(key)
        if (key in _NEEDED or value is not None) and (not isinstance(value, str) or not value.strip()):
            raise DatasetError(file.tell(key, value, "is missing or no text"))
    if data["period"] not in _PERIODS:
        raise DatasetError(file.tell("period", data["period"], f"must be {', '.join(_PERIODS)}"))
    chosen = data.get("where", {})
    if not isinstance(chosen, dict) or not all(isinstance(value, str) for value in chosen.values()):
        raise DatasetError(file.tell("where", None, "must be a table of columns and texts"))


def _read_values(path: Path, data: Mapping[str, Any]) -> dict[tuple[IsoDate, IsoDate], float]:
    """The number of each period; rows of one period are added up."""
    rows = csv.DictReader(_read(path).splitlines())
    needed = (data["when"], data["value"], *data.get("where", {}))
    if missing := next((name for name in needed if name not in (rows.fieldnames or ())), None):
        raise DatasetError(f"{path}: there is no column {missing!r}; there are {', '.join(rows.fieldnames or ())}.")
    values: dict[tuple[IsoDate, IsoDate], float] = {}
    for number, row in enumerate(rows, 2):
        if any(row[column] != wanted for column, wanted in data.get("where", {}).items()):
            continue
        days = _find_days(row[data["when"]] or "", data["period"])
        value = _find_number(row[data["value"]] or "")
        if days is None or value is None:
            told = f"{row[data['when']]!r}, {row[data['value']]!r}"
            raise DatasetError(f"{path}:{number}: {told} is no {data['period']} and number.")
        values[days] = values.get(days, 0.0) + value
    if not values:
        raise DatasetError(f"{path}: no row has these values of where.")
    return values


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


def _month(year: int, month: int) -> tuple[IsoDate, IsoDate]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1).isoformat(), (following - timedelta(days=1)).isoformat()
