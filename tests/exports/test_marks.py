"""Marks on a text: whatever way they overlap, woven they are trees that keep every letter of the text once."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hand import TEXT, make_record

from onrecord.exports.marks import Mark, Woven, find_marks, weave


def mark(start: int, end: int, fact: str) -> Mark:
    """A mark of an event."""
    return Mark(start, end, "event", fact, first=True)


def draw(parts: tuple[str | Woven, ...]) -> str:
    """Woven text with each mark in brackets, named; a part that does not begin its fact has a prime."""
    return "".join(
        part if isinstance(part, str) else f"{part.mark.fact}{'' if part.mark.first else '′'}[{draw(part.parts)}]"
        for part in parts
    )


WOVEN = [
    ("abcdef", []),
    ("ax[bc]def", [mark(1, 3, "x")]),
    ("x[y[ab]c]def", [mark(0, 3, "x"), mark(0, 2, "y")]),
    ("x[aby[c]]y′[d]ef", [mark(0, 3, "x"), mark(2, 4, "y")]),
    ("x[y[ab]]cdef", [mark(0, 2, "x"), mark(0, 2, "y")]),
    ("x[ay[bz[c]]]z′[y′[d]e]f", [mark(0, 3, "x"), mark(1, 4, "y"), mark(2, 5, "z")]),
]


@pytest.mark.parametrize(("expected", "marks"), WOVEN, ids=[row[0] for row in WOVEN])
def test_marks_are_nested_and_cut_where_they_cross(expected: str, marks: list[Mark]) -> None:
    """A mark inside another stands in it; one that crosses its end is cut there and goes on after it."""
    assert draw(weave("abcdef", 0, 6, marks)) == expected


def test_marks_are_cut_to_the_range() -> None:
    """A paragraph shows its part of a mark, and only the part that begins the fact is the first."""
    assert draw(weave("abcdef", 2, 4, [mark(0, 3, "x"), mark(3, 6, "y"), mark(5, 6, "z")])) == "x′[c]y[d]"


def leaves(parts: tuple[str | Woven, ...]) -> Iterator[str]:
    """The text of woven parts, piece by piece."""
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from leaves(part.parts)


def covered(parts: tuple[str | Woven, ...], facts: tuple[str, ...] = ()) -> Iterator[frozenset[str]]:
    """For each letter the facts whose marks it stands in."""
    for part in parts:
        if isinstance(part, str):
            yield from (frozenset(facts) for _ in part)
        else:
            yield from covered(part.parts, (*facts, part.mark.fact))


@given(
    ends=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).filter(lambda pair: pair[0] < pair[1]), max_size=12)
)
def test_weaving_loses_no_letter_and_no_mark(ends: list[tuple[int, int]]) -> None:
    """Every letter stands once, and in exactly the marks that cover it."""
    text = "abcdefghijklmnopqrst"
    marks = [mark(start, end, f"e{number}") for number, (start, end) in enumerate(ends)]
    woven = weave(text, 0, 20, marks)
    assert "".join(leaves(woven)) == text
    expected = [frozenset(m.fact for m in marks if m.start <= at < m.end) for at in range(20)]
    assert list(covered(woven)) == expected


def test_every_fact_with_words_is_marked() -> None:
    """Of each fact of the record that stands on words there is a first mark, on those words."""
    record = make_record()
    first = {mark.fact: TEXT[mark.start : mark.end] for mark in find_marks(record) if mark.first and mark.fact}
    assert {"s2", "p2", "x1", "x3", "e5", "f1", "m1", "b1", "r1", "l2", "t1"} <= first.keys()
    assert (first["x2"], first["e5"], first["s2"]) == ("armed robbery", "arrested", "said")
