"""Omissions, episodes, cases and series -> replies: the later document that gives what an earlier one left out.

A count answers "how many" where it counts that very thing in the same episode; a name or a charge where the same arrest
is told, of the same place and in words of the same matter; a comment where the body that gave none speaks; a document
where a series that had stopped comes again. What is only likely answers nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.links.days import find_sentence
from onrecord.links.defendants import fold_name
from onrecord.links.echoes import Echo
from onrecord.links.episodes import Episode
from onrecord.links.keys import key_happening
from onrecord.links.occurrences import Occurrence, find_occurrence
from onrecord.links.passages import Passage, order_key, point_to
from onrecord.links.series import Series
from onrecord.links.shingles import split_words
from onrecord.schema import Figure, Id, Omission, OmissionKind, Record, Statement

__all__ = ["BY_ARREST", "Reply", "link_replies"]

_CHARGED, _NAMED = "a charge after that arrest", "the name of who was arrested"
BY_ARREST = frozenset([_CHARGED, _NAMED])
"""Reasons of replies that are looked for only where not too many documents tell of arrests on that day."""

_WAIT = 90  # days in which an answer is looked for
_COUNTED = frozenset(["people", "arrests"])
_LONG = 5  # letters of a word that says what a matter is about
_ALIKE = 3  # such words in common, names of places and bodies apart
_FORMS = frozenset(
    "about according after announced arrest arrested arrests before charge charged charges complaint county court "
    "district attorney office officers people police superior their there these three where which while without would "
    "years monday tuesday wednesday thursday friday saturday sunday january february march april august september "
    "october november december department released".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An omission of `document`, where it stands or what it is about, and the later words that give it."""

    kind: OmissionKind
    document: Id
    omission: Id
    asked: Passage
    answered: Passage
    reason: str


@dataclass(frozen=True, slots=True)
class _Story:
    record: Record
    occurrence: Occurrence


def link_replies(
    records: Iterable[Record],
    episodes: Iterable[Episode],
    series: Iterable[Series],
    echoes: Iterable[Echo],
    common: frozenset[int] = frozenset(),
    *,
    occurrences: Iterable[Occurrence] = (),
) -> tuple[Reply, ...]:
    """The first reply to each omission, by document and omission; the order of the records does not matter.

    What documents are about is found where it is not among the `occurrences`.
    """
    about = {occurrence.document: occurrence for occurrence in occurrences}
    known = sorted(records, key=order_key)
    stories = {
        record.document.id: _Story(record, about.get(record.document.id) or find_occurrence(record)) for record in known
    }
    repeated = {(item.passage.document, item.passage.start) for echo in echoes for item in echo.sentences}
    groups = [[stories[document] for document in episode.documents] for episode in episodes]
    found: dict[tuple[Id, Id], Reply] = {}
    for reply in (
        *_find_resumed(stories, series),
        *(reply for group in groups for reply in _answer_episode(group, repeated)),
        *_answer_arrests(list(stories.values()), common),
    ):
        found.setdefault((reply.document, reply.omission), reply)
    return tuple(found[key] for key in sorted(found))


def _answer_episode(group: Sequence[_Story], repeated: set[tuple[Id, int]]) -> Iterator[Reply]:
    for index, story in enumerate(group):
        later = [other for other in group[index + 1 :] if 0 < _days_after(story, other) <= _WAIT]
        for omission in story.record.omissions if later else ():
            if omission.kind == "total":
                yield from _find_total(story, omission, later, group[: index + 1])
            elif omission.kind == "comment" and omission.about is not None:
                yield from _find_comment(story, omission, later, repeated)


def _days_after(one: _Story, two: _Story) -> int:
    days = [date.fromisoformat(story.record.document.published or "0001-01-01") for story in (one, two)]
    return (days[1] - days[0]).days


def _find_total(
    story: _Story, omission: Omission, later: Sequence[_Story], before: Sequence[_Story]
) -> Iterator[Reply]:
    """A count of what the sentence of the omission leaves uncounted, which nobody had given before."""
    wanted = _find_wanted(story.record, omission)
    given = {(each.low, each.measures) for other in before for each in other.record.figures}
    for other in later:
        for figure in other.record.figures:
            exact = figure.unit in _COUNTED and figure.low is not None and figure.low == figure.high
            if exact and figure.measures in wanted and (figure.low, figure.measures) not in given:
                yield _reply(story, omission, point_to(other.record, figure.span), "a count of the same thing")


def _find_wanted(record: Record, omission: Omission) -> set[str]:
    """The kinds of event whose count is left out: those told in the sentence that have no count there."""
    place = _ask(record, omission)
    if place is None:
        return set()
    start, end = find_sentence(record, place.start)
    told = {event.type for event in record.events if start <= event.trigger.start < end}
    counted: list[Figure] = [figure for figure in record.figures if start <= figure.span.start < end]
    return told - {figure.measures for figure in counted} - {"inquire", "publish"}


