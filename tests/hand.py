"""A record made by hand in which every part of the record is present: what pages and exports are tried on."""

from dataclasses import replace

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

__all__ = ["TEXT", "make_record", "words_at"]

TEXT = """\
Residence Bureau Arrests Dangerous Offenders in Open-Door Cities

CALDER CITY – The Department of Home Affairs (DHA) announced Monday that officers of the Residence and Customs Bureau \
carried out arrests in a number of open-door cities last week.
“Nobody wants violent offenders walking free,” said DHA Deputy Secretary Maren Holloway. “Our officers will keep going.”
More than 40 officers took part. Eleven people were detained in Stellan, nearly 30 in the whole state of Corvania.
Those arrested include:
• Tomas Arvelo Quint, 34, a citizen of Costa Verde, convicted of rape and sentenced to 12 years in prison. Officers \
arrested Quint in Port Halden on May 13.
• Bastian Rook, 52, an alleged member of the Nine Keys gang, charged with armed robbery and possession of a stolen \
firearm. Rook denies every count, his lawyer Petra Lund said.
• A 29-year-old citizen of Ostravia, who was acquitted of burglary in 2029.
An open-door city is a city whose laws limit cooperation with federal residence enforcement.
Judge Hamish Orr dismissed the battery charge against Emil Varga, case 31-cr-0418, in the Halden County Court, \
according to an order filed on May 12. His mother, Vesna Varga, was in court.
A removal planned for June did not take place.
The department did not provide an exact figure on how many people were arrested. It declined to comment on individual \
cases.
"""

_DOCUMENT = Document(
    id="hand",
    text=TEXT,
    url="https://home-affairs.example/releases/open-door",
    publisher="Department of Home Affairs",
    kind="release",
    title="Residence Bureau Arrests Dangerous Offenders in Open-Door Cities",
    dateline=Dateline(place="CALDER CITY", date=None),
    published="2031-05-19",
    retrieved="2031-05-20T08:00:00+00:00",
    language="en",
)


