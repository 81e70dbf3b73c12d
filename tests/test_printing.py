"""What is printed of records that come one at a time."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest
from tests.hand import make_record

from onrecord.documents.document import make_handle
from onrecord.documents.refusal import Refusal
from onrecord.executors.outcomes import Skipped
from onrecord.ledger.ledger import open_ledger
from onrecord.printing import (
    print_listings,
    print_records,
    print_summary,
    print_verification,
    tell_refusals,
)
from onrecord.schema import Record


def test_refusals_go_to_the_log_and_the_rest_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    """And are kept for the exit code."""
    refused: list[Refusal] = []
    refusal = Refusal(source="a.txt", reason="empty", message="There are no words in it.")
    assert list(tell_refusals([refusal, make_record()], refused)) == [make_record()]
    assert refused == [refusal]
    assert capsys.readouterr().err == "Refused a.txt (empty): There are no words in it.\n"


def test_records_are_printed_as_they_come(capsys: pytest.CaptureFixture[str]) -> None:
    """None is held back until the last is read."""

    def records() -> Iterator[Record]:
        yield make_record()
        assert capsys.readouterr().out.count("\n") == 1
        yield make_record()

    print_records(records(), "jsonl")


@pytest.mark.parametrize(("count", "kind"), [(1, dict), (2, list), (3, list)])
def test_json_is_one_value(capsys: pytest.CaptureFixture[str], count: int, kind: type) -> None:
    """An object for one record, a list for several."""
    print_records([make_record()] * count, "json")
    value: list[object] | dict[str, object] = json.loads(capsys.readouterr().out)
    assert isinstance(value, kind)
    assert kind is dict or len(value) == count


def test_a_summary_says_what_became_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers on the log, all of it as JSON; True where one was refused."""
    refusal = Refusal(source="a.txt", reason="empty", message="There are no words in it.")
    assert print_summary([make_record(), Skipped("d2"), refusal])
    output = capsys.readouterr()
    assert json.loads(output.out)["refused"][0]["source"] == "a.txt"
    assert output.err.endswith("1 read, 1 already there, 1 refused (1 empty).\n")
    assert not print_summary([make_record()])


def test_a_page_shows_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    """Several whole pages one after another would be no page; nothing is printed of them."""
    with pytest.raises(click.UsageError, match="one at a time"):
        print_records([make_record()] * 2, "html")
    assert capsys.readouterr().out == ""
    print_records([make_record()], "html")
    assert capsys.readouterr().out.count("<!DOCTYPE") == 1


def test_lists_and_faults_name_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither by an id that a sender made of a name, nor by a publisher, nor by words that stand elsewhere."""
    record = make_record()
    record = replace(record, document=replace(record.document, id="tomas-quint", publisher="Tomas Quint’s Page"))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(replace(record, document=replace(record.document, text=" " + record.document.text)))
        print_listings(ledger, ledger.documents())
        assert print_verification(ledger)
    output = capsys.readouterr().out
    assert "quint" not in output.lower()
    assert output.count(make_handle("tomas-quint")) > 1
