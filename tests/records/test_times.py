"""Text -> time expressions: which words, of which type, and which days they fix, with and without publication."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.reading import Reading
from onrecord.records.times import covered_days, find_times
from onrecord.schema import ReaderVersion, Record, Time

VERSION = ReaderVersion(name="test", version="1")
Read = Callable[..., Reading]


def _times(reading: Reading) -> tuple[Time, ...]:
    return find_times(reading, Record(reader=VERSION, document=reading.document))


# Published on Monday, May 19, 2025. Expected: words, type, value, first and last day.
NARROWED = [
    (("early February", "DATE", "2025-02", "2025-02-01", "2025-02-10"), "They stopped in early February."),
    (("mid-January", "DATE", "2025-01", "2025-01-11", "2025-01-20"), "They stopped in mid-January."),
    (("late March", "DATE", "2025-03", "2025-03-21", "2025-03-31"), "They stopped in late March."),
    (("the end of March", "DATE", "2025-03", "2025-03-21", "2025-03-31"), "They stopped at the end of March."),
    (("the end of the year", "DATE", "2025", "2025-09-01", "2025-12-31"), "They will stop by the end of the year."),
    (("early 2024", "DATE", "2024", "2024-01-01", "2024-04-30"), "They stopped in early 2024."),
    (("the mid-1990s", "DATE", "199", "1994-01-01", "1996-12-31"), "They stopped in the mid-1990s."),
    (("the week of May 5", "DATE", "2025-W19", "2025-05-05", "2025-05-11"), "He was seen the week of May 5."),
    (
        ("the morning of May 3", "TIME", "2025-05-03TMO", "2025-05-03", "2025-05-03"),
        "He was seen the morning of May 3.",
    ),
]


@pytest.mark.parametrize(("expected", "text"), NARROWED)
def test_words_before_a_date_narrow_it(expected: tuple[str, str, str, str, str], text: str, read_plainly: Read) -> None:
    """Early, mid, late, the end of, the week of and the morning of say which part of a date is meant."""
    times = _times(read_plainly(text))
    assert [(time.span.text, time.type, time.value, time.start, time.end) for time in times] == [expected]


# Expected: the days that the first expression fixes with the words around it.
COVERED = [
    (("2025-01-01", "2025-05-19"), "He has ruled since winning office in January."),
    (("2025-01-01", "2025-01-31"), "He won office in January."),
    (("2019-01-01", "2021-12-31"), "It grew from 2019 to 2021."),
    (("2024-05-03", "2024-06-05"), "It lasted between May 3, 2024, and June 5, 2024."),
    (("2025-05-03", "2025-05-07"), "It lasted from May 3-7."),
    (("2025-03-01", "2025-04-30"), "They arrested 30 in March and April."),
    (("2019-01-01", "2019-12-31"), "He was charged in 2019 and 2023."),
    (("2025-03-10", "2025-05-19"), "They arrested 30 in the past ten weeks."),
    ((None, None), "It took ten weeks."),
]


@pytest.mark.parametrize(("expected", "text"), COVERED)
def test_since_and_ranges_widen_the_days(
    expected: tuple[str | None, str | None], text: str, read_plainly: Read
) -> None:
    """ "Since January" reaches to publication; both ends of a range and adjacent months fix one interval."""
    reading = read_plainly(text)
    assert covered_days(reading, _times(reading), 0) == expected


UNKNOWN = [
    ([("Monday", "XXXX-WXX-1")], "He was seen on Monday."),
    ([("January", "XXXX-01")], "He was seen in January."),
    ([("May 5", "XXXX-05-05")], "He was seen on May 5."),
    ([("today", "XXXX-XX-XX")], "He was seen today."),
    ([("this week", "XXXX-WXX")], "He was seen this week."),
    ([("last month", "XXXX-XX")], "He was seen last month."),
    ([("last year", "XXXX")], "He was seen last year."),
    ([("the third quarter", "XXXX-Q3")], "He was seen in the third quarter."),
    ([("Monday night", "XXXX-WXX-1TNI")], "He was seen Monday night."),
    ([("noon", "XXXX-XX-XXT12:00")], "He was seen at noon."),
    ([("two weeks ago", "P2W")], "He was seen two weeks ago."),
]


@pytest.mark.parametrize(("expected", "text"), UNKNOWN)
def test_without_publication_nothing_is_guessed(expected: list[tuple[str, str]], text: str, read_plainly: Read) -> None:
    """Where no day of publication is known, X stands for what it would tell, and no days are fixed."""
    times = _times(read_plainly(text, published=None))
    assert [(time.span.text, time.value) for time in times] == expected
    assert all(time.start is None and time.end is None for time in times)


def test_a_whole_date_needs_no_publication(read_plainly: Read) -> None:
    """A date that names its year is fixed by itself."""
    (time,) = _times(read_plainly("He was seen on May 5, 2024.", published=None))
    assert (time.value, time.start, time.end) == ("2024-05-05", "2024-05-05", "2024-05-05")


def test_a_line_break_inside_an_expression(read_plainly: Read) -> None:
    """Broken lines of a PDF do not break an expression."""
    lines = [
        "The sheriff of Lorn County said that three men were seen on Monday, May",
        "5, 2025, near the old bridge over the river Lorn by deputies who then",
    ]
    text = "\n".join(lines * 4)
    assert "2025-05-05" in {time.value for time in _times(read_plainly(text))}


_PIECES = st.sampled_from(
    "May 5 2025 , the past ten weeks ago 10:30 p.m. Monday last 1990s ' s - to and early mid since Jan. 31 fiscal FY24 "
    "every a half 20th century 9/11/01 0000 99999999999999999999 years later \n . “ of week 02 - 30 \u0130".split(" ")
)


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=14).map(" ".join)),
    st.sampled_from([None, "2025-05-19", "0001-01-01", "9999-12-31"]),
)
def test_any_text_is_survived(read_plainly: Read, text: str, published: str | None) -> None:
    """Any text gives times that stand in it, in order, none overlapping, and the same ones again."""
    reading = read_plainly(text, published)
    times = _times(reading)
    assert times == _times(reading)
    assert [time.span for time in times] == sorted(time.span for time in times)
    for index, time in enumerate(times):
        assert text[time.span.start : time.span.end] == time.span.text
        assert index == 0 or times[index - 1].span.end <= time.span.start
        assert (time.start is None) == (time.end is None)
        assert time.start is None or time.end is None or time.start <= time.end
        covered_days(reading, times, index)
