"""Text -> dates that name themselves: calendar dates, months, years, quarters, seasons, holidays."""

from collections.abc import Callable

import pytest

from onrecord.records.reading import Reading
from onrecord.records.times import find_times
from onrecord.schema import ReaderVersion, Record

VERSION = ReaderVersion(name="test", version="1")
# Published on Monday, May 19, 2025. Expected: words, TIMEX3 value, first and last day.
CASES: list[tuple[list[tuple[str, str, str | None, str | None]], str]] = [
    # A month and a day; without a year the last such day, or the next one where the text looks ahead.
    ([("May 5, 2025", "2025-05-05", "2025-05-05", "2025-05-05")], "He was arrested on May 5, 2025."),
    ([("Monday, May 5, 2025", "2025-05-05", "2025-05-05", "2025-05-05")], "He was arrested on Monday, May 5, 2025."),
    ([("Dec. 3", "2024-12-03", "2024-12-03", "2024-12-03")], "He was arrested on Dec. 3."),
    ([("June 12", "2025-06-12", "2025-06-12", "2025-06-12")], "The hearing is scheduled for June 12."),
    ([("June 12", "2025-06-12", "2025-06-12", "2025-06-12")], "The judge set the trial for June 12."),
    ([("June 12", "2025-06-12", "2025-06-12", "2025-06-12")], "the June 12 hearing"),
    ([("the 5th of May 2024", "2024-05-05", "2024-05-05", "2024-05-05")], "She fled on the 5th of May 2024."),
    ([("5 May 2024", "2024-05-05", "2024-05-05", "2024-05-05")], "She fled on 5 May 2024."),
    (
        [("last Saturday, May 10, 2003", "2003-05-10", "2003-05-10", "2003-05-10")],
        "She fell last Saturday, May 10, 2003.",
    ),
    ([("March 13 of last year", "2024-03-13", "2024-03-13", "2024-03-13")], "She fell on March 13 of last year."),
    ([("April 2009", "2009-04", "2009-04-01", "2009-04-30")], "He stole beginning in April 2009."),
    # Ranges within a month are one expression; over months the year of the end holds for both.
    ([("May 3-7, 2025", "2025-05-03/2025-05-07", "2025-05-03", "2025-05-07")], "It lasted from May 3-7, 2025."),
    ([("May 3 and 7", "2025-05-03/2025-05-07", "2025-05-03", "2025-05-07")], "It lasted between May 3 and 7."),
    (
        [
            ("Dec. 30", "2024-12-30", "2024-12-30", "2024-12-30"),
            ("Jan. 2, 2025", "2025-01-02", "2025-01-02", "2025-01-02"),
        ],
        "It lasted from Dec. 30 to Jan. 2, 2025.",
    ),
    (
        [("January", "2024-01", "2024-01-01", "2024-01-31"), ("March 2024", "2024-03", "2024-03-01", "2024-03-31")],
        "It lasted from January through March 2024.",
    ),
    # Numeric dates: American order, unless that cannot be.
    ([("1/2/2025", "2025-01-02", "2025-01-02", "2025-01-02")], "1/2/2025"),
    ([("13/2/25", "2025-02-13", "2025-02-13", "2025-02-13")], "13/2/25"),
    ([("2025-05-01", "2025-05-01", "2025-05-01", "2025-05-01")], "2025-05-01"),
    # Months.
    ([("January", "2025-01", "2025-01-01", "2025-01-31")], "He fled in January."),
    ([("June", "2024-06", "2024-06-01", "2024-06-30")], "He fled in June."),
    (
        [("next June", "2025-06", "2025-06-01", "2025-06-30"), ("July", "2025-07", "2025-07-01", "2025-07-31")],
        "It opens next June; it will open in July.",
    ),
    ([("March 2024", "2024-03", "2024-03-01", "2024-03-31")], "He fled in March 2024."),
    ([("last May", "2024-05", "2024-05-01", "2024-05-31")], "He fled last May."),
    ([], "May he flee? March on, May."),
    # The year of a whole date holds in its paragraph; that of a bare year does not.
    (
        [
            ("June 1, 1990", "1990-06-01", "1990-06-01", "1990-06-01"),
            ("July 2", "1990-07-02", "1990-07-02", "1990-07-02"),
        ],
        "She was born on June 1, 1990. On July 2 she vanished.",
    ),
    (
        [("1978", "1978", "1978-01-01", "1978-12-31"), ("July 2", "2024-07-02", "2024-07-02", "2024-07-02")],
        "It began in 1978. On July 2 it closed.",
    ),
    # Years, decades, centuries.
    (
        [
            ("2019", "2019", "2019-01-01", "2019-12-31"),
            ("2021", "2021", "2021-01-01", "2021-12-31"),
            ("2023", "2023", "2023-01-01", "2023-12-31"),
        ],
        "It grew from 2019 to 2021 and in (2023).",
    ),
    ([("2017", "2017", "2017-01-01", "2017-12-31")], "a 2017 assault charge"),
    (
        [
            ("the 1990s", "199", "1990-01-01", "1999-12-31"),
            ("the '80s", "198", "1980-01-01", "1989-12-31"),
            ("the nineties", "199", "1990-01-01", "1999-12-31"),
            ("the 1800s", "18", "1800-01-01", "1899-12-31"),
        ],
        "the 1990s, the '80s, the nineties, the 1800s",
    ),
    ([("the 20th century", "19", "1900-01-01", "1999-12-31")], "in the 20th century"),
    # Fiscal years (of the United States), quarters, halves, seasons, holidays.
    (
        [
            ("fiscal year 2024", "2024", "2023-10-01", "2024-09-30"),
            ("FY24", "2024", "2023-10-01", "2024-09-30"),
            ("the last fiscal year", "2024", "2023-10-01", "2024-09-30"),
        ],
        "fiscal year 2024, FY24, the last fiscal year",
    ),
    (
        [
            ("the first quarter of 2024", "2024-Q1", "2024-01-01", "2024-03-31"),
            ("Q3 2023", "2023-Q3", "2023-07-01", "2023-09-30"),
            ("the third quarter", "2024-Q3", "2024-07-01", "2024-09-30"),
        ],
        "the first quarter of 2024, Q3 2023, the third quarter",
    ),
    ([("the first half of 2024", "2024-H1", "2024-01-01", "2024-06-30")], "the first half of 2024"),
    (
        [
            ("summer 2024", "2024-SU", "2024-06-01", "2024-08-31"),
            ("last summer", "2024-SU", "2024-06-01", "2024-08-31"),
            ("the fall", "2024-FA", "2024-09-01", "2024-11-30"),
            ("this winter", "2025-WI", None, None),
        ],
        "summer 2024, last summer, the fall, this winter",
    ),
    (
        [
            ("Christmas 2024", "2024-12-25", "2024-12-25", "2024-12-25"),
            ("last Thanksgiving", "2024-11-28", "2024-11-28", "2024-11-28"),
            ("Labor Day", "2025-09-01", "2025-09-01", "2025-09-01"),
            ("Easter 2024", "2024-03-31", "2024-03-31", "2024-03-31"),
        ],
        "Christmas 2024, last Thanksgiving, Labor Day, Easter 2024",
    ),
    # Not a date: sections, case numbers, counts, streets, money, scores, a day no calendar has.
    ([], "Section 2024 of Title 18, case 23-CR-2019, No. 2021"),
    ([], "$2020, 2000 people, more than 1950 tablets, 2015 Elm Street"),
    ([], "2:23-cv-1999, a ratio of 3:15, 2/31/2025"),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_dates(
    expected: list[tuple[str, str, str | None, str | None]], text: str, read_plainly: Callable[..., Reading]
) -> None:
    """A date is read where it names itself, and numbers that are no dates are left alone."""
    reading = read_plainly(text)
    times = find_times(reading, Record(reader=VERSION, document=reading.document))
    assert [(time.span.text, time.value, time.start, time.end) for time in times] == expected
