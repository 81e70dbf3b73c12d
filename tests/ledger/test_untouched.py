"""Of what was reviewed it is known whether a record has changed: who agrees changes none."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.hand import make_record

from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.untouched import Change, find_change, find_last_review, find_untouched
from onrecord.reviews.anchoring import digest_text, make_anchor
from onrecord.reviews.placed import find_owner, find_words, list_facts, tell_values
from onrecord.reviews.review import Review

NewPlace = Callable[[], str]


def say(ledger: Ledger, verdict: Any, *, of: str = "x1", **more: Any) -> Review:
    """Say something of a fact, the first offense where it is not said of which."""
    record = ledger.reviews.apply("hand").read
    (placed,) = (each for each in list_facts(record) if each.fact.id == of)
    words, owner = find_words(placed.fact), find_owner(placed, record)
    assert words is not None
    review = Review(
        document="hand",
        text=digest_text(record.document.text),
        reader=f"{record.reader.name} {record.reader.version}",
        verdict=verdict,
        who="a reviewer",
        when="2031-07-01T00:00:00+00:00",
        why="So it is.",
        kind=placed.kind,
        anchor=make_anchor(record.document, words.start, words.end),
        owner=make_anchor(record.document, owner.start, owner.end) if owner else None,
        told=tell_values(placed.kind, placed.fact),
    )
    return ledger.reviews.add(replace(review, **more))


def look(ledger: Ledger, since: int = 0) -> Change:
    """What came after an entry of the chain."""
    with ledger.engine.begin() as connection:
        return find_change(connection, since)


SAID = [
    (True, ["accept"]),
    (True, ["accept", "accept"]),
    (False, ["reject"]),
    (False, ["accept", "reject"]),
    (True, ["reject", "accept"]),
]


@pytest.mark.parametrize(("untouched", "verdicts"), SAID)
def test_who_agrees_changes_nothing(new_place: NewPlace, *, untouched: bool, verdicts: list[str]) -> None:
    """What counts is the record as it was and as it is, whatever was said between."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record())
        first = look(ledger)
        assert (first.kind, first.documents) == ("more", {})
        for verdict in verdicts:
            say(ledger, verdict)
        with ledger.engine.begin() as connection:
            change = find_change(connection, first.head)
            assert change.head == first.head + len(verdicts)
            assert change.kind == ("none" if untouched else "reviews")
            assert change.documents == ({} if untouched else {"hand": len(verdicts)})
            assert find_change(connection, change.head) == Change(head=change.head, kind="none", documents={})
            assert find_untouched(connection, {1: 0}) == ({1} if untouched else set())


def test_who_agrees_after_a_rejection_changes_it_back(new_place: NewPlace) -> None:
    """What was seen before counts, and not what the reader wrote."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record())
        say(ledger, "reject")
        since = look(ledger).head
        say(ledger, "accept")
        with ledger.engine.begin() as connection:
            assert find_change(connection, since).kind == "reviews"
            assert find_untouched(connection, {1: 1}) == set()


def test_what_is_added_is_a_change(new_place: NewPlace) -> None:
    """A document, and so many reviews that nobody looks at each."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record())
        since = look(ledger).head
        record = make_record()
        ledger.add(replace(record, document=replace(record.document, id="another")))
        assert look(ledger, since).kind == "more"
        since = look(ledger).head
        for _ in range(101):
            say(ledger, "accept")
        assert look(ledger, since).kind == "more"


def test_a_coding_changes_nothing_that_is_shown(new_place: NewPlace) -> None:
    """Whatever is said in it."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record())
        since = look(ledger).head
        say(ledger, "reject", coding="a study")
        assert look(ledger, since).kind == "none"


def test_who_is_named_is_a_change_of_its_own(new_place: NewPlace) -> None:
    """Whether a name is hidden in other documents depends on it."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record())
        since = look(ledger).head
        say(ledger, "reject", of="p2")
        assert look(ledger, since).kind == "names"


def test_records_are_told_as_after_a_review(new_place: NewPlace) -> None:
    """That is found by an entry of the chain; what was said later does not count."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record())
        with ledger.engine.begin() as connection:
            assert find_last_review(connection, find_change(connection, 0).head) == 0
        say(ledger, "reject", of="x1")
        head = look(ledger).head
        say(ledger, "reject", of="x2")
        with ledger.engine.begin() as connection:
            assert find_last_review(connection, head) == 1
        found = [
            {offense.id for person in each.record("hand").people for offense in person.offenses} & {"x1", "x2"}
            for each in (ledger.as_after(0), ledger.as_after(1), ledger)
        ]
        assert found == [{"x1", "x2"}, {"x2"}, set()]
        assert ledger.as_after(1).records_of(["hand"])["hand"] == next(iter(ledger.as_after(1).records()))
