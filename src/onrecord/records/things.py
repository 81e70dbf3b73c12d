"""Names of things that a tagger takes for people's: a firm, a newspaper, a web site, a prison named after somebody."""

import re
from collections.abc import Sequence
from typing import Literal

from onrecord.beats import Beat

__all__ = ["find_thing", "is_offer"]

_GAP = r"[ \u00a0]"
_SITE = re.compile(r"\.(?:com|org|net|gov|edu|info|biz)\b", re.IGNORECASE)
_SORTS = (
    r"(?:(?:(?:state|county|federal|regional|juvenile|women[’']s|men[’']s|memorial|criminal|public|municipal|international"
    r"|elementary|middle|high|primary|charter|medical|justice|judicial|law|courts?|correctional|detention)"
    rf"){_GAP})"
)
_FACILITY = re.compile(  # "Vale Prison Sentence Upheld" is no prison: a capital behind it leaves it a person
    rf"{_GAP}(?i:{_SORTS}{{0,3}}(?:prison|jail|penitentiary|courthouse|(?:correctional|detention){_GAP}(?:facility"
    rf"|institution|cent(?:er|re)|complex)|facility|school|elementary|academy|college|university|hospital|library"
    rf"|airport|stadium|building|unit|(?:medical|justice|judicial|law|courts?){_GAP}(?:cent(?:er|re)|complex)))"
    rf"(?!\w|[-’']|{_GAP}[A-Z])"
)
_BUILT = frozenset("correctional detention courthouse airport building facility".split())


def find_thing(text: str, start: int, end: int, beat: Beat) -> tuple[int, Literal["organization", "facility"]] | None:
    """What text[start:end], tagged as a person's name, names instead, and where that name ends; None for a person."""
    words = text[start:end].lower().split()
    lists = beat.organizations
    if " ".join(words) in lists.get("papers", ()) or _SITE.search(text, start, min(len(text), end + 5)):
        return end, "organization"
    if len(words) > 1 and (words[-1] in lists.get("firm_ends", ()) or is_offer(words, beat)):
        return end, "organization"
    facility = _FACILITY.match(text, end, end + 60)
    if facility and text[facility.end() - 1].islower() and text[end + 1].isupper():
        return facility.end(), "facility"
    return (end, "facility") if len(words) > 1 and words[-1] in _BUILT else None


def is_offer(words: Sequence[str], beat: Beat) -> bool:
    """Whether lower-case words end as what an office offers: "anonymous tip line", "witness assistance program"."""
    offers = beat.organizations.get("offers", ())
    return any(" ".join(words[-size:]).strip("()") in offers for size in (1, 2))