def _find_comment(
    story: _Story, omission: Omission, later: Sequence[_Story], repeated: set[tuple[Id, int]]
) -> Iterator[Reply]:
    """Someone of that body speaks in a later report of the newsroom that had asked, in words that are no echo."""
    body = next((fold_name(each.name) for each in story.record.organizations if each.id == omission.about), None)
    for other in later:
        if body is None or other.record.document.publisher != story.record.document.publisher:
            continue
        for statement in other.record.statements:
            start, _ = find_sentence(other.record, statement.content[0].start)
            speaks = statement.mode != "indirect" and body in _find_bodies(other.record, statement)
            if speaks and (other.record.document.id, start) not in repeated:
                yield _reply(
                    story, omission, point_to(other.record, statement.content[0]), "the body that gave none speaks"
                )


def _find_bodies(record: Record, statement: Statement) -> set[str]:
    """The body that speaks, or for which the speaker does."""
    owners = {person.id: person.organization for person in record.people}
    speaker = owners.get(statement.speaker or "", statement.speaker)
    return {fold_name(body.name) for body in record.organizations if body.id == speaker}


def _answer_arrests(stories: Sequence[_Story], common: frozenset[int]) -> Iterator[Reply]:
    """Names and charges, where a later document tells of the same arrest."""
    blocks: dict[object, list[_Story]] = defaultdict(list)
    for story in stories:
        for happening in story.occurrence.happenings:
            if happening.type == "arrest" and key_happening(happening) not in common:
                blocks[happening].append(story)
    for _, block in sorted(blocks.items(), key=lambda item: str(item[0])):
        for index, story in enumerate(block):
            for omission in story.record.omissions:
                if omission.kind in ("identity", "charges"):
                    yield from _find_outcome(story, omission, block[index + 1 :])


def _find_outcome(story: _Story, omission: Omission, later: Sequence[_Story]) -> Iterator[Reply]:
    for other in later:
        record = other.record
        if not 0 < _days_after(story, other) <= _WAIT or not _is_same_matter(story, other):
            continue
        if omission.kind == "charges":
            charges = [event for event in record.events if event.type == "charge" and event.factuality == "asserted"]
            yield from (_reply(story, omission, point_to(record, e.trigger), _CHARGED) for e in charges)
            continue
        arrested = {each.ref for event in record.events if event.type == "arrest" for each in event.subjects}
        for person in record.people:
            if person.name and person.id in arrested and person.role == "subject" and person.mentions:
                yield _reply(story, omission, point_to(record, person.mentions[0]), _NAMED)


def _is_same_matter(one: _Story, two: _Story) -> bool:
    """Whether both tell of one place, and of more than the forms of an arrest."""
    places = one.occurrence.places & two.occurrence.places
    known = {word for name in (*one.occurrence.places, *one.occurrence.agencies) for word in name.split()}
    common = _find_topics(one.record) & _find_topics(two.record) - known
    return bool(places) and (len(common) >= _ALIKE or not one.occurrence.names.isdisjoint(two.occurrence.names))


def _find_topics(record: Record) -> set[str]:
    return {word for word in split_words(record.document.text) if len(word) >= _LONG and word.isalpha()} - _FORMS


def _find_resumed(stories: dict[Id, _Story], series: Iterable[Series]) -> Iterator[Reply]:
    """The document that ends a lapse answers who said that nothing had been published."""
    for each in series:
        for lapse in each.lapses:
            end = stories.get(lapse.ended_by or "")
            if lapse.cause != "silent" or end is None:
                continue
            for place in lapse.evidence:
                story = stories[place.document]
                for omission in story.record.omissions:
                    asked = omission.span
                    if asked is not None and find_sentence(story.record, asked.start) == find_sentence(
                        story.record, place.start
                    ):
                        whole = end.record.document
                        answer = Passage(document=whole.id, start=0, end=len(whole.text))
                        yield _reply(story, omission, answer, "the series came again", kind="series")


def _ask(record: Record, omission: Omission) -> Passage | None:
    """Where the omission stands; where the text does not say it, the event that it is about."""
    if omission.span is not None:
        return point_to(record, omission.span)
    return next((point_to(record, event.trigger) for event in record.events if event.id == omission.about), None)


def _reply(
    story: _Story, omission: Omission, answered: Passage, reason: str, *, kind: OmissionKind | None = None
) -> Reply:
    asked = _ask(story.record, omission) or Passage(
        document=story.record.document.id, start=0, end=len(story.record.document.text)
    )
    return Reply(
        kind=kind or omission.kind,
        document=story.record.document.id,
        omission=omission.id,
        asked=asked,
        answered=answered,
        reason=reason,
    )
