"""The records of a ledger and the links between them, looked up as answers need them."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.answers.shelf import open_examples
from tests.links.corpus import read_corpus
from tests.links.matters import make_matter

from onrecord.answers.answer import Named
from onrecord.answers.linked_records import Library, name_person, open_library
from onrecord.errors import LedgerError
from onrecord.ledger.ledger import open_ledger
from onrecord.links.links import make_links
from onrecord.links.passages import Passage
from onrecord.schema import Record


def _open(*records: Record) -> Library:
    ledger = open_ledger(":memory:")
    ledger.add_all(records)
    return open_library(ledger)


def test_a_record_is_fetched_once() -> None:
    """All that answers cite is of one state of the ledger, whatever comes meanwhile."""
    library = _open(make_matter("a", "charged", published="2031-03-21"))
    before = library.record("a")
    text = f"{before.document.text} It rained."
    library.source.add(replace(before, document=replace(before.document, text=text)))
    assert library.source.record("a").document.text == text
    assert library.record("a") is before


def test_the_sentence_around_a_passage_is_cited_once() -> None:
    """Whole, and once for two passages in it."""
    library = _open(make_matter("a", "charged", published="2031-03-21"))
    name, offense = (Passage(document="a", start=start, end=start + 4) for start in (0, 18))
    assert library.cite(name).span.text == "Adan Fell charged armed robbery in town."
    assert library.cite_all([name, offense, name]) == (library.cite(name),)


def test_people_are_those_whom_a_case_knows_in_several_documents() -> None:
    """Nobody who is told of in one alone; each once, whichever documents are asked for."""
    library = _open(
        make_matter("a", "charged", published="2031-03-21", number="31-cr-1"),
        make_matter("b", "convicted", published="2031-05-08", number="31-cr-1"),
        make_matter("c", "charged", published="2031-05-08", name="Jory Stamm"),
    )
    assert library.people(["a", "b", "c"]) == (Named(mentions=(("a", "p1"), ("b", "p1"))),)
    assert library.people(["c"]) == ()
    (case,) = library.links.proceedings_of("a")
    assert name_person(case.people[0]) == Named(mentions=case.people[0].mentions)


def test_an_episode_by_its_id_or_that_of_a_document() -> None:
    """What is neither is refused, with what to do."""
    library = open_examples()
    episode = library.episode("dha-0312")
    assert library.episode(episode.id) == episode
    with pytest.raises(LedgerError, match="nothing"):
        library.episode("nothing")


def test_a_ledger_is_opened_with_its_links(tmp_path: Path) -> None:
    """Made where they are not kept; it knows every record, and none that is not there."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all(read_corpus()[:9])
        library = open_library(ledger)
        assert library.links.echoes == make_links(read_corpus()[:9]).echoes
        assert {record.document.id for record in library.records()} == {
            record.document.id for record in read_corpus()[:9]
        }
        with pytest.raises(LedgerError):
            library.record("nothing")
