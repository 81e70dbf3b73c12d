"""People -> the same people with their offenses and dispositions, each tied to the words that state it.

An offense is emitted only with a holder, and with no disposition above its evidence: see dispositions.py (how far),
holders.py (whose), offense_phrases.py (which words), punishments.py and impositions.py (the sentence).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from onrecord.beats import Beat
from onrecord.records.cast import Cast
from onrecord.records.dispositions import Finding, find_findings, find_heading, find_undoing
from onrecord.records.holders import find_holders
from onrecord.records.impositions import Imposition, Known, Plea, find_imposition, name_offense
from onrecord.records.indexes import is_item_of_index
from onrecord.records.nearby import Nearby
from onrecord.records.offense_events import OffenseEvents
from onrecord.records.offense_phrases import TermIndex, find_item, index_terms
from onrecord.records.punishments import find_punishments
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence
from onrecord.schema import Disposition, Offense, Person, Record, Span

__all__ = ["attach_offenses"]

_CHARGE_STAGE: tuple[Disposition, ...] = ("suspected", "wanted", "arrested", "charged")
_OUTCOMES: tuple[Disposition, ...] = ("pleaded", "convicted", "sentenced", "acquitted", "dismissed")
_BULLET = re.compile(r"[ \t]*(?:[•·*–-]|\(?\d{1,2}[.)])[ \t]*")
_SUBHEADING = re.compile(  # what stands below it in a table was not charged, pleaded or found in this case
    r"(?:sentenc\w+ |penalty )?enhancements?:?|special (?:circumstances?|allegations?)\b.*"
    r"|prior .{0,20}convictions?:?|priors?:?",
    re.IGNORECASE,
)
_ANEW = re.compile(r"\b(?:today|again|retrial|retried|re-tried|new trial|second trial)\b", re.IGNORECASE)
_INFORMAL = re.compile(
    r"\b(?:accus\w+|for|in|suspected|allegations?|(?:convicted|guilty|convicts)(?:\s.*)? of$)", re.IGNORECASE
)
_COUNTED = re.compile(r"\bcounts?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """One telling of an offense of one person."""

    person: int
    span: Span
    disposition: Disposition
    sentence: Span | None
    at: int  # index of the sentence
    headline: bool
    gerund: bool = False
    anew: bool = False  # told of today or of a new trial: an earlier conviction may have been set aside
    prior: bool = False  # "four prior felony convictions for": of another case


@dataclass(frozen=True, slots=True)
class _Heading:
    """What stands above a list: how far, whom, and whether it ends in a colon."""

    disposition: Disposition
    people: tuple[int, ...]
    colon: bool


def attach_offenses(reading: Reading, record: Record) -> tuple[Person, ...]:
    """All people, subjects with their offenses, numbered in text order."""
    cast = Cast(
        tuple(person for person in record.people if person.role == "subject"),
        tuple(sorted(m for person in record.people if person.role != "subject" for m in person.mentions)),
    )
    if not cast.people:
        return record.people
    nearby, events = Nearby(record), OffenseEvents(reading, record)
    told: dict[str, list[_Told]] = defaultdict(list)
    for telling in _tellings(reading, cast):
        told[cast.people[telling.person].id].append(telling)
    offenses = {identity: _merged(tellings) for identity, tellings in told.items()}
    order = sorted((t.span.start, t.span.end, identity, t.disposition) for identity, ts in offenses.items() for t in ts)
    numbers = {(identity, start, end, how): f"x{n}" for n, (start, end, identity, how) in enumerate(order, 1)}
    return tuple(
        replace(person, offenses=tuple(
            Offense(
                id=numbers[person.id, t.span.start, t.span.end, t.disposition], span=t.span, disposition=t.disposition,
                sentence=t.sentence, code=_code(reading.beat, t.span.text),
                event=events.find(person.id, t.span, t.disposition),
                statement=said.id if (said := nearby.statement_around(t.span)) else None,
            )
            for t in offenses.get(person.id, ())
        ))
        for person in record.people
    )  # fmt: skip


def _tellings(reading: Reading, cast: Cast) -> list[_Told]:
    terms = index_terms(reading.beat, reading.document.text)
    found: list[_Told] = []
    imposed: list[Imposition] = []
    undone: list[tuple[int, tuple[int, ...]]] = []
    above: _Heading | None = None
    for number, sentence in enumerate(reading.sentences):
        findings = find_findings(reading, sentence, terms)
        if is_item_of_index(reading, sentence) and not cast.between(sentence.start, sentence.end):
            continue
        headline = _is_headline(reading, sentence) and (above is None or not above.colon)
        anew = _ANEW.search(reading.document.text, sentence.start, sentence.end) is not None
        for finding in findings:
            holders = find_holders(reading, cast, sentence, finding)
            listed = sum(not phrase.gerund for phrase in finding.phrases) > 1  # among named offenses an act is one too
            informal = not listed and _is_informal(reading.document.text[finding.start : finding.end])
            for phrase, holder in product(finding.phrases, holders):
                span = reading.span(phrase.start, phrase.end)
                told = phrase.gerund and informal
                prior = _is_prior(reading, sentence, finding)
                found.append(_Told(holder, span, finding.disposition, None, number, headline, told, anew, prior))
            if above is None or not above.colon:
                above = _Heading(finding.disposition, holders, colon=False)
        here = _impositions(reading, cast, sentence, terms, number=number, headline=headline)
        imposed.extend(here)
        found.extend(_told_further(reading, here))
        if find_undoing(reading, sentence):
            whole = Finding(sentence.start + 1, sentence.end, "dismissed", (), noun=True)
            named = tuple({person: None for _, _, person in cast.between(sentence.start, sentence.end)})
            undone.append((number, named if len(named) == 1 else find_holders(reading, cast, sentence, whole)))
        if heading := find_heading(reading, sentence):
            above = _Heading(heading.disposition, find_holders(reading, cast, sentence, heading), colon=True)
        elif above is not None and _SUBHEADING.fullmatch(reading.document.text, sentence.start, sentence.end):
            above = None
        elif not findings and above is not None:
            items = _listed(reading, cast, sentence, above, number)
            found.extend(items)
            above = above if items or not above.colon else None
    return [_undone(telling, undone) for telling in _sentenced(reading, found, imposed)]


def _impositions(
    reading: Reading, cast: Cast, sentence: Sentence, terms: TermIndex, /, *, number: int, headline: bool
) -> list[Imposition]:
    """The punishments of a sentence with the people on whom they fall; those of "respectively" on nobody."""
    text = reading.document.text
    found: list[Imposition] = []
    people: tuple[int, ...] = ()
    for punishment in find_punishments(reading, sentence, terms):
        if not punishment.further:
            verb = Finding(punishment.start, punishment.span.start, "sentenced", ())
            people = find_holders(reading, cast, sentence, verb)
        named = [phrase for phrase in punishment.phrases if not phrase.gerund]
        names = tuple(name_offense(text[phrase.start : phrase.end]) for phrase in named)
        several = _SEVERALLY.search(text, sentence.start, sentence.end) or _TERMS.search(punishment.span.text)
        several = several if _MANY.search(text, sentence.start, punishment.span.end) or len(people) > 1 else None
        found.append(Imposition(punishment, number, () if several else people, headline, names))
    return found


_SEVERALLY = re.compile(r"\brespectively\b", re.IGNORECASE)
_TERMS = re.compile(  # "21 years to life and 20 years in prison": of two people, and no time after the prison
    r"\b(?:years?|months?|life)\b[^,;]{0,30}\band\s+(?:\d+|[a-z]+)[\s-](?:years?|months?)\b(?!\s?[’']?\s?(?:of\s)?(?:post"
    r"|supervis|probation|parole|formal|community|release|in total))[^,;]*\b(?:prison|life|jail|custody)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:two|three|four|five|six|both)\s(?:[\w’'-]+\s){0,4}?(?:men|women|members|defendants|brothers|sisters|officers"
    r"|people|persons|suspects|inmates|teens|teenagers|residents|couples?)\b",
    re.IGNORECASE,
)


def _told_further(reading: Reading, here: Sequence[Imposition]) -> Iterator[_Told]:
    """Offenses that stand behind a further term: "and 72 months for theft" tells that they were sentenced for."""
    for further in (one for one in here if one.punishment.further):
        for phrase, person in product(further.punishment.phrases, further.people):
            span, words = reading.span(phrase.start, phrase.end), further.punishment.span
            yield _Told(person, span, "sentenced", words, further.at, further.headline, phrase.gerund)


def _is_prior(reading: Reading, sentence: Sentence, finding: Finding) -> bool:
    """Whether a conviction is told as the past of somebody: "with prior convictions for"."""
    text = reading.document.text
    return _PRIOR.search(text, max(sentence.start, finding.start - 40), finding.phrases[0].start) is not None


_PRIOR = re.compile(
    r"\b(?:prior|previous|previously|earlier|past)\s(?:\w+\s){0,2}?(?:convict\w+|offen[sc]es?|sentences?|pleaded|pled"
    r"|sentenced|strikes?)\b|\bcurrently serving\b",
    re.IGNORECASE,
)


def _is_informal(evidence: str) -> bool:
    """Whether an act behind the evidence is told rather than charged: "accused of throwing a man down the stairs"."""
    return _INFORMAL.search(evidence) is not None and not _COUNTED.search(evidence)


def _undone(telling: _Told, undone: Sequence[tuple[int, tuple[int, ...]]]) -> _Told:
    """What a court has vacated is told as dismissed, wherever the text tells it."""
    if telling.disposition not in _GUILTY:
        return telling
    if not telling.anew and any(telling.person in people for _, people in undone):
        return replace(telling, disposition="dismissed", sentence=None)
    return telling


def _sentenced(reading: Reading, told: Sequence[_Told], imposed: Sequence[Imposition]) -> Iterator[_Told]:
    """A plea or conviction becomes a sentence where the text imposes one on that person for it."""
    guilty: dict[int, list[Known]] = defaultdict(list)
    for telling in told:
        if telling.disposition in _GUILTY and not telling.gerund:
            guilty[telling.person].append((name_offense(telling.span.text), telling.at))
    for telling in told:
        if telling.disposition not in _GUILTY or telling.sentence is not None:
            yield telling
            continue
        name = name_offense(telling.span.text)
        plea = Plea(telling.person, name, telling.span.start, telling.at, telling.prior)
        found = find_imposition(reading.document.text, plea, imposed, guilty[telling.person])
        yield replace(telling, disposition="sentenced", sentence=found.punishment.span) if found else telling


_GUILTY: tuple[Disposition, ...] = ("pleaded", "convicted", "sentenced")


def _listed(reading: Reading, cast: Cast, sentence: Sentence, above: _Heading, number: int) -> list[_Told]:
    """A line of a list has the disposition of the line that leads to the list."""
    text = reading.document.text
    bullet = _BULLET.match(text, sentence.start, sentence.end)
    short = sentence.end - sentence.start < 130 and text[sentence.end - 1] not in '.!?:”"'
    leads = short if above.colon else bullet and short and above.disposition in _CHARGE_STAGE
    if cast.between(sentence.start, sentence.end) or not leads:
        return []
    line = text[sentence.start : sentence.end]
    start = bullet.end() - sentence.start if bullet else 0
    phrase = find_item(line, start, len(line), index_terms(reading.beat, line))
    if phrase is None:
        return []
    span = reading.span(phrase.start + sentence.start, phrase.end + sentence.start)
    return [_Told(holder, span, above.disposition, None, number, headline=False) for holder in above.people]


def _is_headline(reading: Reading, sentence: Sentence) -> bool:
    text = reading.document.text[sentence.start : sentence.end]
    if text.lower().startswith("for immediate release:"):
        return True
    return sentence.paragraph < 3 and text[-1] not in '.!?”"' and len(text) < 250


def _merged(told: Sequence[_Told]) -> list[_Told]:
    """At most one charge-stage entry and one outcome for an offense, each the strongest that the text states."""
    by_key: dict[str, list[_Told]] = defaultdict(list)
    for telling in told:
        by_key[name_offense(telling.span.text)].append(telling)
    charged = any(not t.gerund and t.disposition in ("charged", *_OUTCOMES) for t in told)
    decided = any(not t.gerund and t.disposition in _OUTCOMES for t in told)
    told_in_body = any(not t.headline for t in told)
    merged: list[_Told] = []
    for key, tellings in by_key.items():
        formal = decided if any(t.disposition in _OUTCOMES for t in tellings) else charged
        informal = (formal and all(t.gerund for t in tellings)) or (told_in_body and all(t.headline for t in tellings))
        if not informal and not _is_shortened(key, tellings, by_key):
            merged.extend(_one_offense(tellings))
    return sorted(merged, key=lambda telling: (telling.span.start, telling.disposition))


def _is_shortened(key: str, tellings: Sequence[_Told], by_key: dict[str, list[_Told]]) -> bool:
    """A shorter wording of an offense that stands in full elsewhere, and says nothing more.

    In one list both stand for counts of their own: "assault as a hate crime and assault".
    """
    words = set(key.split())
    beside = {telling.at for telling in tellings if not telling.headline}
    top = min(max(_strength(telling) for telling in tellings), _strength_of("pleaded"))
    return any(
        other != key
        and words < (others_words := set(other.split()))
        and not (others_words - words) & _OTHERWISE
        and beside.isdisjoint(telling.at for telling in others)
        and max(map(_strength, others)) >= top
        for other, others in by_key.items()
    )


_OTHERWISE = frozenset("attempted attempt attempting conspiracy conspiring conspired solicitation soliciting".split())
"""Words that make another offense: "attempted murder" is no longer wording of "murder"."""


def _strength(telling: _Told) -> int:
    return _strength_of(telling.disposition)


def _strength_of(disposition: Disposition) -> int:
    return ("history", *_CHARGE_STAGE, *_OUTCOMES).index(disposition)


def _one_offense(tellings: Sequence[_Told]) -> Iterator[_Told]:
    charged = [telling for telling in tellings if telling.disposition in _CHARGE_STAGE]
    outcomes = [telling for telling in tellings if telling.disposition in _OUTCOMES]
    if charged and not (outcomes and all(telling.headline for telling in charged)):
        yield _strongest(charged)
    if outcomes:
        yield _strongest(outcomes)
    if not charged and not outcomes:
        yield _strongest(tellings)


def _strongest(tellings: Sequence[_Told]) -> _Told:
    """The strongest telling, in the body rather than the headline, the first of equals."""
    return max(tellings, key=lambda telling: (_strength(telling), not telling.headline, -telling.span.start))


def _code(beat: Beat, text: str) -> str | None:
    plain = text.lower()
    return next((term.code for term in beat.offenses if term.term == plain), None)
