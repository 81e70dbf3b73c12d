"""A quote stands in the text exactly, at one place, in whole words; or it is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language_model.anchoring import find_places, find_words

TEXT = "Dana Vale was charged with theft. Jon Roe denied theft; “theft,” he said, is a grape’s rape. Vale-Roe left."


@pytest.mark.parametrize(
    ("words", "around", "found"),
    [
        ("charged", "", "charged"),  # at one place
        (" charged \n", "", "charged"),  # space at its ends says nothing
        ("Charged", "", None),  # another case is another word
        ("charged  with", "", None),  # as is another space
        ("convicted", "", None),  # what the text does not contain
        ("convicted", "charged with theft", None),  # whatever stands around
        ("theft", "", None),  # at three places
        ("theft", "charged with theft.", "theft"),  # told by the words around
        ("theft", "theft", None),  # which must stand at one place themselves
        ("theft", "with theft. Jon Roe denied theft", None),  # and hold it once
        ("theft", "charged with stolen goods", None),  # and be the text's
        ("rape", "", "rape"),  # "grape" does not hold it
        ("Val", "", None),  # nor does a word its beginning
        ("Vale", "Vale-Roe", "Vale"),  # a hyphen ends a word
        ("“theft,”", "", "“theft,”"),
        ('"theft,"', "", None),  # straight marks are other marks
        ("", "", None),
        ("   ", TEXT, None),
    ],
)
def test_find_words(words: str, around: str, found: str | None) -> None:
    """Words, what stands around them, what is found."""
    place = find_words(TEXT, words, around)
    assert (place and TEXT[slice(*place)]) == found


def test_words_around_choose_the_right_place() -> None:
    """The second theft is the one that was denied."""
    place = find_words(TEXT, "theft", "denied theft")
    assert place is not None
    assert TEXT[: place[1]].endswith("Jon Roe denied theft")


SMALL = st.text(alphabet="ab .’é\U0001f600", max_size=30)


@given(text=SMALL, words=st.text(alphabet="ab .’é\U0001f600", max_size=4), around=st.text(alphabet="ab .", max_size=6))
def test_what_is_found_is_the_text_s_own(text: str, words: str, around: str) -> None:
    """Never other words, never inside a word, never one of several without a reason; the same each time."""
    places = find_places(text, words)
    assert list(places) == sorted(set(places))
    for start, end in places:
        assert text[start:end] == words.strip() != ""
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
    found = find_words(text, words, around)
    assert found == find_words(text, words, around)
    if found is not None:
        assert found in places
    if found is not None and len(places) > 1:
        assert len(find_places(text, around)) == 1


@given(before=SMALL, words=st.text(alphabet="xyz ", min_size=1, max_size=8), after=SMALL)
def test_words_that_stand_once_are_found(before: str, words: str, after: str) -> None:
    """Set apart by a space, and of letters that stand nowhere else."""
    text = f"{before} {words} {after}"
    expected = (len(before) + 1 + len(words) - len(words.lstrip()), len(before) + 1 + len(words.rstrip()))
    assert find_words(text, words) == (expected if words.strip() else None)


def test_a_long_text_is_searched_quickly() -> None:
    """Places beyond the two hundredth are not counted."""
    assert len(find_places("a " * 100_000, "a")) == 200
    assert find_places("a" * 100_000, "a") == ()
