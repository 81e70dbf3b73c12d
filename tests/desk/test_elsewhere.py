"""Who is hidden in one document is hidden on every page of all others, though their readers took the name for nobody's.

Nor is a document found by such a name; and an official of that name is shown where a document says that they are one.
"""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, unquote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from tests.desk.serving import DAY, TOKEN
from tests.desk.test_walk import find_links
from tests.exports.ledgers import find_names, opened, records, said_of
from tests.reviews.making import review_document, review_fact

from onrecord.care import Viewer
from onrecord.desk.app import make_app
from onrecord.desk.desk import Desk
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.schema import (
    Argument,
    Document,
    Event,
    Figure,
    Label,
    Omission,
    Organization,
    Person,
    Place,
    Proceeding,
    ReaderVersion,
    Record,
    Reference,
    Role,
    Statement,
)

NAME = "Nerida Lind"
READER = ReaderVersion(name="hand", version="1")
STARTS = (
    "/", "/documents", "/review", "/codings", "/search?q=fire", "/figures",
    "/feeds/documents.atom", "/feeds/changes.atom", "/feeds/lapses.atom", "/feeds/answers.atom",
    "/feeds/search.atom?q=fire", "/documents/nerida-lind-2",
    "/episodes/nerida-lind-2", "/cases/31-cr-9", "/revisions/nerida-lind-2", "/why/o1/nerida-lind-2", "/views",
    "/review/nerida-lind-2", "/openapi.json",
)  # fmt: skip
MOST = 12
"""Pages of a kind that are looked at."""


def make_victim() -> Record:
    """The one document that says who she is."""
    text = "Nerida Lind, 9, was hurt when officers came on May 6."
    document = Document(id="d1", text=text, kind="release", published="2031-05-07", language="en")
    person = Person(id="p1", kind="person", role="victim", name=NAME, age=9, mentions=(document.span(0, 11),))
    return Record(reader=READER, document=document, people=(person,))


