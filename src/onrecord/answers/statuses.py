"""How far the law has got with one person and offense -> words, and who told it otherwise before.

The offense is told in the words of the document that states it, and no word says more than the disposition does.
"""

from onrecord.answers.linked_records import Library
from onrecord.links.passages import Passage
from onrecord.links.proceedings import LinkedPerson
from onrecord.links.statuses import Status
from onrecord.schema import Disposition

__all__ = ["say_earlier", "say_status", "say_tellers"]

_SAID: dict[Disposition, str] = {
    "history": "history of {}",
    "wanted": "wanted for {}",
    "suspected": "suspected of {}",
    "arrested": "arrested for {}",
    "charged": "charged with {}",
    "pleaded": "pleaded guilty or no contest to {}",
    "convicted": "convicted of {}",
    "sentenced": "sentenced for {}",
    "acquitted": "acquitted of {}",
    "dismissed": "the charge of {} was dismissed",
}
_MOST = 4  # documents that are named


def say_status(library: Library, status: Status) -> str:
    """The disposition with its offense."""
    return _say(library, status.disposition, status.offense)


def say_earlier(library: Library, status: Status) -> tuple[str, ...]:
    """Who was shown an older status: each publisher that told it, with the day."""
    told = [f"{_name(library, place)} told “{_say(library, older, place)}”" for older, place in status.earlier]
    return _cut(list(dict.fromkeys(told)))


def say_tellers(library: Library, person: LinkedPerson) -> tuple[str, ...]:
    """Who told of the person, and when: these readers were shown the accusation."""
    documents = dict.fromkeys(document for document, _ in person.mentions)
    told = [_name(library, Passage(document=document, start=0, end=0)) for document in documents]
    return (f"told by {'; '.join(_cut(list(dict.fromkeys(told))))}",)


def _say(library: Library, disposition: Disposition, offense: Passage) -> str:
    text = library.record(offense.document).document.text
    return _SAID[disposition].format(" ".join(text[offense.start : offense.end].split()))


def _name(library: Library, place: Passage) -> str:
    document = library.record(place.document).document
    return f"{document.publisher or document.id} on {document.published or 'an unknown day'}"


def _cut(told: list[str]) -> tuple[str, ...]:
    left_out = len(told) - _MOST
    return (*told[:_MOST], f"and {left_out} more") if left_out > 0 else tuple(told)
