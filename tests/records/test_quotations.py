"""Text -> quotations: what stands in quotation marks, with the marks lost, turned or nested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.quotations import find_quotation_at, find_quotations

CASES = [
    # A pair of marks, curly or straight, with what stands inside it.
    (["“We will act,”"], "“We will act,” said the mayor."),
    (['"We will act,"'], '"We will act," said the mayor.'),
    (["“We will act,”", "“Soon.”"], "“We will act,” said Mayor Ilse Vantongeren. “Soon.”"),
    (["'We will act'"], "Mayor: 'We will act'"),
    (["‘We will act’"], "The mayor wrote ‘We will act’ on Monday."),
    # Marks turned the wrong way, doubled, or set apart by a space.
    (["”We will act,”"], "”We will act,” said the mayor."),
    (["“We will act“"], "The mayor said “We will act“ and left."),
    (["“So it is,”", "“ We act tonight.”"], "“So it is,” said Ilse Vantongeren.“ We act tonight.”"),
    (["“”We will act.”"], "The mayor said, “”We will act.”"),
    (['“We will act."'], 'The mayor said, “We will act."'),
    (["‘‘We will act,’’"], "‘‘We will act,’’ said the mayor."),
    # A new opening mark on each paragraph: one quotation a mark; the first has no closing mark.
    (["“We will act.", "“And soon.”"], "“We will act.\n“And soon.”"),
    # One pair over several paragraphs is one quotation.
    (["“We will act.\nAnd soon.”"], "“We will act.\nAnd soon.”"),
    # A lost closing mark ends with its paragraph, or before the source.
    (["“We will act."], "“We will act.\nNobody spoke."),
    (["“We will act,"], "“We will act, said Mayor Ilse Vantongeren."),
    (["“We will act,", "“Soon.”"], "“We will act, said Mayor Ilse Vantongeren. “Soon.”"),
    # A lost opening mark begins with the sentence after "said."
    (["Nobody is above it.”"], "The mayor said. Nobody is above it.”"),
    # What an outer quotation quotes stays part of it.
    (["“He said ‘stop’ twice,”"], "“He said ‘stop’ twice,” she said."),
    (["“He said “stop” twice.”"], "She said: “He said “stop” twice.”"),
    # Apostrophes, omissions, decades, feet and inches are no quotation marks.
    ([], "The officers’ cars and the victims' families, o'clock, rock 'n' roll in the '90s"),
    ([], 'He is 6\'2" tall and was hit with a 13" pipe and a 13” television.'),
    (["“the officers’ cars”"], "He took “the officers’ cars” away."),
    (["'the officers' cars'"], "He took 'the officers' cars'."),
    # Another name is none either, and what somebody calls a thing is one.
    ([], "Dana Vale, aka “Dee,” pleaded guilty with Ivy Marsh, also known as “Moss.”"),
    (["“a bad day.”"], "She called it “a bad day.”"),
    # Nothing between the marks is no quotation.
    ([], '“” and "" and “ ”'),
    ([], ""),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_quotations_are_found_with_their_marks(expected: list[str], text: str) -> None:
    """Each quotation stands once, in order, with the marks that it has."""
    assert [text[found.start : found.end] for found in find_quotations(text)] == expected


def test_inside_leaves_out_the_marks_and_space() -> None:
    """The inside is what was said, without marks and without the space beside them."""
    text = "He said “ We will act. ” and left."
    (found,) = find_quotations(text)
    assert text[found.inside_start : found.inside_end] == "We will act."
    assert (found.opened, found.closed) == (True, True)


def test_missing_marks_are_told() -> None:
    """A quotation says which of its own marks stand in the text."""
    first, second = find_quotations("“We will act.\n“And soon.”")
    assert (first.opened, first.closed) == (True, False)
    assert (second.opened, second.closed) == (True, True)


def test_quotation_at_an_offset() -> None:
    """The quotation that covers an offset; None between quotations."""
    text = "“One,” he said. “Two.”"
    found = find_quotations(text)
    assert find_quotation_at(found, text.index("One")) == found[0]
    assert find_quotation_at(found, text.index("he said")) is None
    assert find_quotation_at(found, text.index("Two")) == found[1]


@given(st.text(alphabet="ab.,'’‘“”\"\n S12«»—", max_size=300) | st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    """Quotations are ordered, do not overlap, hold their inside, and are the same each time."""
    found = find_quotations(text)
    assert found == find_quotations(text)
    at = 0
    for quotation in found:
        assert at <= quotation.start <= quotation.inside_start < quotation.inside_end <= quotation.end <= len(text)
        assert text[quotation.inside_start : quotation.inside_end].strip()
        at = quotation.end


def test_a_megabyte_of_marks_takes_no_longer_than_its_length() -> None:
    """A hundred thousand marks of any kind are read in one pass."""
    for mark in ('"', "“", "”", "' ", " '", "“a\n", '6" '):
        assert isinstance(find_quotations(mark * 100_000), tuple)
