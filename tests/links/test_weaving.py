"""Documents that are new, changed or gone in, the links that they touch made anew, and no others."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.links.corpus import make_record, read_corpus
from tests.links.matters import make_matter
from tests.links.notes import find_words, note

from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.tables import listings
from onrecord.links.keys import LIMITS
from onrecord.links.links import make_links
from onrecord.links.store import open_links, refresh_links
from onrecord.links.tables import linked, links
from onrecord.links.weaving import find_changes
from onrecord.schema import Figure, Omission, Record

NewPlace = Callable[[], str]
CHARGE = make_matter("charge", "charged", published="2031-03-21", age=24, number="31-cr-217")
VERDICT = make_matter("verdict", "convicted", published="2031-05-08", age=24, number="31-cr-217")
OTHER = make_matter("other", "charged", published="2031-05-08", name="Jory Stamm", offense="arson")


def _changes(ledger: Ledger) -> tuple[list[str], int]:
    """Ids of new or changed documents by day, and how many are gone."""
    with ledger.engine.begin() as connection:
        changed, gone = find_changes(connection)
        rows = connection.execute(select(listings.c.document, listings.c.id)).all()
    names = {row.document: row.id for row in rows}
    return [names[document] for document in changed], len(gone)


def _rows(ledger: Ledger) -> dict[int, bytes]:
    with ledger.engine.begin() as connection:
        rows = connection.execute(select(links.c.number, links.c.bytes)).all()
    return {row.number: bytes(row.bytes) for row in rows}


def test_what_has_changed_is_seen(new_place: NewPlace) -> None:
    """New documents and new revisions by day, those that are gone, and nothing once all is linked."""
    with open_ledger(new_place()) as ledger:
        ledger.add_all([CHARGE])
        refresh_links(ledger)
        assert _changes(ledger) == ([], 0)
        ledger.add_all([VERDICT, OTHER])
        assert _changes(ledger) == (["verdict", "other"], 0)
        refresh_links(ledger)
        text = f"{CHARGE.document.text} It rained."
        ledger.add_all([replace(CHARGE, document=replace(CHARGE.document, text=text))])
        assert _changes(ledger) == (["charge"], 0)
        ledger.forget("other", why="asked for", time="2031-07-01T00:00:00+00:00")
        assert _changes(ledger) == (["charge"], 1)
        refresh_links(ledger)
        assert _changes(ledger) == ([], 0)


ADDED: dict[str, tuple[Record, int]] = {
    "of nobody told of before": (make_record("new", "It rained in town.", published="2031-05-09"), 0),
    "of a namesake with another number": (
        make_matter("new", "charged", published="2031-05-09", age=24, number="31-cr-9"),
        3,
    ),
    "of one case": (make_matter("new", "sentenced", published="2031-06-08", age=24, number="31-cr-217"), 3),
}


@pytest.mark.parametrize(("record", "expected"), ADDED.values(), ids=ADDED)
def test_a_new_document_makes_anew_only_what_it_touches(tmp_path: Path, record: Record, expected: int) -> None:
    """Every other link stays as it is kept, under its number."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all([CHARGE, VERDICT, OTHER])
        refresh_links(ledger)
        before = _rows(ledger)
        ledger.add_all([record])
        refresh_links(ledger)
        after = _rows(ledger)
        assert sum(after.get(number) != data for number, data in before.items()) == expected


PHRASE = "officers of the Halden bureau of roads and bridges"
TOLD = make_record("told", f"On Monday {PHRASE} closed the old ferry at noon.", published="2031-05-08")
ALIKE = (
    ("a phrase", f"Nobody had asked for it, but {PHRASE} say that a ninth lane would cost more than all others.", 1),
    ("most of a sentence", f"On Monday {PHRASE} closed the old ferry.", 0),
)


