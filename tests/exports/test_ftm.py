"""FollowTheMoney takes every entity as it is: nothing is cleaned away, nobody gets a topic, words stand in the text."""

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.exports.ledgers import opened, records
from tests.hand import make_record
from tests.links.corpus import read_corpus

from onrecord.exports.ftm import describe_entities, export_ftm
from onrecord.schema import Record
from onrecord.shown import Shown

SHOWN = Shown(record=make_record(), revision=None, hidden=frozenset(["p2", "p3"]))
ENTITIES = {entity["id"].rpartition("-")[2]: entity for entity in describe_entities(SHOWN)}


def _validate(path: Path) -> list[dict[str, object]]:
    """What `ftm validate` makes of a file."""
    if find_spec("followthemoney") is None:
        assert not os.environ.get("CI"), "CI has followthemoney: see make validators"
        pytest.skip("followthemoney is not installed (it needs a compiler and ICU): make validators")
    command = [str(Path(sys.executable).parent / "ftm"), "validate", "-i", str(path), "-o", "-"]
    out = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    return [json.loads(line) for line in out.splitlines()]


def _sort(entity: dict[str, object]) -> tuple[object, object, dict[str, list[str]]]:
    properties = entity["properties"]
    assert isinstance(properties, dict)
    return entity["id"], entity["schema"], {name: sorted(values) for name, values in properties.items()}


def test_ftm_validate_changes_nothing(tmp_path: Path) -> None:
    """Of the examples and of a record with every kind of fact."""
    with opened([make_record(), *read_corpus()]) as ledger:
        export_ftm(ledger, tmp_path / "out.json")
    entities = [json.loads(line) for line in (tmp_path / "out.json").read_bytes().splitlines()]
    assert len(entities) > 800
    assert [_sort(each) for each in _validate(tmp_path / "out.json")] == [_sort(each) for each in entities]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records())
def test_any_ledger_is_valid(tmp_path: Path, told: tuple[Record, ...]) -> None:
    """Hostile addresses, tags and line breaks too."""
    with opened(told) as ledger:
        export_ftm(ledger, tmp_path / "out.json", replacing=True)
    entities = [json.loads(line) for line in (tmp_path / "out.json").read_bytes().splitlines()]
    assert [_sort(each) for each in _validate(tmp_path / "out.json")] == [_sort(each) for each in entities]


def test_words_stand_in_the_text() -> None:
    """At the offsets that the notes give, into bodyText."""
    text = str(next(describe_entities(SHOWN))["properties"]["bodyText"][0])
    notes = [note for entity in ENTITIES.values() for note in entity["properties"].get("notes", ())]
    places = [match for note in notes if (match := re.fullmatch(r"“(.+)” \[(\d+):(\d+)\]", note, re.DOTALL))]
    assert len(places) > 50
    for match in places:
        assert text[int(match[2]) : int(match[3])] == match[1]


TOLD = [
    ("x2", "name", ["charged with armed robbery, as Department of Home Affairs tells it"]),
    ("x2", "keywords", ["offense", "disposition: charged"]),
    ("e9", "name", ["remove (negated), as Department of Home Affairs tells it"]),
    ("s2", "name", ["DHA Deputy Secretary Maren Holloway promises"]),
    ("f1", "name", ["at least 41 people (agent)"]),
    ("m2", "name", ["Not said: A comment (declined)"]),
    ("p1", "name", ["Maren Holloway"]),
    ("p2", "name", ["Tomas Arvelo Quint (in document 70870537bfd4b279)"]),
    ("c1", "caseNumber", ["31-cr-0418"]),
]


@pytest.mark.parametrize(("fact", "name", "expected"), TOLD)
def test_what_is_told_of_a_fact(fact: str, name: str, expected: list[str]) -> None:
    """A charge is what a document tells; a hidden name is one of its document alone."""
    assert ENTITIES[fact]["properties"][name] == expected


def test_nobody_has_a_topic() -> None:
    """To be accused is no trait of a person."""
    assert not any("topics" in entity["properties"] for entity in ENTITIES.values())
