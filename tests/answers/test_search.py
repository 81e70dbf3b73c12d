"""What documents must have -> which of the examples are found, and by which words; nobody by a private name."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.answers.shelf import open_examples
from tests.links.corpus import make_record, read_corpus
from tests.links.matters import make_matter

from onrecord.answers.answer import Answer
from onrecord.answers.search import Query, search_documents
from onrecord.care import Viewer, show_answer
from onrecord.errors import LedgerError
from onrecord.ledger.ledger import open_ledger
from onrecord.links.pages import Page
from onrecord.schema import Place, Record

RECORDS = {record.document.id: record for record in read_corpus()}
ALL = Page(limit=100)


def _search(query: Query, page: Page = ALL) -> Answer:
    return search_documents(open_examples().source, query, page)


def _find(query: Query) -> set[str]:
    return {finding.citations[0].document for finding in _search(query).findings}


def _has_event(record: Record, kind: str) -> bool:
    return any(event.type == kind and event.factuality != "negated" for event in record.events)


def _has_status(record: Record, status: str) -> bool:
    return any(offense.disposition == status for person in record.people for offense in person.offenses)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(Query(event="plead"), lambda r: _has_event(r, "plead"), id="a type of event"),
        pytest.param(Query(status="convicted"), lambda r: _has_status(r, "convicted"), id="a status"),
        pytest.param(Query(fact="omissions"), lambda r: bool(r.omissions), id="a kind of fact"),
        pytest.param(Query(kind="post"), lambda r: r.document.kind == "post", id="a kind of document"),
        pytest.param(
            Query(publisher="Continental Wire"), lambda r: r.document.publisher == "Continental Wire", id="a publisher"
        ),
        pytest.param(
            Query(since="2031-03-12", until="2031-03-20"),
            lambda r: "2031-03-12" <= (r.document.published or "") <= "2031-03-20",
            id="days of two weeks",
        ),
        pytest.param(
            Query(since="2031-05-15"), lambda r: (r.document.published or "") >= "2031-05-15", id="since a day"
        ),
        pytest.param(
            Query(status="charged", event="arrest", until="2031-04-30"),
            lambda r: (
                _has_status(r, "charged")
                and _has_event(r, "arrest")
                and "" < (r.document.published or "") <= "2031-04-30"
            ),
            id="all of these at once",
        ),
    ],
)
def test_what_is_found_is_what_has_it(query: Query, expected: object) -> None:
    """Neither more nor less than by a look at every record."""
    assert callable(expected)
    wanted = {name for name, record in RECORDS.items() if expected(record)}
    assert wanted
    assert _find(query) == wanted


def test_words_are_cited_where_they_stand() -> None:
    """With the sentence of what else was asked for."""
    (finding,) = _search(
        Query(words='cannery "forged work papers"', event="rule", publisher="Continental Wire")
    ).findings
    assert finding.day == "2031-03-12"
    assert "cannery" in finding.citations[0].span.text
    assert any("ordered to leave" in citation.span.text for citation in finding.citations)


def test_a_page_of_what_is_found() -> None:
    """And whether there is more."""
    whole = _search(Query(fact="events"))
    first, rest = (_search(Query(fact="events"), page) for page in (Page(limit=5), Page(limit=100, offset=5)))
    assert (whole.more, first.more, rest.more) == (False, True, False)
    assert (*first.findings, *rest.findings) == whole.findings


def test_a_place_is_found_with_its_parts(tmp_path: Path) -> None:
    """A town counts under its state and its country, and not under a state that has a town of the same name."""

    def tell(document: str, place: Place) -> Record:
        record = make_record(document, f"A meeting was held in {place.name}.", published="2031-05-01")
        span = record.document.span(22, len(record.document.text) - 1)
        return replace(record, places=(replace(place, mentions=(span,)),))

    told = [
        tell("city", Place(id="g1", name="Boston", kind="city", geonameid=4930956, admin1="MA", country="US")),
        tell("namesake", Place(id="g1", name="Boston", kind="city", geonameid=4183849, admin1="GA", country="US")),
        tell("state", Place(id="g1", name="Massachusetts", kind="state", geonameid=6254926, admin1="MA", country="US")),
        tell("invented", Place(id="g1", name="Stellan", kind="city")),
    ]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all(told)

        def find(place: str) -> set[str]:
            answer = search_documents(ledger, Query(place=place), ALL)
            return {finding.citations[0].document for finding in answer.findings}

        assert find("Massachusetts") == {"city", "state"}
        assert find("boston") == find("4930956") == {"city"}
        assert find("Boston, Georgia") == {"namesake"}
        assert find("United States") == {"city", "namesake", "state"}
        assert find("Stellan") == {"invented"}


def test_nobody_is_found_by_a_private_name(tmp_path: Path) -> None:
    """Nor is a place or a body that shares a word with one; and what is found hides it."""
    record = make_matter("one", "charged", published="2031-03-21", court="Fell County Court", publisher="The Ledger")
    place = Place(id="g1", name="Fell", kind="city", mentions=(record.document.span(5, 9),))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(replace(record, places=(place,)))
        for query in (
            Query(words="Fell"),
            Query(place="Fell"),
            Query(body="Fell County Court"),
            Query(words="Adan robbery"),
        ):
            assert search_documents(ledger, query, ALL).findings == ()
        found = search_documents(ledger, Query(words="armed robbery", status="charged"), ALL)
        shown = show_answer(found, ledger.record, Viewer())
    assert len(shown.findings) == 1
    assert "Adan" not in repr(shown)


def test_nothing_asked_for_is_told() -> None:
    """In place of all documents."""
    with pytest.raises(LedgerError, match="one word or more"):
        _search(Query())
