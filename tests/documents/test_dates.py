"""The day of publication and the dateline, where they are printed as such; a day in a sentence is neither."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.dates import find_dateline, find_published, parse_date
from onrecord.schema import Dateline


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2022-11-07", "November 7, 2022"),
        ("2022-11-07", "Nov. 7, 2022"),
        ("2022-09-07", "Sept. 7 2022"),
        ("2022-11-07", "7 November 2022"),
        ("2022-11-01", "November 1st, 2022"),
        ("2022-11-07", "2022-11-07"),
        ("2022-11-07", "2022-11-07T08:30:00+02:00"),
        ("2022-11-17", "11/17/2022"),
        ("2022-04-04", "04/04/2022"),
        (None, "03/04/2022"),
        (None, "February 30, 2022"),
        (None, "2022-13-01"),
        (None, "November 2022"),
        (None, "on November 7, 2022 or so"),
        (None, ""),
    ],
)
def test_words_that_are_a_date(day: str | None, words: str) -> None:
    """Nothing is guessed: what is ambiguous or impossible is no date."""
    assert parse_date(words) == day


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2031-05-06", "Two men charged\nMay 6, 2031\nPORT HALDEN – Two men…"),
        ("2031-05-06", "Published: May 6, 2031\nTwo men were charged."),
        ("2031-05-06", "Two men charged\nPublished\nMay 6, 2031\nHome"),
        ("2031-05-06", "FOR IMMEDIATE RELEASE – Tuesday, May 6, 2031\nTwo men…"),
        ("2031-05-06", "May 6, 2031 Contact: Ada Quill\nTwo men were charged."),
        ("2031-05-06", "Two men charged\nAdmin | May 6, 2031\nTwo men…"),
        ("2031-05-06", "For Immediate Release\nMay\n6, 2031\nTwo men…"),
        ("2031-05-06", "May 6, 2031 (PORT HALDEN) — Sheriff Ada Quill said that…"),
        ("2031-05-06", "(Port Halden – May 6, 2031)\nSheriff Ada Quill said that…"),
        # A site that moved dated its old releases anew; the release has its own date.
        ("2031-05-06", "Two men charged\nPublished\nJune 1, 2033\nFor Immediate Release\nCase # 31\nMay 6, 2031\nTwo…"),
        (None, "Two men were charged on May 6, 2031, with robbery."),
        (None, "May 6, 2031 was the day on which two men were charged."),
        (None, "Two men were charged.\n" * 200 + "May 6, 2031"),
        (None, ""),
    ],
)
def test_the_day_of_publication(day: str | None, text: str) -> None:
    """It stands alone on a line among the first, or in the dateline."""
    assert find_published(text) == day


@pytest.mark.parametrize(
    ("place", "date", "text"),
    [
        ("PORT HALDEN, Calif.", None, "Two men charged\nPORT HALDEN, Calif. – Two men were charged."),
        ("PORT HALDEN", None, "PORT HALDEN — Two men were charged."),
        ("WASHINGTON", None, "WASHINGTON - A federal jury said…"),
        ("Port Halden, TX", None, "(Port Halden, TX) - Today, the district attorney…"),
        ("Port Halden, DC", None, "Port Halden, DC - The office announced…"),
        ("PORT HALDEN", "May 6, 2031", "PORT HALDEN, May 6, 2031 – Two men were charged."),
        ("PORT HALDEN", "May 6, 2031", "May 6, 2031 (PORT HALDEN) — Two men were charged."),
        ("Port Halden", "May 6, 2031", "(Port Halden – May 6, 2031)\nTwo men were charged."),
    ],
)
def test_the_dateline(place: str, date: str | None, text: str) -> None:
    """Place and date before the first sentence, as printed."""
    assert find_dateline(text) == Dateline(place=place, date=date)


@pytest.mark.parametrize(
    "text", ["", "Two men were charged.", "FOR IMMEDIATE RELEASE – Two men", "MEDIA CONTACT: Ada Quill", "Two – Three"]
)
def test_no_dateline(text: str) -> None:
    """Notices and headlines with a dash are none."""
    assert find_dateline(text) is None


@given(st.text(alphabet="A, –-(May6231)\n.", max_size=120) | st.text(max_size=120))
def test_any_text_is_survived(text: str) -> None:
    """And what is found stands in the text."""
    dateline = find_dateline(text)
    assert dateline is None or (dateline.place or "").split()[0] in text
    assert find_published(text) is None or find_published(text) == find_published(text)


@pytest.mark.parametrize("rule", ["-", "–", "--—", ":-", "- ", "DRY CREEK (--", "A.B, C", "May 6, 2031 (A)-"])
def test_a_rule_of_dashes_costs_no_time(rule: str) -> None:
    """Letters have such lines: it is gone over once, and not once for each way to part it."""
    text = f"DRY CREEK{rule * 500}Two men were charged.\n{rule * 500}\n(DRY CREEK){rule * 500}"
    begun = perf_counter()
    find_published(text)
    find_dateline(text)
    assert perf_counter() - begun < 5
