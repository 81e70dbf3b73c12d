"""Pattern + a word of the reading -> whether the words around it are as the pattern asks.

A pattern never leaves the sentence of its trigger.
"""

from collections.abc import Sequence

from onrecord.patterns import Element, Pattern
from onrecord.records.reading import Reading

__all__ = ["matches"]

_POSSESSIVES = frozenset("'s ’s ' ’ my your his her its our their whose".split())
_STOPS = frozenset([";", ".", "!", "?", ":"])  # a gap does not pass over them


def matches(pattern: Pattern, reading: Reading, index: int) -> bool:
    """Whether the pattern holds with words[index] as its trigger."""
    if pattern.trigger and reading.words[index].lower not in pattern.trigger:
        return False
    sentence = reading.sentence_at(reading.words[index].start)
    bounds = range(sentence.first, sentence.first + len(sentence.words))
    return _follows(pattern.after, reading, index + 1, bounds, 1) and _follows(
        pattern.before, reading, index - 1, bounds, -1
    )


def _follows(elements: Sequence[Element], reading: Reading, index: int, bounds: range, step: int) -> bool:
    if not elements:
        return True
    element, rest = elements[0], elements[1:]
    if element.gap:
        return _passes(element.gap, rest, reading, index, bounds, step)
    if element.edge:
        return index not in bounds and _follows(rest, reading, index, bounds, step)
    holds = index in bounds and _fits(element, reading, index)
    if element.forbidden:
        return not holds and _follows(rest, reading, index, bounds, step)
    if holds and _follows(rest, reading, index + step, bounds, step):
        return True
    return element.optional and _follows(rest, reading, index, bounds, step)


def _passes(gap: int, rest: Sequence[Element], reading: Reading, index: int, bounds: range, step: int) -> bool:
    for passed in range(gap + 1):
        at = index + passed * step
        if _follows(rest, reading, at, bounds, step):
            return True
        if at not in bounds or reading.words[at].text in _STOPS:
            return False
    return False


def _fits(element: Element, reading: Reading, index: int) -> bool:
    word = reading.words[index]
    return (
        word.lower in element.words
        or reading.tags[index] in element.tags
        or ("POSS" in element.tags and word.lower in _POSSESSIVES)
    )
