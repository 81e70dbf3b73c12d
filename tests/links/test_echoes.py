"""Records in, echoes out: what a document repeats of another, how, and what it has of its own."""

import random

import pytest
from tests.links.corpus import make_record, read_corpus, truth, words_of

from onrecord.links.echoes import Echo, find_echoes
from onrecord.schema import Record

RELEASE = make_record(
    "release",
    "PORT HALDEN – Deputies of the Halden County Sheriff arrested 14 people at the fish market on Tuesday.\n"
    "The market was closed for the rest of the day and two stalls were searched.\n"
    "“We will come back as often as it takes to clear this market,” said Sheriff Ansel Brandt.\n"
    "The case is No. 31-cr-0099.",
    published="2031-05-20",
    kind="release",
)


def _report(text: str, published: str | None = "2031-05-21", *, publisher: str = "report") -> Record:
    return make_record("report", text, published=published, publisher=publisher)


CASES = {
    "the same words": (
        "The market was closed for the rest of the day and two stalls were searched.",
        [("copied", 1.0, False)],
    ),
    "the same words behind another dateline": (
        "HALDEN (CW) — Deputies of the Halden County Sheriff arrested 14 people at the fish market on Tuesday.",
        [("copied", 1.0, False)],
    ),
    "a word left out": (
        "Deputies of the Halden County Sheriff arrested 14 people at the fish market.",
        [("near", 0.929, False)],
    ),
    "another number": (
        "Deputies of the Halden County Sheriff arrested 41 people at the fish market on Tuesday.",
        [("near", 0.933, True)],
    ),
    "someone's words in marks": (
        "Brandt said: “We will come back as often as it takes to clear this market.”",
        [("quoted", 1.0, False)],
    ),
    "an editor's cut in a quotation": (
        "“We will come back as often as it takes to clear [the] market,” Brandt said.",
        [("quoted", 0.923, False)],
    ),
    "told in words of its own": ("At the fish market 14 people were led away by deputies, a fishmonger said.", []),
    "the words of someone else": ("“Nobody came to my stall and I saw no deputies at all,” said Orla Venn.", []),
    "a form alone": ("The case is No. 31-cr-0099.", []),
    "a long form alone, with other names and numbers": (
        "Deputies of the Ostrel County Sheriff arrested 9 people at the fish market on Tuesday.",
        [],
    ),
    "two long forms, with other names and numbers": (
        "Deputies of the Ostrel County Sheriff arrested 9 people at the fish market on Tuesday.\n"
        "The shop was closed for the rest of the week and four cars were searched.",
        [],
    ),
    "the same beside another sentence": (
        "Deputies of the Ostrel County Sheriff arrested 9 people at the fish market on Tuesday.\n"
        "The market was closed for the rest of the day and two stalls were searched.",
        [("near", 0.867, True), ("copied", 1.0, False)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_how_a_sentence_repeats(text: str, expected: list[tuple[str, float, bool]]) -> None:
    """Copied, near-copied, quoted by someone, or its own; where a number is another one it is said."""
    found = [item for echo in find_echoes([RELEASE, _report(text)]) for item in echo.sentences]
    assert expected == [(item.kind, item.score, item.changed) for item in found]


WORDS = (
    "clerk sheriff marshal coroner auditor treasurer warden bailiff surveyor assessor librarian recorder "
    "gardener porter printer cook driver tailor baker miller sailor weaver"
).split()
COPY = "The market was closed for the rest of the day and two stalls were searched."


@pytest.mark.parametrize(
    "record",
    [_report(COPY, None), _report(COPY, "2031-05-19"), _report(COPY, "2031-09-01"), _report(COPY, publisher="release")],
    ids=["undated", "earlier", "months later", "of the same publisher"],
)
def test_what_is_no_echo(record: Record) -> None:
    """An echo is of a text of someone else that came before it, and a sentence alone of one not long before."""
    assert not [echo for echo in find_echoes([RELEASE, record]) if echo.document == "report"]


def test_a_reprint_is_an_echo_however_late() -> None:
    """A text with a quarter of another in it, fifty words at least, repeats it after years too."""
    told = [f"The {word} of the county said that office number {word} had moved to the {word} floor." for word in WORDS]
    source = make_record("source", " ".join(told[:12]), published="2031-05-20")
    late = [
        make_record("late", " ".join([*told[:shared], *told[12:]]), published="2034-05-20") for shared in (9, 6, 3, 1)
    ]
    assert [len(find_echoes([source, record])) for record in late] == [1, 1, 0, 0]


def test_a_copy_of_a_copy_echoes_the_first() -> None:
    """Who copied from whom cannot be told from the words: the first who had them counts."""
    wire = make_record("wire", COPY, published="2031-05-20")
    paper = make_record("paper", COPY, published="2031-05-21")
    assert [(echo.document, echo.source) for echo in find_echoes([paper, RELEASE, wire])] == [
        ("paper", "release"),
        ("wire", "release"),
    ]


def test_the_corpus_as_marked_by_hand() -> None:
    """F1 by sentence at least 0.97: document, sentence, source and kind."""
    records = read_corpus()
    words = words_of(records)
    found = {
        (item.passage.document, words(item.passage), words(item.source), item.kind)
        for echo in find_echoes(records)
        for item in echo.sentences
    }
    marked = {(row["document"], row["words"], row["source_words"], row["kind"]) for row in truth("echo")}
    assert 2 * len(found & marked) / (len(found) + len(marked)) >= 0.97
    assert sum(item.changed for echo in find_echoes(records) for item in echo.sentences) == 1


def _of(echoes: tuple[Echo, ...], documents: set[str]) -> list[Echo]:
    return [echo for echo in echoes if echo.document in documents]


def test_order_of_documents_does_not_matter_and_a_new_one_changes_only_what_it_touches() -> None:
    """Echoes between the others stay as they were."""
    records = list(read_corpus())
    whole = find_echoes(records)
    random.Random(8317).shuffle(records)
    assert find_echoes(records) == whole
    for record in records[:12]:
        rest = find_echoes([other for other in records if other is not record])
        untouched = {echo.document for echo in whole} - {
            echo.document for echo in whole if record.document.id in (echo.document, echo.source)
        }
        assert _of(rest, untouched) == _of(whole, untouched)
