"""A fact of a record -> why it stands there: the words, what found them, how sure, and what was weighed and left out.

Nothing is kept while reading. The stages are pure, so asking them again about one place gives the same answer.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import ReaderError
from onrecord.records.claims import judge_claim
from onrecord.records.dispositions import Finding, find_findings, find_heading, find_refused
from onrecord.records.event_dates import event_kind
from onrecord.records.gazetteer import Candidate, Gazetteer
from onrecord.records.lines import plain_line
from onrecord.records.offense_phrases import index_terms
from onrecord.records.quantities import find_quantities
from onrecord.records.reading import Reading, SpeechProposal
from onrecord.records.reliability import tell_reliability
from onrecord.records.roles import find_signs
from onrecord.records.times import find_candidates
from onrecord.records.triggers import judge_factuality, weigh_entry
from onrecord.schema import Event, Figure, Id, Offense, Omission, Person, Place, Record, Span, Statement, Time

__all__ = ["Explanation", "FoundBy", "explain_fact"]

FoundBy = Literal["rules", "encoder", "rules and encoder"]
_SHOWN = 5  # namesakes, or other readings, that are told
_SIGNS = {
    "strong": "an act of the law that holds against any office",
    "subject": "acted on by the law",
    "victim": "harmed",
    "relative": "a relative",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one fact stands in a record.

    score is the encoder's own probability, uncalibrated, where it had a part; measured says how often facts of this
    form were right in hand-marked documents.
    """

    fact: Id
    kind: str
    words: tuple[Span, ...]
    found_by: FoundBy
    score: float | None
    why: tuple[str, ...]
    rejected: tuple[str, ...]
    measured: str | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """What one kind of fact has to say for itself."""

    words: tuple[Span, ...]
    why: tuple[str, ...]
    rejected: tuple[str, ...] = ()
    found_by: FoundBy = "rules"
    score: float | None = None


def explain_fact(reading: Reading, record: Record, fact: Id, *, gazetteer: Gazetteer) -> Explanation:
    """Why the fact with this identifier stands in the record of the reading. ReaderError where it has none."""
    facts = dict(_all_facts(record))
    if fact not in facts:
        known = ", ".join(facts) or "none at all"
        raise ReaderError(f"The record of {record.document.id} has no fact {fact!r}: it has {known}.")
    value = facts[fact]
    if isinstance(value, Place):
        told = _tell_place(value, gazetteer)
    elif isinstance(value, Offense):
        told = _tell_offense(reading, record, value)
    else:
        told = _TELLERS.get(type(value), _tell_other)(reading, record, value)
    kind = type(value).__name__.lower()
    measured = tell_reliability(value)
    return Explanation(fact, kind, told.words, told.found_by, told.score, told.why, told.rejected, measured)


def _all_facts(record: Record) -> Iterator[tuple[Id, object]]:
    for person in record.people:
        yield person.id, person
        yield from ((offense.id, offense) for offense in person.offenses)
    for group in (
        record.organizations, record.places, record.times, record.statements, record.events, record.figures,
        record.proceedings, record.labels, record.references, record.omissions,
    ):  # fmt: skip
        yield from ((value.id, value) for value in group)


def _tell_event(reading: Reading, record: Record, event: Event) -> _Told:
    index = reading.word_at(event.trigger.start)
    why, rejected = [], []
    for entry in reading.beat.triggers.get(reading.words[index].lower, ()):
        weighing = weigh_entry(entry, reading, index)
        held = f"the phrase “{weighing.held.line}” holds" if weighing.held else "the word alone reports it"
        if entry.event.name == event.type:
            _, pattern = judge_factuality(entry, reading, index)
            why.append(f"“{event.trigger.text}” reports {event.type}: {held} (weight {weighing.weight}).")
            why.append(
                f"It is {event.factuality}: " + (f"“{pattern.line}” holds." if pattern else "nothing weakens it.")
            )
        elif weighing.excluded:
            rejected.append(f"{entry.event.name}: excluded by “{weighing.excluded.line}”.")
        elif weighing.weight:
            rejected.append(f"{entry.event.name}: {held}, but weighs less ({weighing.weight}).")
    for role, arguments in (("agent", event.agents), ("subject", event.subjects), ("place", event.places)):
        why.extend(f"Its {role} by the grammar of its sentence: “{argument.span.text}”." for argument in arguments)
    why.extend(_tell_days(record, event))
    return _Told((event.trigger,), tuple(why), tuple(rejected))


