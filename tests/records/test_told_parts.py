"""What is said is more than one pronoun or article, and fires claim lives without saying anything."""

import pytest
from tests.records.plain_readings import plain_reading

from onrecord.beats import Beat
from onrecord.records.attributions import Attribution, OffsetRange
from onrecord.records.told_parts import keep_told

CASES: list[tuple[list[str], list[str], str]] = [
    # what is said in the end, the parts that were found, the text
    (["man fell"], ["a", "man fell"], "She said a man fell."),
    (["a man fell"], ["a man fell"], "She said a man fell."),
    (["Yes"], ["Yes"], "She said Yes."),
    ([], ["that,"], "She said that, and left."),
    ([], ["the lives of two"], "She claimed the lives of two."),
    ([], ["its life"], "She claimed its life."),
    (["its life was hard"], ["its life was hard"], "She claimed its life was hard."),
    (["that we won"], ["that we won"], "She proud that we won."),
    ([], ["the work"], "She proud of the work."),
]


@pytest.mark.parametrize(("expected", "parts", "text"), CASES)
def test_what_is_told(beat: Beat, expected: list[str], parts: list[str], text: str) -> None:
    """Without any part that tells something nothing is said."""
    cue = (text.index(" ") + 1, text.index(" ", 4))
    found: list[OffsetRange] = [(text.index(part), text.index(part) + len(part)) for part in parts]
    said = keep_told(plain_reading(beat, text), [Attribution((0, 3), cue, tuple(found), "assert")])
    assert [text[start:end] for each in said for start, end in each.content] == expected


def test_no_alias_speaks(beat: Beat) -> None:
    """ "Aka" leads to another name and is none of the one before it."""
    text = "Dana Vale, aka Dee, said no more."
    found = Attribution((0, text.index(" Dee")), (20, 24), ((25, 32),), "assert")
    (said,) = keep_told(plain_reading(beat, text), [found])
    assert said.source == (0, len("Dana Vale"))
