"""A reviewer accepts, rejects, corrects and adds; what was taken in is told everywhere, and can be taken back."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.desk.people import find_forms, make_users, open_desk, sign_in
from tests.exports.test_html import check_page
from tests.hand import make_record

from onrecord.documents.document import make_handle
from onrecord.ledger.ledger import Ledger
from onrecord.schema import Document, Offense, Record

NAMES = ("Quint", "Rook", "Varga", "Lund", "Vesna")
Say = dict[str, str]


@pytest.fixture
def browser(ledger: Ledger, tmp_path: Path) -> Iterator[TestClient]:
    """A reviewer, from whom names are hidden."""
    with open_desk(ledger, make_users(tmp_path / "users.db")) as client:
        sign_in(client, "the-reviewer")
        yield client


def say(client: TestClient, document: str = "hand", **form: str) -> tuple[int, str]:
    """Send a form; the status, and where it leads or what it says."""
    data = {"forms": find_forms(client), "number": "1", **{key.replace("__", "."): each for key, each in form.items()}}
    answer = client.post(f"/reviews/{document}", data=data)
    return answer.status_code, answer.headers.get("location", answer.text)


def find_offense(record: Record, id: str) -> tuple[str, Offense]:  # noqa: A002 - the word of the record
    """Who holds an offense, and the offense."""
    return next((p.id, offense) for p in record.people for offense in p.offenses if offense.id == id)


def test_the_queue_begins_with_the_worst(browser: TestClient) -> None:
    """And leads to its fact beside the text."""
    page = browser.get("/review")
    assert check_page(page.text)
    assert "one source alone says so" in page.text
    first = unescape(re.findall(r'href="(/review/[^"]*)"', page.text)[0])
    assert first.startswith("/review/hand?fact=x1&queued=1")
    bench = browser.get(first)
    assert check_page(bench.text)
    assert re.search(r'<mark id="words"[^>]*>rape</mark>', bench.text)


def test_accepting_leads_to_the_next(browser: TestClient, ledger: Ledger) -> None:
    """With a way to take it back."""
    status, place = say(browser, verdict="accept", fact="x1", queued="1")
    assert status == 303
    assert "did=1" in place
    assert "fact=x1" not in place
    (review,) = ledger.reviews.of("hand")
    assert (review.verdict, review.who, review.kind, review.why) == (
        "accept",
        "the-reviewer",
        "offense",
        "The words state it.",
    )
    assert review.anchor is not None
    assert review.anchor.words.text == "rape"
    page = browser.get(place)
    assert "Review 1 is in the ledger" in page.text
    assert check_page(page.text)
    say(browser, verdict="withdraw", of="1", why="Taken back at once.", fact="x1")
    assert ledger.reviews.apply("hand").said == {}


def test_what_is_rejected_is_told_nowhere(browser: TestClient, ledger: Ledger) -> None:
    """Neither on the page of the document, nor in its record, nor in the queue; on the bench it still can be seen."""
    assert say(browser, verdict="reject", fact="x2", reason="The words do not say that.")[0] == 303
    assert "armed robbery" not in {o.span.text for p in ledger.record("hand").people for o in p.offenses}
    assert '"x2"' not in browser.get("/documents/hand.json").text
    assert 'id="x2"' not in browser.get("/documents/hand").text
    bench = browser.get("/review/hand?fact=x2")
    assert bench.status_code == 200
    assert "reject</b> by the-reviewer" in bench.text
    assert say(browser, verdict="accept", fact="x2")[0] == 303
    assert '"x2"' in browser.get("/documents/hand.json").text


def test_a_value_is_corrected(browser: TestClient, ledger: Ledger) -> None:
    """Twice: the second form keeps what the first one set."""
    assert say(browser, verdict="fix", fact="x1", v__disposition="charged", why="He is charged.")[0] == 303
    assert say(browser, verdict="fix", fact="x1", v__code="11B", why="Another code.")[0] == 303
    offense = find_offense(ledger.record("hand"), "x1")[1]
    assert (offense.disposition, offense.code) == ("charged", "11B")


def test_an_offense_is_moved_to_whose_it_is(browser: TestClient, ledger: Ledger) -> None:
    """Chosen by the name as shown."""
    page = browser.get("/review/hand?fact=x2").text
    assert not [name for name in NAMES if name in page]
    assert say(browser, verdict="fix", fact="x2", owner="p6", why="It is about the other man.")[0] == 303
    assert find_offense(ledger.record("hand"), "x2")[0] == "p6"


def test_words_are_corrected_as_they_are_shown(browser: TestClient, ledger: Ledger) -> None:
    """Also behind a pseudonym, which is longer or shorter than the name."""
    words = "possession of a stolen firearm. Person C"
    shown = browser.get("/documents/hand.json").json()["document"]["text"]
    assert "firearm. Person" in shown
    words = re.search(r"firearm\. Person \w denies", shown).group()  # type: ignore[union-attr]
    assert say(browser, verdict="fix", fact="s3", words=words, why="More words.")[0] == 303
    statement = next(s for s in ledger.record("hand").statements if s.id == "s3")
    assert statement.content[0].text == "firearm. Rook denies"


def test_a_fact_is_added_with_its_words(browser: TestClient, ledger: Ledger) -> None:
    """And is corrected and taken back like any other."""
    page = browser.get("/review/hand?add=event")
    assert check_page(page.text)
    status, place = say(browser, verdict="add", kind="event", words="filed", v__type="sue", v__factuality="asserted")
    assert (status, "fact=review1" in place) == (303, True)
    assert [(e.id, e.type) for e in ledger.record("hand").events][-1] == ("review1", "sue")
    assert check_page(browser.get(place).text)
    fixed = {"verdict": "fix", "fact": "review1", "words": "filed", "v__type": "appeal", "v__factuality": "asserted"}
    assert say(browser, **fixed, why="It is an appeal.")[0] == 303
    assert [e.type for e in ledger.record("hand").events][-1] == "appeal"
    assert say(browser, verdict="reject", fact="review2", reason="It is told twice.")[0] == 303
    assert ledger.record("hand") == make_record()


def test_an_outcome_follows_everywhere(browser: TestClient, ledger: Ledger) -> None:
    """What the court did later, with where it says so."""
    form = {"verdict": "outcome", "fact": "x2", "v__disposition": "dismissed", "v__date": "2031-08-01"}
    assert say(browser, **form)[0] == 422
    assert say(browser, **form, why="Order of the Halden County Court.")[0] == 303
    assert find_offense(ledger.record("hand"), "x2")[1].disposition == "dismissed"
    assert "Order of the Halden County Court." in browser.get("/review/hand?fact=x2").text


WRONG = [
    (422, {"verdict": "praise", "fact": "x1"}, "Say what you make of it"),
    (422, {"verdict": "reject", "fact": "x1"}, "Say who reviews, and why"),
    (422, {"verdict": "fix", "fact": "x1", "why": "So."}, "Say what is right"),
    (422, {"verdict": "fix", "fact": "x1", "why": "So.", "v__disposition": "guilty"}, "no disposition"),
    (422, {"verdict": "fix", "fact": "x1", "why": "So.", "words": "never in it"}, "does not stand in the text"),
    (422, {"verdict": "accept", "fact": "x99"}, "no such fact"),
    (422, {"verdict": "accept", "fact": "review7"}, "no such fact"),
    (422, {"verdict": "add", "kind": "event", "v__type": "sue"}, "nothing without its words"),
    (422, {"verdict": "add", "kind": "bird", "words": "filed"}, "what kind of fact"),
    (422, {"verdict": "withdraw", "of": "9", "why": "So."}, "There is no review 9"),
    (409, {"verdict": "accept", "fact": "x1", "number": "7"}, "look again"),
]


@pytest.mark.parametrize(("status", "form", "message"), WRONG, ids=[wrong[2] for wrong in WRONG])
def test_what_cannot_be_said_is_told(browser: TestClient, ledger: Ledger, status: int, form: Say, message: str) -> None:
    """In a sentence, and nothing is written."""
    found, text = say(browser, **form)
    assert (found, message in unescape(text)) == (status, True)
    assert ledger.reviews.of("hand") == ()


@pytest.mark.parametrize("page", ["/review/none", "/review/hand?fact=x99", "/review.exe"])
def test_there_are_no_other_pages(browser: TestClient, page: str) -> None:
    """A document or fact that is not there."""
    assert browser.get(page).status_code == 404


def test_no_page_of_the_review_shows_a_hidden_name(browser: TestClient, ledger: Ledger) -> None:
    """Not in the text, the values, the choices or the reasons; nor is an id found that is made of a name."""
    document = Document(id="tomas-quint.html", text=make_record().document.text, title="A man, Tomas Arvelo Quint")
    ledger.add(Record(reader=make_record().reader, document=document, people=make_record().people))
    say(browser, verdict="reject", fact="x1", why="Tomas Arvelo Quint is not meant.")
    for fact in ("x1", "x2", "p2", "p8", "s3", "e5"):
        for where in ("hand", make_handle("tomas-quint.html")):
            page = browser.get(f"/review/{where}?fact={fact}")
            assert [name for name in NAMES if name in unescape(page.text)] == [], (fact, where)
    assert [name for name in NAMES if name in browser.get("/review").text] == []
    assert browser.get("/review/tomas-quint.html").status_code == 404


def test_an_orphan_is_shown_and_settled(browser: TestClient, ledger: Ledger) -> None:
    """In the queue, without names."""
    say(browser, verdict="accept", fact="x2")
    record = make_record()
    text = record.document.text.replace("charged with armed robbery", "acquitted of armed robbery")
    ledger.add(Record(reader=record.reader, document=Document(id="hand", text=text)))
    page = browser.get("/review").text
    assert "Reviews that have lost their words" in page
    assert "charged with armed robbery" in page
    assert "Rook" not in page
    assert say(browser, verdict="withdraw", of="1", why="Its sentence was changed.")[0] == 303
    assert "lost their words" not in browser.get("/review").text


def test_a_document_that_was_looked_at_leaves_the_queue(browser: TestClient) -> None:
    """All of it."""
    status, place = say(browser, verdict="done", fact="x1", queued="1")
    assert (status, place) == (303, "/review?did=1&where=hand")
    assert "Everything in the latest documents was looked at." in browser.get("/review").text
