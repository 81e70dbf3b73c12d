"""Of what was reviewed it is known whether a record has changed: who agrees changes none."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.hand import make_record

from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.untouched import find_change, find_untouched
from onrecord.reviews.anchoring import digest_text, make_anchor
from onrecord.reviews.placed import find_owner, find_words, list_facts, tell_values
from onrecord.reviews.review import Review

NewPlace = Callable[[], str]


def say(ledger: Ledger, verdict: Any, **more: Any) -> Review:
    """Say something of the first offense."""
    record = ledger.reviews.apply("hand").read
    (placed,) = (each for each in list_facts(record) if each.fact.id == "x1")
    words, owner = find_words(placed.fact), find_owner(placed, record)
    assert words is not None
    assert owner is not None
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
        owner=make_anchor(record.document, owner.start, owner.end),
        told=tell_values(placed.kind, placed.fact),
    )
    return ledger.reviews.add(replace(review, **more))


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
        with ledger.engine.begin() as connection:
            since, change = find_change(connection, 0)
        assert change == "more"
        for verdict in verdicts:
            say(ledger, verdict)
        with ledger.engine.begin() as connection:
            head, change = find_change(connection, since)
            assert (head, change) == (since + len(verdicts), "none" if untouched else "reviews")
            assert find_change(connection, head) == (head, "none")
            assert find_untouched(connection, {1: 0}) == ({1} if untouched else set())


def test_who_agrees_after_a_rejection_changes_it_back(new_place: NewPlace) -> None:
    """What was seen before counts, and not what the reader wrote."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record())
        say(ledger, "reject")
        with ledger.engine.begin() as connection:
            since, _ = find_change(connection, 0)
        say(ledger, "accept")
        with ledger.engine.begin() as connection:
            assert find_change(connection, since)[1] == "reviews"
            assert find_untouched(connection, {1: 1}) == set()


def test_what_is_added_is_a_change(new_place: NewPlace) -> None:
    """A document, and so many reviews that nobody looks at each."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record())
        with ledger.engine.begin() as connection:
            since, _ = find_change(connection, 0)
        record = make_record()
        ledger.add(replace(record, document=replace(record.document, id="another")))
        with ledger.engine.begin() as connection:
            assert find_change(connection, since)[1] == "more"
            since, _ = find_change(connection, 0)
        for _ in range(101):
            say(ledger, "accept")
        with ledger.engine.begin() as connection:
            assert find_change(connection, since)[1] == "more"


def test_a_coding_changes_nothing_that_is_shown(new_place: NewPlace) -> None:
    """Whatever is said in it."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record())
        with ledger.engine.begin() as connection:
            since, _ = find_change(connection, 0)
        say(ledger, "reject", coding="a study")
        with ledger.engine.begin() as connection:
            assert find_change(connection, since)[1] == "none"
