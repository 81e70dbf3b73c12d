"""What happened when: of a case, an event, a place, a body, or of all that words and filters find."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.answers.shelf import open_examples, say
from tests.links.corpus import make_record, read_corpus
from tests.links.matters import make_matter
from tests.links.notes import find_words, note

from onrecord.answers.linked_records import open_library
from onrecord.answers.search import Query
from onrecord.answers.timeline import find_timeline, tell_timeline
from onrecord.care import Viewer, show_answer
from onrecord.ledger.ledger import open_ledger
from onrecord.links.pages import ALL, Page
from onrecord.schema import Argument, Place, Record


def test_the_days_of_a_case() -> None:
    """From any of its documents, or by its number; who is told of in all of them has one pseudonym."""
    expected = [
        "2031-03-20 arrest: Person A.",
        "2031-03-21 charge: Person A.",
        "2031-04-04 plea.",
        "2031-05-08 conviction: Person A.",
        "2031-06-12 sentence: Person A.",
    ]
    assert say(tell_timeline(open_examples(), "31-cr-217")) == expected
    assert say(tell_timeline(open_examples(), "hda-0321")) == expected


def test_what_is_planned_is_said_to_be() -> None:
    """A sentence that was not passed is none."""
    told = say(tell_timeline(open_examples(), "31-cr-251"))
    assert any(line.startswith("2031-07-09 planned: sentence") for line in told)


def test_pages_follow_on_each_other() -> None:
    """And the last says that there are no more."""
    whole = tell_timeline(open_examples(), "31-cr-251")
    first, rest = (tell_timeline(open_examples(), "31-cr-251", page) for page in (Page(limit=2), Page(offset=2)))
    assert (first.more, rest.more) == (True, False)
    assert (*first.findings, *rest.findings) == whole.findings


@pytest.mark.parametrize(
    "query",
    [
        Query(words="cannery"),
        Query(event="plead"),
        Query(body="Residence and Customs Bureau", event="arrest"),
        Query(place="Port Halden"),
        Query(publisher="Continental Wire", since="2031-03-01", until="2031-03-31"),
        Query(status="convicted", kind="article"),
        Query(),
    ],
    ids=lambda query: query.words or query.event or query.place or query.publisher or query.status or "all",
)
def test_what_is_found_is_told_day_by_day(query: Query) -> None:
    """Each event once, with words that stand in the document that is cited, of the type that was asked for."""
    library = open_examples()
    answer = find_timeline(library, query, ALL)
    assert answer.findings
    days = [finding.day for finding in answer.findings]
    assert days == sorted(days, key=str)
    for finding in answer.findings:
        (citation,) = finding.citations
        text = library.record(citation.document).document.text
        assert text[citation.span.start : citation.span.end] == citation.span.text
    if query.event is not None:
        words = {"plead": "plea", "arrest": "arrest"}[query.event]
        assert all(words in str(finding.says[0]) for finding in answer.findings)


def test_every_event_of_the_ledger_is_told_where_nothing_is_asked_for() -> None:
    """As many days as a look at all records finds."""
    days = {finding.day for finding in find_timeline(open_examples(), Query(), ALL).findings}
    told = {
        event.start
        for record in read_corpus()
        for event in record.events
        if event.start and event.factuality != "negated" and event.type not in ("inquire", "publish")
    }
    assert told <= days


def test_one_raid_is_told_once_and_two_raids_of_one_day_twice() -> None:
    """Five documents tell of the first, two of the second."""
    told = [
        finding
        for finding in find_timeline(open_examples(), Query(event="arrest"), ALL).findings
        if finding.day == "2031-03-11"
    ]
    assert [finding.citations[0].document for finding in told] == ["dha-0312", "dha-0312b"]
    assert all(any(why.startswith("told by ") for why in finding.why) for finding in told)


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"May 1": "2031-05-01"}, "2031-05-01 arrest."),
        ({"May 1": "2031-05-01/2031-05-03"}, "2031-05-01 to 2031-05-03 arrest."),
        ({"May": "2031-05-01/2031-05-31"}, "2031-05 arrest."),
    ],
)
def test_no_day_is_told_that_the_text_does_not_give(tmp_path: Path, dates: dict[str, str], told: str) -> None:
    """A month is a month; and that the date only stands near the event is said."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(note("They were arrested on May 1.", events={"arrested": "arrest"}, dates=dates))
        (finding,) = find_timeline(open_library(ledger), Query(), ALL).findings
    assert "".join(map(str, finding.says)) == told
    assert finding.why == ("the day is the only one near it, and may be of something else",)


