"""Words are found again in the same sentence, word for word and standing once; else nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reviews.anchoring import digest_text, find_anchor, make_anchor
from onrecord.schema import Document

BEFORE = "The office spoke on Monday. Corvin Hale was charged with fraud. He was held."
DOCUMENT = Document(id="d", text=BEFORE)
START = BEFORE.index("fraud")
ANCHOR = make_anchor(DOCUMENT, START, START + 5)

TEXTS = [
    (True, "Corvin Hale was charged with fraud.", "alone"),
    (True, "A new first line.\n\nCorvin Hale was charged with fraud. And more.", "moved"),
    (False, "Corvin Hale was charged with theft.", "another word"),
    (False, "Corvin Hale was cleared of fraud.", "another sentence with the word"),
    (False, "Corvin Hale was charged with fraud. Corvin Hale was charged with fraud.", "twice"),
    (False, "A man who is not Corvin Hale was charged with fraud.", "part of a longer sentence"),
    (False, "corvin hale was charged with fraud.", "other letters"),
    (False, "Nothing.", "gone"),
]


@pytest.mark.parametrize(("found", "text", "why"), TEXTS, ids=[text[2] for text in TEXTS])
def test_words_are_found_in_their_sentence_alone(found: bool, text: str, why: str) -> None:
    """In another revision; a changed sentence is for a person to settle."""
    span = find_anchor(ANCHOR, Document(id="d", text=text), same=False)
    assert (span is not None) is found, why
    if span:
        assert (span.text, text[span.start : span.end]) == ("fraud", "fraud")


def test_the_anchor_holds_its_sentence() -> None:
    """And words that run over two sentences hold both."""
    assert ANCHOR.sentence.text == "Corvin Hale was charged with fraud."
    assert make_anchor(DOCUMENT, START, START + 10).sentence.text == "Corvin Hale was charged with fraud. He was held."


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_found_place_has_the_very_words(before: str, after: str) -> None:
    """Whatever stands around them."""
    text = f"{before}\n\n{ANCHOR.sentence.text}\n\n{after}"
    span = find_anchor(ANCHOR, Document(id="d", text=text), same=False)
    if span is not None:
        assert text[span.start : span.end] == "fraud"
        assert text.count(ANCHOR.sentence.text) == 1


def test_the_digest_is_of_the_text_alone() -> None:
    """Two texts have two."""
    assert digest_text(BEFORE) == digest_text(str(BEFORE))
    assert digest_text(BEFORE) != digest_text(BEFORE + " ")
