"""Events in PLOVER's fields, with what those do not say beside them, and a note of what is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.exports.ledgers import opened, records
from tests.hand import make_record

from onrecord.beats import Beat
from onrecord.exports.facts import Facts
from onrecord.exports.plover import describe_event, export_plover, find_codes
from onrecord.schema import Record

FACTS = Facts(make_record())
FIELDS = frozenset(
    "id has_event date time enddate endtime source recipient event event_loc event_text quad_code event_scale mode "
    "context link text text_info cite_info coder coded_date coded_time comment onrecord".split()
)
"""The fields of the manual's table of the record, and our own."""
ACTOR = frozenset("code sector actor_text identifier_id identifier_text actor_loc office gender age".split())
QUADS = {"COERCE": 4, "ACCUSE": 3, "CONCEDE": 1, "RETREAT": 2, "CONSULT": 1, "MOBILIZE": 4, "DEMAND": 3}


def _event(fact: str) -> dict[str, Any]:
    told = describe_event(next(event for event in FACTS.record.events if event.id == fact), FACTS)
    assert told is not None
    return told


def check_event(told: dict[str, Any], text: str) -> None:
    """What the manual asks of an event, and that our words stand in the text."""
    assert told.keys() <= FIELDS
    assert {"id", "date", "source", "event"} <= told.keys()
    assert all(QUADS[category] == told["quad_code"] for category in told["event"])
    assert all(actor.keys() <= ACTOR for actor in (*told["source"], *told["recipient"]))
    for words in told["onrecord"]["words"]:
        assert text[words["start"] : words["end"]] == words["text"]


STAGES = [
    ("e5", "COERCE", ["arrest"], ["legal"], "arrest"),
    ("e6", "COERCE", ["arrest"], ["legal"], "charge"),
    ("e4", "COERCE", ["arrest"], ["legal"], "sentence"),
    ("e3", "ACCUSE", ["disapprove"], ["legal"], "convict"),
    ("e9", "COERCE", ["deport"], ["legal", "negation"], "remove"),
]


@pytest.mark.parametrize(("fact", "category", "mode", "context", "stage"), STAGES)
def test_our_stage_stands_beside_the_code(
    fact: str, category: str, mode: list[str], context: list[str], stage: str
) -> None:
    """Where PLOVER has one code for several stages."""
    told = _event(fact)
    assert (told["event"], told["mode"], told["context"]) == ([category], mode, context)
    assert told["onrecord"]["stage"] == stage


def test_an_event_in_full() -> None:
    """Actors, place, day, words; the disposition of the offense that belongs to it."""
    told = _event("e5")
    assert (told["date"], told["enddate"]) == ("2031-05-13", "2031-05-13")
    assert told["source"] == [{"actor_text": "Officers"}]
    assert told["recipient"] == [
        {"actor_text": "Quint", "identifier_text": "Tomas Arvelo Quint", "gender": "male", "age": 34}
    ]
    assert told["event_loc"] == {"name": "Port Halden"}
    assert _event("e4")["onrecord"]["dispositions"] == [
        {
            "offense": "x1",
            "person": "p2",
            "disposition": "sentenced",
            "words": {"start": 572, "end": 576, "text": "rape"},
        }
    ]
    assert _event("e1")["comment"] == "according to The Department of Home Affairs (DHA)"
    assert _event("e8")["source"][0]["sector"] == "JUD"
    assert "sector" not in _event("e6")["recipient"][0]


def test_every_type_of_the_beat_has_its_code(beat: Beat) -> None:
    """As the beat declares it."""
    assert find_codes().keys() == {event.name for event in beat.events if event.plover}
    assert find_codes()["operate"] == ("MOBILIZE", "police", None)
    assert {category for category, _, _ in find_codes().values()} == QUADS.keys()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records())
def test_any_ledger_is_written_and_what_is_left_out_is_counted(tmp_path: Path, told: tuple[Record, ...]) -> None:
    """An event without any day; all others have what the manual asks for."""
    with opened(told) as ledger:
        export_plover(ledger, tmp_path / "out", replacing=True)
        texts = {shown.record.document.id: shown.record.document.text for shown in ledger.records()}
    events = [json.loads(line) for line in (tmp_path / "out" / "events.jsonl").read_bytes().splitlines()]
    for event in events:
        check_event(event, texts[event["onrecord"]["document"]])
    undated = sum(
        event.start is None and record.document.published is None for record in told for event in record.events
    )
    losses = (tmp_path / "out" / "LOSSES.md").read_text()
    assert f"Left out: {undated} events of documents without a day" in losses
    assert f"holds {len(events)} events" in losses
    assert len(events) + undated == len(told)
