"""What people say of a fact follows into every answer: a dismissal ends a debt, as a rejection does."""

from pathlib import Path

import pytest
from tests.hand import make_record
from tests.reviews.making import review_fact, values

from onrecord.answers.cases import list_cases
from onrecord.answers.debt import find_debt
from onrecord.answers.linked_records import open_library
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.reviews.review import Review

RECORD = make_record()
AS_OF = "2031-12-01"


def tell_debt(ledger: Ledger) -> list[str]:
    """The words of each finding that are cited."""
    debt = find_debt(open_library(ledger), as_of=AS_OF)
    return [citation.span.text for finding in debt.findings for citation in finding.citations]


REVIEWS = [
    review_fact(RECORD, "x2", "outcome", fixed=values(disposition="dismissed", date="2031-08-01")),
    review_fact(RECORD, "x2", "fix", fixed=values(disposition="dismissed")),
    review_fact(RECORD, "x2", "reject"),
]


@pytest.mark.parametrize("review", REVIEWS, ids=[review.verdict for review in REVIEWS])
def test_an_answer_knows_what_people_said(tmp_path: Path, review: Review) -> None:
    """At once, and again after it is taken back; the links are those that were made anew."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(RECORD)
        before = find_debt(open_library(ledger), as_of=AS_OF)
        assert len(tell_debt(ledger)) == 2
        taken = ledger.reviews.add(review)
        assert len(tell_debt(ledger)) == 1
        told = "".join(str(part) for finding in list_cases(open_library(ledger)).findings for part in finding.says)
        assert told.count("armed robbery") == 0 or "charged with armed robbery" not in told
        back = review_fact(RECORD, "x2", "withdraw", of=taken.number)
        ledger.reviews.add(back)
        assert find_debt(open_library(ledger), as_of=AS_OF) == before
