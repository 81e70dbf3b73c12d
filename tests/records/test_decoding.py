"""Scores of a BIO head become the best spans that begin with a beginning."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.decoding import decode_labels, decode_spans

CLASSES = ("O", "B-person", "I-person", "B-place", "I-place")
LABELS = [
    # the labels expected, then the class that each word's scores prefer, by how much
    ([], []),
    ([0, 0], [(0, 1.0), (0, 1.0)]),
    ([1, 2, 0, 3], [(1, 1.0), (2, 1.0), (0, 1.0), (3, 1.0)]),
    ([1, 2], [(0, 1.0), (2, 3.0)]),  # an inside draws its beginning
    ([0, 0], [(0, 3.0), (2, 1.0)]),  # or gives way
    ([3, 4], [(1, 1.0), (4, 3.0)]),  # of its own kind
    ([0], [(2, 1.0)]),  # a text begins with no inside
]


def _scores(preferred: list[tuple[int, float]]) -> np.ndarray:
    scores = np.zeros((len(preferred), len(CLASSES)), dtype=np.float32)
    for word, (label, weight) in enumerate(preferred):
        scores[word, label] = weight
    return scores


@pytest.mark.parametrize(("expected", "preferred"), LABELS)
def test_an_inside_follows_a_beginning_of_its_kind(expected: list[int], preferred: list[tuple[int, float]]) -> None:
    assert decode_labels(_scores(preferred)) == expected


def test_a_span_has_its_words_its_kind_and_its_mean_probability() -> None:
    scores = _scores([(1, 9.0), (2, 9.0), (3, 9.0), (0, 9.0), (1, 9.0)])
    sure = round(float(np.exp(9) / (np.exp(9) + 4)), 4)
    expected = [(0, 1, "person", sure), (2, 2, "place", sure), (4, 4, "person", sure)]
    assert decode_spans(scores, CLASSES) == expected


def test_a_head_of_one_kind_gives_no_kind() -> None:
    assert [kind for *_, kind, _ in decode_spans(np.array([[0, 5, 0]], dtype=np.float32), ("O", "B", "I"))] == [""]


def _is_allowed(labels: tuple[int, ...], rows: list[list[int]]) -> bool:
    """Each inside has its beginning; no span passes over a word outside with none inside behind it, at their best."""
    best = [row.index(max(row)) for row in rows]
    return all(
        label % 2
        or not label
        or (index and labels[index - 1] in (label, label - 1) and not (best[index - 1] == 0 and _is_outer(best[index])))
        for index, label in enumerate(labels)
    )


def _is_outer(label: int) -> bool:
    return label == 0 or label % 2 == 1


@given(st.lists(st.lists(st.integers(0, 50), min_size=5, max_size=5), max_size=4))
def test_no_allowed_sequence_scores_higher(rows: list[list[int]]) -> None:
    scores = np.array(rows, dtype=np.float32).reshape(-1, 5)
    labels = decode_labels(scores)
    every = [labels for labels in product(range(5), repeat=len(rows)) if _is_allowed(labels, rows)]
    best = max(sum(row[label] for row, label in zip(rows, labels, strict=True)) for labels in every)
    assert _is_allowed(tuple(labels), rows)
    assert sum(row[label] for row, label in zip(rows, labels, strict=True)) == best
