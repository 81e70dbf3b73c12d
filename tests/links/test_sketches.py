"""Sentences in, whether one could repeat another out: never no where one does."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.links.corpus import make_record, read_corpus

from onrecord.links.echoes import find_echoes
from onrecord.links.sketches import NO_SKETCH, decode_sketch, encode_sketch, find_repeating, sketch_sentences
from onrecord.schema import Record

TOLD = "The harbor office said nine crates of oil were taken from the barge on Friday night."
TEXTS: dict[str, tuple[str, str, bool]] = {
    "the same sentence": (TOLD, TOLD, True),
    "with a word changed": (TOLD, TOLD.replace("nine", "ten"), True),
    "with some words changed": (TOLD, TOLD.replace("nine", "ten").replace("taken", "stolen"), False),
    "with some words changed, beside another": (
        f"{TOLD} {TOLD} It rained.",
        f"{TOLD.replace('nine', 'ten').replace('taken', 'stolen')} {TOLD.replace('Friday', 'Monday')}",
        True,
    ),
    "with half of the words changed": (
        TOLD,
        "The harbor office denied that any barrels of wine had left a barge by Friday noon.",
        False,
    ),
    "of another matter": (
        TOLD,
        "Nobody in Ostrel has seen a winter as mild as this one since the records began.",
        False,
    ),
    "one short sentence": ("The case is No. 7 of Halden.", "The case is No. 7 of Halden.", False),
    "two short sentences": (
        "The case is No. 7 of Halden. The court sits again in May.",
        "The court sits again in May. It rained. The case is No. 7 of Halden.",
        True,
    ),
    "words too few for a run": ("It rained in May. It rained in June.", "It rained in May. It rained in June.", False),
    "what someone says": (
        f"A clerk was asked on the day, by telephone, and answered: “{TOLD}” Others who had been there did not answer.",
        TOLD,
        True,
    ),
}


def _write(name: str, text: str) -> Record:
    return make_record(name, text, published="2031-05-01")


@pytest.mark.parametrize(("one", "two", "expected"), TEXTS.values(), ids=TEXTS)
def test_what_could_be_repeated(one: str, two: str, *, expected: bool) -> None:
    """Whichever of the two came first."""
    first, second = (sketch_sentences(_write(name, text)) for name, text in (("d1", one), ("d2", two)))
    sketches, pairs = [first, NO_SKETCH, second], np.array([[0, 1], [0, 2], [2, 0], [1, 2], [1, 1]])
    assert find_repeating(sketches, pairs).tolist() == [False, expected, expected, False, False]


def test_no_echo_of_the_corpus_is_missed() -> None:
    """And of a hundred pairs of documents ninety-four are seen to repeat nothing."""
    records = {record.document.id: record for record in read_corpus()}
    sketches = {name: sketch_sentences(record) for name, record in records.items()}
    flags = find_repeating(list(sketches.values()), np.indices((len(records), len(records))).reshape(2, -1).T)
    seen = {pair for pair, repeats in zip(product(records, records), flags, strict=True) if repeats}
    echoed = {(echo.document, echo.source) for echo in find_echoes(records.values())}
    assert len(echoed) > 10
    assert echoed <= seen
    assert len(seen) < 0.06 * len(records) ** 2


WORDS = st.lists(st.sampled_from("harbor oil crates barge nine night office Friday taken said".split()), max_size=16)


@st.composite
def _tellings(draw: Any) -> tuple[Record, Record]:
    """A text, and one that takes sentences over, some with words that are left out, changed or quoted."""
    sentences = [[*draw(WORDS), "told", "by", "a", "clerk", "here"] for _ in range(draw(st.integers(1, 4)))]
    later = []
    for sentence in sentences:
        kept = [word for word in sentence if draw(st.integers(0, 5))]
        quoted = draw(st.booleans())
        later.append(
            f"Someone said “{' '.join(kept)}” in town." if quoted else " ".join([*kept, "again"]).title() + "."
        )
    whole = " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)
    one = make_record("d1", whole, published="2031-05-01", publisher="One")
    return one, make_record("d2", " ".join(later), published="2031-05-02", publisher="Two")


@settings(max_examples=150, deadline=None)
@given(_tellings())
def test_no_echo_is_missed(told: tuple[Record, Record]) -> None:
    """Whatever was changed in it."""
    one, two = told
    if find_echoes(told):
        sketches = [sketch_sentences(one), sketch_sentences(two)]
        assert find_repeating(sketches, np.array([[0, 1], [1, 0]])).all()


def test_a_sketch_is_kept_in_three_numbers_a_row() -> None:
    """And is the same again."""
    sketch = sketch_sentences(_write("d1", TOLD + " “It was a very quiet night,” said a clerk of the office."))
    assert sketch.shape == (3, 3)
    assert np.array_equal(decode_sketch(encode_sketch(sketch)), sketch)