def test_a_year_that_only_stands_near_is_no_day_of_an_event(tmp_path: Path) -> None:
    """It is mostly that of something else: "sentenced for a theft in 2029"; one that the record ties to it is told."""
    dates = {"2029": "2029-01-01/2029-12-31"}
    record = note("A man was sentenced for a theft in 2029.", events={"sentenced": "sentence"}, dates=dates)
    tied = replace(record.events[0], start="2029-01-01", end="2029-12-31")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(record)
        assert find_timeline(open_library(ledger), Query(), ALL).findings == ()
        ledger.add(replace(record, document=replace(record.document, id="d2"), events=(tied,)))
        (finding,) = find_timeline(open_library(ledger), Query(), ALL).findings
    assert "".join(map(str, finding.says)) == "2029 sentence."


def _tell(name: str, place: Place, *, elsewhere: Place) -> Record:
    """A document of two arrests: one in a place, one in another."""
    text = f"Officers arrested a man in {place.name} on May 1. Others were detained in {elsewhere.name} on May 2."
    record = note(
        text,
        id=name,
        publisher=f"The {name} Paper",
        events={"arrested": "arrest", "detained": "arrest"},
        dates={"May 1": "2031-05-01", "May 2": "2031-05-02"},
    )
    places = tuple(
        replace(each, id=f"l{at}", mentions=(find_words(record, each.name),))
        for at, each in enumerate((place, elsewhere), 1)
    )
    events = tuple(
        replace(event, places=(Argument(ref=f"l{at}", span=find_words(record, each.name)),))
        for at, (event, each) in enumerate(zip(record.events, (place, elsewhere), strict=True), 1)
    )
    return replace(record, places=places, events=events)


def test_a_place_counts_with_its_parts_and_without_what_happened_elsewhere(tmp_path: Path) -> None:
    """What a document tells of Boston is of Massachusetts; what the same document tells of Atlanta is not."""
    boston = Place(id="", name="Boston", kind="city", geonameid=4930956, admin1="MA", country="US")
    atlanta = Place(id="", name="Atlanta", kind="city", geonameid=4180439, admin1="GA", country="US")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(_tell("a", boston, elsewhere=atlanta))
        library = open_library(ledger)

        def find(place: str) -> list[str | None]:
            return [finding.day for finding in find_timeline(library, Query(place=place), ALL).findings]

        assert find("Massachusetts") == find("Boston") == ["2031-05-01"]
        assert find("Georgia") == ["2031-05-02"]
        assert find("United States") == ["2031-05-01", "2031-05-02"]
        assert find("Boston, Georgia") == []


def test_nobody_is_named_and_nobody_is_found_by_a_private_name(tmp_path: Path) -> None:
    """Who is told of in two documents of one case has one pseudonym in both."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(make_matter("one", "charged", published="2031-03-21", number="31-cr-1"))
        ledger.add(make_matter("two", "convicted", published="2031-05-08", number="31-cr-1"))
        ledger.add(make_matter("three", "charged", published="2031-05-09", name="Jory Stamm"))
        library = open_library(ledger)
        shown = show_answer(find_timeline(library, Query(words="robbery"), ALL), library.record, Viewer())
        assert "Adan" not in repr(shown)
        assert "Stamm" not in repr(shown)
        assert ["".join(map(str, finding.says)) for finding in shown.findings] == [
            "2031-03-21 charge: Person A.",
            "2031-05-08 conviction: Person A.",
            "2031-05-09 charge: Person B.",
        ]
        for query in (Query(words="Stamm"), Query(place="Stamm"), Query(body="Stamm")):
            assert find_timeline(library, query, ALL).findings == ()


def test_what_is_forgotten_happened_nowhere(tmp_path: Path) -> None:
    """Nor does what a later revision no longer tells."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(make_matter("one", "charged", published="2031-03-21"))
        ledger.add(make_matter("two", "charged", published="2031-03-22", name="Jory Stamm"))
        assert len(find_timeline(open_library(ledger), Query(), ALL).findings) == 2
        ledger.add(make_record("two", "Nothing of the kind.", published="2031-03-23"))
        assert len(find_timeline(open_library(ledger), Query(), ALL).findings) == 1
        ledger.forget("one", why="asked for", time="2031-04-01T00:00:00+00:00")
        assert find_timeline(open_library(ledger), Query(), ALL).findings == ()
