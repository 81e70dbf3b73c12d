"""A record in, its sentences as they are compared."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.links.corpus import make_record
from tests.links.notes import find_words

from onrecord.links.sentences import split_sentences, split_text
from onrecord.schema import Statement

QUOTED = "“We will come back as often as it takes”"
SENTENCES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...], bool]] = {
    "plain": ("The market was closed.", ("the", "market", "was", "closed"), (), True),
    "behind a dateline": ("PORT HALDEN (CW) — The market was closed.", ("the", "market", "was", "closed"), (), True),
    "a term in marks": ("The “fish market” was closed.", ("the", "fish", "market", "was", "closed"), (), True),
    "someone's words": (
        f"{QUOTED}, Brandt said.",
        tuple("we will come back as often as it takes brandt said".split()),
        tuple("we will come back as often as it takes".split()),
        True,
    ),
    "nobody's words": (
        f"{QUOTED}.",
        tuple("we will come back as often as it takes".split()),
        tuple("we will come back as often as it takes".split()),
        False,
    ),
}


@pytest.mark.parametrize(("text", "words", "quoted", "attributed"), SENTENCES.values(), ids=SENTENCES)
def test_how_a_sentence_is_compared(
    text: str, words: tuple[str, ...], quoted: tuple[str, ...], *, attributed: bool
) -> None:
    """Its words without dateline, those in marks, and whether words beside them can say whose they are."""
    (found,) = split_sentences(make_record("d1", text, published=None))
    assert (found.words, found.quoted, found.attributed) == (words, quoted, attributed)
    assert (found.start, found.end) == (0, len(text))


def test_a_statement_says_whose_words_they_are() -> None:
    """Where the speaker stands in another sentence."""
    record = make_record("d1", f"Brandt spoke. {QUOTED}.", published=None)
    said = Statement(
        id="s1",
        source=find_words(record, "Brandt"),
        speaker=None,
        cue=None,
        content=(find_words(record, QUOTED),),
        mode="direct",
        act="assert",
    )
    assert [each.attributed for each in split_sentences(record)] == [True, False]
    assert [each.attributed for each in split_sentences(replace(record, statements=(said,)))] == [True, True]


@given(st.text(alphabet="AB. \n“”", max_size=60))
def test_sentences_stand_in_the_text_one_after_the_other(text: str) -> None:
    """None overlaps another, and none is empty."""
    found = split_text(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(found))
