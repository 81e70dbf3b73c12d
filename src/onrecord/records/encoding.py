"""What the encoder finds in a text, as values: spans of code points with scores, and links between them as indexes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

__all__ = ["Attribution", "Encoding", "EventProposal", "OffenseProposal", "Scored", "join_encodings"]


@dataclass(frozen=True, slots=True)
class Scored:
    """A span with its label ("" where its head knows one kind only) and the mean probability of its words."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its source and contents, as indexes into the encoding's sources and contents; contents may be none."""

    cue: int
    source: int | None
    contents: tuple[int, ...]
    score: float  # probability of the choice of source, "none" included


@dataclass(frozen=True, slots=True)
class EventProposal:
    """A trigger, whose label is its type, with its factuality and its arguments as indexes into `arguments`."""

    trigger: Scored
    factuality: str
    factuality_score: float
    agent: int | None
    subject: int | None
    place: int | None


@dataclass(frozen=True, slots=True)
class OffenseProposal:
    """An offense, the disposition that the words around it look like, and whose it may be.

    offenders: indexes into `subjects` (mentions, not people) with their probabilities; several may be right.
    """

    span: Scored
    disposition: str
    disposition_score: float
    offenders: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Encoding:
    """What was found in a text; spans of one kind are in order and do not overlap."""

    tags: tuple[str, ...]  # UPOS, one a given word; X where the text holds nothing the model can read
    names: tuple[Scored, ...]  # person, organization, place, facility, nationality
    sources: tuple[Scored, ...]
    cues: tuple[Scored, ...]
    contents: tuple[Scored, ...]
    attributions: tuple[Attribution, ...]  # one a cue, in order
    arguments: tuple[Scored, ...]
    events: tuple[EventProposal, ...]
    subjects: tuple[Scored, ...]  # mentions of people acted on by the law
    offenses: tuple[OffenseProposal, ...]
    figures: tuple[float, ...]  # one a given word: the probability that it belongs to a claimed number


def join_encodings(parts: Sequence[Encoding], *, tags: tuple[str, ...], figures: tuple[float, ...]) -> Encoding:
    """The parts of one text, in order, as one; links of each part go on pointing at the same spans."""
    whole = Encoding(tags, (), (), (), (), (), (), (), (), (), figures)
    for part in parts:
        whole = replace(
            whole,
            names=whole.names + part.names,
            sources=whole.sources + part.sources,
            cues=whole.cues + part.cues,
            contents=whole.contents + part.contents,
            attributions=whole.attributions + tuple(_move_attribution(one, whole) for one in part.attributions),
            arguments=whole.arguments + part.arguments,
            events=whole.events + tuple(_move_event(one, len(whole.arguments)) for one in part.events),
            subjects=whole.subjects + part.subjects,
            offenses=whole.offenses + tuple(_move_offense(one, len(whole.subjects)) for one in part.offenses),
        )
    return whole


def _move_attribution(one: Attribution, before: Encoding) -> Attribution:
    contents = tuple(content + len(before.contents) for content in one.contents)
    return Attribution(one.cue + len(before.cues), _move(one.source, len(before.sources)), contents, one.score)


def _move_event(one: EventProposal, by: int) -> EventProposal:
    return replace(one, agent=_move(one.agent, by), subject=_move(one.subject, by), place=_move(one.place, by))


def _move_offense(one: OffenseProposal, by: int) -> OffenseProposal:
    return replace(one, offenders=tuple((subject + by, chance) for subject, chance in one.offenders))


def _move(index: int | None, by: int) -> int | None:
    return None if index is None else index + by
