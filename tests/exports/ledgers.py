"""Ledgers of invented documents that name private people wherever a name can stand: what exports are tried on.

Some of the people are passed over in some of the documents, as readers do; each is found in at least one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st

from onrecord.care import Viewer
from onrecord.ledger.ledger import open_ledger
from onrecord.schema import (
    Affiliation,
    Argument,
    Dateline,
    Document,
    Event,
    Figure,
    Label,
    Offense,
    Omission,
    Organization,
    Person,
    Place,
    Proceeding,
    ReaderVersion,
    Record,
    Reference,
    Span,
    Statement,
    Time,
)
from onrecord.shown import ShownLedger, open_shown

__all__ = ["OFFICIAL", "PRIVATE", "find_names", "find_spans", "fold", "opened", "records", "said_of"]

PRIVATE = ("Mara Voss", "Tomás Núñez", "Ilya O’Dremov", "Dana Vale-Roe")
OFFICIAL = "Hamish Orr"
_SCRAPS = ("was charged with", "arson", "said", "in Port Halden.", "=1+1", "<script>alert(1)</script>", "“no”", "\n\n")


def forms_of(name: str) -> list[str]:
    """Ways in which a full name is printed."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    first, last = name.split()
    return [name, name.upper(), f"{name}’s", plain, name.replace(" ", "\n"), f"{last}, {first}", f"{first} A. {last}"]


@st.composite
def records(draw: st.DrawFn) -> tuple[Record, ...]:
    """Up to four documents; each of the people is found in the one or the other, if named at all."""
    return tuple(draw(_record(number)) for number in range(draw(st.integers(1, 4))))


@st.composite
def _record(draw: st.DrawFn, number: int) -> Record:
    found = draw(st.lists(st.sampled_from(PRIVATE), max_size=3, unique=True))
    forms = [form for name in PRIVATE for form in forms_of(name)]
    forms += [word for name in found for word in (name.split()[1], f"@{fold(name).replace(' ', '')}")]
    words = draw(st.lists(st.sampled_from([*_SCRAPS, *forms, OFFICIAL]), min_size=1, max_size=12))
    ids = [f"d{number}", *(f"{fold(name).replace(' ', '-')}-{number}" for name in found)]
    urls = [None, "https://news.example/1", "https://news.example/mara-voss", "javascript:alert(1)"]
    datelines = [
        None,
        Dateline(place="PORT HALDEN", date="May 1"),
        *(Dateline(place=name, date=None) for name in found),
    ]
    document = Document(
        id=draw(st.sampled_from(ids)),
        text=" ".join(words) + f" Text {number}.",
        url=draw(st.sampled_from(urls)),
        publisher=draw(st.sampled_from([None, "The Stellan Courier", *(f"{name}’s Weekly" for name in found)])),
        title=draw(st.sampled_from([None, "<b>Title</b>", *forms])),
        dateline=draw(st.sampled_from(datelines)),
        kind=draw(st.sampled_from(["release", "article", "post", "filing", "dataset"])),
        published=draw(st.sampled_from([None, "2031-05-01"])),
        retrieved=draw(st.sampled_from([None, "2031-05-02T08:00:00+00:00"])),
        language="en",
    )
    return _fill(draw, document, found)