def _tell_days(record: Record, event: Event) -> Iterator[str]:
    """Where the days of an event come from: its own sentence, or another telling of it."""
    if event.start is None:
        yield "It has no days: the text fixes none for it."
        return
    time = next((time for time in record.times if time.id == event.time), None)
    if time:
        yield f"Its days {_days(event)} are those of {time.id}, “{time.span.text}”."
        return
    kind = event_kind(event.type, event.trigger)
    others = (
        other
        for other in record.events
        if other.time and event_kind(other.type, other.trigger) == kind and (other.start, other.end) == _both(event)
    )
    other = next(others, None)
    carried = f"carried from {other.id}, “{other.trigger.text}”, which tells of the same" if other else "of its hearing"
    yield f"Its days {_days(event)} are {carried}."


def _both(event: Event) -> tuple[str | None, str | None]:
    return event.start, event.end


def _days(event: Event) -> str:
    return str(event.start) if event.start == event.end else f"{event.start} to {event.end}"


def _tell_offense(reading: Reading, record: Record, offense: Offense) -> _Told:
    holder = next(person for person in record.people if offense in person.offenses)
    sentence = reading.sentence_at(offense.span.start)
    terms = index_terms(reading.beat, reading.document.text)
    why = [
        f"“{_evidence_words(reading, finding)}” is evidence of {finding.disposition}."
        for finding in find_findings(reading, sentence, terms)
        if any(phrase.start == offense.span.start for phrase in finding.phrases)
    ]
    if not why:
        why.extend(_tell_heading(reading, offense))
    if offense.sentence:
        why.append(f"“{offense.sentence.text}” is the punishment that the text imposes on the same person nearby.")
    name = holder.name or holder.mentions[0].text
    why.append(f"It is told of {holder.id}, “{name}”, who is named or meant beside the evidence.")
    why.append(f"The strongest that the text states is {offense.disposition}.")
    rejected = [
        f"“{_evidence_words(reading, finding)}” ({finding.disposition}) is no evidence here: it is denied, planned, "
        "hypothetical or said of people in general."
        for finding in find_refused(reading, sentence, terms)
    ]
    return _Told((offense.span,), tuple(why), tuple(rejected))


def _evidence_words(reading: Reading, finding: Finding) -> str:
    return " ".join(reading.document.text[finding.start : finding.end].split())


def _tell_heading(reading: Reading, offense: Offense) -> Iterator[str]:
    """The line above a list that leads to it."""
    above = [one for one in reading.sentences if one.start < offense.span.start]
    for sentence in reversed(above):
        heading = find_heading(reading, sentence)
        if heading:
            yield f"It stands in the list to which “{_evidence_words(reading, heading)}” leads ({heading.disposition})."
            return
    yield "It stands in a list below such evidence."


def _tell_statement(reading: Reading, _: Record, statement: Statement) -> _Told:
    proposals = [one for one in reading.speech if _is_of(one, statement)]
    quoted = statement.mode != "indirect"
    why = [f"It is {statement.mode}: " + ("its words stand in quotation marks." if quoted else "no word is quoted.")]
    if statement.cue:
        why.append(f"“{statement.cue.text}” is its cue, an act of {statement.act}.")
    if statement.source:
        meant = f", which means {statement.speaker}" if statement.speaker else ", of whom the record has no entry"
        why.append(f"“{statement.source.text}” is its source{meant}.")
    if not proposals:
        why.append("The rules of quotation keep it; the encoder proposed nothing here.")
    by: FoundBy = "rules" if not proposals else "rules and encoder" if quoted else "encoder"
    words = (*((statement.source,) if statement.source else ()), *statement.content)
    score = max((one.score for one in proposals if one.score is not None), default=None)
    return _Told(words, tuple(why), tuple(_unused(reading, statement)), by, score)


def _is_of(proposal: SpeechProposal, statement: Statement) -> bool:
    return any(start < part.end and part.start < end for start, end in proposal.contents for part in statement.content)


def _unused(reading: Reading, statement: Statement) -> Iterator[str]:
    """Proposals for the same words with another cue."""
    for one in reading.speech:
        cue = reading.document.text[slice(*one.cue)]
        if _is_of(one, statement) and (statement.cue is None or cue != statement.cue.text):
            yield f"the encoder's own cue “{cue}” was not taken for these words."


