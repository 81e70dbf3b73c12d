"""One line of a beat's pattern language -> Pattern: the words around a trigger word that decide what it reports.

Elements are set apart by spaces; one of them, between asterisks, is the trigger:

    *charges* against                 a word
    *took|taken* into custody         one of several words; a word in capitals is a universal tag (NOUN, ADJ) or POSS
    *turned* him|her|NOUN? in         ? the element may be missing
    if ... *convicted*                ... up to five words of any kind; ..2 up to two
    *arraigned* !on|in                ! no such word may stand there
    ^ *sentencing* $                  the sentence (or the line) begins and ends there
    will be *                         any trigger word

A Pattern holds no position and looks at no text: records/matching.py does.
"""

import re
from dataclasses import dataclass, field

__all__ = ["Element", "Pattern", "parse_pattern"]

_GAP = re.compile(r"\.\.(\.|\d)")
_ALTERNATIVES = re.compile(r"[^|?!*\s]+(?:\|[^|?!*\s]+)*")
_WIDEST = 5  # words that "..." may pass over: more joins words of different clauses


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: words or tags that may stand there, or how many words may be passed over."""

    words: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    optional: bool = False
    forbidden: bool = False
    gap: int = 0
    edge: bool = False

    @property
    def weight(self) -> int:
        """1 where the element asks for a word."""
        return 0 if self.gap or self.optional else 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger, empty for any, with what must stand before it (nearest first) and after it; and as it was written."""

    trigger: frozenset[str]
    before: tuple[Element, ...]
    after: tuple[Element, ...]
    line: str = field(default="", compare=False)

    @property
    def weight(self) -> int:
        """How many words the pattern asks for: of two that hold, the heavier knows better."""
        return 1 + sum(element.weight for element in (*self.before, *self.after))


def parse_pattern(line: str) -> Pattern:
    """The pattern that a line writes. Raises ValueError, saying what is wrong with it."""
    parts = line.split()
    triggers = [at for at, part in enumerate(parts) if part.startswith("*")]
    if len(triggers) != 1:
        raise ValueError("one element must stand between asterisks")
    trigger = parts[triggers[0]]
    words = frozenset(trigger.strip("*").split("|")) - {""}
    if trigger != "*" and not (words and len(trigger) > 2 and trigger.endswith("*")):
        raise ValueError(f"{trigger} is no trigger: write *word* or *")
    if any(word != word.lower() for word in words):
        raise ValueError(f"{trigger} must be lower-case")
    elements = [_parse_element(part) for at, part in enumerate(parts) if at != triggers[0]]
    return Pattern(words, tuple(reversed(elements[: triggers[0]])), tuple(elements[triggers[0] :]), line)


def _parse_element(part: str) -> Element:
    if part in ("^", "$"):
        return Element(edge=True)
    if gap := _GAP.fullmatch(part):
        return Element(gap=_WIDEST if gap[1] == "." else int(gap[1]))
    optional, forbidden = part.endswith("?"), part.startswith("!")
    body = part.removeprefix("!").removesuffix("?")
    if not _ALTERNATIVES.fullmatch(body) or (optional and forbidden):
        raise ValueError(f"{part} is no element of a pattern")
    items = frozenset(body.split("|"))
    tags = frozenset(item for item in items if item.isupper() and item.isalpha())
    if any(item != item.lower() for item in items - tags):
        raise ValueError(f"{part} mixes cases: words are lower-case, tags upper-case")
    return Element(words=items - tags, tags=tags, optional=optional, forbidden=forbidden)
