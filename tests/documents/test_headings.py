"""Title, publisher and kind, as the head of a text gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.headings import Heading, find_heading, find_kind, find_opening

BODY = "\nA man from Port Halden was charged on Monday with two counts of robbery, the office said."


@pytest.mark.parametrize(
    ("title", "publisher", "text"),
    [
        ("Port Halden Man Charged with Robbery", None, "Port Halden Man Charged with Robbery" + BODY),
        (
            "Man Charged in Halden",
            "County News",
            "Man Charged in Halden - County News\nMan Charged in Halden" + BODY,
        ),
        ("Man Charged in Halden", "County News", "Man Charged in Halden | County News\nMAN CHARGED\nIN HALDEN" + BODY),
        ("Man Charged", "Dry Creek District Attorney", "Man Charged - Dry Creek District Attorney" + BODY),
        ("Man Charged in Halden Theft", None, "FOR IMMEDIATE RELEASE: Man Charged in Halden Theft" + BODY),
        ("Man Charged in Halden Theft", None, "Skip to main content\nMan Charged in Halden Theft" + BODY),
        (
            "Man Charged in Halden Theft",
            None,
            "FOR IMMEDIATE RELEASE\nMay 6, 2031\n\nMan Charged in Halden Theft" + BODY,
        ),
        ("Arrests were made in Halden and Dry Creek.", None, "Arrests were made in Halden and Dry Creek." + BODY),
        (None, None, BODY.strip()),
        (None, None, "Ada Quill" + BODY),
        (None, None, "May 6, 2031 Contact: Ada Quill" + BODY),
        (
            "Man Charged in Halden Theft",
            "Dry Creek County District Attorney’s Office",
            "May 6, 2031 Contact: Ada Quill\nDirector of Communications\nDry Creek County District Attorney’s Office\n"
            "555-010-0100 (Office)\nFOR IMMEDIATE RELEASE\nMan Charged in Halden Theft" + BODY,
        ),
        (
            "Man Charged in Halden Theft",
            "Office of the Dry Creek Attorney",
            "May 6, 2031 Contact: Ada Quill\nOffice of the Dry Creek Attorney\n555-010-0100 (Office)\nada@quill.example"
            "\nFOR IMMEDIATE RELEASE\nMan Charged in Halden Theft" + BODY,
        ),
        (
            "Dry Creek Attorney Launches New Unit Against Theft",
            None,
            "May 6, 2031 Contact: Ada Quill\n555-010-0100 (Office)\n"
            "For Immediate Release: Dry Creek Attorney Launches New\n"
            "Unit Against Theft\n(Port Halden) – The attorney said so on Monday." + BODY,
        ),
        (None, None, "PORT HALDEN – A man was charged on Monday" + BODY),
        (None, None, "A title without a text that follows"),
        (None, None, ""),
    ],
)
def test_the_heading(title: str | None, publisher: str | None, text: str) -> None:
    """A first line is a title where it looks like one, and parted from its site where that is sure."""
    assert find_heading(text) == Heading(title, publisher)


@pytest.mark.parametrize(
    ("opening", "text"),
    [
        (BODY.strip(), "May 6, 2031 Contact: Ada Quill\n555-010-0100 (Office)\nFOR IMMEDIATE RELEASE" + BODY),
        (BODY.strip(), BODY),
        ("May 6, 2031", "May 6, 2031"),
        ("", ""),
    ],
)
def test_the_opening(opening: str, text: str) -> None:
    """What a page calls a document without a title, with no telephone number in it where there is anything else."""
    assert find_opening(text) == opening


@pytest.mark.parametrize(
    ("kind", "text", "publisher", "url"),
    [
        ("release", "FOR IMMEDIATE RELEASE\nMan charged", None, None),
        ("release", "Man charged\nNews Release\nPort Halden", None, None),
        ("release", "Man charged", "Dry Creek County Sheriff’s Office", None),
        ("release", "Man charged", None, "https://www.drycreek.gov/news/1"),
        ("article", "Man charged, a press release said.", "The Halden Courier", "https://courier.example/1"),
        ("article", "", None, None),
    ],
)
def test_the_kind(kind: str, text: str, publisher: str | None, url: str | None) -> None:
    """A release says so, or comes from an office; all else is an article."""
    assert find_kind(text, publisher=publisher, url=url) == kind


@given(st.text(max_size=200), st.none() | st.text(max_size=20))
def test_any_text_is_survived(text: str, publisher: str | None) -> None:
    """No text and no name raise anything."""
    find_heading(text)
    find_kind(text, publisher=publisher, url=None)
