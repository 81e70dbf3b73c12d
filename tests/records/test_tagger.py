"""What the encoder gives stands on the words of the reading, and a broken name is whole again."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.reader import StandardReader
from onrecord.records.reading import Tagged
from onrecord.records.sentences import find_sentences
from onrecord.records.tagger import _close_gaps

NAMES = [
    # expected names of people, then the text
    (["Ada Quill", "Tomas Quint"], "Sheriff Ada Quill of Halden County met Tomas Quint, a spokesman."),
    (["Mara J. Voss"], "Judge Mara J. Voss sentenced the man on Monday."),
    (["Mara Voss", "Dana Vale"], "Mara Voss, 34, and Dana Vale, 41, were arrested on Monday."),
]


WORDS = "aa bb cc dd ee"
GAPS = [
    # expected parts, the parts found, what else stands there (source, cue)
    ([(0, 8)], [(0, 2), (6, 8)], []),  # over a word
    ([(0, 2), (12, 14)], [(0, 2), (12, 14)], []),  # over three
    ([(0, 2), (6, 8)], [(0, 2), (6, 8)], [(3, 5)]),  # the word is the cue
    ([(0, 14)], [(0, 2), (3, 5), (9, 14)], []),
]


@pytest.mark.parametrize(("expected", "parts", "others"), GAPS)
def test_parts_are_one_over_a_word_or_two(
    expected: list[tuple[int, int]], parts: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    """Else a statement would be told in shreds."""
    assert list(_close_gaps(WORDS, parts, others)) == expected


def test_parts_on_two_lines_stay_apart() -> None:
    assert list(_close_gaps("aa\nbb", [(0, 2), (3, 5)], [])) == [(0, 2), (3, 5)]


def _tag(reader: StandardReader, text: str) -> Tagged:
    return reader._tagger.tag(text, find_sentences(text))


@pytest.mark.parametrize(("expected", "text"), NAMES)
def test_people_have_their_whole_names(reader: StandardReader, expected: list[str], text: str) -> None:
    names = [text[name.start : name.end] for name in _tag(reader, text).names if name.label == "person"]
    assert names == expected


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="Ada Quill.J,said“”\n-7é", max_size=80))
def test_all_that_is_given_lies_on_words_and_in_order(reader: StandardReader, text: str) -> None:
    words = [word for sentence in find_sentences(text) for word in sentence.words]
    starts, ends = {word.start for word in words}, {word.end for word in words}
    found = _tag(reader, text)
    assert len(found.tags) == len(words)
    spans = [(name.start, name.end) for name in found.names]
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for one in found.speech:
        spans.extend([one.cue, *one.contents, *([one.source] if one.source else [])])
    assert all(start in starts and end in ends and start < end for start, end in spans)
    assert _tag(reader, text) == found
