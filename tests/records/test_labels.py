"""Loaded terms: the text, then each as term, whom it is put on, and what the text says it means."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import empty_record, packaged_beat, plain_reading

from onrecord.records.labels import find_labels
from onrecord.schema import Label, Person, Statement

CASES = [
    # expected: term, definition; then the text
    ([("sanctuary city", None)], "He spoke of a sanctuary city."),
    (
        [("sanctuary state", "one that limits cooperation with federal officers")],
        "It called Norland a “sanctuary state”—one that limits cooperation with federal officers.",
    ),
    (
        [("sanctuary jurisdiction", "towns that have laws limiting cooperation")],
        "They fled to “sanctuary jurisdictions,” referring to towns that have laws limiting cooperation.",
    ),
    ([("sanctuary city", "that limit such arrests")], "He named sanctuary cities that limit such arrests."),
    # The longest term; a word in the name of a law is none.
    ([("criminal illegal alien", None)], "Officers held two criminal illegal aliens."),
    ([], "The Alien Visitors Act is old."),
    ([("worst of the worst", None)], "They are the worst of the worst."),
    ([], "The crowd was calm."),
]


def read_labels(text: str) -> tuple[Label, ...]:
    reading = plain_reading(packaged_beat(), text)
    return find_labels(reading, empty_record(reading))


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_labels_have_a_term_and_a_definition(expected: list[tuple[str, str | None]], text: str) -> None:
    """Each loaded term is found once, with its meaning where the text gives one."""
    found = [(label.term, label.definition.text if label.definition else None) for label in read_labels(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("p1",), "Officers held gang member Dana Vale."),
        (("p1",), "Dana Vale, a gang member, was held."),
        (("p1",), "Dana Vale is a known gang member."),
        ((), "Dana Vale was robbed by a man who is a gang member."),
    ],
)
def test_a_label_is_put_on_who_stands_beside_it(expected: tuple[str, ...], text: str) -> None:
    """The name right after the term, or before it as its subject; nobody else of the sentence."""
    reading = plain_reading(packaged_beat(), text)
    start = text.index("Dana Vale")
    vale = Person(id="p1", kind="person", role="subject", name="Dana Vale", mentions=(reading.span(start, start + 9),))
    (label,) = find_labels(reading, replace(empty_record(reading), people=(vale,)))
    assert label.applies_to == expected


def test_a_label_is_the_words_of_its_statement() -> None:
    """The innermost statement that holds the term says it."""
    text = "Vale said that Dremov said they were thugs."
    reading = plain_reading(packaged_beat(), text)
    outer, inner = (
        Statement(
            id=key,
            source=None,
            speaker=None,
            cue=None,
            content=(reading.span(text.index(begin), len(text) - 1),),
            mode="indirect",
            act="assert",
        )
        for key, begin in (("s1", "that"), ("s2", "they"))
    )
    (label,) = find_labels(reading, replace(empty_record(reading), statements=(outer, inner)))
    assert label.statement == "s2"


@given(st.text(alphabet="a gang member — that sanctuary cities,.“”(\n", max_size=200) | st.text(max_size=100))
@settings(max_examples=60, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    """Every span is the text's own, and reading twice gives the same."""
    found = read_labels(text)
    assert found == read_labels(text)
    for label in found:
        for span in filter(None, (label.span, label.definition)):
            assert text[span.start : span.end] == span.text
