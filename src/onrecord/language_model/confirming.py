"""Two records of one text, read without hints and with them -> one, with what the rules bear out of the hints.

What the first found stays, and nothing is taken from the second but what was asked for: an offense needs its rule and
its proposal, and has the weaker disposition of both. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.language_model.anchoring import overlap
from onrecord.language_model.proposals import OffenseHint
from onrecord.language_model.tally import Fate
from onrecord.records.dispositions import weaker
from onrecord.records.nearby import Nearby
from onrecord.records.reading import SpeechProposal
from onrecord.schema import Disposition, Id, Offense, Person, Record, Span, Statement

__all__ = ["Confirmed", "confirm_offenses", "is_told", "loses_statements"]

_CLEARED: tuple[Disposition, ...] = ("acquitted", "dismissed")
_PROVEN: tuple[Disposition, ...] = ("pleaded", "convicted", "sentenced")
_UNBORNE: Fate = "not borne out by the rules"
_Offenses = dict[Id, tuple[Offense, ...]]  # by the people who have them


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The record, what became of each hint, and the names of those who have an offense by one."""

    record: Record
    fates: tuple[Fate, ...]
    names: frozenset[str]


def confirm_offenses(standard: Record, second: Record, hints: Sequence[OffenseHint]) -> Confirmed:
    """The second record with the offenses of the first and those of the hints that the rules bear out."""
    own = _own_offenses(standard, second)
    if own is None:
        return Confirmed(standard, tuple(_UNBORNE for _ in hints), frozenset())
    text = second.document.text
    asked = [(hint, _find_person(second, hint)) for hint in hints]
    held = {
        person.id: _held(person, own[person.id], [hint for hint, identity in asked if identity == person.id], text)
        for person in second.people
    }
    fates = tuple(_judge(hint, own.get(identity, ()), held.get(identity, ())) for hint, identity in asked)
    names = frozenset(hint.name for hint, fate in zip(hints, fates, strict=True) if fate in ("kept", "weakened"))
    return Confirmed(_with_offenses(second, own, held), fates, names)


def _own_offenses(standard: Record, second: Record) -> _Offenses | None:
    """The offenses of the first record by the people of the second; None where one of its people is no subject now."""
    owners = {mention: person for person in second.people for mention in person.mentions}
    own: dict[Id, tuple[Offense, ...]] = {person.id: () for person in second.people}
    for person in standard.people:
        owner = next((owners[mention] for mention in person.mentions if mention in owners), None)
        if person.offenses and (owner is None or owner.role != "subject"):
            return None
        if owner is not None:
            own[owner.id] += person.offenses
    return own


def _find_person(record: Record, hint: OffenseHint) -> Id:
    """Whom the name of a hint means; nothing where it stands for two people or for none."""
    found = {
        person.id
        for person in record.people
        for mention in person.mentions
        if any(overlap((mention.start, mention.end), place) for place in hint.person)
    }
    return found.pop() if len(found) == 1 else ""


def _held(person: Person, own: Sequence[Offense], hints: Sequence[OffenseHint], text: str) -> tuple[Offense, ...]:
    """The offenses of the second record that hints ask for and the first has not, each with the weaker word of both."""
    held: dict[tuple[int, int, Disposition], Offense] = {}
    for offense in person.offenses:
        said = [hint.disposition for hint in hints if _bears(offense, hint, text)]
        if said and not any(_share(offense, other) for other in own):
            disposition = _weaken(offense.disposition, said)
            sentence = offense.sentence if disposition == "sentenced" else None
            key = (offense.span.start, offense.span.end, disposition)
            held[key] = replace(offense, disposition=disposition, sentence=sentence)
    return tuple(held.values())


def _weaken(by_rules: Disposition, said: Iterable[Disposition]) -> Disposition:
    """What the rules find, or the strongest that was said where that is weaker; a doubt about guilt leaves the charge.

    What clears a person stands by the rules alone.
    """
    if by_rules in _CLEARED:
        return by_rules
    strongest = max(said, key=_strength)
    if strongest in _CLEARED:
        return "charged" if by_rules in _PROVEN else by_rules
    return weaker(by_rules, strongest)


def _strength(disposition: Disposition) -> int:
    order: tuple[Disposition, ...] = (
        "history", "suspected", "wanted", "arrested", "charged", "acquitted", "dismissed", *_PROVEN,
    )  # fmt: skip
    return order.index(disposition)


def _bears(offense: Offense, hint: OffenseHint, text: str) -> bool:
    """Whether an offense that the rules find is the one that a hint names, there or in the same words elsewhere."""
    span = (offense.span.start, offense.span.end)
    return overlap(span, hint.term) or text[slice(*hint.term)].lower() in offense.span.text.lower()


def _share(one: Offense, other: Offense) -> bool:
    return overlap((one.span.start, one.span.end), (other.span.start, other.span.end))


def _judge(hint: OffenseHint, own: Sequence[Offense], held: Sequence[Offense]) -> Fate:
    if any(overlap((offense.span.start, offense.span.end), hint.term) for offense in own):
        return "known"
    found = [offense for offense in held if overlap((offense.span.start, offense.span.end), hint.term)]
    if not found:
        return _UNBORNE
    return "kept" if any(offense.disposition == hint.disposition for offense in found) else "weakened"


def _with_offenses(record: Record, own: _Offenses, held: _Offenses) -> Record:
    """The record with these offenses, numbered in text order.

    An offense of the first record goes where the rules, seeing more people, give its very words to another instead.
    """
    nearby = Nearby(record)
    new = [offense for kept in held.values() for offense in kept]
    every: list[tuple[Offense, Id]] = []
    for person in record.people:
        lost = [offense for offense in new if not any(_share(offense, other) for other in person.offenses)]
        rest = (offense for offense in own[person.id] if not any(_share(offense, other) for other in lost))
        every.extend((offense, person.id) for offense in (*held[person.id], *rest))
    every.sort(key=lambda entry: (entry[0].span, entry[1], entry[0].disposition))
    numbered: dict[Id, list[Offense]] = {person.id: [] for person in record.people}
    for number, (offense, owner) in enumerate(every, 1):
        said = nearby.statement_around(offense.span)
        numbered[owner].append(replace(offense, id=f"x{number}", statement=said.id if said else None))
    people = tuple(replace(person, offenses=tuple(numbered[person.id])) for person in record.people)
    return replace(record, people=people)


def is_told(record: Record, proposal: SpeechProposal) -> bool:
    """Whether the record has a statement by this cue, or with words of this content."""
    parts = (proposal.cue, *proposal.contents)
    return any(
        overlap((span.start, span.end), part)
        for statement in record.statements
        for span in (*statement.content, *((statement.cue,) if statement.cue else ()))
        for part in parts
    )


def loses_statements(standard: Record, second: Record) -> bool:
    """Whether a statement of the first record is not in the second: proposals must displace none."""
    return bool({_told(one) for one in standard.statements} - {_told(one) for one in second.statements})


def _told(statement: Statement) -> tuple[Span | None, Span | None, tuple[Span, ...]]:
    return statement.source, statement.cue, statement.content
