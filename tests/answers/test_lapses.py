"""What is published at regular times, and when it was not."""

from pathlib import Path

import pytest
from tests.answers.shelf import open_examples, say
from tests.links.corpus import read_corpus

from onrecord.answers.lapses import find_lapses, list_series
from onrecord.answers.linked_records import open_library
from onrecord.errors import Reason
from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.visits import Poll, Visit


def test_a_silence_and_old_numbers_under_a_new_date() -> None:
    """The latest first, with what ended it."""
    assert say(find_lapses(open_examples())) == [
        "Residence and Customs Bureau, “Weekly figures”: the numbers of before came again 1 time under a new date, "
        "on 2031-06-16, until 2031-06-23.",
        "Residence and Customs Bureau, “Weekly figures”: nothing came 6 times, from 2031-04-14 until 2031-05-26.",
    ]


def test_habits() -> None:
    """Weekly and monthly."""
    assert sorted(say(list_series(open_examples()))) == [
        "Corvania Justice Statistics Office, “Monthly statistics of arrests in Corvania”: every 30 days, 4 documents.",
        "Residence and Customs Bureau, “Weekly figures”: every 7 days, 12 documents.",
    ]


@pytest.mark.parametrize(
    ("reason", "said", "why"),
    [
        (None, "the publisher was silent", "of 2 looks at the source from 2031-04-20 to 2031-05-20 it answered 2"),
        ("blocked", "we are blocked", "none of 2 looks at the source from 2031-04-20 to 2031-05-20 got past a wall"),
        (
            "not found",
            "the page has moved",
            "none of 2 looks at the source from 2031-04-20 to 2031-05-20 found the page",
        ),
    ],
    ids=["answered", "a wall", "no page"],
)
def test_why_nothing_came_is_told_by_the_looks_at_the_source(
    tmp_path: Path, reason: Reason | None, said: str, why: str
) -> None:
    """Of a series whose documents a watched source brought."""
    series = [record for record in read_corpus() if record.document.id.startswith("rcb")]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all(series)
        for record in series:
            when = f"{record.document.published}T08:00:00+00:00"
            visit = Visit(
                source="office", url="https://o.example", time=when, outcome="new", document=record.document.id
            )
            ledger.visits.add_visit(visit)
        for day in ("2031-04-20", "2031-05-20"):
            begun, ended = f"{day}T06:00:00+00:00", f"{day}T06:01:00+00:00"
            ledger.visits.add_poll(
                Poll(source="office", begun=begun, ended=ended, announced=0, outcomes={}, reason=reason)
            )
        _, finding = find_lapses(open_library(ledger)).findings
    assert "".join(map(str, finding.says)).endswith(f"from 2031-04-14 until 2031-05-26: {said}.")
    assert why in finding.why
