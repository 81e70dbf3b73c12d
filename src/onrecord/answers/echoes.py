"""The echo map of a document or its episode: what is repeated, from where, what is its own; and who repeats whom."""

from collections import Counter
from collections.abc import Iterator

from onrecord.answers.answer import Answer, Finding
from onrecord.answers.linked_records import Library
from onrecord.links.echoes import Echo, EchoedSentence
from onrecord.links.sentences import split_sentences
from onrecord.schema import Id

__all__ = ["map_echoes", "rank_echoes"]

_SAID = {"copied": "is copied from", "near": "is nearly that of", "quoted": "quotes with attribution"}


def map_echoes(library: Library, name: str) -> Answer:
    """Each document of the episode of this document: how much of it repeats, then each sentence that does."""
    episode = library.episode(name)
    findings: list[Finding] = []
    for document in episode.documents:
        echoes = [echo for echo in library.links.echoes_of([document]) if echo.document == document]
        findings.append(_sum_up(library, document, echoes))
        findings += _tell_sentences(library, echoes)
    people = library.people(episode.documents)
    return Answer(question=f"echoes {name}", findings=tuple(findings), people=people)


def rank_echoes(library: Library) -> Answer:
    """Who repeats whom, by the number of sentences."""
    counts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], EchoedSentence] = {}
    for echo in library.links.echoes:
        pair = tuple(library.record(each).document.publisher or each for each in (echo.document, echo.source))
        counts[pair[0], pair[1]] += len(echo.sentences)
        examples.setdefault((pair[0], pair[1]), echo.sentences[0])
    return Answer(
        question="echoes",
        people=library.people(document for echo in examples.values() for document in _name_ends(echo)),
        findings=tuple(
            Finding(
                says=(f"{one} repeats {number} sentence{'s' if number > 1 else ''} of {two}.",),
                citations=(library.cite(examples[one, two].passage), library.cite(examples[one, two].source)),
            )
            for (one, two), number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ),
    )


def _name_ends(sentence: EchoedSentence) -> tuple[Id, Id]:
    return sentence.passage.document, sentence.source.document


def _sum_up(library: Library, document: Id, echoes: list[Echo]) -> Finding:
    record = library.record(document)
    whole = len(split_sentences(record))
    counted = Counter(sentence.kind for echo in echoes for sentence in echo.sentences)
    own = whole - counted.total()
    parts = ", ".join(f"{counted[kind]} {kind}" for kind in ("copied", "near", "quoted") if counted[kind])
    publisher = record.document.publisher or document
    said = f"{publisher}, {record.document.published or 'undated'}: {own} of {whole} sentences are its own"
    return Finding(says=(f"{said}; {parts}." if parts else f"{said}.",), day=record.document.published)


def _tell_sentences(library: Library, echoes: list[Echo]) -> Iterator[Finding]:
    for echo in echoes:
        publisher = library.record(echo.source).document.publisher or echo.source
        for sentence in echo.sentences:
            altered = ", with another number" if sentence.changed else ""
            yield Finding(
                says=(f"A sentence {_SAID[sentence.kind]} {publisher}{altered}.",),
                citations=(library.cite(sentence.passage), library.cite(sentence.source)),
                score=sentence.score,
            )
