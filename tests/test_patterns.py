"""A line of the pattern language says which words stand around a trigger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.patterns import Element, Pattern, parse_pattern


def words(*items: str, optional: bool = False, forbidden: bool = False) -> Element:
    return Element(words=frozenset(items), optional=optional, forbidden=forbidden)


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        (Pattern(frozenset(["charges"]), (), (words("against"),)), "*charges* against"),
        (Pattern(frozenset(["took", "taken"]), (), (words("away"),)), "*took|taken* away"),
        (Pattern(frozenset(), (words("be", optional=True), words("will")), ()), "will be? *"),
        (Pattern(frozenset(["convicted"]), (Element(gap=5), words("if")), ()), "if ... *convicted*"),
        (Pattern(frozenset(["search"]), (), (Element(gap=2), words("home"))), "*search* ..2 home"),
        (Pattern(frozenset(["charged"]), (), (words("in", "on", forbidden=True),)), "*charged* !in|on"),
        (Pattern(frozenset(["sentencing"]), (Element(edge=True),), (Element(edge=True),)), "^ *sentencing* $"),
        (Pattern(frozenset(["raid"]), (Element(tags=frozenset(["DET"])),), ()), "DET *raid*"),
    ],
)
def test_lines(expected: Pattern, line: str) -> None:
    """Each element of a line is one element of the pattern; what stands before the trigger is told nearest first."""
    assert parse_pattern(line) == expected


@pytest.mark.parametrize(
    "line", ["", "charges against", "*one* *two*", "**", "*Charges*", "!maybe? *raid*", "Mixed *raid*"]
)
def test_faults(line: str) -> None:
    """A line without one lower-case trigger, or with an element of no kind, is refused."""
    with pytest.raises(ValueError, match=r"\S"):
        parse_pattern(line)


def test_weight() -> None:
    """A pattern weighs what it asks for: what may be missing weighs nothing."""
    assert parse_pattern("will be? *").weight == 2
    assert parse_pattern("if ... *convicted* of").weight == 3


@given(st.text(alphabet="ab*|?!.^$ VERB2", max_size=30))
def test_any_line(line: str) -> None:
    """Any line is a pattern or a ValueError."""
    try:
        parse_pattern(line)
    except ValueError:
        return
