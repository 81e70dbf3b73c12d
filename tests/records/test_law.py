"""From the words on one side of a name: who is acted on by the law, and who is harmed; the cases read aloud."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import packaged_beat

from onrecord.records.law import any_of, law_words

AFTER = [
    # what the words behind the name say, then those words
    ("acted on", " was arrested on Monday."),
    ("acted on", ", 28, was charged with theft."),
    ("acted on", ", 28, of Lorn, was sentenced to two years."),
    ("acted on", ", who was convicted of theft, left."),
    ("acted on", " pleaded guilty to theft."),
    ("acted on", " faces charges of theft."),
    ("acted on", " turned himself in on Monday."),
    ("owns", "'s conviction was overturned."),
    ("owns", "’s trial begins today."),
    ("harmed", ", 21, was killed in May."),
    ("harmed", " died on Monday."),
    ("relative", ", her mother, left."),
    ("office", ", the county sheriff, left."),
    ("nothing", " said that a man was arrested."),
    ("nothing", " arrested two men."),
    ("nothing", " prosecuted the case."),
    ("nothing", "'s garden was in bloom."),
]
BEFORE = [
    ("acted on", "Deputies arrested former clerk "),
    ("acted on", "Prosecutors charged 28-year-old "),
    ("acted on", "The town learned of the arrest of "),
    ("acted on", "A complaint was filed against the defendant, "),
    ("harmed", "He was charged with the murder of "),
    ("harmed", "He was convicted of killing "),
    ("relative", "Deputies met his wife, "),
    ("nothing", "Deputies spoke with "),
    ("nothing", "The bill was written by "),
]


def say_after(words: str) -> str:
    law = law_words(packaged_beat())
    kinds = [("harmed", law.harmed), ("acted on", law.predicate), ("owns", law.owned), ("relative", law.relative_after)]
    return next((kind for kind, one in [*kinds, ("office", law.office_after)] if one.match(words)), "nothing")


def say_before(words: str) -> str:
    law = law_words(packaged_beat())
    kinds = [("harmed", law.harm), ("acted on", law.object), ("relative", law.relative_before)]
    return next((kind for kind, one in kinds if one.search(words)), "nothing")


@pytest.mark.parametrize(("expected", "words"), AFTER)
def test_behind_a_name(expected: str, words: str) -> None:
    """The predicate of the name tells, also behind an age, a town or a relative clause; what others do does not."""
    assert say_after(words) == expected


@pytest.mark.parametrize(("expected", "words"), BEFORE)
def test_before_a_name(expected: str, words: str) -> None:
    """A verb or noun of the law whose object the name is; a word of harm makes a victim."""
    assert say_before(words) == expected


def test_longest_first() -> None:
    """Of two words the longer is tried first, and marks stand for themselves."""
    assert any_of(("arrest", "arrested", "co-defendant")) == "co\\-defendant|arrested|arrest"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(", 28 was ( arrested who and the sheriff of killed ’s pleaded".split()), max_size=14))
def test_any_words(words: list[str]) -> None:
    """Never raises; the same words say the same."""
    text = " ".join(words)
    assert say_after(" " + text) == say_after(" " + text)
    assert say_before(text + " ") == say_before(text + " ")
