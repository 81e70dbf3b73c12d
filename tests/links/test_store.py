"""Links are kept beside a ledger, made anew when it has changed, and hold no word of it."""

from collections.abc import Callable

from sqlalchemy import text
from tests.links.corpus import read_corpus

from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.links.links import make_links
from onrecord.links.store import drop_links, open_links
from onrecord.schema import Record

NewPlace = Callable[[], str]
SOME = [
    record for record in read_corpus() if record.document.id.startswith(("dha-03", "wire-03", "cl-", "sc-03", "rcb"))
]


def _fill(place: str, records: list[Record]) -> Ledger:
    ledger = open_ledger(place)
    ledger.add_all(records)
    return ledger


def _count(ledger: Ledger, table: str) -> int:
    with ledger.engine.begin() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_what_is_kept_is_what_is_made(new_place: NewPlace) -> None:
    """The first question makes it, the second takes it up, and dropped it is made again the same."""
    with _fill(new_place(), SOME) as ledger:
        made = make_links(SOME)
        assert open_links(ledger) == made
        assert _count(ledger, "links") > len(SOME)
        assert open_links(ledger) == made
        drop_links(ledger)
        assert open_links(ledger) == made


def test_a_new_document_is_linked_by_the_next_question(new_place: NewPlace) -> None:
    """As if all had been there from the beginning, in whatever order it came."""
    with _fill(new_place(), SOME[3:]) as ledger:
        before = open_links(ledger)
        ledger.add_all(SOME[:3])
        after = open_links(ledger)
        assert after != before
        assert after == make_links(SOME)


def test_a_forgotten_document_leaves_no_link(new_place: NewPlace) -> None:
    """Nor its id in what is kept: there are numbers of documents, and offsets."""
    with _fill(new_place(), SOME) as ledger:
        open_links(ledger)
        with ledger.engine.begin() as connection:
            kept = b"".join(bytes(row[0]) for row in connection.execute(text("SELECT bytes FROM links")))
        assert not [record.document.id for record in SOME if f'"{record.document.id}"'.encode() in kept]
        ledger.forget("dha-0312", why="asked for", time="2031-07-01T00:00:00+00:00")
        assert open_links(ledger) == make_links([record for record in SOME if record.document.id != "dha-0312"])


def test_a_silence_lasts_until_the_day_on_which_it_is_asked(new_place: NewPlace) -> None:
    """What is kept does not hold the day."""
    with _fill(new_place(), SOME) as ledger:
        (before,) = open_links(ledger, as_of="2031-07-05").series
        (after,) = open_links(ledger, as_of="2031-08-01").series
        assert [lapse.ended_by for lapse in before.lapses] == ["rcb-0526", "rcb-0623"]
        assert [lapse.ended_by for lapse in after.lapses] == ["rcb-0526", "rcb-0623", None]
        assert (after.lapses[-1].first_missed, after.lapses[-1].missed) == ("2031-07-07", 4)


def test_damaged_links_are_made_anew(new_place: NewPlace) -> None:
    """They are no truth that could be lost."""
    with _fill(new_place(), SOME) as ledger:
        made = open_links(ledger)
        with ledger.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(text("UPDATE links SET bytes = substr(bytes, 1, 9)"))
        assert open_links(ledger) == made


def test_a_ledger_with_links_is_verified_and_dumped_as_before(new_place: NewPlace) -> None:
    """Its own tables do not know of them."""
    with _fill(new_place(), SOME) as ledger:
        digest = ledger.digest()
        open_links(ledger)
        assert list(ledger.verify()) == []
        assert ledger.digest() == digest
