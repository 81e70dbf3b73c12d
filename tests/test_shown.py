"""A ledger as shown: who is hidden in one document is hidden in all, and what is shown is still grounded."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.exports.ledgers import PRIVATE, find_names, find_spans, opened, records, said_of
from tests.test_care import make_record

from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.rows import encode_document
from onrecord.schema import Record, Role, encode_record

VOSS: tuple[Role, str, str] = ("subject", "Mara Voss", "Mara Voss")


def _told(text: str, *people: tuple[Role, str, str], id: str = "d2") -> Record:  # noqa: A002 - the word of the record
    record = make_record(text, *people)
    return replace(record, document=replace(record.document, id=id))


FOUND = _told("Mara Voss was held.", VOSS, id="d1")

PASSED_OVER = [
    ("Person A was held; Person A is ill.", _told("Mara Voss was held; Voss is ill.")),
    ("Person A’s car", _told("Mara Voss’s car")),
    ("PERSON: Person A.", _told("PERSON: VOSS, MARA.")),
    ("Person A and Person B.", _told("Tom Lind and Mara J. Voss.", ("victim", "Tom Lind", "Tom Lind"))),
    ("Mara Lind met Peter Voss.", _told("Mara Lind met Peter Voss.")),
    ("Person A, and Person B.", _told("Ada Voss, and Mara Voss.", ("other", "Ada Voss", "Ada")) ),
    ("Sheriff Mara Voss spoke.", _told("Sheriff Mara Voss spoke.", ("official", "Mara Voss", "Mara Voss"))),
    ("Person A and no other.", _told("Mara Inez Voss and no other.", ("other", "Mara Inez Voss", "Mara Inez Voss"))),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "record"), PASSED_OVER, ids=[row[0] for row in PASSED_OVER])
def test_who_is_hidden_in_one_document_is_hidden_in_all(expected: str, record: Record) -> None:
    """By first and last name, in either order; not an official of that name, nor others who bear a part of it."""
    with opened([FOUND, record]) as ledger:
        shown = list(ledger.records())
    assert shown[1].record.document.text == expected
    assert len(shown[1].record.people) == len(record.people)


def test_a_document_that_hides_nobody_is_the_same_with_its_revision() -> None:
    """Only then its digest is told: with it a guess of a hidden name could be confirmed."""
    record = _told("Nobody was held.", id="d3")
    with opened([FOUND, record]) as ledger:
        first, second = ledger.records()
    assert (first.revision, first.hidden) == (None, frozenset(["p1"]))
    assert second.record == record
    assert second.revision == digest_bytes(encode_document(record.document))


def test_names_that_are_turned_on_are_shown_but_those_of_victims() -> None:
    """Also where the victim was passed over."""
    victim = _told("Tom Lind was hurt.", ("victim", "Tom Lind", "Tom Lind"), id="d3")
    with opened([FOUND, victim, _told("Mara Voss met Tom Lind.")], names=True) as ledger:
        assert [shown.record.document.text for shown in ledger.records()] == [
            "Mara Voss was held.",
            "Person A was hurt.",
            "Mara Voss met Person A.",
        ]


REVISED = [
    ("Person B was freed by Person A.", "Tom Lind was freed by Mara Voss."),
    ("Person B was freed.", "Tom Lind was freed."),
]


@pytest.mark.parametrize(("expected", "text"), REVISED)
def test_who_is_hidden_elsewhere_is_hidden_in_each_revision(expected: str, text: str) -> None:
    """Also beside somebody whom an older revision hides, and who may be gone: each has a pseudonym of their own."""
    victim = _told("Tom Lind was hurt.", ("victim", "Tom Lind", "Tom Lind"), id="d3")
    with opened([FOUND, victim]) as ledger:
        ledger.ledger.add(_told(text, id="d1"))
        shown = [record.document.text for record in ledger.show_revisions(ledger.ledger.revisions("d1"))]
    assert shown == ["Person A was held.", expected]


@settings(max_examples=40, deadline=None)
@given(told=records())
def test_no_private_name_is_shown_and_all_is_grounded(told: tuple[Record, ...]) -> None:
    """Wherever it stands, and whichever document found it."""
    with opened(told) as ledger:
        for shown in ledger.records():
            data = encode_record(shown.record).decode()
            assert find_names(data, said_of(told)) == [], re.findall(r".{60}(?i:voss|nez|dremov|vale).{20}", data)
            text = shown.record.document.text
            for start, end, words in find_spans({**json.loads(data), "document": None}):
                assert text[start:end] == words != ""


def test_there_is_something_to_hide() -> None:
    """The check above finds each name."""
    for name in PRIVATE:
        assert find_names(f"x {name.upper()}.", PRIVATE) == [name]
