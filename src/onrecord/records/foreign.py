"""Sentences in other languages than English: menus and links of a page ("Denuncias Anónimas"), never read as English.

Told by the small words that each language cannot do without, and by letters that English does not write.
"""

import re
from collections.abc import Sequence

from onrecord.records.sentences import Sentence

__all__ = ["is_foreign"]

_ENGLISH = frozenset(
    "the of and to a in is was for that on with by as at from his her it he she they who has have had were are be been "
    "not this an or which will would said after before into about over their its but one two no".split()
)
_OTHERS = frozenset(
    "de la el los las del y en para por que una con su sus se al lo es como más o un e "  # Spanish
    "le les des du et pour dans une est sur avec au aux "  # French
    "der die das und von mit für den dem ein eine ist im zu "  # German
    "di il della dei per non che "  # Italian
    "do da dos das em não com uma os ao".split()  # Portuguese
) - {"die", "do", "per", "o", "e", "les", "des"}
_OTHER_LETTERS = re.compile(
    r"[Ạ-ỹĐđƠơƯư\u0370-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_IN_NAMES = frozenset("de la el los las del y der von di da dos al le du des van den".split())
_LEAST = 2  # small words of another language: one stands in many names ("Rancho de Vale")


def is_foreign(sentence: Sentence) -> bool:
    """Whether a sentence is in another language than English; names alone are not."""
    words: Sequence[str] = [word.lower for word in sentence.words]
    english = sum(word in _ENGLISH for word in words)
    if sum(_OTHER_LETTERS.search(word) is not None for word in words) >= _LEAST and not english:
        return True
    others = [word for word in words if word in _OTHERS]
    return len(others) >= _LEAST and len(others) > 2 * english and not _IN_NAMES.issuperset(others)
