"""A record -> rows of its events and figures: which have one, its day, and the marks by which it is found."""

from dataclasses import replace
from typing import Any

import pytest
from tests.links.corpus import make_record
from tests.links.notes import find_words, note

from onrecord.ledger.index import find_private_words
from onrecord.ledger.marks import mark_body, mark_country, mark_place, mark_region
from onrecord.links.claim_rows import decode_marks, find_sites, list_events, list_figures, number_marks
from onrecord.schema import Argument, Factuality, Figure, Organization, Person, Place, Record, Statement

TEXT = (
    "Officers of the Tarrow Bureau arrested 46 people in Stellan on May 1. A Fell Court in Calder sentenced Jory Fell."
)


def _record() -> Record:
    """Two events, of which the first has a place, an agent and a day; the second has neither."""
    record = note(
        TEXT,
        publisher="The Ledger",
        events={"arrested": "arrest", "sentenced": "sentence"},
        dates={"May 1": "2031-05-01"},
        people=("Jory Fell",),
    )
    bureau = Organization(id="o1", name="Tarrow Bureau", kind="agency", mentions=(find_words(record, "Tarrow Bureau"),))
    places = (
        Place(
            id="l1", name="Stellan", kind="city", admin1="CV", country="ZZ", mentions=(find_words(record, "Stellan"),)
        ),
        Place(id="l2", name="Calder", kind="city", mentions=(find_words(record, "Calder"),)),
    )
    arrest, sentence = record.events
    arrest = replace(
        arrest,
        agents=(Argument(ref="o1", span=find_words(record, "Officers of the Tarrow Bureau")),),
        places=(Argument(ref="l1", span=find_words(record, "Stellan")),),
    )
    return replace(
        record, organizations=(bureau,), places=places, events=(arrest, replace(sentence, start="2031-05-02"))
    )


def _marks(row: dict[str, object]) -> frozenset[int]:
    data = row["marks"]
    assert isinstance(data, bytes)
    return decode_marks(data)


def _events(record: Record) -> list[dict[str, Any]]:
    return list(list_events(record, find_private_words(record)))


def _figures(record: Record) -> list[dict[str, Any]]:
    return list(list_figures(record, find_private_words(record)))


def test_an_event_is_found_by_its_place_and_those_around_it_and_by_who_did_or_told_it() -> None:
    """Where the text names no place of the event, those of its sentence."""
    arrest, sentence = _events(_record())
    assert (arrest["position"], arrest["day"], arrest["type"], arrest["factuality"]) == (
        0, "2031-05-01", "arrest", "asserted",
    )  # fmt: skip
    expected = (mark_place("Stellan"), mark_region("ZZ", "CV"), mark_country("ZZ"))
    assert _marks(arrest) == number_marks((*expected, mark_body("Tarrow Bureau"), mark_body("The Ledger")))
    assert _marks(sentence) == number_marks((mark_place("Calder"), mark_body("The Ledger")))


def test_nothing_is_found_by_a_word_of_a_private_name() -> None:
    """A body that shares a word with one has no mark, though it acts."""
    record = _record()
    court = Organization(id="o2", name="Fell Court", kind="court", mentions=(find_words(record, "Fell Court"),))
    sentence = replace(record.events[1], agents=(Argument(ref="o2", span=court.mentions[0]),))
    record = replace(record, organizations=(*record.organizations, court), events=(record.events[0], sentence))
    assert number_marks((mark_body("Fell Court"),)).isdisjoint(_marks(_events(record)[1]))


@pytest.mark.parametrize(
    ("kind", "day", "factuality", "listed"),
    [
        ("arrest", "2031-05-01", "asserted", True),
        ("sentence", "2031-07-01", "planned", True),
        ("arrest", "2031-05-01", "alleged", True),
        ("arrest", "2031-05-01", "negated", False),
        ("arrest", None, "asserted", False),
        ("inquire", "2031-05-01", "asserted", False),
        ("publish", "2031-05-01", "asserted", False),
    ],
)
def test_which_events_are_listed(kind: str, day: str | None, factuality: Factuality, *, listed: bool) -> None:
    """Those with a day that happened or are planned; no question, and no publication."""
    record = note("They came.", events={"came": kind}, factuality=factuality)
    record = replace(record, events=tuple(replace(each, start=day, end=day) for each in record.events))
    assert bool(_events(record)) == listed


def _count(record: Record, words: str, **given: Any) -> Record:
    figure = Figure(
        id="f1", span=find_words(record, words), low=46, high=46, approximate=False, unit="people", measures="arrest"
    )
    return replace(record, figures=(replace(figure, **given),))


def test_a_figure_is_found_by_its_own_place_or_by_that_of_its_event() -> None:
    """And by who is said to give it; without a bound it counts nothing."""
    record = _record()
    of_event, own = (_count(record, "46", **given) for given in ({"event": "e1"}, {"place": "l2", "event": "e1"}))
    assert [place.name for place in find_sites(of_event, of_event.figures[0])[0]] == ["Stellan"]
    assert [place.name for place in find_sites(own, own.figures[0])[0]] == ["Calder"]
    (row,) = _figures(own)
    assert (row["day"], row["measures"], row["unit"], row["low"], row["high"]) == ("", "arrest", "people", 46, 46)
    assert _figures(_count(record, "46", low=None, high=None)) == []


def test_who_speaks_is_the_body_of_the_speaker() -> None:
    """Of a statement by a spokesman that of his agency."""
    record = make_record("a", "We arrested 46 people, Captain Runa Felt said.", published="2031-05-01")
    chief = Person(id="p1", kind="person", role="official", name="Runa Felt", organization="o1")
    police = Organization(id="o1", name="Corvania State Police", kind="agency")
    said = Statement(
        id="s1",
        source=None,
        speaker="p1",
        cue=None,
        content=(record.document.span(0, 21),),
        mode="indirect",
        act="assert",
    )
    record = replace(record, people=(chief,), organizations=(police,), statements=(said,))
    (row,) = _figures(_count(record, "46", statement="s1"))
    assert number_marks((mark_body("Corvania State Police"),)) <= _marks(row)


def test_a_place_that_only_the_sentence_names_is_told_apart() -> None:
    """From one of which the text says that it was there."""
    record = _record()
    assert [find_sites(record, event)[1] for event in record.events] == ["said", "named"]
