"""The whole record -> what a document of its kind usually gives and this one lacks, each with what was searched.

Every lack is an explanation a person can check against the record: it names what is there and what was looked for.
Only releases and articles that report arrests or charges are asked; a filing, a post or a list of figures is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records.reading import Reading
from onrecord.schema import Event, OmissionKind, Person, Record

__all__ = ["Lack", "find_lacks"]


@dataclass(frozen=True, slots=True)
class Lack:
    """What was looked for and not found."""

    kind: OmissionKind
    about: str | None
    explanation: str


_EXAMPLES = re.compile(
    r"\b(?:examples?|including|included|among (?:those|them|the)|such as|others? (?:include|arrested))\b", re.IGNORECASE
)
_PRESUMED = re.compile(
    r"\b(?:presum(?:ed|ption|e)|proven guilty|(?:merely|only|just) (?:an? )?(?:allegations?|accusations?|charges?)"
    r"|not evidence of guilt|until (?:and unless )?(?:proven|convicted))\b",
    re.IGNORECASE,
)
_TAKEN = frozenset(["arrest", "remove", "charge"])
_PROVEN = frozenset(["pleaded", "convicted", "sentenced"])
_FEW = 3  # people told as examples before the lack of a total says something


def find_lacks(reading: Reading, record: Record) -> tuple[Lack, ...]:
    """At most one lack of each kind, in the order total, timeframe, charges, evidence, source."""
    if record.document.kind not in ("release", "article"):
        return ()
    told = [event for event in record.events if event.type in _TAKEN and event.factuality in ("asserted", "alleged")]
    subjects = [person for person in record.people if person.role == "subject"]
    return tuple(
        lack
        for lack in (
            _lack_of_total(reading, record, told, subjects),
            _lack_of_timeframe(record, told),
            _lack_of_charges(told, subjects),
            *_lacks_of_a_charge(reading, record, subjects),
        )
        if lack
    )


def _lack_of_total(reading: Reading, record: Record, told: list[Event], subjects: list[Person]) -> Lack | None:
    """People told as examples in a sentence that reports the arrests, and no number of all."""
    sentences = {reading.sentence_at(event.trigger.start) for event in told}
    texts = (reading.document.text[sentence.start : sentence.end] for sentence in sentences)
    if len(subjects) < _FEW or not any(_EXAMPLES.search(text) for text in texts):
        return None
    if any(figure.measures in _TAKEN and figure.unit in ("people", "arrests") for figure in record.figures):
        return None
    return Lack(
        "total",
        told[0].id,
        f"{len(subjects)} people or groups are told as examples; of {len(record.figures)} figures none counts all the "
        "people arrested, charged or removed.",
    )


def _lack_of_timeframe(record: Record, told: list[Event]) -> Lack | None:
    """Arrests, charges or removals, and no day, month or year for any of them."""
    if not told or any(event.start or event.time for event in told):
        return None
    return Lack(
        "timeframe",
        told[0].id,
        f"{len(told)} arrests, charges or removals are told (the first at “{told[0].trigger.text}”); none has a date, "
        f"and none of the {len(record.times)} time expressions stands by one.",
    )


def _lack_of_charges(told: list[Event], subjects: list[Person]) -> Lack | None:
    """People arrested, and no offense named for any of them."""
    arrests = [event for event in told if event.type == "arrest"]
    if not arrests or not subjects or any(person.offenses for person in subjects):
        return None
    return Lack(
        "charges",
        arrests[0].id,
        f"An arrest is told (“{arrests[0].trigger.text}”), and {_counted(subjects)} acted on; no offense is tied to "
        "any of them.",
    )


def _lacks_of_a_charge(reading: Reading, record: Record, subjects: list[Person]) -> Iterator[Lack]:
    """Charged and not yet judged: a release that does not say so, and no court or case number to follow it by."""
    charged = [
        person
        for person in subjects
        if any(offense.disposition == "charged" for offense in person.offenses)
        and not any(offense.disposition in _PROVEN for offense in person.offenses)
    ]
    if not charged:
        return
    if record.document.kind == "release" and not _PRESUMED.search(reading.document.text):
        yield Lack(
            "evidence",
            charged[0].id,
            f"{_counted(charged)} charged; searched for the words that a charge is only an allegation or that the "
            "accused are presumed innocent, and found none.",
        )
    courts = any(organization.kind == "court" for organization in record.organizations)
    if not courts and not any(case.court or case.number for case in record.proceedings):
        yield Lack(
            "source",
            charged[0].id,
            f"{_counted(charged)} charged; searched for a court and a case number to check it by, and found neither.",
        )


def _counted(people: list[Person]) -> str:
    """How many: names are shown by care alone.

    >>> _counted([])
    'no person or group is'
    """
    count = len(people)
    return f"{count} people or groups are" if count > 1 else f"{'one' if count else 'no'} person or group is"
