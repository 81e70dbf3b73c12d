"""Places of documents, each once: where something happened first; with the words that name them."""

from dataclasses import replace

from tests.hand import make_record, words_at

from onrecord.answers.linked_records import open_library
from onrecord.answers.told_places import list_places
from onrecord.ledger.ledger import open_ledger
from onrecord.schema import Place, Record


def tell(id: str, *places: Place) -> Record:  # noqa: A002 - the word of the record
    """The record made by hand, under another id and with these places."""
    record = make_record()
    document = replace(record.document, id=id, url=None)
    events = tuple(replace(event, places=()) for event in record.events)
    people = tuple(
        replace(person, offenses=tuple(replace(offense, place=None) for offense in person.offenses))
        for person in record.people
    )
    return replace(record, document=document, places=places, events=events, people=people)


def test_places_are_told_once() -> None:
    """One of the same number in GeoNames, or of the same name; the others apart."""
    halden = Place(id="l1", name="Port Halden", kind="city", mentions=(words_at("Port Halden"),))
    stellan = Place(
        id="l2", name="Stellan", kind="city", geonameid=7, latitude=1.0, longitude=2.0, country="XX",
        mentions=(words_at("Stellan"),),
    )  # fmt: skip
    other = replace(stellan, id="l1", name="Stellan Town")
    unsaid = Place(id="l3", name="Calder City", kind="city")
    with open_ledger(":memory:") as ledger:
        figure = replace(make_record().figures[0], place="l1")
        ledger.add(tell("one", halden, stellan, unsaid))
        ledger.add(replace(tell("two", other, replace(halden, id="l9")), figures=(figure,)))
        found = list_places(open_library(ledger), ["one", "two"])
    assert [(each.name, each.happened, [told.document for told in each.told]) for each in found] == [
        ("Stellan", True, ["one", "two"]),
        ("Port Halden", False, ["one", "two"]),
    ]
    assert (found[0].latitude, found[0].longitude, found[1].latitude) == (1.0, 2.0, None)
    assert "Stellan" in found[0].told[0].span.text


def test_what_happens_there_comes_first() -> None:
    """A place of an event, an offense or a figure, before those that are only named."""
    with open_ledger(":memory:") as ledger:
        ledger.add(make_record())
        found = list_places(open_library(ledger), ["hand"])
    happened = [place.happened for place in found]
    assert happened == sorted(happened, reverse=True)
    assert any(happened)
