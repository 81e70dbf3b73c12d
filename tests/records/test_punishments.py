"""The words of a punishment that was imposed; the cases read aloud: its words, then the sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import packaged_beat, plain_reading

from onrecord.records.offense_phrases import index_terms
from onrecord.records.punishments import find_punishments

IMPOSED = [
    ("five years in prison", "Dana Vale was sentenced to five years in prison for arson."),
    ("five years in prison", "A judge sentenced Dana Vale on Monday to five years in prison."),
    ("60 months in prison", "Dana Vale was sentenced to serve 60 months in prison after a plea."),
    ("life in prison", "Dana Vale was sentenced to life in prison in May."),
    ("two to four years in state prison", "Dana Vale was sentenced to two to four years in state prison."),
    ("probation", "Dana Vale received probation."),
    ("time served", "Dana Vale was sentenced to time served and will be released."),
    ("five years in prison", "Dana Vale was sentenced to five years in prison and Ilya Dremov to two years."),
    ("an indeterminate term of two to seven years", "He was sentenced to an indeterminate term of two to seven years."),
    ("30 2/3 years to life in prison", "Vale was sentenced to 30 2/3 years to life in prison and Dremov was freed."),
    ("five years in prison", "Under the plea agreement, Dana Vale was sentenced to five years in prison."),
]
NONE = [
    "Dana Vale faces up to 20 years in prison.",
    "Dana Vale could be sentenced to five years in prison.",
    "Dana Vale will be sentenced to five years in prison.",
    "Dana Vale is expected to be sentenced to five years in prison.",
    "Prosecutors asked that Dana Vale be sentenced to five years in prison.",
    "Under the agreement she will serve five years in prison.",
    "If convicted she will serve five years in prison.",
    "Dana Vale was not sentenced to prison.",
    "Dana Vale worked in a prison for five years.",
    "",
]


def find(text: str) -> list[str]:
    reading = plain_reading(packaged_beat(), text)
    terms = index_terms(reading.beat, text)
    return [one.span.text for sentence in reading.sentences for one in find_punishments(reading, sentence, terms)]


@pytest.mark.parametrize(("expected", "text"), IMPOSED)
def test_imposed(expected: str, text: str) -> None:
    """What a court imposed, without the offense, the day, the place and the next person."""
    assert find(text) == [expected]


@pytest.mark.parametrize("text", NONE)
def test_not_imposed(text: str) -> None:
    """What somebody faces, agrees to or is asked to get is no punishment."""
    assert not any(find(text))


def test_a_term_for_each_offense() -> None:
    """Each term stands with the offense that it is said to be for."""
    text = (
        "Vale was sentenced to 58 months for conspiracy and 72 months in prison on the count of aggravated identity "
        "theft, plus one year for violating his probation."
    )
    reading = plain_reading(packaged_beat(), text)
    found = find_punishments(reading, reading.sentences[0], index_terms(reading.beat, text))
    assert [(one.span.text, [text[p.start : p.end] for p in one.phrases], one.apart) for one in found] == [
        ("58 months", ["conspiracy"], False),
        ("72 months in prison", ["aggravated identity theft"], False),
        ("one year", [], True),
    ]


def test_where_it_is_imposed() -> None:
    """The start is that of the words that impose it, before which stands whom it falls on."""
    text = "Dana Vale was sentenced to five years in prison."
    reading = plain_reading(packaged_beat(), text)
    (punishment,) = find_punishments(reading, reading.sentences[0], index_terms(reading.beat, text))
    assert text[punishment.start :].startswith("sentenced to five")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from("sentenced to five years in prison and Ilya 20 , . received life an".split()), max_size=14)
)
def test_any_words(words: list[str]) -> None:
    """Never raises; the words stand in the text; the same text gives the same."""
    text = " ".join(words)
    found = find(text)
    assert all(words in text for words in found if words)
    assert found == find(text)