@pytest.mark.parametrize(("text", "kept"), [(text, kept) for _, text, kept in ALIKE], ids=[name for name, *_ in ALIKE])
def test_a_phrase_in_common_touches_nothing(tmp_path: Path, text: str, kept: int) -> None:
    """Where no sentence can be one of the other's, what is linked is not even taken up."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all([TOLD])
        refresh_links(ledger)
        before = _rows(ledger)
        ledger.add_all([make_record("new", text, published="2031-05-09")])
        refresh_links(ledger)
        after = _rows(ledger)
        assert len(before) == 1
        assert sum(after.get(number) == data for number, data in before.items()) == kept


def _arrest(name: str, count: int, *, told: str, published: str, place: str = "Ostrel") -> Record:
    """An arrest of the 20th of May with a count, and a text of nothing that others tell."""
    text = f"Officers arrested {count} traders in {place} on May 20. {told}"
    record = note(
        text,
        id=name,
        published=published,
        events={"arrested": "arrest"},
        dates={"May 20": "2031-05-20"},
        places=[place],
    )
    figure = Figure(
        id="f1",
        span=find_words(record, str(count)),
        low=count,
        high=count,
        approximate=False,
        unit="people",
        measures="arrest",
    )
    return replace(record, figures=(figure,))


ASKED = _arrest("asked", 41, told="Neither charges against smugglers of ferrets were known.", published="2031-05-21")
ASKED = replace(
    ASKED,
    omissions=(
        Omission(
            id="m1",
            kind="charges",
            stated=True,
            manner="not_given",
            span=find_words(ASKED, "charges"),
            about=None,
            explanation="so",
        ),
    ),
)
GIVEN = note(
    "Weeks after officers arrested smugglers of ferrets and traders in Ostrel on May 20 a clerk charged them all.",
    id="given",
    published="2031-06-09",
    events={"arrested": "arrest", "charged": "charge"},
    dates={"May 20": "2031-05-20"},
    places=["Ostrel"],
)
SECOND = _arrest("second", 41, told="Who sold them said nothing of it at the harbor.", published="2031-05-22")


def test_who_was_linked_by_a_day_alone_is_parted_when_many_tell_of_it(tmp_path: Path) -> None:
    """And linked again when fewer do: an event that two tell, and a charge after an arrest."""
    others = [
        _arrest(f"other{at}", 100 + at, told=f"Number {at} of {at * 7}.", published="2031-05-23", place=f"Town {at}")
        for at in range(LIMITS["day"] + 1)
    ]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        kept = [ASKED, GIVEN, SECOND]
        ledger.add_all(kept)
        linked_by_day = open_links(ledger)
        assert [episode.documents for episode in linked_by_day.episodes if len(episode.documents) > 1] == [
            ("asked", "second")
        ]
        assert [reply.answered.document for reply in linked_by_day.replies] == ["given"]
        for start in range(0, len(others), 40):
            kept += others[start : start + 40]
            ledger.add_all(others[start : start + 40])
            assert open_links(ledger) == make_links(kept)
        parted = open_links(ledger)
        assert not [episode for episode in parted.episodes if len(episode.documents) > 1]
        assert parted.replies == ()
        for other in others[:4]:
            ledger.forget(other.document.id, why="asked for", time="2031-07-01T00:00:00+00:00")
        again = open_links(ledger)
        assert again == make_links([ASKED, GIVEN, SECOND, *others[4:]])
        assert again.replies == linked_by_day.replies


def test_a_new_document_of_the_corpus_leaves_most_links_alone(tmp_path: Path) -> None:
    """And all of them are those made at once."""
    records = list(read_corpus())
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all(records[:-1])
        refresh_links(ledger)
        before = _rows(ledger)
        ledger.add_all(records[-1:])
        made = open_links(ledger)
        kept = sum(_rows(ledger).get(number) == data for number, data in before.items())
        assert kept > len(before) / 2
        assert {document for episode in made.episodes for document in episode.documents} == {
            record.document.id for record in records
        }


def test_the_keys_of_what_is_gone_go_with_it(tmp_path: Path) -> None:
    """And so do its links."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all([CHARGE, VERDICT])
        assert [len(case.documents) for case in open_links(ledger).proceedings] == [2]
        ledger.forget("verdict", why="asked for", time="2031-07-01T00:00:00+00:00")
        assert [case.documents for case in open_links(ledger).proceedings] == [("charge",)]
        with ledger.engine.begin() as connection:
            assert len(connection.execute(select(linked.c.document)).all()) == 1
