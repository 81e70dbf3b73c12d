"""The invariants of reading, tried on invented documents and on any text at all."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.records.reader import StandardReader
from onrecord.schema import Document, Span, decode_record, encode_record

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.txt"))
PIECES = [
    "Mara Voss, 34, of Port Halden,",
    "was charged with",
    "pleaded guilty to",
    "armed robbery",
    "and",
    "kidnapping",
    "on Monday",
    "“We will act,”",
    "said",
    "Sheriff Ansel Brandt.",
    "The Department of Home Affairs (DHA)",
    "arrested more than 40 people",
    "in Springfield, Illinois.",
    "declined to comment.",
    "\n",
    "\n\n",
    "•",
    "“",
    "”",
    '"',
    "—",
    "(",
    ")",
    "No. 31-cr-0418",
    "She",
    "was sentenced to 12 years in prison.",
    "If convicted,",
    "he faces up to",
    "20 years",
    "$2.5 million",
    "between May 3 and 7",
    "\nRelated Posts\n",
    "\nScroll to top\n",
]


def texts() -> st.SearchStrategy[str]:
    """Scraps of announcements in any order, and any characters."""
    return st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=300)


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every span of a record, however deep."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value
        for part in value.values():
            yield from spans_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans_in(part)


def ids_in(value: Any) -> Iterator[str]:
    """Every identifier that a record gives."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for part in value.values():
            yield from ids_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from ids_in(part)


POINTERS = frozenset("ref organization place event statement speaker time court part_of about publisher".split())


def pointers_in(value: Any) -> Iterator[str]:
    """Every identifier that a record refers to."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in POINTERS and isinstance(part, str):
                yield part
            elif key in ("steps", "applies_to"):
                yield from part
            else:
                yield from pointers_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from pointers_in(part)


def check(reader: StandardReader, document: Document) -> None:
    """Grounded, well-formed, complete, and the same each time."""
    record = reader.read(document)
    data = encode_record(record)
    assert data == encode_record(reader.read(document))
    assert decode_record(data) == record
    body = {key: value for key, value in json.loads(data).items() if key not in ("document", "reader", "format")}
    for span in spans_in(body):
        assert document.text[span["start"] : span["end"]] == span["text"] != ""
    ids = list(ids_in(body))
    assert len(ids) == len(set(ids))
    assert set(pointers_in(body)) <= set(ids)
    assert record.document == document


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_keep_the_invariants(reader: StandardReader, path: Path) -> None:
    """Every example is read with every span in its text and every reference to something that is there."""
    text = path.read_text(encoding="utf-8")
    check(reader, Document(id="example", text=text, kind="release", published="2031-05-19", title=text.split("\n")[0]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=texts(), kind=st.sampled_from(["release", "article", "post"]), published=st.sampled_from([None, "2031-05-19"])
)
def test_any_text_keeps_the_invariants(reader: StandardReader, text: str, kind: Any, published: str | None) -> None:
    """No text makes the reader raise, invent a word, or point at nothing."""
    check(reader, Document(id="any", text=text, kind=kind, published=published))


def test_an_empty_document_states_nothing(reader: StandardReader) -> None:
    """Nothing in, nothing out."""
    record = reader.read(Document(id="empty", text=""))
    assert (record.people, record.statements, record.events, record.figures) == ((), (), (), ())


PAGE = """Two Held in Halden Burglary
Dana Vale, 28, of Port Halden, was charged on Monday with burglary, District Attorney Ada Roe said.
“We will not rest,” Roe said.
District Attorney
Scroll to top
Follow Us
Latest Posts
Orrin Dremov Sentenced to 12 Years for Murder of Halden Clerk
May 9, 2031
Dana Vale Pleads Guilty to Arson; Judge Orders $40,000 in Restitution
“He Was a Monster,” Sheriff Ansel Brandt Says of Man Arrested in Lorn
The district attorney declined to comment on the arrest of three men …"""


def test_lists_of_other_pages_tell_nothing_but_names(reader: StandardReader) -> None:
    """Nothing is told of what stands below "Latest Posts"; who is named there is a person, and so is hidden."""
    record = reader.read(Document(id="d", text=PAGE, published="2031-05-12"))
    below = PAGE.index("Latest Posts")
    told: tuple[Span, ...] = (
        *(event.trigger for event in record.events), *(one.content[0] for one in record.statements),
        *(figure.span for figure in record.figures), *(time.span for time in record.times),
        *(label.span for label in record.labels), *(reference.span for reference in record.references),
        *(place.mentions[0] for place in record.places), *(body.mentions[0] for body in record.organizations),
        *(offense.span for person in record.people for offense in person.offenses),
        *(omission.span for omission in record.omissions if omission.span),
    )  # fmt: skip
    assert {event.type for event in record.events} == {"charge"}
    assert [one.content[-1].text for one in record.statements][1:] == ["“We will not rest,”"]
    assert all(span.start < below for span in told)
    people = {person.name: person for person in record.people}
    assert {"Dana Vale", "Ada Roe", "Orrin Dremov", "Ansel Brandt"} <= people.keys()
    assert [offense.span.text for offense in people["Dana Vale"].offenses] == ["burglary"]
    assert any(span.start > below for span in people["Dana Vale"].mentions)
    assert people["Orrin Dremov"].role == "other"
    assert all(PAGE[span.start : span.end] == span.text for person in record.people for span in person.mentions)


def test_prose_below_such_a_heading_is_read(reader: StandardReader) -> None:
    """What stands below "Latest News" is read where it is the text itself."""
    prose = PAGE.split("\n")[1]
    for page in (f"Latest News\nTwo Held\n{prose}", f"{prose}\nRelated Stories\nOne Man Held\n{prose}"):
        record = reader.read(Document(id="d", text=page, published="2031-05-12"))
        assert record.events[-1].trigger.start == page.rindex("charged")


def test_controls_are_nobody(reader: StandardReader) -> None:
    """A button below "District Attorney" is no official."""
    text = (
        "Ada Roe\nDistrict Attorney\nScroll to top\nPrint\nShare\nDana Vale, 28, was charged with burglary on Monday."
    )
    record = reader.read(Document(id="d", text=text))
    assert not {word for person in record.people for word in (person.name or "").split()} & {"Scroll", "Print", "Share"}


def test_things_named_after_people_are_shown(reader: StandardReader) -> None:
    """A prison, a school and a web site are nobody whose name is hidden."""
    text = (
        "Dana Vale, 28, is held at the Harlan J. Bridge Correctional Facility in Lorn, prosecutors said.\n"
        "Vale met a pupil of Ada Roe Middle School on Streamly.com, according to the sheriff."
    )
    record = reader.read(Document(id="d", text=text))
    assert {person.name for person in record.people if person.kind == "person"} == {"Dana Vale"}
