"""Nobody sees a private name: not in the text, a span, a title, an address; and what is shown is still grounded."""

import json
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exports.ledgers import find_spans

from onrecord.answers.answer import Answer, Citation, Finding, Named
from onrecord.care import (
    Viewer,
    describe_person,
    is_hidden,
    show_answer,
    show_document,
    show_record,
    show_revisions,
)
from onrecord.documents.document import make_handle
from onrecord.schema import (
    Argument,
    Document,
    Event,
    Omission,
    Organization,
    Person,
    Place,
    Proceeding,
    ReaderVersion,
    Record,
    Role,
    Span,
    Statement,
    Time,
    encode_record,
)

STRANGER = Viewer()
GUEST = Viewer(signed_in=True)
TRUSTED = Viewer(signed_in=True, may_see_names=True)
READER = ReaderVersion(name="hand", version="1")


def spans_of(document: Document, words: str) -> tuple[Span, ...]:
    """Every place where these words stand."""
    return tuple(document.span(*match.span()) for match in re.finditer(re.escape(words), document.text))


def make_record(text: str, *people: tuple[Role, str, str], title: str | None = None) -> Record:
    """A record of people, each given as role, name, and mentions with bars between them."""
    document = Document(id="d1", text=text, title=title)
    entries = [
        Person(
            id=f"p{number}",
            kind="person",
            role=role,
            name=name,
            mentions=tuple(span for words in mentions.split("|") if words for span in spans_of(document, words)),
        )
        for number, (role, name, mentions) in enumerate(people, 1)
    ]
    return Record(reader=READER, document=document, people=tuple(entries))


def check_grounded(record: Record) -> None:
    """document.text[start:end] == text, never empty."""
    value = json.loads(encode_record(record))
    for start, end, words in find_spans({key: part for key, part in value.items() if key != "document"}):
        assert record.document.text[start:end] == words != ""


