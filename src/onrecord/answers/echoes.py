"""The echo map of a document or its episode: what is repeated, from where, what is its own; and who repeats whom."""

from collections import Counter
from collections.abc import Iterator

from onrecord.answers.answer import Answer, Finding
from onrecord.answers.documents import cite_whole
from onrecord.answers.linked_records import Library
from onrecord.links.echoes import Echo, EchoKind
from onrecord.links.pages import ALL, Page
from onrecord.links.sentences import split_sentences
from onrecord.schema import Id

__all__ = ["map_echoes", "rank_echoes"]

_COUNTED: dict[EchoKind, str] = {"copied": "copied", "near": "nearly the same", "quoted": "quoted with attribution"}
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


def rank_echoes(library: Library, page: Page = ALL) -> Answer:
    """Who repeats whom, by the number of sentences."""
    found = library.pages.find_repeats(page.one_more)
    chosen = found[: page.limit]
    library.fetch(document for _, echo in chosen for document in (echo.document, echo.source))
    return Answer(
        question="echoes",
        people=library.people(document for _, echo in chosen for document in (echo.document, echo.source)),
        findings=tuple(_tell_pair(library, number, echo) for number, echo in chosen),
        more=len(found) > len(chosen),
    )


def _tell_pair(library: Library, number: int, echo: Echo) -> Finding:
    one, two = (library.record(each).document.publisher or each for each in (echo.document, echo.source))
    example = echo.sentences[0]
    return Finding(
        says=(f"{one} repeats {number} sentence{'s' if number > 1 else ''} of {two}.",),
        citations=(library.cite(example.passage), library.cite(example.source)),
    )


def _sum_up(library: Library, document: Id, echoes: list[Echo]) -> Finding:
    record = library.record(document)
    whole = len(split_sentences(record))
    counted = Counter(sentence.kind for echo in echoes for sentence in echo.sentences)
    own = whole - counted.total()
    parts = ", ".join(f"{counted[kind]} {said}" for kind, said in _COUNTED.items() if counted[kind])
    publisher = record.document.publisher or document
    counts = f"{own} of {whole} sentences {'is' if own == 1 else 'are'} its own"
    said = f"{publisher}, {record.document.published or 'undated'}: {counts}"
    words = f"{said}; {parts}." if parts else f"{said}."
    return Finding(says=(words,), day=record.document.published, citations=(cite_whole(record),))


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