def words_at(words: str, nth: int = 1) -> Span:
    """The nth place where these words stand."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return _DOCUMENT.span(start, start + len(words))


def _argument(words: str, nth: int = 1, *, ref: str | None = None) -> Argument:
    return Argument(ref=ref, span=words_at(words, nth))


def make_record() -> Record:
    """The record of TEXT."""
    record = Record(reader=ReaderVersion(name="hand", version="1"), document=_DOCUMENT)
    record = replace(record, people=_people(), organizations=_organizations(), places=_places(), times=_times())
    record = replace(record, statements=_statements(), events=_events(), figures=_figures(), omissions=_omissions())
    proceeding = Proceeding(
        id="c1",
        court="o3",
        title=None,
        number="31-cr-0418",
        parties=(_argument("Emil Varga", ref="p6"),),
        steps=("e8",),
    )
    label = Label(
        id="b1",
        term="open-door city",
        span=words_at("open-door city"),
        definition=words_at("a city whose laws limit cooperation with federal residence enforcement"),
    )
    reference = Reference(id="r1", span=words_at("an order"), kind="order", publisher="o3", date="2031-05-12")
    return replace(record, proceedings=(proceeding,), labels=(label,), references=(reference,))


def _people() -> tuple[Person, ...]:
    gang = Affiliation(name="Nine Keys", assertion="alleged", span=words_at("alleged member of the Nine Keys gang"))
    return (
        Person(
            id="p1",
            kind="person",
            role="official",
            name="Maren Holloway",
            title="DHA Deputy Secretary",
            organization="o1",
            mentions=(words_at("Maren Holloway"),),
        ),
        Person(
            id="p2",
            kind="person",
            role="subject",
            name="Tomas Arvelo Quint",
            count=1,
            age=34,
            gender="male",
            origin="Costa Verde",
            mentions=(words_at("Tomas Arvelo Quint"), words_at("Quint", 2)),
            offenses=(
                Offense(
                    id="x1",
                    span=words_at("rape"),
                    code="11A",
                    disposition="sentenced",
                    sentence=words_at("12 years in prison"),
                    event="e4",
                ),
            ),
        ),
        Person(
            id="p3",
            kind="person",
            role="subject",
            name="Bastian Rook",
            count=1,
            age=52,
            mentions=(words_at("Bastian Rook"), words_at("Rook", 2)),
            affiliations=(gang,),
            offenses=(
                Offense(id="x2", span=words_at("armed robbery"), code="120", disposition="charged"),
                Offense(id="x3", span=words_at("possession of a stolen firearm"), disposition="charged"),
            ),
        ),
        Person(
            id="p4",
            kind="person",
            role="lawyer",
            name="Petra Lund",
            title="lawyer",
            mentions=(words_at("Petra Lund"),),
        ),
        Person(
            id="p5",
            kind="person",
            role="subject",
            count=1,
            age=29,
            origin="Ostravia",
            mentions=(words_at("A 29-year-old citizen of Ostravia"),),
            offenses=(Offense(id="x4", span=words_at("burglary"), code="220", disposition="acquitted"),),
        ),
        Person(
            id="p6",
            kind="person",
            role="subject",
            name="Emil Varga",
            mentions=(words_at("Emil Varga"),),
            offenses=(Offense(id="x5", span=words_at("battery"), disposition="dismissed", event="e8"),),
        ),
        Person(
            id="p7", kind="person", role="judge", name="Hamish Orr", title="Judge", mentions=(words_at("Hamish Orr"),)
        ),
        Person(id="p8", kind="person", role="relative", name="Vesna Varga", mentions=(words_at("Vesna Varga"),)),
        Person(id="p9", kind="group", role="subject", count=11, mentions=(words_at("Eleven people"),)),
    )


def _organizations() -> tuple[Organization, ...]:
    names = ("Department of Home Affairs", "Residence and Customs Bureau", "Halden County Court")
    kinds = ("agency", "agency", "court")
    return tuple(
        Organization(id=f"o{number}", name=name, kind=kind, mentions=(words_at(name),))  # type: ignore[arg-type]
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True), 1)
    )


def _places() -> tuple[Place, ...]:
    kinds = {"CALDER CITY": "city", "Stellan": "city", "Corvania": "state", "Port Halden": "city"}
    return tuple(
        Place(id=f"l{number}", name=name.title(), kind=kind, mentions=(words_at(name),))  # type: ignore[arg-type]
        for number, (name, kind) in enumerate(kinds.items(), 1)
    )


def _times() -> tuple[Time, ...]:
    days = [
        ("Monday", "2031-05-19", "2031-05-19", "2031-05-19"),
        ("last week", "2031-W20", "2031-05-12", "2031-05-18"),
        ("May 13", "2031-05-13", "2031-05-13", "2031-05-13"),
        ("2029", "2029", "2029-01-01", "2029-12-31"),
        ("June", "2031-06", "2031-06-01", "2031-06-30"),
    ]
    return tuple(
        Time(id=f"t{number}", span=words_at(words), type="DATE", value=value, start=start, end=end)
        for number, (words, value, start, end) in enumerate(days, 1)
    )


def _statements() -> tuple[Statement, ...]:
    return (
        Statement(
            id="s1",
            source=words_at("The Department of Home Affairs (DHA)"),
            speaker="o1",
            cue=words_at("announced"),
            content=(
                words_at(
                    "officers of the Residence and Customs Bureau carried out arrests in a number of open-door cities "
                    "last week"
                ),
            ),
            mode="indirect",
            act="assert",
        ),
        Statement(
            id="s2",
            source=words_at("DHA Deputy Secretary Maren Holloway"),
            speaker="p1",
            cue=words_at("said"),
            content=(
                words_at("“Nobody wants violent offenders walking free,”"),
                words_at("“Our officers will keep going.”"),
            ),
            mode="direct",
            act="promise",
        ),
        Statement(
            id="s3",
            source=words_at("his lawyer Petra Lund"),
            speaker="p4",
            cue=words_at("said", 2),
            content=(words_at("Rook denies every count"),),
            mode="indirect",
            act="deny",
        ),
    )


def _events() -> tuple[Event, ...]:
    may = {"time": "t3", "start": "2031-05-13", "end": "2031-05-13"}
    week = {"time": "t2", "start": "2031-05-12", "end": "2031-05-18"}
    june = {"time": "t5", "start": "2031-06-01", "end": "2031-06-30"}
    return (
        Event(
            id="e1",
            type="arrest",
            trigger=words_at("arrests"),
            agents=(_argument("officers"),),
            statement="s1",
            **week,  # type: ignore[arg-type]
        ),
        Event(
            id="e2",
            type="arrest",
            trigger=words_at("detained"),
            subjects=(_argument("Eleven people", ref="p9"),),
            places=(_argument("Stellan", ref="l2"),),
        ),
        Event(id="e3", type="convict", trigger=words_at("convicted"), subjects=(_argument("Quint", ref="p2"),)),
        Event(id="e4", type="sentence", trigger=words_at("sentenced"), subjects=(_argument("Quint", ref="p2"),)),
        Event(
            id="e5",
            type="arrest",
            trigger=words_at("arrested", 2),
            agents=(_argument("Officers", 1),),
            subjects=(_argument("Quint", 2, ref="p2"),),
            places=(_argument("Port Halden", ref="l4"),),
            **may,  # type: ignore[arg-type]
        ),
        Event(id="e6", type="charge", trigger=words_at("charged"), subjects=(_argument("Bastian Rook", ref="p3"),)),
        Event(
            id="e7",
            type="acquit",
            trigger=words_at("acquitted"),
            subjects=(_argument("A 29-year-old citizen of Ostravia", ref="p5"),),
            start="2029-01-01",
            end="2029-12-31",
        ),
        Event(
            id="e8",
            type="acquit",
            trigger=words_at("dismissed"),
            agents=(_argument("Judge Hamish Orr", ref="p7"),),
            subjects=(_argument("Emil Varga", ref="p6"),),
        ),
        Event(id="e9", type="remove", trigger=words_at("removal"), factuality="negated", **june),  # type: ignore[arg-type]
    )


def _figures() -> tuple[Figure, ...]:
    return (
        Figure(
            id="f1",
            span=words_at("More than 40"),
            low=41,
            high=None,
            approximate=False,
            unit="people",
            measures="agent",
        ),
        Figure(
            id="f2",
            span=words_at("Eleven"),
            low=11,
            high=11,
            approximate=False,
            unit="people",
            measures="arrest",
            part_of="f3",
            place="l2",
            event="e2",
        ),
        Figure(
            id="f3",
            span=words_at("nearly 30"),
            low=None,
            high=29,
            approximate=True,
            unit="people",
            measures="arrest",
            place="l3",
        ),
    )


def _omissions() -> tuple[Omission, ...]:
    return (
        Omission(
            id="m1",
            kind="total",
            stated=True,
            manner="not_given",
            span=words_at("did not provide an exact figure"),
            about="e1",
            explanation="The text says that the number was not given.",
        ),
        Omission(
            id="m2",
            kind="comment",
            stated=True,
            manner="declined",
            span=words_at("declined to comment"),
            about=None,
            explanation="The text says that a comment was declined.",
        ),
        Omission(
            id="m3",
            kind="charges",
            stated=False,
            manner=None,
            span=None,
            about="p9",
            explanation="Eleven people were arrested; for none of them is a charge given in the text.",
        ),
    )
