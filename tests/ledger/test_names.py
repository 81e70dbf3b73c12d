"""Private people by their names: who is found by the words of a text, and that the index follows the ledger."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from tests.ledger.conftest import NewPlace
from tests.reviews.making import review_fact

from onrecord.ledger.engine import writing
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.names import Firsts, NameIndex, fill_names, find_ends, fold_words, spell_ends, split_words
from onrecord.ledger.tables import names
from onrecord.schema import Document, Person, ReaderVersion, Record, Role

READER = ReaderVersion(name="hand", version="1")

ENDS = [
    ("Mara Voss", ("mara", "voss")),
    ("Mara J. Voss", ("mara", "voss")),
    ("Ilya O’Dremov’s", ("ilya", "s")),
    ("Tomás Núñez", ("tomas", "nunez")),
    ("Voss", None),
    ("", None),
    ("x" * 300 + " Voss", ("x" * 100, "voss")),
]


@pytest.mark.parametrize(("name", "ends"), ENDS)
def test_a_name_is_known_by_its_ends(name: str, ends: tuple[str, str] | None) -> None:
    """Folded, and without what stands between; a single word is nobody's name."""
    assert find_ends(name) == ends


SPELLED = [
    ("Mara Voss was held.", True),
    ("VOSS, MARA", True),
    ("Mara\nJ. Voss’s car", True),
    ("mara-voss", True),
    ("Mara Inez de Voss", True),
    ("Mara Lind met Peter Voss.", False),
    ("Maran Voss", False),
    ("Mara Vossler", False),
]


@pytest.mark.parametrize(("words", "named"), SPELLED)
def test_a_name_is_spelled_in_many_ways(words: str, named: bool) -> None:
    """In either order, with up to two words between; not across others' names, nor in part."""
    assert (spell_ends(("mara", "voss")).search(fold_words(words)) is not None) is named