def _fill(draw: st.DrawFn, document: Document, found: Sequence[str]) -> Record:
    """Facts of every kind at random places of the text; names at all places where words are copied."""
    tokens = [document.span(*match.span()) for match in re.finditer(r"\S+", document.text)]
    spans = st.sampled_from(tokens)
    some = st.none() | spans
    name = st.sampled_from([*found, "Port Halden", "the bureau"])
    arguments = st.lists(st.builds(Argument, ref=st.sampled_from([None, "o1"]), span=spans), max_size=2).map(tuple)
    days = st.sampled_from([(None, None), ("2031-05-01", "2031-05-02")])
    start, end = draw(days)
    people = [
        Person(
            id=f"p{number}",
            kind="person",
            role=draw(st.sampled_from(["subject", "victim", "relative", "other", "lawyer"])),
            name=person,
            age=draw(st.sampled_from([None, 16, 40])),
            organization="o1",
            mentions=_mentions(document, person),
            affiliations=(Affiliation(name=draw(name), assertion="alleged", span=draw(spans)),),
            offenses=(
                Offense(id=f"x{number}", span=draw(spans), disposition="charged", sentence=draw(some), event="e1"),
            ),
        )
        for number, person in enumerate(found, 2)
    ]
    official = Person(
        id="p1", kind="person", role="official", name=OFFICIAL, title="Judge", mentions=_mentions(document, OFFICIAL)
    )
    return Record(
        reader=ReaderVersion(name="hand", version="1"),
        document=document,
        people=(official, *people),
        organizations=(Organization(id="o1", name=f"Friends of {draw(name)}", kind="other", mentions=(draw(spans),)),),
        places=(
            Place(id="l1", name="Port Halden", kind="city", geonameid=1, latitude=1.5, longitude=-2.25, country="US"),
        ),
        times=(Time(id="t1", span=tokens[-1], type="DATE", value="2031-05", start=start, end=end),),
        statements=(
            Statement(
                id="s1",
                source=draw(some),
                speaker=draw(st.sampled_from([None, "p1", "o1"])),
                cue=draw(some),
                content=(draw(spans),),
                mode=draw(st.sampled_from(["direct", "indirect"])),
                act="assert",
            ),
        ),
        events=(
            Event(
                id="e1",
                type=draw(st.sampled_from(["arrest", "charge", "publish"])),
                trigger=draw(spans),
                agents=draw(arguments),
                subjects=draw(arguments),
                places=draw(arguments),
                start=start,
                end=end,
                factuality=draw(st.sampled_from(["asserted", "alleged", "planned", "negated", "possible"])),
                statement=draw(st.sampled_from([None, "s1"])),
            ),
        ),
        figures=(
            Figure(id="f1", span=draw(spans), low=41, high=None, approximate=True, unit="people", measures="arrest"),
        ),
        proceedings=(
            Proceeding(
                id="c1",
                court="o1",
                title=f"People v. {draw(name)}",
                number="31-cr-1",
                parties=draw(arguments),
                steps=("e1",),
            ),
        ),
        omissions=(
            Omission(
                id="m1",
                kind="comment",
                stated=True,
                manner="declined",
                span=draw(some),
                about="e1",
                explanation=f"Asked of {draw(name)}.",
            ),
        ),
        labels=(Label(id="b1", term=draw(name), span=draw(spans), applies_to=("o1",), definition=draw(some)),),
        references=(
            Reference(id="r1", span=draw(spans), kind="order", url=draw(st.sampled_from([None, "https://a.example/mara-voss/"]))),
        ),
    )  # fmt: skip


def _mentions(document: Document, name: str) -> tuple[Span, ...]:
    return tuple(document.span(*match.span()) for match in re.finditer(re.escape(name), document.text))


@contextmanager
def opened(given: Iterable[Record], *, names: bool = False, place: str | Path = ":memory:") -> Iterator[ShownLedger]:
    """A ledger with these records, as shown; in memory unless a place is named."""
    with open_ledger(place) as ledger:
        ledger.add_all(tuple(given))
        yield open_shown(ledger, Viewer(signed_in=names, may_see_names=names))


def said_of(given: Iterable[Record]) -> set[str]:
    """The private names of these records: whoever was found in one of them."""
    return {person.name for record in given for person in record.people if person.name and person.name != OFFICIAL}


def find_names(words: str, names: Iterable[str]) -> list[str]:
    """Those of the names whose last name stands in the words, in whatever form."""
    plain = fold(words)
    return [name for name in names if re.search(rf"(?<![a-z]){re.escape(fold(name).split()[-1])}(?![a-z])", plain)]


def find_spans(value: object) -> Iterator[tuple[int, int, str]]:
    """Start, end and text of every span of a record as JSON, however deep."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value["start"], value["end"], value["text"]
        for part in value.values():
            yield from find_spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from find_spans(part)


def fold(text: str) -> str:
    """Small letters without accents, apostrophes and possessives, however they are escaped; a line break is a space."""
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found.group(1), 16)), text)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = re.sub("(?:[’']|&#39;)s(?![a-z])", " s", plain.casefold())
    return re.sub(r"(\\n|\s)+", " ", re.sub("[’']|&#39;", "", plain))