def make_other(*, last: str) -> Record:
    """Another document, in which she is a company, a place, a publisher, part of addresses, and nobody."""
    said = "“We wait,” NERIDA LIND said."
    text = f"Nerida Lind was seen at the fire. {said} Officers of Nerida Lind arrested 12 people. {last}"
    document = Document(
        id="nerida-lind-2",
        text=text,
        title="Lind, Nerida: a fire",
        publisher="Nerida Lind Weekly",
        url="https://news.example/nerida-lind/fire",
        kind="article",
        published="2031-05-08",
        language="en",
    )

    def find(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    name, arrested = document.span(*find("Nerida Lind")), document.span(*find("arrested"))
    return Record(
        reader=READER,
        document=document,
        organizations=(Organization(id="o1", name=NAME, kind="company", mentions=(name,)),),
        places=(Place(id="g1", name=NAME, kind="city", mentions=(name,)),),
        statements=(
            Statement(
                id="s1",
                source=document.span(*find("NERIDA LIND")),
                speaker="o1",
                cue=document.span(*find("said")),
                content=(document.span(*find("“We wait,”")),),
                mode="direct",
                act="assert",
            ),
        ),
        events=(
            Event(
                id="e1",
                type="arrest",
                trigger=arrested,
                agents=(Argument(ref="o1", span=name),),
                places=(Argument(ref="g1", span=name),),
                start="2031-05-08",
                end="2031-05-08",
            ),
        ),
        figures=(
            Figure(
                id="f1",
                span=document.span(*find("12")),
                low=12,
                high=12,
                approximate=False,
                unit="people",
                measures="arrest",
            ),
        ),
        proceedings=(
            Proceeding(
                id="c1",
                court="o1",
                title="State v. Nerida Lind",
                number="31-cr-9",
                parties=(Argument(ref="o1", span=name),),
                steps=("e1",),
            ),
        ),
        omissions=(
            Omission(
                id="m1",
                kind="comment",
                stated=True,
                manner="declined",
                span=name,
                about="o1",
                explanation="Nerida Lind declined to comment.",
            ),
        ),
        labels=(Label(id="b1", term="Nerida Lind", span=name, applies_to=("o1",)),),
        references=(Reference(id="r1", span=name, kind="post", url="https://a.example/nerida-lind"),),
    )


def make_official() -> Record:
    """A document that names an official of that name."""
    text = "Sheriff Nerida Lind spoke in June."
    document = Document(id="d3", text=text, kind="release", published="2031-06-02", language="en")
    person = Person(id="p1", kind="person", role="official", name=NAME, mentions=(document.span(8, 19),))
    return Record(reader=READER, document=document, people=(person,))


@contextmanager
def open_browser(ledger: Ledger, *, names: bool = False) -> Iterator[TestClient]:
    """The owner of a desk on this ledger."""
    viewer = Viewer(signed_in=True, may_see_names=names)
    app = make_app(Desk(ledger, today=lambda: DAY), token=TOKEN, viewer=viewer)
    with TestClient(app, base_url="http://127.0.0.1:8317") as client:
        assert client.get("/", params={"token": TOKEN}).status_code == 200
        yield client


def walk(client: TestClient, starts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every page from these on, up to so many of a kind: its address, and all that it says, headers too."""
    seen, kinds, waiting = set[str](), Counter[str](), deque(starts)
    while waiting:
        link = waiting.popleft()
        kind = link.split("?")[0].split("/")[1].partition(".")[0] + (".json" if ".json" in link else "")
        if link in seen or (kinds[kind] >= MOST and link not in starts):
            continue
        kinds[kind] += 1
        seen.add(link)
        response = client.get(link)
        if "html" in response.headers["content-type"] and response.status_code == 200:
            waiting.extend(find_links(response.text))
        yield link, f"{response.headers} {response.url if link not in starts else ''} {response.text}"


def find_shown(client: TestClient, names: set[str], starts: tuple[str, ...] = STARTS) -> list[str]:
    """The pages on which one of the names stands, or in the address of one that a page leads to."""
    pages = ((link, f"{'' if link in starts else link} {told}") for link, told in walk(client, starts))
    return [link for link, told in pages if find_names(unescape(unquote(told)), names)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Two documents, the other of which was changed, reviewed and coded."""
    with open_ledger(tmp_path / "ledger.db") as made:
        made.add(make_victim())
        made.add(make_other(last="Nerida Lind is ill."))
        old = make_other(last="Nerida Lind is ill.")
        made.reviews.add(replace(review_fact(old, "f1", "accept"), why="Nerida Lind told me."))
        made.add(make_other(last="They were let go, Nerida Lind said."))
        new = make_other(last="They were let go, Nerida Lind said.")
        made.reviews.add(replace(review_fact(new, "e1", "reject"), why="Not Nerida Lind’s."))
        for who in ("ines", "jon"):
            made.reviews.add(replace(review_document(new, "done", who=who), coding="round 1"))
        yield made


@pytest.mark.parametrize("names", [False, True])
def test_no_page_shows_who_is_hidden_in_another_document(ledger: Ledger, names: bool) -> None:
    """A victim is shown to nobody; the pages are there, and tell the rest."""
    with open_browser(ledger, names=names) as client:
        assert find_shown(client, {NAME}) == []
        found = client.get("/documents.json").json()["documents"]
        other = next(line for line in found if line["kind"] == "article")
        assert (other["title"], other["publisher"]) == ("Person A: a fire", "Person A Weekly")
        address = quote(other["id"], safe="")
        for page in ("documents", "revisions", "review", "cite/f1"):
            assert "Person" in client.get(f"/{page}/{address}").text, page
        assert client.get("/documents.json", params={"publisher": "Nerida Lind Weekly"}).json()["documents"] == []
        assert client.get(f"/codings/{address}?coding=round+1&one=ines&two=jon").status_code == 200


SEARCHES = ["Lind", "nerida lind", '"nerida lind"', "linds", "NERIDA fire", "lind officers"]


@pytest.mark.parametrize("words", SEARCHES)
def test_no_document_is_found_by_who_is_hidden_in_another(ledger: Ledger, words: str) -> None:
    """Neither on the page of the search nor in its data and its feed; by its other words it is."""
    with open_browser(ledger) as client:
        assert client.get("/search.json", params={"q": words}).json()["documents"] == []
        assert "a fire" not in client.get("/search", params={"q": words}).text
        assert "<entry>" not in client.get("/feeds/search.atom", params={"q": words}).text
        for path in ("/timeline.json", "/figures/found.json"):
            assert client.get(path, params={"q": words}).json()["findings"] == []
        for name in ("place", "body", "publisher"):
            asked = {name: "Nerida Lind Weekly" if name == "publisher" else NAME}
            assert client.get("/search.json", params=asked).json()["documents"] == []
            assert client.get("/timeline.json", params=asked).json()["findings"] == []
        found = client.get("/search.json", params={"q": "fire"}).json()["documents"]
        assert [line["title"] for line in found] == ["Person A: a fire"]


def test_an_official_of_that_name_is_shown(ledger: Ledger) -> None:
    """In the document that names one, and found there."""
    ledger.add(make_official())
    with open_browser(ledger) as client:
        assert "Sheriff Nerida Lind spoke" in client.get("/documents/d3").text
        assert [line["id"] for line in client.get("/search.json?q=lind").json()["documents"]] == ["d3"]
        assert find_names(client.get("/documents/d1").text, {NAME}) == []


ROLES: list[tuple[Role, int | None, bool]] = [
    ("victim", None, True), ("relative", None, True), ("other", 16, True), ("subject", 40, False),
]  # fmt: skip


@pytest.mark.parametrize(("role", "age", "hidden"), ROLES)
def test_a_viewer_with_the_right_sees_other_names(tmp_path: Path, role: Role, age: int | None, hidden: bool) -> None:
    """But those of victims, relatives and minors, wherever they stand."""
    victim = make_victim()
    told = replace(victim, people=(replace(victim.people[0], role=role, age=age),))
    with open_ledger(tmp_path / "ledger.db") as made:
        made.add_all([told, make_other(last="It rained.")])
        with open_browser(made, names=True) as client:
            titles = {line["title"] for line in client.get("/documents.json").json()["documents"]}
        assert ("Lind, Nerida: a fire" not in titles) is hidden


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(told=records())
def test_no_page_shows_a_private_name(told: tuple[Record, ...]) -> None:
    """Whichever document found the person, wherever else the name stands, in whatever form."""
    starts = tuple(start for start in STARTS if "nerida" not in start.lower() and "Lind" not in start)
    with (
        TemporaryDirectory() as folder,
        opened(told, place=f"{folder}/l.db") as shown,
        open_browser(shown.ledger) as client,
    ):
        assert find_shown(client, said_of(told), starts) == []
