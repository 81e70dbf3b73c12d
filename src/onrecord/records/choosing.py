"""Spans that choose among spans, and the class of a span: the small graphs that read the encoder's states.

Each reads the state of the first piece of a span's first and last word; distances between spans are counted in pieces.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import onnxruntime
from numpy.typing import NDArray

__all__ = ["States", "choose_one", "classify_spans", "score_pairs"]

_REACH = 512  # pieces within which a link is sought; in training it was a window
_CHOOSERS = 32  # spans that choose at once: bounds the memory of a text made of cues alone

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class States:
    """Per word of the tokenizer the state of its first piece, and that piece's index in the text."""

    states: Floats
    places: Integers


def choose_one(
    session: onnxruntime.InferenceSession, states: States, choosers: Integers, options: Integers
) -> list[tuple[int | None, float]]:
    """For each chooser the index of its option, or None, and the probability of that choice."""
    chosen: list[tuple[int | None, float]] = []
    for _, first, scores in _score_groups(session, states, choosers, options):
        for row, best in enumerate(scores.argmax(axis=1).tolist()):
            probability = float(np.exp(scores[row, best] - np.logaddexp.reduce(scores[row])))
            chosen.append((first + best - 1 if best else None, round(probability, 4)))
    return chosen


def score_pairs(
    session: onnxruntime.InferenceSession, states: States, choosers: Integers, options: Integers, *, least: float
) -> list[tuple[tuple[int, float], ...]]:
    """For each chooser all options whose probability against "none" is at least `least`, with that probability."""
    pairs: list[tuple[tuple[int, float], ...]] = []
    for _, first, scores in _score_groups(session, states, choosers, options):
        chances = 1 / (1 + np.exp(np.clip(scores[:, :1] - scores[:, 1:], -60, 60)))
        for row in chances:
            kept = np.flatnonzero(row >= least).tolist()
            pairs.append(tuple((first + option, round(float(row[option]), 4)) for option in kept))
    return pairs


def classify_spans(session: onnxruntime.InferenceSession, states: States, spans: Integers) -> Floats:
    """Probabilities of the classes of each span, one row a span."""
    if not len(spans):
        return np.zeros((0, 0), dtype=np.float32)
    held, (placed,) = _place(states, spans)
    scores = session.run(None, {"states": held, "spans": placed})[0]
    chances: Floats = np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))
    return chances


def _score_groups(
    session: onnxruntime.InferenceSession, states: States, choosers: Integers, options: Integers
) -> Iterator[tuple[int, int, Floats]]:
    """Groups of choosers: index of the first, index of the first option in reach, scores with "none" in column 0."""
    option_places = states.places[options[:, 0]]
    for at in range(0, len(choosers), _CHOOSERS):
        part = choosers[at : at + _CHOOSERS]
        low = states.places[part[0, 0]] - _REACH
        high = states.places[part[-1, 0]] + _REACH
        first, last = (int(found) for found in np.searchsorted(option_places, [low, high]))
        if first == last:
            yield at, first, np.zeros((len(part), 1), dtype=np.float32)
            continue
        held, (placed, placed_options) = _place(states, part, options[first:last])
        given = {"states": held, "choosers": placed, "options": placed_options}
        yield at, first, session.run(None, given)[0]


def _place(states: States, *spans: Integers) -> tuple[Floats, list[Integers]]:
    """The states that the spans need, at the places of their pieces counted from the first, and the spans so placed."""
    known = np.concatenate(spans).ravel()
    places = states.places[known]
    base = int(places.min())
    held = np.zeros((int(places.max()) - base + 1, states.states.shape[1]), dtype=np.float32)
    held[places - base] = states.states[known]
    return held, [states.places[some] - base for some in spans]
