"""Records -> echoes: which sentences of a document repeat those of an earlier one of another publisher.

A sentence is copied (the same words), near-copied (most of them, in their order) or quoted (the words stand in marks
and someone says them); every other is the document's own. A publisher that repeats itself echoes nobody, and a
document without a day echoes nothing and is echoed by none, as nobody knows which came first. Within sixty days one
sentence is enough; later only a text that has much of the other in it repeats it, and not what both took from a third.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field
from rapidfuzz.distance import Indel

from onrecord.links.keys import key_print
from onrecord.links.passages import Passage, order_key
from onrecord.links.sentences import ComparedSentence, split_sentences
from onrecord.links.shingles import count_shared, find_runs, print_text
from onrecord.schema import Id, Record

__all__ = [
    "ALONE",
    "FORMS",
    "LEAST_REPRINT",
    "NEAR",
    "NEAR_ALONE",
    "QUOTED",
    "WINDOW",
    "Echo",
    "EchoKind",
    "EchoedSentence",
    "Sift",
    "find_echoes",
]

EchoKind = Literal["copied", "near", "quoted"]

Sift = Callable[[Sequence[tuple[Id, Id]]], Sequence[bool]]
"""For each document and an earlier one, whether it may repeat that: no only where it surely does not."""

WINDOW = 60
"""Days between a text and what repeats a sentence of it."""

LEAST_REPRINT = 20
"""Fingerprints in common, some fifty words, of two texts of which one is made of the other, however late.

57 real pairs with 40 % of the sentences in common had 26 at least, and two with one form had 6.
"""

NEAR = 0.75
"""Of the words of two sentences, in common and in order; one about the same matter had 0.6 at most in examples/."""

QUOTED = 0.9
"""Of the words in marks: an editor's cut or a word in brackets is let pass."""

ALONE = 12
"""Words of a sentence that may be the only one in common: shorter ones are forms ("The case is No. 7.")."""

NEAR_ALONE = 0.9
"""Of the words in common of one of two sentences at least, where there are no others: less is a form.

Of 201 echoes in 2,135 real documents this rule takes one for a form that was more.
"""

FORMS = 2
"""Sentences with other names and numbers in them that two offices who announce one kind of thing have in common."""

