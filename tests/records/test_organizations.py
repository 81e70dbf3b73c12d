"""Text in, organizations out: one entry each, under the fullest name, with every mention."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import empty_record, packaged_beat, plain_reading

from onrecord.beats import Beat
from onrecord.records.agency_names import is_agency_phrase
from onrecord.records.organizations import find_organizations, organization_at
from onrecord.records.reading import NameLabel
from onrecord.schema import Organization

PUBLISHER = "Ferris County District Attorney’s Office"
NAMES: dict[str, NameLabel] = {
    "Norwick": "place",
    "Ferris County": "place",
    "Quillon": "place",
    "Dana Vale": "person",
    "Norwick Sentinel": "organization",
    "Hollow Pine": "organization",
    "Vale": "organization",
    "Criminal Code": "organization",
    "Bluewater Relief": "organization",
}

# What is expected, as name, kind and mentions; then the text.
CASES = [
    (
        [("Norwick Police Department", "agency", ["Norwick Police Department", "NPD", "NPD", "Norwick police"])],
        "The Norwick Police Department (NPD) called. NPD closed the road. On Monday, Norwick police opened it.",
    ),
    (
        [
            (
                "U.S. Department of Homeland Security",
                "agency",
                ["U.S. Department of Homeland Security", "DHS", "the department"],
            )
        ],
        "The U.S. Department of Homeland Security said so. DHS gave no number, and the department declined.",
    ),
    (
        [
            (
                "Ferris County Sheriff’s Office",
                "agency",
                ["Ferris County Sheriff’s Office", "Sheriff’s Office", "sheriff’s office"],
            )
        ],
        "The Ferris County Sheriff’s Office said so. The Sheriff’s Office added: ask the sheriff’s office.",
    ),
    (
        [(PUBLISHER, "agency", ["District Attorney’s Office", "DA’s Office"])],
        "The District Attorney’s Office charged him. The DA’s Office gave no name.",
    ),
    (
        [
            (
                "U.S. Attorney’s Office for the Eastern District of Quillon",
                "agency",
                ["U.S. Attorney’s Office for the Eastern District of Quillon"],
            ),
            (
                "U.S. District Court for the Eastern District of Quillon",
                "court",
                ["U.S. District Court for the Eastern District of Quillon", "the court"],
            ),
        ],
        "The U.S. Attorney’s Office for the Eastern District of Quillon went to the U.S. District Court for the"
        " Eastern District of Quillon, and the court agreed.",
    ),
    (
        [("Quillon Supreme Court", "court", ["Quillon Supreme Court", "Supreme Court"])],
        "The Quillon Supreme Court agreed. The Supreme Court gave reasons.",
    ),
    ([("Supreme Court", "court", ["Supreme Court"])], "The Supreme Court agreed."),
    ([("MS-13", "gang", ["MS-13"])], "He belongs to MS-13, they said."),
    ([("Norwick Sentinel", "newsroom", ["Norwick Sentinel"])], "He told the Norwick Sentinel so."),
    (
        [("Hollow Pine Holdings LLC", "company", ["Hollow Pine Holdings LLC", "the company"])],
        "Hollow Pine Holdings LLC paid; the company closed.",
    ),
    ([("Bluewater Relief", "other", ["Bluewater Relief"])], "He gave to Bluewater Relief."),
    ([("City of Norwick Police", "agency", ["City of Norwick Police"])], "The City of Norwick Police came."),
    (
        [("Quillon Department of Fish and Wildlife", "agency", ["Quillon Department of Fish and Wildlife"])],
        "The Quillon Department of Fish and Wildlife came.",
    ),
    ([], "A federal judge asked police, and prosecutors asked Vale under the Criminal Code; Dana Vale left."),
    (
        [
            ("Norwick Police Department", "agency", ["Norwick Police Department"]),
            ("Quillon Department of Revenue", "agency", ["Quillon Department of Revenue"]),
        ],
        "The Norwick Police Department met the Quillon Department of Revenue. They ate. They left."
        " Then the department declined.",
    ),
    ([], "Two were hit. Hollow Pine, 21, was hit in the head."),
    ([], "A man struck 35-year-old Hollow Pine in the head."),
    ([("Hollow Pine", "other", ["Hollow Pine"])], "The 16-year-old Hollow Pine member was struck."),
]


def read(beat: Beat, text: str) -> tuple[Organization, ...]:
    reading = plain_reading(beat, text, names=NAMES, publisher=PUBLISHER)
    return find_organizations(reading, empty_record(reading))


@pytest.mark.parametrize(("expected", "text"), CASES, ids=[text[:40] for _, text in CASES])
def test_organizations(beat: Beat, expected: list[tuple[str, str, list[str]]], text: str) -> None:
    """One entry an organization; acronyms, short names and nouns join it where only it can be meant."""
    found = read(beat, text)
    assert [(o.name, o.kind, [span.text for span in o.mentions]) for o in found] == expected
    assert [o.id for o in found] == [f"o{number}" for number in range(1, len(found) + 1)]


def test_organization_at_takes_the_last(beat: Beat) -> None:
    """Of two organizations in one phrase the one named last is the closer to what follows."""
    text = "Norwick Police Department and DHS agents"
    reading = plain_reading(beat, text)
    record = replace(empty_record(reading), organizations=find_organizations(reading, empty_record(reading)))
    found = organization_at(record, 0, len(text))
    assert found is not None
    assert found.name == "DHS"
    assert organization_at(record, len(text) - 6, len(text)) is None


@pytest.mark.parametrize(
    ("expected", "phrase"),
    [
        (True, "ICE"),
        (True, "the Norwick Police Department"),
        (True, "the sheriff’s office"),
        (True, "Office of Harbor Affairs"),
        (False, "ice"),
        (False, "a federal judge"),
        (False, "Dana Vale"),
        (False, ""),
    ],
)
def test_is_agency_phrase(beat: Beat, expected: bool, phrase: str) -> None:
    """A phrase that a form of the beat covers means an agency; a person's office does not."""
    assert is_agency_phrase(beat, phrase) is expected


def test_time_grows_with_the_text(beat: Beat) -> None:
    """A page without a stop is one sentence of 21,000 words: read in seconds, where counting it anew took minutes."""
    begun = time.perf_counter()
    read(beat, "Norwick Police Department of New Quillon " * 3500)
    assert time.perf_counter() - begun < 10


PIECES = st.sampled_from(
    [
        *NAMES,
        "the",
        "The",
        "DHS",
        "ICE",
        "Police",
        "Department",
        "of",
        "Office",
        "’s",
        "(",
        ")",
        "NPD",
        "Supreme Court",
        "and",
        "U.S.",
        "said",
        ".",
        ",",
        "\n",
        "“",
        "the department",
        "the company",
        "Inc.",
        "&",
        "-",
        "Attorney",
        "District",
        "é",
        "𝔘",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    """Nothing raises; every mention stands in the text, none twice; the same text gives the same organizations."""
    beat = packaged_beat()  # no fixture: Hypothesis would print the whole of it
    found = read(beat, text)
    spans = [span for organization in found for span in organization.mentions]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert len(spans) == len(set(spans))
    assert all(organization.name and organization.mentions for organization in found)
    assert found == read(beat, text)
