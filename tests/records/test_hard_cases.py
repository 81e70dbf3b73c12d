"""Hard sentences: charged is never convicted, and an offense is never given to the wrong person.

The cases stand in hard_cases.toml, to be read aloud: the text, then who, which offense, how far.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.records.reader import StandardReader
from onrecord.schema import Document, Record

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "hard_cases.toml").read_text(encoding="utf-8"))[
    "case"
]
PROVEN = ("pleaded", "convicted", "sentenced")


def read_told(record: Record) -> list[tuple[str, str, str]]:
    """Who is said to have which offense, and how far the law has got: name or first words, offense, disposition."""
    return sorted(
        (person.name or person.mentions[0].text, offense.span.text, offense.disposition)
        for person in record.people
        for offense in person.offenses
    )


def expected(case: dict[str, Any]) -> list[tuple[str, str, str]]:
    return sorted((told["who"], told["offense"], told["disposition"]) for told in case["told"])


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}: {case['text'][:60]}" for case in CASES])
def test_hard_case(reader: StandardReader, case: dict[str, Any]) -> None:
    """Who, which offense and how far are what a careful person would say."""
    assert read_told(reader.read(Document(id="case", text=case["text"]))) == expected(case)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}: {case['text'][:60]}" for case in CASES])
def test_nothing_is_promoted(reader: StandardReader, case: dict[str, Any]) -> None:
    """No plea, conviction or sentence is read where the text states none for that person and offense."""
    proven = [told for told in read_told(reader.read(Document(id="case", text=case["text"]))) if told[2] in PROVEN]
    assert set(proven) <= set(expected(case))


def test_there_are_enough_cases_of_each_kind() -> None:
    """At least 150 cases, and promotions are tried one by one."""
    assert len(CASES) >= 150
    assert sum(case["kind"] == "promotion" for case in CASES) >= 12
