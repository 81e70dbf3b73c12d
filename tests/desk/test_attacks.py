"""What comes from documents, addresses, forms and users is text: none of it becomes markup, script, header or path."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from tests.desk.people import find_forms, make_users, open_desk, sign_in
from tests.reviews.making import anchor_at, review_document

from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.schema import Document, Event, Label, Organization, Person, ReaderVersion, Record, Statement

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% debug %}",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202egnp.exe\u202c",
    "line\r\nSet-Cookie: stolen=1",
    "../../etc/passwd",
    "=HYPERLINK(1)",
    "\u0000\u0008\u001b[31m",
    "<a href=//elsewhere.example>",
)
ALLOWED = {"script": {"src"}, "link": {"rel", "href", "type", "title"}}


class Looker(HTMLParser):
    """Counts what could run, and where forms and links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """No script of a page's own, no handler, no address with a scheme that runs."""
        self.inside = tag
        names = {name for name, _ in attrs}
        if any(name.startswith("on") for name in names) or "style" in names or tag in ("iframe", "object", "base"):
            self.wrong.append(f"{tag} {attrs}")
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name in ("href", "src", "action") and re.match(r"(?:javascript|data|vbscript):|//", address):
                self.wrong.append(f"{tag} {name}={value}")
            if tag in ("script", "form") and name in ("src", "action") and not address.startswith("/"):
                self.wrong.append(f"{tag} {name}={value}")
            if tag == "img":
                self.wrong.append(f"{tag} {attrs}")

    def handle_data(self, data: str) -> None:
        """What stands in a script is ours: nothing."""
        if self.inside == "script" and data.strip():
            self.wrong.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Outside again."""
        self.inside = ""


def make_attack(number: int, attack: str) -> Record:
    """A document in which the attack is everything that a sender can choose."""
    text = f"{attack} said: “{attack}” They were arrested in {attack}."
    document = Document(
        id=f"{number}-{attack}",
        text=text,
        title=attack,
        publisher=attack,
        url=attack,
        kind="article",
        published="2031-05-06",
    )
    words = document.span(0, len(attack))
    quote_start = text.index("“")
    content = document.span(quote_start, text.index("”") + 1)
    arrested = text.index("arrested")
    return Record(
        reader=ReaderVersion(name="hand", version="1"),
        document=document,
        people=(Person(id="p1", kind="person", role="official", name=attack, title=attack, mentions=(words,)),),
        organizations=(Organization(id="o1", name=attack, kind="agency", mentions=(words,)),),
        statements=(
            Statement(id="s1", source=words, speaker="p1", cue=None, content=(content,), mode="direct", act="assert"),
        ),
        events=(Event(id="e1", type="arrest", trigger=document.span(arrested, arrested + 8)),),
        labels=(Label(id="b1", term=attack, span=words),),
    )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of attacks, each with a review whose reason is one too."""
    with open_ledger(tmp_path_factory.mktemp("attacks") / "ledger.db") as opened:
        records = [make_attack(number, attack) for number, attack in enumerate(ATTACKS)]
        opened.add_all(records)
        for record, attack in zip(records, ATTACKS, strict=True):
            anchor = anchor_at(record, "arrested")
            who = {"who": attack[:90], "kind": "event", "anchor": anchor}
            review = review_document(record, "accept", **who)  # type: ignore[arg-type]
            opened.reviews.add(review)
        yield opened


@pytest.fixture(scope="module")
def browser(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An owner, who sees every page."""
    users = make_users(tmp_path_factory.mktemp("users") / "users.db")
    with open_desk(ledger, users, names=True) as client:
        sign_in(client, "the-owner")
        client.get("/documents?publisher=" + quote(ATTACKS[0]))
        yield client


def look(answer_text: str) -> list[str]:
    """What is wrong with a page."""
    looker = Looker()
    looker.feed(answer_text)
    looker.close()
    return looker.wrong


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_no_document_becomes_markup(browser: TestClient, number: int) -> None:
    """On its pages, under every address that it gives itself."""
    name = quote(f"{number}-{ATTACKS[number]}", safe="")
    for path in ("documents", "review", "revisions", "why/e1", "cite/e1"):
        answer = browser.get(f"/{path}/{name}")
        assert answer.status_code in (200, 404, 409), path
        assert look(answer.text) == [], path
        assert "stolen" not in str(answer.headers)
        assert "49{% debug" not in answer.text


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_address_becomes_markup(browser: TestClient, attack: str) -> None:
    """Whatever is asked for, by whatever name."""
    word = quote(attack, safe="")
    for path in (
        f"/search?q={word}",
        f"/documents?publisher={word}",
        f"/{word}",
        f"/review/{word}",
        f"/review/hand?fact={word}",
        f"/cases/{word}",
        f"/episodes/{word}",
        f"/codings/{word}?coding={word}&one={word}&two={word}",
        f"/agreement?coding={word}&one={word}&two={word}",
        f"/feeds/{word}.atom",
        f"/sign-in?next={word}",
    ):
        answer = browser.get(path)
        assert answer.status_code < 500, path
        assert "stolen" not in str(answer.headers)
        if "html" in answer.headers["content-type"]:
            assert look(answer.text) == [], path


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_form_becomes_markup(browser: TestClient, attack: str) -> None:
    """Names, passwords, reasons, words and values."""
    forms = find_forms(browser)
    name = quote(f"0-{ATTACKS[0]}", safe="")
    for path, form in (
        ("/sign-in", {"name": attack, "password": attack, "next": attack}),
        (f"/reviews/{name}", {"verdict": "fix", "fact": "e1", "number": "1", "words": attack, "why": attack}),
        (f"/reviews/{name}", {"verdict": attack, "fact": attack, "number": attack}),
        (f"/codings/{name}", {"coding": attack, "one": attack, "two": attack, "who": attack, "fact": attack}),
        ("/account", {"password": attack, "new": attack, "again": attack}),
    ):
        answer = browser.post(path, data={"forms": forms, **form})
        assert answer.status_code < 500, (path, answer.text)
        assert look(answer.text) == [], path
        assert "stolen" not in answer.headers.get("set-cookie", "")


def test_attacks_are_shown_as_words(browser: TestClient) -> None:
    """Most of these documents have a page, on which the attack can be read."""
    shown = [browser.get("/documents/" + quote(f"{n}-{attack}", safe="")) for n, attack in enumerate(ATTACKS)]
    assert [answer.status_code for answer in shown].count(200) >= len(ATTACKS) - 2
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown[0].text


def test_lists_of_attacks_are_lists_of_text(browser: TestClient) -> None:
    """The first page, the queue, the codings, the log of views, each feed."""
    for path in ("/", "/documents", "/review", "/codings", "/views", "/account", "/search?q=arrested", "/method"):
        answer = browser.get(path)
        assert (path, answer.status_code, look(answer.text)) == (path, 200, [])
