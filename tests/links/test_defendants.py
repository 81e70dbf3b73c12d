"""A record in, the people out upon whom the law acts, with what tells one from a namesake."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.links.matters import make_matter
from tests.links.notes import note

from onrecord.links.defendants import find_defendants, fold_name, is_same_offense, name_offense
from onrecord.links.numbers import CaseNumber
from onrecord.schema import Argument, Dateline, Disposition, Offense, Person, Proceeding, Record, Role

NAMES = {
    "Adan Fell": "adan fell",
    "ADAN FELL": "adan fell",
    "Adan M. Fell, Jr.": "adan fell",
    "Mr. Adan Fell": "adan fell",
    "Adán Fell": "adan fell",
    "Adan O’Fell": "adan fell",
    "Fell": "fell",
}


@pytest.mark.parametrize(("written", "expected"), NAMES.items(), ids=NAMES)
def test_a_name_as_it_is_compared(written: str, expected: str) -> None:
    """Without case, accents, titles and single letters."""
    assert fold_name(written) == expected


@given(st.text(max_size=40))
def test_what_is_folded_stays_as_it_is(name: str) -> None:
    """Whatever it is."""
    assert fold_name(fold_name(name)) == fold_name(name)


OFFENSES = {
    ("robbery", "armed robbery"): True,
    ("two counts of robbery in the first degree", "robbery"): True,
    ("robbery", "burglary"): False,
    ("two counts", "robbery"): False,
}


@pytest.mark.parametrize(("pair", "expected"), OFFENSES.items(), ids=[" / ".join(pair) for pair in OFFENSES])
def test_two_names_of_one_offense(pair: tuple[str, str], *, expected: bool) -> None:
    """Where one says no more than the other; words that say nothing are no offense."""
    one, two = (name_offense(words, None) for words in pair)
    assert is_same_offense(one, two) == is_same_offense(two, one) == expected


def test_what_is_known_of_a_defendant() -> None:
    """All that the document says of one."""
    (found,) = find_defendants(
        make_matter(
            "d1",
            "charged",
            published="2031-05-20",
            age=24,
            number="31-CR-0217",
            court="Halden Court",
            publisher="Office",
        )
    )
    assert (found.name, found.accused, found.day, found.publisher) == ("adan fell", True, "2031-05-20", "Office")
    assert (found.age, found.number, found.court) == (24, CaseNumber("31-cr-217"), "halden court")
    assert found.offenses == {"armed robbery"}


def _people(*told: tuple[str, Role]) -> Record:
    record = note(" and ".join(name for name, _ in told) + " were there.", people=[name for name, _ in told])
    roles = [role for _, role in told]
    return replace(
        record, people=tuple(replace(each, role=role) for each, role in zip(record.people, roles, strict=True))
    )


def test_who_is_no_defendant() -> None:
    """Officials, judges, lawyers, victims and relatives, and whose full name is not told."""
    roles: tuple[Role, ...] = ("official", "judge", "lawyer", "victim", "relative")
    others = [(f"{name} Vale", role) for name, role in zip(("Ada", "Bela", "Cora", "Dora", "Ella"), roles, strict=True)]
    found = find_defendants(_people(("Adan Fell", "subject"), ("Jory", "subject"), *others))
    assert [each.name for each in found] == ["adan fell"]
    assert found[0].company == {"ada vale", "bela vale", "cora vale"}


def test_a_place_is_no_defendant() -> None:
    """Neither one that the record knows nor that of the dateline, whoever took it for a person."""
    record = note("PORT HALDEN – Adan Fell was seen in Castle Point.", people=["Adan Fell", "Castle Point"])
    placed = replace(record, places=note(record.document.text, places=["Castle Point"]).places)
    assert [each.name for each in find_defendants(placed)] == ["adan fell"]
    lined = replace(record, document=replace(record.document, dateline=Dateline(place="Castle Point", date=None)))
    assert [each.name for each in find_defendants(lined)] == ["adan fell"]


def test_who_is_only_told_of_is_not_accused() -> None:
    """Without offense or case; what another matter was is no offense of this one."""
    record = make_matter("d1", "charged", published="2031-05-20")
    before = Offense(id="x1", span=record.people[0].offenses[0].span, disposition="history")
    person: Person = replace(record.people[0], offenses=(before,))
    (found,) = find_defendants(replace(record, people=(person,), proceedings=()))
    assert found.offenses == frozenset()
    (told,) = find_defendants(replace(record, people=(replace(person, offenses=()),), proceedings=()))
    assert not told.accused


def test_whose_case_a_number_is() -> None:
    """That of its parties; of the only numbered case that names none, every accused one's; of two nobody's."""
    record = make_matter("d1", "charged", published="2031-05-20")
    unnamed = Proceeding(id="c2", court=None, title=None, number="31-cr-5")
    other = Argument(ref=None, span=record.people[0].mentions[0])
    cases = {
        "31-cr-5": (unnamed,),
        None: (unnamed, replace(unnamed, id="c3", number="31-cr-6", parties=(other,))),
    }
    for expected, told in cases.items():
        (found,) = find_defendants(replace(record, proceedings=told))
        assert (found.number.key if found.number else None) == expected


STEPS: dict[str, tuple[Disposition, dict[str, str | None], set[tuple[str, str]]]] = {
    "on a day": ("charged", {}, {("charge", "2031-05-20")}),
    "without a day": ("charged", {"start": None, "end": None}, set()),
    "in a stretch of days": ("charged", {"start": "2031-05-01"}, set()),
    "not happened": ("charged", {"factuality": "planned"}, set()),
    "no step of a case": ("charged", {"type": "search"}, set()),
}


@pytest.mark.parametrize(("disposition", "changes", "expected"), STEPS.values(), ids=STEPS)
def test_steps_upon_a_defendant(
    disposition: Disposition, changes: dict[str, str | None], expected: set[tuple[str, str]]
) -> None:
    """Those that happened on one day."""
    record = make_matter("d1", disposition, published="2031-05-20")
    told = replace(record.events[0], **changes)  # type: ignore[arg-type] # each field has its own type
    (found,) = find_defendants(replace(record, events=(told,)))
    assert found.steps == expected
