"""A number in its line -> the noun that it counts."""

import re

from onrecord.beats import Beat
from onrecord.records.lines import Line
from onrecord.records.numbers import NUMBER
from onrecord.records.quantities import Quantity

__all__ = ["find_counted_noun"]

_REACH = 9  # words from a number to its noun: "three former Lorn County sheriff's deputies"
_STOPS = frozenset(
    "was were is are be been has have had who that which in on at from to for by with during after before since "
    "against under over this last per ; : ( ) . — , whose whom when while where as than if but because will would may "
    "might can could should did does do said told plead pleaded pled admit admitted convicted sentenced indicted found "
    "face faces into out up across between through upon via about around within without until every each the a an "
    'their his her him its die died killed of • * | “ ” "'.split()
)
_JOINS = frozenset("and or / &".split())  # "known or suspected aliens"
_OF_WHICH = frozenset("the these those his her their its".split())  # "four of the seven defendants"
_NO_PLURALS = frozenset("'s his its this was is as us yes news various previous".split())
_WORDS = 16 * _REACH  # characters that hold them


def find_counted_noun(quantity: Quantity, line: Line, beat: Beat) -> tuple[str | None, int]:
    """The noun and where it ends in the line: the last word of the phrase that the beat knows, or else a plural.

    None, and the end of the number, where no noun follows.
    """
    words = line.text[quantity.end : quantity.end + _WORDS].split(" ")[1 : _REACH + 1]
    known: tuple[str, int] | None = None
    plural: tuple[str, int] | None = None
    at = quantity.end
    for index, word in enumerate(words):
        at += len(word) + 1
        if (word == "of" and index == 0) or (index == 1 and words[0] == "of" and word in _OF_WHICH):
            continue
        if word in _JOINS and not (known or plural):
            continue
        if word in _STOPS or word in _JOINS or (index and words[index - 1] != "-" and re.fullmatch(NUMBER, word)):
            break
        if word in beat.counted:
            known = (word, at)
        elif _is_plural(word):
            plural = (word, at)
    if plural and quantity.words.isdigit() and line.is_capital(quantity.end + 1):
        plural = None  # the name of a street: 1250 Saint Johns Place
    return known or plural or (None, quantity.end)


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word[-1] == "s" and word[-2] != "s" and word not in _NO_PLURALS
