"""How often the reader was right, on a page: counts of what people said, and no word of a document."""

import httpx
from tests.desk.serving import enter, serve
from tests.exports.test_html import check_page
from tests.hand import make_record
from tests.reviews.making import review_fact

from onrecord.ledger.ledger import Ledger


def read(browser: httpx.Client) -> dict[tuple[str, str], tuple[int, int]]:
    """Right of looked at, by kind and field."""
    rows = browser.get("/accuracy.json").json()["accuracy"]
    return {(row["kind"], row["field"]): (row["right"], row["looked_at"]) for row in rows}


def test_it_follows_the_reviews(ledger: Ledger) -> None:
    """Nothing at first; then what was accepted and rejected, with its interval."""
    with serve(ledger) as address, enter(address) as browser:
        assert "Nobody has reviewed a fact yet." in browser.get("/accuracy").text
        ledger.reviews.add(review_fact(make_record(), "e1", "accept"))
        ledger.reviews.add(review_fact(make_record(), "e2", "reject"))
        assert read(browser)["event", "fact"] == (1, 2)
        page = browser.get("/accuracy").text
        check_page(page)
        assert "event, whether it is one" in page
        assert "1 of 2" in page
        assert "Quint" not in page
        assert 'href="/accuracy"' in browser.get("/method").text
