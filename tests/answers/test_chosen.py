"""Words and filters, or an id -> which documents are meant; of very many those that were read last, and it is said."""

from pathlib import Path

import pytest
from tests.answers.shelf import open_examples
from tests.links.notes import note

from onrecord.answers.chosen import MOST, choose_found, choose_of, mark_wanted, say_query
from onrecord.answers.linked_records import open_library
from onrecord.answers.search import Query
from onrecord.answers.timeline import find_timeline
from onrecord.errors import LedgerError
from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.marks import mark_body
from onrecord.links.claim_rows import number_marks
from onrecord.links.listed_claims import number_documents
from onrecord.links.pages import Page


def test_a_document_means_its_event_and_the_cases_that_it_tells_of() -> None:
    """And the number of a case that case alone."""
    library = open_examples()
    case = library.links.proceeding("31-cr-217")
    assert case is not None
    expected = set(number_documents(library.links, case.documents))
    assert set(choose_of(library, "31-cr-217").documents) == expected
    assert expected <= set(choose_of(library, case.documents[0]).documents)
    with pytest.raises(LedgerError, match="nothing"):
        choose_of(library, "nothing")


def test_what_is_found_has_such_a_fact_unless_another_is_asked_for() -> None:
    """So that no document is looked at in vain."""
    library = open_examples()
    with_events, with_figures = (choose_found(library, Query(), fact) for fact in ("events", "figures"))
    assert set(with_events.documents) != set(with_figures.documents)
    asked = Query(fact="figures")
    assert set(choose_found(library, asked, "events").documents) == set(with_figures.documents)
    assert not with_events.partly


def test_of_very_many_those_that_were_read_last(tmp_path: Path) -> None:
    """And that there are others is said."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all([note("They came.", id=f"d{at}", events={"came": "arrest"}) for at in range(MOST + 1)])
        library = open_library(ledger)
        every, one = (choose_found(library, Query(words=words), "events") for words in ("came", "went"))
        assert (len(every.documents), every.partly) == (MOST, True)
        assert set(every.documents) == set(range(2, MOST + 2))
        assert (one.documents, one.partly) == ((), False)
        assert find_timeline(library, Query(words="came"), Page(limit=1)).partly


def test_what_an_event_itself_must_have() -> None:
    """Its place and its body; the rest is asked of its document."""
    assert mark_wanted(Query(words="cannery", event="arrest")) == ()
    place, body = mark_wanted(Query(place="Stellan", body="The Ledger"))
    assert body == number_marks((mark_body("The Ledger"),))
    assert place


def test_a_query_in_words() -> None:
    """As it was typed, then what else was asked for."""
    assert say_query(Query(words="cannery", place="Stellan", since="2031-05-01")) == (
        "cannery place: Stellan since: 2031-05-01"
    )
