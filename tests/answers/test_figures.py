"""How many, by whose count: of an event, a place, a body, or of all that words and filters find."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.answers.shelf import open_examples, say
from tests.links.corpus import make_record, read_corpus
from tests.links.notes import find_words

from onrecord.answers.figures import compare_counts, find_counts
from onrecord.answers.linked_records import open_library
from onrecord.answers.search import Query
from onrecord.ledger.ledger import open_ledger
from onrecord.links.pages import ALL, Page
from onrecord.schema import Figure, Place, Record


def test_the_counts_of_one_operation() -> None:
    """Three documents, one source; a part is not added to its whole."""
    told = say(compare_counts(open_examples(), "sc-0429"))
    assert "1,140 people (arrest): 3 documents, 1 source." in told
    assert "212 people (arrest): 3 documents, 1 source." in told
    assert "187 people: 1 document, 1 source." in told
    assert "at least 901 people (agent): 2 documents, 1 source." in told
    assert "212 (Corvania) is inside 1,140 (nationwide), and is not added to it." in told


def test_a_copy_with_another_number_is_seen() -> None:
    """And why it is no source for it."""
    answer = compare_counts(open_examples(), "cl-0312")
    assert sum("46" in said and "64" in said and "differ" in said for said in say(answer)) == 1
    altered = next(finding for finding in answer.findings if str(finding.says[0]).startswith("64"))
    assert altered.why == ("The Calder Ledger repeats the sentence with another number",)


def test_a_citys_count_inside_a_states_inside_the_national_one() -> None:
    """By three publishers; what was counted in another month is no part of it."""
    inside = [said for said in say(compare_counts(open_examples(), "dha-0616")) if "inside" in said]
    assert sorted(inside) == [
        "143 (Corvania) is inside 860 (nationwide), and is not added to it.",
        "17 (Stellan) is inside 143 (Corvania), and is not added to it.",
        "17 (Stellan) is inside 860 (nationwide), and is not added to it.",
    ]


def test_counts_of_what_is_found_with_bounds_scope_days_and_who_says_so() -> None:
    """The latest first; told once, however many documents of one matter give it."""
    answer = find_counts(open_examples(), Query(words="cannery"), ALL, measures="arrest")
    assert say(answer)[0] == "64 people (arrest), Stellan, 2031-03-11."
    found = next(finding for finding in answer.findings if str(finding.says[0]).startswith("46"))
    assert found.says == ("46 people (arrest), Stellan, 2031-03-11, told by 3 documents.",)
    assert found.why == (
        "Department of Home Affairs announces it",
        "Continental Wire cites the Department of Home Affairs",
        "The Stellan Courier cites The Department of Home Affairs",
    )
    assert [citation.document for citation in found.citations] == ["dha-0312", "wire-0312", "sc-0313"]
    assert any("64" in said and "46" in said and said.endswith("differ.") for said in say(answer))


def test_every_count_of_a_thing_is_found() -> None:
    """As many documents as a look at all records finds."""
    answer = find_counts(open_examples(), Query(), ALL, measures="arrest", unit="arrests")
    found = {citation.document for finding in answer.findings for citation in finding.citations}
    assert found == {
        record.document.id
        for record in read_corpus()
        if any((each.measures, each.unit) == ("arrest", "arrests") for each in record.figures)
    }


def test_pages_follow_on_each_other() -> None:
    """Each with the relations between its own counts."""
    asked: dict[str, Any] = {"measures": "arrest", "unit": "people"}
    whole = find_counts(open_examples(), Query(), ALL, **asked)
    first, rest = (find_counts(open_examples(), Query(), page, **asked) for page in (Page(limit=4), Page(offset=4)))
    assert (first.more, rest.more, whole.more) == (True, False, False)
    assert first.findings[:4] == whole.findings[:4]
    assert {each.says for each in (*first.findings, *rest.findings)} <= {each.says for each in whole.findings}


def _count(name: str, number: int, place: Place | None, *, nationwide: bool = False) -> Record:
    """A release of one count of arrests in May."""
    where = "nationwide" if nationwide else f"in {place.name}" if place else "there"
    record = make_record(
        name, f"Officers arrested {number} people {where}.", published="2031-06-01", publisher="Bureau"
    )
    figure = Figure(
        id="f1", span=find_words(record, str(number)), low=number, high=number, approximate=False, unit="people",
        measures="arrest", place="l1" if place else None, start="2031-05-01", end="2031-05-31",
    )  # fmt: skip
    places = (replace(place, id="l1", mentions=(find_words(record, place.name),)),) if place else ()
    return replace(record, figures=(figure,), places=places, document=replace(record.document, kind="release"))


def test_the_counts_of_a_place_with_its_parts(tmp_path: Path) -> None:
    """What is counted in Boston is inside what is counted in Massachusetts; Atlanta is not of it."""
    boston = Place(id="", name="Boston", kind="city", geonameid=4930956, admin1="MA", country="US")
    massachusetts = Place(id="", name="Massachusetts", kind="state", geonameid=6254926, admin1="MA", country="US")
    atlanta = Place(id="", name="Atlanta", kind="city", geonameid=4180439, admin1="GA", country="US")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all(
            [
                _count("city", 12, boston),
                _count("state", 90, massachusetts),
                _count("other", 31, atlanta),
                _count("nation", 900, None, nationwide=True),
            ]
        )
        library = open_library(ledger)

        def find(query: Query) -> list[str]:
            return ["".join(map(str, each.says)) for each in find_counts(library, query, ALL).findings]

        inside = "12 (Boston) is inside 90 (Massachusetts), and is not added to it."
        days = "2031-05-01 to 2031-05-31"
        assert find(Query(place="Massachusetts")) == [
            f"90 people (arrest), Massachusetts, {days}.",
            f"12 people (arrest), Boston, {days}.",
            inside,
        ]
        assert find(Query(place="Boston")) == [f"12 people (arrest), Boston, {days}."]
        everywhere = find(Query(body="Bureau"))
        assert len(everywhere) == 8
        assert sum("is inside 900 (nationwide)" in said for said in everywhere) == 3
        assert inside in everywhere
