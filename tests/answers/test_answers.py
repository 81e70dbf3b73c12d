"""What holds for every answer: it cites words that stand in the revision that it names, and shows no private name."""

from collections.abc import Callable

import pytest
from tests.answers.shelf import AS_OF, open_examples

from onrecord.answers.answer import Answer
from onrecord.answers.cases import list_cases, tell_case
from onrecord.answers.debt import find_debt
from onrecord.answers.echoes import map_echoes, rank_echoes
from onrecord.answers.figures import compare_counts
from onrecord.answers.lapses import find_lapses, list_series
from onrecord.answers.linked_records import Library
from onrecord.answers.questions import find_questions
from onrecord.answers.timeline import tell_timeline
from onrecord.care import Viewer, is_hidden, show_answer
from onrecord.errors import LedgerError
from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.rows import encode_document

ASK: dict[str, Callable[[Library], Answer]] = {
    "cases": list_cases,
    "case": lambda library: tell_case(library, "31-cr-251"),
    "debt": lambda library: find_debt(library, as_of=AS_OF),
    "echoes": rank_echoes,
    "echoes of one": lambda library: map_echoes(library, "sc-0502"),
    "figures": lambda library: compare_counts(library, "dha-0312"),
    "lapses": find_lapses,
    "series": list_series,
    "questions": lambda library: find_questions(library, as_of=AS_OF, derived=True),
    "timeline": lambda library: tell_timeline(library, "hda-0321"),
}
ANSWERS = {name: ask(open_examples()) for name, ask in ASK.items()}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_every_finding_rests_on_words_of_a_revision(answer: Answer) -> None:
    """Its bytes have the hash that is told."""
    assert answer.findings
    for finding in answer.findings:
        assert finding.citations
        for citation in finding.citations:
            document = open_examples().record(citation.document).document
            assert document.text[citation.span.start : citation.span.end] == citation.span.text
            assert citation.revision == digest_bytes(encode_document(document))


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_no_private_name_is_shown(answer: Answer) -> None:
    """In no finding, citation, title or reason."""
    private = {
        person.name
        for record in open_examples().records()
        for person in record.people
        if person.name and " " in person.name and is_hidden(person, Viewer())
    }
    public = {
        person.name
        for record in open_examples().records()
        for person in record.people
        if person.name and not is_hidden(person, Viewer())
    }
    shown = repr(show_answer(answer, open_examples().record, Viewer()))
    places = {"Port Halden"}  # a town that the reader takes for a person in one document: a name of a place is none
    assert not [name for name in private - public - places if name in shown]


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_words_as_shown_are_those_of_the_document_as_shown(answer: Answer) -> None:
    """A signed-in viewer who may see names gets the words as they stand, but for victims, relatives and minors."""
    shown = show_answer(answer, open_examples().record, Viewer(signed_in=True, may_see_names=True))
    before = [citation for finding in answer.findings for citation in finding.citations]
    after = [citation for finding in shown.findings for citation in finding.citations]
    assert [citation.span for citation in before] == [citation.span for citation in after]


@pytest.mark.parametrize("ask", [tell_case, compare_counts, map_echoes, tell_timeline])
def test_what_is_not_there_is_said_in_a_sentence(ask: Callable[[Library, str], Answer]) -> None:
    """And how to find what is."""
    with pytest.raises(LedgerError, match="There is no"):
        ask(open_examples(), "nothing")
