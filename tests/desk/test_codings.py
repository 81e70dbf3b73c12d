"""Two reviewers code a document apart, an editor sees where they differ and settles it, and only that stands."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.desk.people import PASSWORD, find_forms, make_users, open_desk, sign_in
from tests.exports.test_html import check_page
from tests.hand import make_record

from onrecord.ledger.ledger import Ledger

NAMES = ("Quint", "Rook", "Varga", "Lund", "Vesna")
PAGE = "/codings/hand?coding=round+1&one=the-reviewer&two=ines"


@pytest.fixture
def browser(ledger: Ledger, tmp_path: Path) -> Iterator[TestClient]:
    """A desk on which two have coded: one rejects and adds, the other corrects."""
    users = make_users(tmp_path / "users.db")
    users.add("ines", "reviewer", PASSWORD, now=datetime.now(UTC))
    with open_desk(ledger, users) as client:
        code(client, "the-reviewer", {"verdict": "reject", "fact": "e1", "why": "Quint is not meant."})
        event = {"verdict": "add", "kind": "event", "words": "filed", "v.type": "sue", "v.factuality": "asserted"}
        code(client, "the-reviewer", event, {"verdict": "done"})
        fix = {"verdict": "fix", "fact": "x1", "v.disposition": "charged", "why": "He is charged."}
        code(client, "ines", fix, {"verdict": "done"})
        yield client


def code(client: TestClient, name: str, *forms: dict[str, str]) -> None:
    """Sign in and say these, as part of the coding."""
    sign_in(client, name)
    page = client.get("/review/hand?fact=x1&coding=round+1")
    assert "apart from all others" in page.text
    assert check_page(page.text)
    for form in forms:
        data = {"forms": find_forms(client), "number": "1", "coding": "round 1", **form}
        answer = client.post("/reviews/hand", data=data)
        assert answer.status_code == 303, answer.text
        assert "coding=round+1" in answer.headers["location"]


def settle(client: TestClient, fact: str, who: str) -> int:
    """Take over what one of them said."""
    data = {"coding": "round 1", "one": "the-reviewer", "two": "ines", "who": who, "fact": fact}
    return client.post("/codings/hand", data={**data, "forms": find_forms(client)}).status_code


def test_codings_stand_apart(browser: TestClient, ledger: Ledger) -> None:
    """Nothing that is shown has changed, and no coder sees what the other one said."""
    assert ledger.record("hand") == make_record()
    sign_in(browser, "ines")
    assert "reject</b>" not in browser.get("/review/hand?fact=e1&coding=round+1").text
    assert browser.get(PAGE).status_code == 403
    assert "Where the-reviewer" not in browser.get("/codings").text


def test_an_editor_sees_how_far_they_agree(browser: TestClient, ledger: Ledger) -> None:
    """By kind and field, without a word of the document; the same as data, and the same as the command tells."""
    asked = "?coding=round+1&one=the-reviewer&two=ines"
    sign_in(browser, "ines")
    assert browser.get(f"/agreement{asked}").status_code == 403
    sign_in(browser, "the-editor")
    assert f"/agreement{asked}".replace("&", "&amp;") in browser.get("/codings").text
    page = browser.get(f"/agreement{asked}")
    assert check_page(page.text)
    assert "on 1 document that" in page.text
    assert not [name for name in NAMES if name in page.text]
    told = browser.get(f"/agreement.json{asked}").json()
    spans = {each["kind"]: each for each in told["spans"]}
    assert spans["event"]["two"] == spans["event"]["one"] > spans["event"]["exact"]
    (field,) = (each for each in told["fields"] if (each["kind"], each["field"]) == ("offense", "disposition"))
    assert field["same"] == field["facts"] - 1
    assert len(list(ledger.reviews.both("round 1", "the-reviewer", "ines"))) == 1
    nobody = browser.get("/agreement?coding=round+1&one=the-reviewer&two=mara")
    assert "no document that both have called done" in nobody.text


def test_an_editor_settles_what_they_differ_in(browser: TestClient, ledger: Ledger) -> None:
    """By reviews that stand, and say whose coding they are."""
    sign_in(browser, "the-editor")
    assert "Where the-reviewer and ines differ" in browser.get("/codings").text
    page = browser.get(PAGE)
    assert check_page(page.text)
    assert page.text.count("Take this") == 5
    assert not [name for name in NAMES if name in page.text]
    assert settle(browser, "x1", "ines") == 303
    assert settle(browser, "e1", "ines") == 303
    assert settle(browser, "review2", "the-reviewer") == 303
    record = ledger.record("hand")
    assert next(o.disposition for p in record.people for o in p.offenses if o.id == "x1") == "charged"
    assert {"e1"} <= {event.id for event in record.events}
    assert record.events[-1].type == "sue"
    last = ledger.reviews.of("hand")[-1]
    assert (last.who, last.coding, last.why) == ("the-editor", None, "As the-reviewer coded it for round 1.")
    assert list(ledger.verify()) == []


@pytest.mark.parametrize(("fact", "who", "status"), [("e1", "nobody", 422), ("e99", "ines", 422), ("x1", "", 422)])
def test_only_what_one_of_them_said_is_taken(
    browser: TestClient, ledger: Ledger, fact: str, who: str, status: int
) -> None:
    """Nothing else is written."""
    sign_in(browser, "the-editor")
    before = len(ledger.reviews.of("hand"))
    assert settle(browser, fact, who) == status
    assert len(ledger.reviews.of("hand")) == before
