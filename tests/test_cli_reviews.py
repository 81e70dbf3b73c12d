"""Reviews on the command line: said, listed, counted, compared and exported; private names stay hidden."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.hand import make_record

from onrecord.cli import cli
from onrecord.errors import ReviewError
from onrecord.ledger.ledger import open_ledger

NAMES = ("Quint", "Rook", "Varga", "Lund", "Vesna")


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A ledger with the record made by hand."""
    path = str(tmp_path / "ledger.db")
    with open_ledger(path) as ledger:
        ledger.add(make_record())
    return path


def run(place: str, *words: str) -> Result:
    """A command on this ledger, which ends well."""
    result = CliRunner().invoke(cli, [*words, "--ledger", place])
    assert result.exit_code == 0, result.output
    return result


def rows(result: Result) -> list[dict[str, object]]:
    """JSON lines."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_review_is_said_and_listed(place: str) -> None:
    """And what was corrected is shown."""
    run(
        place, "review", "hand", "x1", "fix", "--set", "disposition=charged", "--why", "Quint is charged.", "--who", "m"
    )
    (row,) = rows(run(place, "reviews", "hand"))
    assert (row["verdict"], row["kind"], row["words"], row["who"]) == ("fix", "offense", "rape", "m")
    assert row["why"] == "Person A is charged."
    shown = json.loads(run(place, "show", "hand", "--format", "jsonl").stdout)
    offense = next(o for person in shown["people"] for o in person["offenses"] if o["id"] == "x1")
    assert offense["disposition"] == "charged"
    assert rows(run(place, "reviews", "--orphans")) == []


def test_what_cannot_be_said_is_refused(place: str) -> None:
    """In a sentence."""
    result = CliRunner().invoke(cli, ["review", "hand", "x1", "reject", "--ledger", place])
    assert isinstance(result.exception, ReviewError)
    assert CliRunner().invoke(cli, ["review", "hand", "x1", "fix", "--set", "a", "--ledger", place]).exit_code == 2


def test_the_reader_is_measured(place: str) -> None:
    """By what people said."""
    run(place, "review", "hand", "x1", "accept", "--who", "mara")
    run(place, "review", "hand", "x2", "reject", "--why", "No.", "--who", "mara")
    found = {(row["kind"], row["field"]): row for row in rows(run(place, "accuracy"))}
    assert (found["offense", "fact"]["right"], found["offense", "fact"]["looked_at"]) == (1, 2)


def test_two_coders_are_compared(place: str) -> None:
    """In what both have done; what they said has no standing."""
    for who, verdict in (("mara", "accept"), ("ines", "reject")):
        why = ("--why", "So.", "--who", who, "--coding", "round")
        run(place, "review", "hand", "f1", verdict, *why)
        run(place, "review", "hand", "f1", "done", *why)
    found = {(row["kind"], row.get("field")): row for row in rows(run(place, "agreement", "round", "mara", "ines"))}
    assert found["figure", None]["exact_f1"] == pytest.approx(4 / 5)
    assert found["event", "type"]["alpha"] == 1.0
    assert json.loads(run(place, "show", "hand", "--format", "jsonl").stdout)["figures"][0]["id"] == "f1"


def test_reviewed_documents_are_exported(place: str, tmp_path: Path) -> None:
    """None before someone called one done; then in each format, without private names."""
    run(place, "export", "gold", str(tmp_path / "none.jsonl"))
    assert (tmp_path / "none.jsonl").read_text() == ""
    run(place, "review", "hand", "x1", "done", "--who", "mara")
    for words in (("gold", "gold.jsonl"), ("label-studio", "tasks.json"), ("brat", "brat"), ("cas", "cas")):
        told = run(place, "export", words[0], str(tmp_path / words[1])).stderr
        assert told == "1 documents; private names are hidden.\n"
    files = [
        path
        for path in tmp_path.rglob("*")
        if path.is_file() and path.suffix in (".jsonl", ".json", ".ann", ".txt", ".xmi")
    ]
    assert len(files) >= 5
    for path in files:
        assert not [name for name in NAMES if name in path.read_text(encoding="utf-8")], path
    run(place, "export", "gold", str(tmp_path / "named.jsonl"), "--names")
    named = (tmp_path / "named.jsonl").read_text(encoding="utf-8")
    assert "Quint" in named
    assert "Vesna" not in named
