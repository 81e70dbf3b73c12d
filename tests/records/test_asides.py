"""Lists of other pages and buttons are told by whole lines; prose is read wherever it stands."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.asides import find_controls, find_lists
from onrecord.records.sentences import find_sentences

BODY = "Dana Vale, 28, was charged on Monday with two counts of burglary, prosecutors said."
MORE = "The Halden County District Attorney said that the case had been tried for two weeks by her office."
LISTS = [  # a page, and what of it is a list of other pages
    (f"Two Held\n{BODY}\nLatest Posts\nOne Man Held\nMay 3, 2031", "Latest Posts\nOne Man Held\nMay 3, 2031"),
    (
        f"{BODY}\nRECENT NEWS:\nOne Man Held\nThe sheriff said that a man of Lorn, who is now held, had been seen in …",
        "*",
    ),
    (f"{BODY}\nRelated\nJury Convicts Man in Lorn of Arson After a Trial of Twelve Days, His Third.", "*"),
    (f"{BODY}\nYou May Also Like\nOne Man Held\nMost Read\nTwo Men Held", "*"),
    (f"{BODY}\nMore News\nOne Man Held\n{MORE}\nSheriff Roe", "More News\nOne Man Held"),
    (f"{BODY}\n\nRelated Stories\n\n{MORE}", ""),
    (f"Latest News\nTwo Held\n{BODY}", ""),
    (f"Latest News\nMay 3, 2031\nTwo Held\n{BODY}", ""),
    (
        f"News\nMore News\nMay 3, 2031\nOne Held\nMay 2, 2031\nTwo Held\nMay 1, 2031\nA Third Held\nNow\n{BODY}",
        "More News\nMay 3, 2031\nOne Held\nMay 2, 2031\nTwo Held\nMay 1, 2031\nA Third Held",
    ),
    ("Latest News\nOne Man Held", ""),
    (f"{BODY}\nRelated charges were filed on Friday\nDana Vale: Burglary", ""),
    (f"{BODY}\nThe latest news is that nobody has been held", ""),
    ("", ""),
]
CONTROLS = [
    "Scroll to top", "BACK TO TOP ↑", "Share", "Share this page", "Print this page", "Facebook Twitter LinkedIn Email",
    "[Tweet This]", "Share on Facebook | Share on X", "Skip to main content", "Read More »", "Follow us on Instagram:",
]  # fmt: skip
NONE = [
    "Share Vale", "Sheriff Print", "Search warrant", "Close the case", "Facebook charged", "Two men held", "—",
    "Print shop owner held", "Save the Children",
]  # fmt: skip


@pytest.mark.parametrize(("page", "told"), LISTS)
def test_lists(page: str, told: str) -> None:
    """From the heading to prose or to the end of the page ("*"); the heading of the text itself begins no list."""
    found = [page[start:end] for start, end in find_lists(page, find_sentences(page))]
    expected = page[len(BODY) + 1 :] if told == "*" else told
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize("line", CONTROLS)
def test_controls(line: str) -> None:
    """A line that is nothing but buttons."""
    text = f"District Attorney\n{line}\nDana Vale"
    assert [text[start:end] for start, end in find_controls(text, find_sentences(text))] == [line]


@pytest.mark.parametrize("line", NONE)
def test_no_controls(line: str) -> None:
    """A line with any other word is read."""
    assert find_controls(line, find_sentences(line)) == ()


@given(st.lists(st.sampled_from(["Related", "Two Held", "May 3, 2031", BODY, MORE, "Share", ""]), max_size=12))
def test_prose_is_always_read(lines: list[str]) -> None:
    """No full sentence of a page is ever in a list or a control, and neither overlaps another of its kind."""
    text = "\n".join(lines)
    sentences = find_sentences(text)
    for ranges in (find_lists(text, sentences), find_controls(text, sentences)):
        assert not any(BODY in text[start:end] or MORE in text[start:end] for start, end in ranges)
        assert all(one[1] <= two[0] for one, two in pairwise(ranges))


@pytest.mark.parametrize("line", ["Related", "May 3, 2031", "Share Share", "Share | ", "more from x "])
def test_many_lines_take_no_long_time(line: str) -> None:
    """Time grows with the text, not with its square."""
    text = "\n".join([line] * 5_000 + [line * 20_000])
    sentences = find_sentences(text)
    before = time.perf_counter()
    find_lists(text, sentences)
    find_controls(text, sentences)
    assert time.perf_counter() - before < 5