_REPRINT = 0.25  # of the fingerprints of the shorter text: those pairs had 0.30 at least


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoedSentence:
    """A sentence, the one that it repeats, and how much of it; `changed` where a number is not the same in both."""

    passage: Passage
    source: Passage
    kind: EchoKind
    score: Annotated[float, Field(description="share of the words in common, 0 to 1")]
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What a document repeats of one earlier document, in the order of the later text."""

    document: Id
    source: Id
    sentences: tuple[EchoedSentence, ...]


@dataclass(frozen=True)
class _Text:
    record: Record
    day: int
    prints: Sequence[int]

    @cached_property
    def sentences(self) -> tuple[ComparedSentence, ...]:
        """Split only where there is something to compare them with."""
        return split_sentences(self.record)

    @cached_property
    def runs(self) -> Mapping[int, int]:
        """By run of words the sentences that have it, the bit of its number for each."""
        found: dict[int, int] = {}
        for number, sentence in enumerate(self.sentences):
            for run in find_runs(sentence.words):
                found[run] = found.get(run, 0) | 1 << number
        return found


def find_echoes(
    records: Iterable[Record], common: frozenset[int] = frozenset(), sift: Sift | None = None
) -> tuple[Echo, ...]:
    """Every echo, by document and source; each sentence echoes one document: the most alike, among equals the first.

    Fingerprints with a key in `common` are of forms, and make no candidates. Those that `sift` puts aside are not read;
    without it all are.
    """
    texts = [_open_text(record) for record in sorted(_datable(records), key=order_key)]
    candidates: list[tuple[int, int]] = []
    prints = [[value for value in text.prints if key_print(value) not in common] for text in texts]
    for (earlier, later), shared in count_shared(prints):
        one, two = texts[earlier], texts[later]
        if _may_echo(two.record, one.record) and (two.day - one.day <= WINDOW or _is_reprint(two, one, shared)):
            candidates.append((later, earlier))
    sources: dict[int, list[_Text]] = defaultdict(list)
    for later, earlier in _sift(texts, candidates, sift):
        sources[later].append(texts[earlier])
    found = (echo for later, earlier_ones in sorted(sources.items()) for echo in _echo_text(texts[later], earlier_ones))
    return tuple(sorted(found, key=lambda echo: (echo.document, echo.source)))


def _sift(
    texts: Sequence[_Text], candidates: Sequence[tuple[int, int]], sift: Sift | None
) -> Sequence[tuple[int, int]]:
    """Those of the pairs of which the first text may repeat the second."""
    if sift is None:
        return candidates
    ids = [text.record.document.id for text in texts]
    left = sift([(ids[later], ids[earlier]) for later, earlier in candidates])
    return [pair for pair, is_left in zip(candidates, left, strict=True) if is_left]


def _datable(records: Iterable[Record]) -> Iterator[Record]:
    return (record for record in records if record.document.published is not None)


def _open_text(record: Record) -> _Text:
    assert record.document.published is not None, "undated ones were left out"
    day = date.fromisoformat(record.document.published).toordinal()
    return _Text(record, day, print_text(record.document.text))


def _may_echo(later: Record, earlier: Record) -> bool:
    one, two = earlier.document, later.document
    return one.publisher is None or one.publisher != two.publisher


def _is_reprint(later: _Text, earlier: _Text, shared: int) -> bool:
    """Whether two texts have so many fingerprints in common that one is made of the other, however late."""
    return shared >= max(LEAST_REPRINT, _REPRINT * min(len(later.prints), len(earlier.prints)))


def _echo_text(text: _Text, sources: Sequence[_Text]) -> Iterator[Echo]:
    """The echoes of one text in order of its sources."""
    best: dict[int, tuple[int, EchoedSentence]] = {}
    for number, source in enumerate(sources):
        found = {
            index: item
            for index, others in sorted(_find_alike(text, source).items())
            if (item := _match(text, text.sentences[index], source, others))
        }
        if _is_form(text, found):
            continue
        for index, item in found.items():
            if index not in best or best[index][1].score < item.score:
                best[index] = number, item
    for number, source in enumerate(sources):
        kept = {index: item for index, (owner, item) in sorted(best.items()) if owner == number}
        if kept and not _is_form(text, kept):
            repeated = tuple(kept.values())
            yield Echo(document=text.record.document.id, source=source.record.document.id, sentences=repeated)


def _is_form(text: _Text, found: Mapping[int, EchoedSentence]) -> bool:
    """Whether all that two texts have in common is what anyone writes: a short sentence, or others' names in a form."""
    if not found or len(found) > FORMS:
        return False
    if all(item.kind == "near" and item.score < NEAR_ALONE for item in found.values()):
        return True
    ((index, item), *others) = found.items()
    return not others and item.kind != "quoted" and len(text.sentences[index].words) < ALONE


def _find_alike(text: _Text, source: _Text) -> Mapping[int, list[int]]:
    """By number of a sentence with a run of words that the source has, the numbers of the source's with it."""
    alike: dict[int, int] = defaultdict(int)
    for run in text.runs.keys() & source.runs.keys():
        for number in _list_bits(text.runs[run]):
            alike[number] |= source.runs[run]
    return {number: list(_list_bits(others)) for number, others in alike.items()}


def _list_bits(numbers: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while numbers:
        lowest = numbers & -numbers
        yield lowest.bit_length() - 1
        numbers ^= lowest


def _match(text: _Text, sentence: ComparedSentence, source: _Text, others: Iterable[int]) -> EchoedSentence | None:
    """Of these sentences of the source that which this one repeats most closely; among equals the first."""
    best: EchoedSentence | None = None
    for number in others:
        other = source.sentences[number]
        kind, score = _judge(sentence, other)
        if kind is not None and (best is None or score > best.score):
            best = EchoedSentence(
                passage=Passage(document=text.record.document.id, start=sentence.start, end=sentence.end),
                source=Passage(document=source.record.document.id, start=other.start, end=other.end),
                kind=kind,
                score=round(score, 3),
                changed=kind == "near" and _numbers(sentence) != _numbers(other),
            )
    return best


def _judge(sentence: ComparedSentence, other: ComparedSentence) -> tuple[EchoKind | None, float]:
    if sentence.quoted and sentence.attributed:
        quoted = other.quoted or other.words
        share = _contain(sentence.quoted, quoted)
        return ("quoted", share) if share >= QUOTED else (None, 0.0)
    if sentence.words == other.words:
        return "copied", 1.0
    score = Indel.normalized_similarity(sentence.words, other.words)
    return ("near", score) if score >= NEAR else (None, 0.0)


def _contain(words: Sequence[str], whole: Sequence[str]) -> float:
    """The share of these words that stand in the whole in this order."""
    common = (len(words) + len(whole) - Indel.distance(words, whole)) / 2
    return common / len(words)


def _numbers(sentence: ComparedSentence) -> list[str]:
    return sorted(word for word in sentence.words if word[0].isdigit())
