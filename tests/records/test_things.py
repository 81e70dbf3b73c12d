"""Names of things that are no person's: the name that a tagger took for a person's, in its text."""

import pytest
from tests.records.plain_readings import packaged_beat

from onrecord.records.things import find_thing

CASES = [  # the name stands between stars; what it names, and whose name it is as a whole
    ("*Halden Foods* was fined.", "organization", "Halden Foods"),
    ("He wrote to *El Mundo* on Monday.", "organization", "El Mundo"),
    ("He was seen on *Streamly*.com, by a clerk.", "organization", "Streamly"),
    ("He was seen on *Streamly.com* by a clerk.", "organization", "Streamly.com"),
    ("He is held at *Harlan Bridge* Correctional Facility in Lorn.", "facility", "Harlan Bridge Correctional Facility"),
    ("at the *Harlan J. Bridge Correctional* Facility.", "facility", "Harlan J. Bridge Correctional Facility"),
    ("in the *Harlan Bridge* Courts Building\nParking", "facility", "Harlan Bridge Courts Building"),
    ("He is held at the *Harlan Bridge* Unit, a prison.", "facility", "Harlan Bridge Unit"),
    ("a pupil of *Ada Roe Middle* School who", "facility", "Ada Roe Middle School"),
    ("at *Ada Roe* State Prison.", "facility", "Ada Roe State Prison"),
    ("at *Orrin Dremov* High School", "facility", "Orrin Dremov High School"),
    ("call the *Anonymous Tip Hotline* at once", "organization", "Anonymous Tip Hotline"),
    ("call the *Lorn County Tip Line* at once", "organization", "Lorn County Tip Line"),
    ("the *Package Program* of the office", "organization", "Package Program"),
    ("*Gerald Law* was held.", None, None),
    ("*Dana Vale* was held in prison.", None, None),
    ("*Dana Vale* Prison Sentence Upheld", None, None),
    ("*Dana Vale* School Teacher Charged", None, None),
    ("*Dana Vale* prison guards said", None, None),
    ("*Dana Vale*. Community members came.", None, None),
    ("*El Vale* was held.", None, None),
    ("*Dana Vale* University-educated", None, None),
]


@pytest.mark.parametrize(("marked", "label", "whole"), CASES)
def test_things(marked: str, label: str | None, whole: str | None) -> None:
    """A firm, a paper, a site or a building; where a person could be meant, it stays a person, who is hidden."""
    before, name, _ = marked.split("*")
    text = marked.replace("*", "")
    found = find_thing(text, len(before), len(before) + len(name), packaged_beat())
    assert (found and found[1]) == label
    assert (found and text[len(before) : found[0]]) == whole
