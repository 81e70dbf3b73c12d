"""A trigger -> where its event took place, or where it leads: phrases of its sentence.

A place that belongs to the conduct ("arrested for camping in a park") is no place of the event.
"""

from onrecord.records.clauses import find_leading, find_prepositional
from onrecord.records.reading import Phrase, Reading
from onrecord.records.triggers import Trigger

__all__ = ["find_locations"]

_AT = frozenset(["in", "at", "near", "inside", "outside", "within", "across", "throughout", "on"])
_TO = frozenset(["to", "from", "into"])
_CONDUCT = frozenset("for after following before during as while who with".split())
_COURTS = frozenset("court courts courthouse courtroom courthouses".split())
_GROUNDS = frozenset(
    "home house apartment residence building airport station restaurant store stores hotel motel street avenue road "
    "expressway highway boardwalk park town city county state country suburb area neighborhood region border port "
    "school university campus plant factory church hospital prison jail facility property location locations "
    "courthouse courthouses abroad".split()
)
_HERE = frozenset(["arrest", "remove", "operate", "release"])


def find_locations(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    """At most one phrase: the nearest that names a place where an event of this type can be."""
    prepositions = _TO if trigger.type == "remove" else _AT | {"from", "with"}
    if trigger.type in ("charge", "sue", "appeal"):
        prepositions = _AT | {"with"}
    after = find_prepositional(reading, _last_of(reading, trigger.index), prepositions, stops=_CONDUCT)
    for phrase in after:
        if _is_place(reading, phrase, trigger.type):
            return (phrase,)
    if trigger.type in ("arrest", "operate"):
        leading = find_leading(reading, trigger.index, frozenset(["in", "at", "near"]))
        if leading is not None and _is_place(reading, leading, trigger.type):
            return (leading,)
    return ()


def _last_of(reading: Reading, index: int) -> int:
    """The verb that only supports a noun: "arrests were [made] in"; else the trigger itself."""
    following = [word.lower for word in reading.words[index + 1 : index + 3]]
    return index + 2 if following in (["were", "made"], ["took", "place"], ["was", "made"]) else index


def _is_place(reading: Reading, phrase: Phrase, event: str) -> bool:
    words = [reading.words[at].lower for at in range(phrase.first, phrase.last)]
    if "custody" in words:
        return False
    if not _COURTS.isdisjoint(words):
        return True
    if event not in _HERE:
        return False
    head = reading.words[phrase.head].lower
    return head in _GROUNDS or any(
        name.label in ("place", "facility") for name in reading.names_in(phrase.start, phrase.end)
    )