@given(name=st.text(max_size=250).filter(find_ends), before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_name_is_found_in_any_words_around_it(name: str, before: str, after: str) -> None:
    """However strange it is, or long."""
    ends = find_ends(name)
    assert ends is not None
    words = fold_words(f"{before} {ends[0]} {ends[1]}; {after}")
    assert set(ends) <= set(split_words(words))
    assert spell_ends(ends).search(words)


def told(id: str, text: str, *people: tuple[Role, str]) -> Record:  # noqa: A002 - the word of the record
    """A record that names these people, each in a role."""
    entries = tuple(
        Person(id=f"p{number}", kind="person", role=role, name=name) for number, (role, name) in enumerate(people, 1)
    )
    return Record(reader=READER, document=Document(id=id, text=text), people=entries)


MARA = told("a", "Mara Voss and Hamish Orr.", ("subject", "Mara Voss"), ("official", "Hamish Orr"))


@pytest.fixture
def ledger(new_place: NewPlace) -> Iterator[Ledger]:
    """A ledger in the one database and in the other, with one record."""
    with open_ledger(new_place()) as opened:
        opened.add(MARA)
        yield opened


def ask(ledger: Ledger, words: str) -> list[tuple[str, str]]:
    """Who is found by these words: name and role."""
    index = NameIndex(ledger.engine, ledger.name)
    found = index.find_people(index.find_ends(split_words(fold_words(words))))
    return [(person.name or "", person.role) for people in found.values() for person in people]


def test_private_people_are_found_by_both_ends(ledger: Ledger) -> None:
    """No official is; nor anybody by one word."""
    assert ask(ledger, "It was Voss, Mara. Hamish Orr spoke.") == [("Mara Voss", "subject")]
    assert ask(ledger, "Mara Lind, and no other") == []
    assert ask(ledger, " ".join(f"w{number}" for number in range(12_000)) + " mara voss") == [("Mara Voss", "subject")]


def test_each_role_of_a_name_is_told(ledger: Ledger) -> None:
    """So that the strictest counts."""
    ledger.add_all([told("b", "M. V.", ("victim", "Mara Voss")), told("c", "M. V.", ("victim", "Mara Voss"))])
    assert ask(ledger, "Mara Voss") == [("Mara Voss", "subject"), ("Mara Voss", "victim")]


def test_an_older_text_still_hides_and_an_older_reading_does_not(ledger: Ledger) -> None:
    """A paper that takes a name out does not make it public; a reader that was mended does not hide a bureau."""
    ledger.add(told("a", "Nobody is named any more."))
    assert ask(ledger, "Mara Voss") == [("Mara Voss", "subject")]
    again = ReaderVersion(name="hand", version="2")
    ledger.add(replace(told("a", MARA.document.text), reader=again))
    assert ask(ledger, "Mara Voss") == []


def test_a_review_is_followed(ledger: Ledger) -> None:
    """Who is rejected is nobody's name, until that is taken back."""
    record = replace(MARA, people=tuple(replace(p, mentions=(MARA.document.span(0, 9),)) for p in MARA.people[:1]))
    ledger.add(replace(record, reader=ReaderVersion(name="hand", version="2")))
    taken = ledger.reviews.add(replace(review_fact(ledger.record("a"), "p1", "reject"), kind="person"))
    assert ask(ledger, "Mara Voss") == []
    ledger.reviews.add(replace(taken, number=0, verdict="withdraw", of=taken.number, kind=None, anchor=None, told=()))
    assert ask(ledger, "Mara Voss") == [("Mara Voss", "subject")]


def test_what_is_forgotten_is_not_kept_as_a_name(ledger: Ledger) -> None:
    """No row is left of it."""
    ledger.forget("a", why="It was asked for.", time="2031-05-06T08:00:00+00:00")
    with ledger.engine.begin() as connection:
        assert connection.execute(select(names)).all() == []


def test_the_index_is_a_function_of_the_ledger(ledger: Ledger) -> None:
    """Made anew or filled from the table of people it is the same; a row that is lost or wrong is a fault."""
    ledger.add(told("b", "M. V.", ("victim", "Tom Lind"), ("other", "Ada")))
    with ledger.engine.begin() as connection:
        before = connection.execute(select(names).order_by(names.c.record, names.c.id)).all()
    assert len(before) == 2
    ledger.reindex()
    with writing(ledger.engine) as connection:
        assert connection.execute(select(names).order_by(names.c.record, names.c.id)).all() == before
        connection.execute(names.delete())
        fill_names(connection)
        assert connection.execute(select(names).order_by(names.c.record, names.c.id)).all() == before
        assert list(ledger.verify()) == []
    with writing(ledger.engine) as connection:
        connection.execute(names.delete().where(names.c.last == "lind"))
    assert [(fault.document, fault.place) for fault in ledger.verify()] == [("b", "names")]


SOME = st.lists(st.sampled_from("mara ann voss of x_y Voss, Mara. O’Dell 1".split()), max_size=12)
CALLED = [("mara", "voss"), ("ann", "mara"), ("ann", "voss")]


@given(words=SOME)
def test_what_is_spelled_is_looked_up(words: list[str]) -> None:
    """Whatever words stand between, and whether it is known of a word already who is called so."""
    folded = fold_words(" ".join(words))
    split, firsts = split_words(folded), Firsts()
    with open_ledger(":memory:") as ledger:
        ledger.add(told("a", "x", ("subject", "Mara Voss"), ("victim", "Ann Mara"), ("subject", "Ann Voss")))
        spelled = {ends for ends in CALLED if spell_ends(ends).search(folded)}
        assert set(NameIndex(ledger.engine, ledger.name).find_ends(split)) == spelled
        index = NameIndex(ledger.engine, ledger.name, firsts)
        assert [set(index.find_ends(split)) for _ in range(2)] == [spelled, spelled]
        assert firsts.known.keys() == set(split)
        everybody = index.load_firsts()
        assert everybody.whole
        assert everybody.known == {"voss": {"mara", "ann"}, "mara": {"ann"}}
        assert set(NameIndex(ledger.engine, ledger.name, everybody).find_ends(split)) == spelled