def _tell_time(reading: Reading, _: Record, time: Time) -> _Told:
    line = plain_line(reading.sentence_at(time.span.start))
    ranges = [line.offsets(match.start(), match.end()) for match, _ in find_candidates(line.text)]
    others = [
        reading.document.text[start:end]
        for start, end in ranges
        if time.span.start < end and start < time.span.end and (start, end) != (time.span.start, time.span.end)
    ]
    published = reading.document.published
    fixed = f"{time.start} to {time.end}" if time.start else "no days: the text does not fix them"
    why = [
        f"“{time.span.text}” is a {time.type} of the grammar of times, with the value {time.value}.",
        f"It covers {fixed}"
        + (f"; the day of publication is {published}." if published else "; no day of publication."),
    ]
    rejected = tuple(f"“{words}” alone: a longer reading is taken." for words in dict.fromkeys(others[:_SHOWN]))
    return _Told((time.span,), tuple(why), rejected)


def _tell_figure(reading: Reading, _: Record, figure: Figure) -> _Told:
    line = plain_line(reading.sentence_at(figure.span.start))
    why = [
        f"“{figure.span.text}” counts {figure.unit}, at least {figure.low} and at most {figure.high}.",
        f"It measures {figure.measures}" + (f", by {figure.event}." if figure.event else "."),
    ]
    if figure.part_of:
        why.append(f"It is part of {figure.part_of}.")
    rejected = []
    for quantity in find_quantities(line.text):
        start, end = line.offsets(quantity.start, quantity.end)
        if judge_claim(quantity, line, reading.beat) is None:
            rejected.append(
                f"“{reading.document.text[start:end]}” in the same sentence counts nothing that is claimed."
            )
    return _Told((figure.span,), tuple(why), tuple(rejected[:_SHOWN]))


def _tell_place(place: Place, gazetteer: Gazetteer) -> _Told:
    namesakes = gazetteer.find(place.name)
    chosen = [one for one in namesakes if one.geonameid is not None and one.geonameid == place.geonameid]
    others = sorted((one for one in namesakes if one not in chosen), key=lambda one: -one.population)
    told = f"GeoNames {place.geonameid}" if place.geonameid else "no entry of GeoNames: none fits, or two fit as well"
    why = (
        f"The gazetteer has {len(namesakes)} places of this name; it stands for {told}.",
        "What stands behind the name decides; else how many live there, and the states and places that the text names.",
    )
    rejected = tuple(_tell_namesake(one) for one in others[:_SHOWN])
    return _Told(place.mentions[:_SHOWN], why, rejected)


def _tell_namesake(one: Candidate) -> str:
    where = ", ".join(filter(None, (one.admin1, one.country)))
    return f"{one.name} ({one.kind}, {where}, {one.population:,} people)."


def _tell_person(reading: Reading, _: Record, person: Person) -> _Told:
    why = [f"The role is {person.role}."]
    for mention in person.mentions:
        signs = [_SIGNS.get(sign, sign) for sign in find_signs(reading, mention)]
        if signs:
            why.append(f"Beside “{mention.text}” at {mention.start} the words say: {', '.join(signs)}.")
    if len(why) == 1:
        why.append("No words beside any mention say more than a title or a place in a list does.")
    names = [name for name in reading.names if any(name.start < m.end and m.start < name.end for m in person.mentions)]
    scores = [name.score for name in names if name.score is not None]
    rejected = tuple(f"{name.label}: the encoder's label for one mention." for name in names if name.label != "person")
    return _Told(
        person.mentions[:_SHOWN],
        tuple(why),
        rejected,
        "rules and encoder" if names else "rules",
        max(scores, default=None),
    )


def _tell_other(_: Reading, __: Record, fact: object) -> _Told:
    """Organizations, proceedings, labels, references and omissions: the words, and what they say of themselves."""
    if isinstance(fact, Omission):
        return _Told((fact.span,) if fact.span else (), (fact.explanation,))
    mentions: tuple[Span, ...] = getattr(fact, "mentions", ())
    span: Span | None = getattr(fact, "span", None)
    return _Told(
        mentions[:_SHOWN] or ((span,) if span else ()), (f"The rules for a {type(fact).__name__.lower()} hold.",)
    )


_TELLERS: Mapping[type, Callable[..., _Told]] = {
    Event: _tell_event,
    Statement: _tell_statement,
    Time: _tell_time,
    Figure: _tell_figure,
    Person: _tell_person,
}
