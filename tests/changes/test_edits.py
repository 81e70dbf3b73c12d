"""Which words gave way to which, and where those that stayed stand now."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.changes.edits import Alignment, align_texts
from onrecord.schema import Document

TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(["Two", "men", "were", "held", ".", "\n", "12", "1,204", "“", "’s"]), max_size=60).map(
        " ".join
    ),
)


def align(old: str, new: str) -> Alignment:
    """The alignment of two texts."""
    return align_texts(Document(id="d", text=old), Document(id="d", text=new))


def told(alignment: Alignment) -> list[tuple[str | None, str | None]]:
    """The words of each edit."""
    spans = [(edit.before, edit.after) for edit in alignment.edits]
    return [(before.text if before else None, after.text if after else None) for before, after in spans]


@pytest.mark.parametrize(
    ("edits", "old", "new"),
    [
        ([], "Two men were held.", "Two  men\nwere held."),
        ([("Two", "Ten")], "Two men were held.", "Ten men were held."),
        ([("charged with", "convicted of")], "He was charged with robbery.", "He was convicted of robbery."),
        ([("were held", None)], "Two men were held.", "Two men."),
        ([(None, "At noon two men were held.")], "", "At noon two men were held."),
        ([("40", "41"), ("1,204", "1,377")], "40 men.\n1,204 views", "41 men.\n1,377 views"),
        ([("It declined.", None), ("1,204", "9")], "Men.\nIt declined.\n1,204 views", "Men.\n9 views"),
        ([("One.", None), (None, "One.")], "One.\nTwo men.\nThree men.", "Two men.\nThree men.\nOne."),
    ],
)
def test_words_that_gave_way(edits: list[tuple[str | None, str | None]], old: str, new: str) -> None:
    """In order; space between words does not count."""
    assert told(align(old, new)) == edits


def test_words_that_stayed_are_found_again() -> None:
    """Where the first and last of them stayed; else nowhere."""
    old, new = "Two men were held in Port Halden.", "At noon ten men were held and freed in Port Halden."
    alignment, document = align(old, new), Document(id="d", text=old)
    for words, there in (("Port Halden", "Port Halden"), ("held in", "held and freed in"), ("Two men", None)):
        start = old.index(words)
        moved = alignment.move(document.span(start, start + len(words)))
        assert (new[slice(*moved)] if moved else None) == there


@given(old=TEXTS, new=TEXTS)
def test_edits_turn_the_one_text_into_the_other(old: str, new: str) -> None:
    """Put in place of what they replaced, they give the new words; each stands in its text."""
    pieces, last = [], 0
    for edit in align(old, new).edits:
        assert edit.before or edit.after
        for span, text in ((edit.before, old), (edit.after, new)):
            assert span is None or text[span.start : span.end] == span.text
    blocks = align(old, new)
    words_old, words_new = "".join(old.split()), "".join(new.split())
    at = 0
    for edit in blocks.edits:
        if edit.before:
            start = len("".join(old[: edit.before.start].split()))
            pieces.append(words_old[last:start])
            at += start - last
            last = start + len("".join(edit.before.text.split()))
        else:
            assert edit.after is not None
            start = len("".join(new[: edit.after.start].split()))
            pieces.append(words_old[last : last + start - at])
            last, at = last + start - at, start
        added = "".join(edit.after.text.split()) if edit.after else ""
        pieces.append(added)
        at += len(added)
    assert "".join(pieces) + words_old[last:] == words_new


@given(text=TEXTS)
def test_a_text_is_itself(text: str) -> None:
    """No edit, and every word stays where it is."""
    alignment, document = align(text, text), Document(id="d", text=text)
    assert alignment.edits == ()
    for start in range(len(text)):
        moved = alignment.move(document.span(start, start + 1))
        assert moved in (None, (start, start + 1))


@pytest.mark.parametrize("seed", [1, 2])
def test_any_texts_are_compared_in_time(seed: int) -> None:
    """Long ones too, with the same few words, or with other words all through."""
    chance = random.Random(seed)
    few = " ".join(chance.choice(["a", "b", "\n"]) for _ in range(100_000))
    other = " ".join(str(chance.random()) for _ in range(20_000))
    lines = "\n".join(chance.choice("abcdef") * 3 for _ in range(50_000))
    for old, new in ((few, few[::-1] + "a"), (few, other), (other, other[::-1]), (lines, lines[::-1] + "a")):
        begun = time.process_time()
        assert align(old, new).edits
        assert time.process_time() - begun < 10
