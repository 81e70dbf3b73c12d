"""Links are kept beside a ledger, made anew when it has changed, and hold no word of it."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.links.corpus import make_record, read_corpus

from onrecord.ledger.engine import writing
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.links.links import Links, make_links
from onrecord.links.series import extend_series
from onrecord.links.store import Linker, drop_forgotten, drop_links, open_links, refresh_links
from onrecord.schema import Record

NewPlace = Callable[[], str]
SOME = [
    record for record in read_corpus() if record.document.id.startswith(("dha-03", "wire-03", "cl-", "sc-03", "rcb"))
]


def _fill(place: str, records: list[Record]) -> Ledger:
    ledger = open_ledger(place)
    ledger.add_all(records)
    return ledger


def _make(records: list[Record]) -> Links:
    """Made at once, with the silences that last until the last document."""
    made = make_links(records)
    days = {record.document.id: str(record.document.published) for record in records}
    until = max(day for day in days.values() if day != "None")
    series = tuple(extend_series(each, days[each.documents[-1]], until) for each in made.series)
    return Links(made.echoes, made.episodes, made.proceedings, series, made.replies)


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


def test_what_came_from_a_forgotten_document_goes_at_once(new_place: NewPlace) -> None:
    """Hashes and offsets too, before anybody asks; what else is linked, and what is new, is as it would be."""
    with _fill(new_place(), SOME[:-1]) as ledger:
        drop_forgotten(ledger)  # nothing is kept yet
        open_links(ledger)
        ledger.add(SOME[-1])
        ledger.forget("dha-0312", why="asked for", time="2031-07-01T00:00:00+00:00")
        drop_forgotten(ledger)
        with ledger.engine.begin() as connection:
            for table, column in _HOLDERS:
                query = f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT number FROM documents)"
                assert connection.execute(text(query)).scalar_one() == 0, table
        assert _count(ledger, "linked") == len(SOME) - 2
        assert open_links(ledger) == make_links([record for record in SOME if record.document.id != "dha-0312"])


_HOLDERS = (("linked", "document"), ("link_documents", "document"), ("link_pairs", "one"), ("link_pairs", "two"))


def test_a_silence_lasts_until_the_day_on_which_it_is_asked(new_place: NewPlace) -> None:
    """What is kept does not hold the day."""
    with _fill(new_place(), SOME) as ledger:
        (before,) = open_links(ledger, as_of="2031-07-05").series
        (after,) = open_links(ledger, as_of="2031-08-01").series
        assert [lapse.ended_by for lapse in before.lapses] == ["rcb-0526", "rcb-0623"]
        assert [lapse.ended_by for lapse in after.lapses] == ["rcb-0526", "rcb-0623", None]
        assert (after.lapses[-1].first_missed, after.lapses[-1].missed) == ("2031-07-07", 4)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_comes_and_goes_in_whatever_order_the_links_are_those_made_at_once(tmp_path: Path, seed: int) -> None:
    """Documents in random order and batches, some of them forgotten again, linked after each."""
    chance = random.Random(seed)
    records = list(read_corpus())
    chance.shuffle(records)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        there: list[Record] = []
        while records:
            size = chance.randrange(1, 25)
            ledger.add_all(records[:size])
            there, records = there + records[:size], records[size:]
            if chance.random() < 0.5:
                gone = there.pop(chance.randrange(len(there)))
                ledger.forget(gone.document.id, why="asked for", time="2031-07-01T00:00:00+00:00")
            refresh_links(ledger, batch=chance.choice([3, 2_000]))
            assert open_links(ledger) == _make(there)


def test_what_comes_and_goes_between_two_batches_is_linked_too(tmp_path: Path) -> None:
    """What a batch leaves is all that is left only as long as nothing comes or goes and nobody else links."""
    records = list(read_corpus())
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(records[0])
        linker, other = Linker(), Linker()
        linker.refresh(ledger)
        ledger.add_all(records[1:40])
        for each in (linker, linker, other):
            _link_one_batch(ledger, each)
        ledger.add_all(records[40:])
        ledger.forget(records[3].document.id, why="asked for", time="2031-07-01T00:00:00+00:00")
        _link_one_batch(ledger, linker)
        linker.refresh(ledger, batch=5)
        assert open_links(ledger) == _make(records[:3] + records[4:])


def _link_one_batch(ledger: Ledger, linker: Linker) -> None:
    with writing(ledger.engine) as connection:
        linker._link_some(connection, 5, {})


def test_menus_and_forms_that_grow_common_unlink_what_they_linked(tmp_path: Path) -> None:
    """And link it again when there are fewer: what counts is how many have them in the end."""
    form = "A charge is an accusation and every defendant is presumed innocent until he is proven guilty in court."
    pages = [make_record(f"d{at:03}", form, published=f"2031-05-{at % 28 + 1:02}") for at in range(66)]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all(pages[:64])
        assert len(open_links(ledger).echoes) == 63
        ledger.add_all(pages[64:])
        assert open_links(ledger).echoes == ()
        for page in pages[:2]:
            ledger.forget(page.document.id, why="asked for", time="2031-07-01T00:00:00+00:00")
        assert open_links(ledger) == _make(pages[2:])


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