SHOWN = [
    (
        "Person A, 34, was charged. Officers held Person A in Port Halden.",
        "Tomas Arvelo Quint, 34, was charged. Officers held Quint in Port Halden.",
        [("subject", "Tomas Arvelo Quint", "Tomas Arvelo Quint|Quint")],
    ),
    (
        "PERSON: Person A; Person A’s lawyer, Person A.",
        "PERSON: TOMAS QUINT; Quint’s lawyer, José Quint.",
        [("subject", "Tomas Quint", "José Quint")],
    ),
    (
        "Person A met Person B. Person A or B spoke; Person B’s car.",
        "Dana Vale met Omar Vale. Vale spoke; Omar’s car.",
        [("subject", "Dana Vale", "Dana Vale"), ("other", "Omar Vale", "Omar Vale")],
    ),
    (
        "Sheriff Ada Brandt held Person A. Brandt spoke. Person A did not.",
        "Sheriff Ada Brandt held Emil Brandt. Brandt spoke. Emil did not.",
        [("official", "Ada Brandt", "Ada Brandt"), ("subject", "Emil Brandt", "Emil Brandt")],
    ),
    (
        "Person A was held. Will he speak? In May he may.",
        "Will May was held. Will he speak? In May he may.",
        [("subject", "Will May", "Will May")],
    ),
    (
        "Jose Roe and Person A: Person A, Person A.",
        "Jose Roe and José Núñez: Jose Nunez, Nu\u0301n\u0303ez.",
        [("subject", "José Núñez", "José Núñez")],
    ),
    (
        "Person B is no Person A.",
        "Mara Voss is no Person A.",
        [("subject", "Mara Voss", "Mara Voss")],
    ),
    (
        "Judge Person A was charged before Judge Orr.",
        "Judge Livia Sorrel was charged before Judge Orr.",
        [("subject", "Livia Sorrel", "Livia Sorrel"), ("judge", "Orr", "Orr")],
    ),
    (
        "Write to Person A or follow Person A, not desk@voice.example.",
        "Write to mara.voss@post.example or follow @maravoss, not desk@voice.example.",
        [("victim", "Mara Voss", "")],
    ),
    (
        "J. Q. spoke; Person A, “Person A” and the man agreed; he did.",
        "J. Q. spoke; J. D. Vale, “Slim” and the man agreed; he did.",
        [("other", "J. D. Vale", "J. D. Vale|Slim|the man|he did")],
    ),
    ("Person A was held, Person A.", "Vale, Dana was held, Vale.", [("subject", "Dana Vale", "")]),
    ("Person A\nPerson A was held.", "Vale\nDana Vale was held.", [("subject", "Dana Vale", "")]),
    (
        "Person A was held. PERSON HELD: Person A HELD.",
        "Ines Pena-Voss was held. PERSON HELD: MARA HELD.",
        [("subject", "Mara Ines Voss", "Ines|Voss")],
    ),
    (
        "Person A and Person B-\nBrandt met Sheriff Brandt.",
        "Voss-\nOrlo and Vale-\nBrandt met Sheriff Brandt.",
        [("subject", "Mara Voss", ""), ("other", "Ida Vale", ""), ("official", "Brandt", "Brandt")],
    ),
    (
        "Person A and Person B",
        "Mara\nVoss and Vale-\nRoe",
        [("subject", "Mara Voss", ""), ("other", "Ida Vale-Roe", "")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "text", "people"), SHOWN, ids=[row[0][:40] for row in SHOWN])
def test_names_become_pseudonyms(expected: str, text: str, people: list[tuple[Role, str, str]]) -> None:
    """Every form of a private name gives way to one pseudonym; an official's name and other words stay."""
    shown = show_record(make_record(text, *people), STRANGER)
    assert shown.document.text == expected
    check_grounded(shown)


HIDDEN = [
    ("official", 50, False, False, False),
    ("judge", 50, False, False, False),
    ("subject", 28, True, True, False),
    ("lawyer", None, True, True, False),
    ("other", None, True, True, False),
    ("victim", 40, True, True, True),
    ("relative", None, True, True, True),
    ("subject", 17, True, True, True),
    ("official", 17, True, True, True),
]


@pytest.mark.parametrize(("role", "age", "stranger", "guest", "trusted"), HIDDEN)
def test_who_is_hidden_from_whom(role: Role, age: int | None, *, stranger: bool, guest: bool, trusted: bool) -> None:
    """Officials in office are named; victims, minors and relatives never; others where the owner turned names on."""
    person = Person(id="p1", kind="person", role=role, name="Mara Voss", age=age)
    assert [is_hidden(person, viewer) for viewer in (STRANGER, GUEST, TRUSTED)] == [stranger, guest, trusted]


IDS = [
    ("d1", "d1"),
    ("release 2031/05", "release 2031/05"),
    (make_handle("mara-voss-case"), "mara-voss-case"),
    (make_handle("MVoss_31"), "MVoss_31"),
]


@pytest.mark.parametrize(("expected", "id"), IDS)
def test_an_id_that_names_someone_gives_way_to_a_handle(expected: str, id: str) -> None:  # noqa: A002
    """An id that a sender made of a hidden name is shown as a digest; any other as it is."""
    record = make_record("Mara Voss was held.", ("subject", "Mara Voss", "Mara Voss"))
    shown = show_record(replace(record, document=replace(record.document, id=id)), STRANGER)
    assert shown.document.id == expected


def test_no_part_of_the_record_keeps_the_name() -> None:
    """Titles, addresses, organizations, parties, explanations and the dateline are masked as the text is."""
    text = (
        "VALE, Corvania – Dana Vale pleaded guilty, Vale’s lawyer at Vale & Sons said in the Vale County Court in May."
    )
    record = make_record(text, ("subject", "Dana Vale", "Dana Vale"), title="People v. Vale: what Dana Vale said")
    document = replace(record.document, url="https://news.example/dana-vale-guilty", publisher="Dana Vale’s Weekly")
    party = Argument(ref="p1", span=spans_of(document, "Vale")[0])
    record = replace(
        record,
        document=document,
        organizations=(
            Organization(id="o1", name="Vale & Sons", kind="company", mentions=spans_of(document, "Vale & Sons")),
            Organization(
                id="o2", name="Vale County Court", kind="court", mentions=spans_of(document, "Vale County Court")
            ),
        ),
        places=(Place(id="l1", name="Vale County", kind="county", mentions=spans_of(document, "Vale County")),),
        times=(Time(id="t1", span=spans_of(document, "May")[0], type="DATE", value="XXXX-05"),),
        statements=(
            Statement(
                id="s1",
                source=spans_of(document, "Vale’s lawyer")[0],
                speaker="p1",
                cue=spans_of(document, "said")[0],
                content=(spans_of(document, "Dana Vale pleaded guilty")[0],),
                mode="indirect",
                act="assert",
            ),
        ),
        events=(Event(id="e1", type="plead", trigger=spans_of(document, "pleaded")[0], agents=(party,)),),
        proceedings=(Proceeding(id="c1", court="o2", title="People v. Vale", number="31-cr-0418", parties=(party,)),),
        omissions=(
            Omission(
                id="m1",
                kind="comment",
                stated=False,
                manner=None,
                span=None,
                about="p1",
                explanation="Vale is not heard.",
            ),
        ),
    )
    shown = show_record(record, STRANGER)
    check_grounded(shown)
    data = encode_record(shown).decode()
    assert re.findall(r".{0,6}(?i:vale).{0,13}", data.replace("Vale County Court", "").replace("Vale County", "")) == []
    assert shown.document.text == (
        "Person A, Corvania – Person A pleaded guilty, Person A’s lawyer at Person A & Sons said in the Vale County "
        "Court in May."
    )
    assert (shown.document.title, shown.document.url) == (
        "People v. Person A: what Person A said",
        "https://news.example/",
    )
    assert (shown.organizations[0].name, shown.organizations[1].name) == ("Person A & Sons", "Vale County Court")
    assert shown.events[0].agents[0].ref == "p1"
    assert shown.proceedings[0].title == "People v. Person A"
    assert shown.omissions[0].explanation == "Person A is not heard."


def test_trusted_viewer_sees_names_but_no_victim() -> None:
    """Names turned on and signed in: the accused is named, the victim is not, nor by a last name they share."""
    record = make_record(
        "Omar Vale was charged with assault of Dana Vale, his wife. Dana recovered.",
        ("subject", "Omar Vale", "Omar Vale"),
        ("victim", "Dana Vale", "Dana Vale"),
    )
    shown = show_record(record, TRUSTED)
    assert shown.document.text == "Omar Vale was charged with assault of Person A, his wife. Person A recovered."


def test_nothing_hidden_is_the_same_record() -> None:
    """Where nobody is to be hidden the record is shown as it is."""
    record = make_record("Sheriff Ada Brandt spoke of Mara Voss.", ("official", "Ada Brandt", "Ada Brandt"))
    assert show_record(record, STRANGER) is record


def test_people_are_described_by_what_is_stated() -> None:
    """Age, sex and origin where the text gives them, and no more."""
    row = {"id": "p1", "kind": "person", "role": "subject"}
    people = [{}, {"age": 18}, {"age": 84, "gender": "female"}, {"age": 15, "gender": "male", "origin": "Ostravia"}]
    assert [describe_person(Person(**row, **given)) for given in people] == [  # type: ignore[arg-type]
        "a person",
        "an 18-year-old person",
        "an 84-year-old woman",
        "a 15-year-old boy from Ostravia",
    ]
    group = Person(id="p1", kind="group", role="subject", count=3)
    assert [describe_person(group), describe_person(replace(group, count=None))] == ["3 people", "a group of people"]


FIRST = ["Mara", "José", "Tomás", "Ilya", "Will", "April", "O’Dell", "Xu"]
LAST = ["Voss", "Quint", "Núñez", "Vale-Roe", "Dremov", "O’Hara", "de la Cruz", "Jackson"]
OFFICIALS = ["Hamish Orr", "Maren Holloway"]


def forms_of(name: str) -> list[str]:
    """Ways in which one name is printed."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    last = name.split(" ", 1)[1]
    return [
        name, name.upper(), f"{name}’s", last, last.upper(), f"{last}'s", plain, unicodedata.normalize("NFD", name),
        name.replace(" ", "\n"), name.replace(" ", "\u00a0"), f"{last}, {name}", f"“{last}”", name.replace("’", "'"),
    ]  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Texts that name private people and officials in every form, with some of the mentions marked."""
    lasts = draw(st.lists(st.sampled_from(LAST), min_size=1, max_size=4, unique=True))
    names = [f"{draw(st.sampled_from(FIRST))} {last}" for last in lasts]
    forms = [form for name in names for form in forms_of(name)]
    scraps = [
        "was charged with",
        "said",
        "in",
        ".",
        ",",
        "\n\n",
        "Judge Hamish Orr",
        "Maren Holloway",
        "of",
        "“",
        "and",
    ]
    text = draw(st.lists(st.sampled_from([*scraps, *forms]), max_size=40).map(" ".join))
    document = Document(
        id="d1", text=text, title=draw(st.sampled_from([None, *forms])), publisher="The Stellan Courier"
    )
    people = [("official", name) for name in OFFICIALS]
    people += [(draw(st.sampled_from(["subject", "victim", "other", "lawyer"])), name) for name in names]
    entries = []
    for number, (role, name) in enumerate(people, 1):
        marked = [span for form in (name, name.upper()) for span in spans_of(document, form) if draw(st.booleans())]
        entries.append(Person(id=f"p{number}", kind="person", role=role, name=name, mentions=tuple(marked)))  # type: ignore[arg-type]
    return Record(reader=READER, document=document, people=tuple(entries))


def fold(text: str) -> str:
    """Without accents, capitals, line breaks and curly apostrophes."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"(\\n|\s|\u00a0)+", " ", plain.replace("’", "'")).casefold()


@settings(max_examples=150, deadline=None)
@given(record=records())
def test_no_hidden_name_survives(record: Record) -> None:
    """In whatever form and place a private name stands, it is nowhere in what is shown; officials stay."""
    shown = show_record(record, STRANGER)
    assert show_document(record, STRANGER) == shown.document
    check_grounded(shown)
    data = fold(encode_record(shown).decode())
    for person in record.people[2:]:
        name = fold(person.name or "")
        assert name not in data
        assert not re.search(rf"\b{re.escape(name.split()[-1])}\b", data)
    for official in OFFICIALS:
        assert shown.document.text.count(official) == record.document.text.count(official)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=200), data=st.data())
def test_any_text_and_any_name_keep_their_ground(text: str, data: st.DataObject) -> None:
    """Whatever the words and whatever is called a name: nothing raises, every span stands in the text as shown."""
    document = Document(id="d1", text=text)
    offsets = st.integers(0, len(text))
    pairs = [sorted((data.draw(offsets), data.draw(offsets))) for _ in range(4)]
    spans = [document.span(start, end) for start, end in pairs if start < end]
    people = tuple(
        Person(id=f"p{number}", kind="person", role="subject", name=span.text, mentions=tuple(spans[number:]))
        for number, span in enumerate(spans)
    )
    shown = show_record(Record(reader=READER, document=document, people=people), STRANGER)
    check_grounded(shown)
    assert show_record(Record(reader=READER, document=document, people=people), STRANGER) == shown


def test_revisions_are_shown_with_the_same_pseudonyms() -> None:
    """Whatever the order in which each of them names people, and what each of them calls Person A itself."""
    old = make_record(
        "Mara Voss met Ilja Renn.", ("subject", "Mara Voss", "Mara Voss"), ("victim", "Ilja Renn", "Ilja Renn")
    )
    new = make_record(
        "Person A met Ilja Renn and Mara Voss.",
        ("victim", "Ilja Renn", "Ilja Renn"),
        ("subject", "Mara Voss", "Mara Voss"),
    )
    shown = [record.document.text for record in show_revisions([old, new], STRANGER)]
    assert shown == ["Person B met Person C.", "Person A met Person C and Person B."]


@pytest.mark.parametrize("role", [None, "official"])
def test_who_is_hidden_in_one_revision_is_hidden_in_all(role: Role | None) -> None:
    """Also where the reader missed the person in another, or took them for an official."""
    first = make_record("Mara Voss was held.", ("subject", "Mara Voss", "Mara Voss"), title="Mara Voss held")
    people = [(role, "Mara Voss", "Mara Voss")] if role else []
    second = make_record("Police freed Mara Voss. Voss left.", *people, title="Voss freed")
    for records in ([first, second], [second, first]):
        for record in show_revisions(records, STRANGER):
            assert b"Voss" not in encode_record(record)
            for person in record.people:
                assert all(record.document.text[span.start : span.end] == span.text for span in person.mentions)
    assert show_revisions([first, second], TRUSTED) == (first, second)


def test_one_revision_is_shown_as_a_record_is() -> None:
    """The two ways do not differ."""
    record = make_record(
        "Mara Voss met Ilja Renn.", ("subject", "Mara Voss", "Mara Voss"), ("judge", "Ilja Renn", "Ilja Renn")
    )
    assert show_revisions([record], STRANGER) == (show_record(record, STRANGER),)


def _tell(words: str, document: Document, *, named: tuple[tuple[str, str], ...]) -> Finding:
    start = document.text.index(words)
    return Finding(says=("Told of ", Named(mentions=named), "."), citations=(_cite(document, start, words),))


def _cite(document: Document, start: int, words: str) -> Citation:
    return Citation(
        document=document.id,
        revision="0",
        span=document.span(start, start + len(words)),
        title=f"{words} again",
        publisher="The Ledger",
        published=None,
    )


def _record_of(id: str, text: str, name: str, role: Role) -> Record:  # noqa: A002 - the word of the record
    document = Document(id=id, text=text)
    at = text.index(name)
    person = Person(id="p1", kind="person", role=role, name=name, mentions=(document.span(at, at + len(name)),))
    return Record(reader=ReaderVersion(name="hand", version="1"), document=document, people=(person,))


def test_an_answer_has_one_pseudonym_for_a_person_of_several_documents() -> None:
    """Who is linked is one person; whoever bears the same name elsewhere is not, and gets another pseudonym."""
    records = {
        "a": _record_of("a", "Mara Voss was charged.", "Mara Voss", "subject"),
        "b": _record_of("b", "Then Mara Voss was acquitted.", "Mara Voss", "other"),
        "c": _record_of("c", "In the north Mara Voss sells fish.", "Mara Voss", "other"),
    }
    linked = (("a", "p1"), ("b", "p1"))
    findings = (
        _tell("Mara Voss was charged", records["a"].document, named=linked),
        _tell("Mara Voss was acquitted", records["b"].document, named=linked),
        _tell("Mara Voss sells", records["c"].document, named=(("c", "p1"),)),
    )
    shown = show_answer(Answer(question="q", findings=findings), records.__getitem__, Viewer())
    assert [finding.says for finding in shown.findings] == [
        ("Told of Person A.",),
        ("Told of Person A.",),
        ("Told of Person B.",),
    ]
    assert [finding.citations[0].span.text for finding in shown.findings] == [
        "Person A was charged",
        "Person A was acquitted",
        "Person B sells",
    ]
    assert [finding.citations[0].title for finding in shown.findings][1] == "Person A was acquitted again"


def test_who_is_hidden_in_one_document_is_hidden_in_the_whole_answer() -> None:
    """A victim in one, an official in another: one person by a link."""
    records = {
        "a": _record_of("a", "Mara Voss was robbed.", "Mara Voss", "victim"),
        "b": _record_of("b", "Mayor Mara Voss spoke.", "Mara Voss", "official"),
    }
    linked = (("a", "p1"), ("b", "p1"))
    finding = _tell("Mayor Mara Voss", records["b"].document, named=linked)
    viewer = Viewer(signed_in=True, may_see_names=True)
    shown = show_answer(Answer(question="q", findings=(finding,)), records.__getitem__, viewer)
    assert "Voss" not in repr(shown)
