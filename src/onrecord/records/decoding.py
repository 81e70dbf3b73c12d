"""Scores of a BIO head, word by word -> the most probable spans, of which none begins inside ("O, I" is forbidden).

No span passes over a word that is most probably outside and has none behind it that is most probably inside: where the
best labels need no search, none is made.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["decode_labels", "decode_spans"]


def decode_spans(scores: NDArray[np.float32], classes: Sequence[str]) -> list[tuple[int, int, str, float]]:
    """First and last word, label, and mean probability of the words' labels, rounded to four places.

    classes: O, then B and I of each kind, "B-person" or plainly "B".
    """
    labels = decode_labels(scores)
    if not any(labels):
        return []
    chances = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    spans = []
    first = -1
    for word, label in enumerate([*labels, 0]):
        continued = label and not label % 2
        if first >= 0 and not continued:
            of_words = np.exp(chances[np.arange(first, word), labels[first:word]])
            kind = classes[labels[first]].partition("-")[2]
            spans.append((first, word - 1, kind, round(float(of_words.mean()), 4)))
            first = -1
        if label % 2:
            first = word
    return spans


def decode_labels(scores: NDArray[np.float32]) -> list[int]:
    """The best labels, 0 for O, 2k+1 to begin kind k, 2k+2 inside it, such that each inside has its begin."""
    best = scores.argmax(axis=1)
    inside = (best > 0) & (best % 2 == 0)
    labels: list[int] = best.tolist()
    if len(best) < 2 and not inside.any():
        return labels
    previous = np.concatenate([[0], best[:-1]])
    broken = np.flatnonzero(inside & (previous != best) & (previous != best - 1))
    borders = np.concatenate([[0], np.flatnonzero((previous == 0) & ~inside), [len(best)]])
    done = 0
    for word in broken.tolist():
        if word >= done:
            at = int(np.searchsorted(borders, word, side="right"))
            first, done = int(borders[at - 1]), int(borders[at])
            labels[first:done] = _search_labels(scores[first:done])
    return labels


def _search_labels(scores: NDArray[np.float32]) -> list[int]:
    """Viterbi: only the step to an inside depends on the label before it."""
    kinds = scores.shape[1] // 2
    sums = [float(score) for score in scores[0]]
    for kind in range(kinds):
        sums[2 * kind + 2] = -np.inf
    steps: list[list[int]] = []
    for row in scores[1:].tolist():
        top = max(range(len(sums)), key=sums.__getitem__)
        came = [top] * len(sums)
        new = [sums[top] + score for score in row]
        for kind in range(kinds):
            begin, inner = 2 * kind + 1, 2 * kind + 2
            came[inner] = begin if sums[begin] >= sums[inner] else inner
            new[inner] = sums[came[inner]] + row[inner]
        sums = new
        steps.append(came)
    label = max(range(len(sums)), key=sums.__getitem__)
    labels = [label]
    for came in reversed(steps):
        label = came[label]
        labels.append(label)
    return labels[::-1]
