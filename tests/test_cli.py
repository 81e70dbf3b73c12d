"""The command line: JSON on standard output, the log on standard error, and an exit code that can be relied on."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import cli
from onrecord.documents.document import Given, make_document, make_handle
from onrecord.errors import LedgerError
from onrecord.ledger.ledger import open_ledger
from onrecord.schema import ReaderVersion, Record, decode_record, record_json_schema

ROOT = Path(__file__).parent.parent
EXAMPLE = str(ROOT / "examples" / "1-release-arrests.txt")
WALL = "Just a moment...\nEnable JavaScript and cookies to continue"
TEXT = "Sheriff Ansel Brandt said on Monday that Corvin Hale was charged with robbery in Port Halden."

Call = Callable[..., Result]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "wall.txt").write_text(WALL, encoding="utf-8")

    def run(*arguments: str, **settings: Any) -> Result:
        return CliRunner().invoke(cli, arguments, catch_exceptions=True, **settings)

    return run


def test_read_prints_a_record_a_line(call: Call) -> None:
    """In the order of the sources, with the day that was given."""
    lines = json.dumps({"id": "a1", "text": "Two men were arrested."})
    result = call("read", "one.txt", "--jsonl", "-", "--published", "May 6, 2031", input=lines)
    assert result.exit_code == 0
    first, second = (decode_record(line) for line in result.stdout.splitlines())
    assert (first.document.text, first.document.published) == (TEXT, "2031-05-06")
    assert (second.document.id, second.document.published) == ("a1", None)


def test_another_day_in_the_text_is_said(call: Call, tmp_path: Path) -> None:
    """The day that was given counts; where the text prints the same one, or none, nothing is said."""
    (tmp_path / "two.txt").write_text(
        f"FOR IMMEDIATE RELEASE\nMay 8, 2031\n\nMan Charged With Robbery\n{TEXT}\n", "utf-8"
    )
    result = call("read", "one.txt", "two.txt", "--published", "2031-05-06")
    assert [decode_record(line).document.published for line in result.stdout.splitlines()] == ["2031-05-06"] * 2
    (said,) = result.stderr.splitlines()
    assert said.endswith("its text is dated 2031-05-08; 2031-05-06, which you gave, counts.")
    assert call("read", "two.txt", "--published", "2031-05-08").stderr == ""
    assert call("read", "two.txt").stderr == ""


def test_read_names_private_people_in_the_readers_own_text(call: Call) -> None:
    """It is the user's text; nothing is hidden."""
    assert "Corvin Hale" in call("read", "one.txt").stdout


def test_read_explains_a_fact(call: Call, tmp_path: Path) -> None:
    """In words where text is asked for, else as JSON; a fact that is not there is told in a sentence."""
    page = tmp_path / "page.txt"
    page.write_text("Dana Vale was convicted of wire fraud on Monday, the sheriff said.", encoding="utf-8")
    told = call("read", "--format", "text", "--explain", "x1", str(page))
    assert told.output.startswith("x1: offense, found by rules\n  words     “wire fraud”")
    assert json.loads(call("read", "--explain", "x1", str(page)).output)["fact"] == "x1"
    assert "no fact 'x7'" in str(call("read", "--explain", "x7", str(page)).exception)
    assert "takes one document" in str(call("read", "--explain", "x1", str(page), str(page)).exception)


@pytest.mark.parametrize(("form", "beginning"), [("json", "{"), ("jsonl", '{"format"'), ("html", "<!doctype html>")])
def test_read_in_each_form(call: Call, form: str, beginning: str) -> None:
    """One object, one line, one page."""
    result = call("read", EXAMPLE, "--format", form)
    assert result.exit_code == 0, result.exception
    assert result.stdout.lower().startswith(beginning)


def test_read_prints_a_page_of_text(call: Call) -> None:
    """Who said what, for a person to read."""
    assert "Brandt" in call("read", "one.txt", "--format", "text").stdout


def test_json_of_several_documents_is_a_list(call: Call) -> None:
    """So that it is one JSON value."""
    assert len(json.loads(call("read", "one.txt", "one.txt", "--format", "json").stdout)) == 2


def test_what_is_refused_is_told_with_its_reason(call: Call) -> None:
    """And the rest is read; the exit code says that something was not."""
    result = call("read", "wall.txt", "one.txt", "none.txt")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "Refused wall.txt (blocked)" in result.stderr
    assert "Refused none.txt (not found)" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["read", "one.txt", "--published", "soon"], ["read", "one.txt", "--format", "x"], ["say"]],
)
def test_wrong_usage_is_exit_2(call: Call, arguments: list[str]) -> None:
    """As for any command."""
    assert call(*arguments).exit_code == 2


def test_a_ledger_from_adding_to_verifying(call: Call) -> None:
    """Added, skipped, listed, found, shown, verified; private names hidden on the way out."""
    added = call("add", "one.txt", "wall.txt")
    assert added.exit_code == 1
    summary = json.loads(added.stdout)
    assert (summary["read"], summary["skipped"], summary["refused"][0]["reason"]) == (1, 0, "blocked")
    assert "1 read, 0 already there, 1 refused (1 blocked)." in added.stderr
    assert json.loads(call("add", "one.txt").stdout)["skipped"] == 1

    (listed,) = (json.loads(line) for line in call("list").stdout.splitlines())
    (found,) = (json.loads(line) for line in call("search", "charged", "robbery").stdout.splitlines())
    assert found["citations"][0]["document"] == listed["id"]
    assert "robbery" in found["citations"][0]["span"]["text"]
    shown = call("show", listed["id"], "--format", "json")
    assert json.loads(shown.stdout)["document"]["id"] == listed["id"]
    for output in (shown.stdout, json.dumps(listed), json.dumps(found)):
        assert "Hale" not in output
    assert call("search", "Hale").stdout == ""

    verified = call("verify")
    assert verified.exit_code == 0
    assert json.loads(verified.stdout)["faults"] == []


def verified(call: Call, *arguments: str) -> dict[str, Any]:
    """What verify prints, with no fault in it."""
    result = call("verify", *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    assert found.pop("faults") == []
    return found


def test_forget_takes_a_document_out_for_ever(call: Call, tmp_path: Path) -> None:
    """With a reason; it is not listed, not taken again, and the chain goes on."""
    call("add", "one.txt")
    before = verified(call)
    (listed,) = (json.loads(line) for line in call("list").stdout.splitlines())
    assert call("forget", listed["id"]).exit_code == 2
    forgotten = call("forget", listed["id"], "--why", "a court's order")
    assert (forgotten.exit_code, forgotten.stdout, forgotten.stderr) == (0, "", "It is forgotten.\n")
    assert (call("list").stdout, call("search", "charged").stdout) == ("", "")
    again = call("add", "one.txt")
    assert again.exit_code == 1
    assert "was forgotten" in again.stderr
    after = verified(call)
    assert (after["documents"], after["records"]) == (0, 0)
    assert after["head"] != before["head"]
    assert b"robbery" not in (tmp_path / "onrecord.db").read_bytes()


def test_forget_of_what_is_not_there(call: Call) -> None:
    """Is refused in a sentence that says what to do."""
    call("add", "one.txt")
    result = call("forget", "none", "--why", "a court's order")
    assert isinstance(result.exception, LedgerError)
    assert str(result.exception) == "There is no document none in onrecord.db; `onrecord list` lists what there is."


def test_reread_reads_what_an_older_reader_read(call: Call, tmp_path: Path) -> None:
    """The old records stay; the second time there is nothing to do."""
    call("add", "one.txt")
    assert json.loads(call("reread").stdout)["read"] == 0
    with open_ledger(tmp_path / "onrecord.db") as ledger:
        (record,) = ledger.records()
    with open_ledger(tmp_path / "old.db") as ledger:
        ledger.add(Record(reader=ReaderVersion(name="standard", version="0"), document=record.document))
    result = call("reread", "--ledger", "old.db")
    assert (result.exit_code, json.loads(result.stdout)["read"]) == (0, 1)
    assert "1 read, 0 already there, none refused." in result.stderr
    assert (verified(call, "--ledger", "old.db")["documents"], verified(call, "--ledger", "old.db")["records"]) == (
        1,
        2,
    )
    assert json.loads(call("reread", "--ledger", "old.db").stdout)["read"] == 0


def test_quarantine_lists_and_reads_again(call: Call, tmp_path: Path) -> None:
    """By handle, as no one knows whom an id names; what can be read now is added."""
    call("add", "one.txt")
    assert call("quarantine").stdout == ""
    with open_ledger(tmp_path / "onrecord.db") as ledger:
        document = make_document("Two men were arrested.", Given(id="corvin-hale"))
        ledger.quarantine.add(document, tries=3, message="ValueError in figures.py:88")
    listed = json.loads(call("quarantine").stdout)
    assert listed == {"handle": make_handle("corvin-hale"), "tries": 3, "message": "ValueError in figures.py:88"}
    again = call("add", "--jsonl", "-", input=json.dumps({"id": "corvin-hale", "text": "Two men were arrested."}))
    assert (again.exit_code, "It is in quarantine" in again.stderr) == (1, True)
    retried = call("quarantine", "--retry")
    assert (retried.exit_code, json.loads(retried.stdout)["read"]) == (0, 1)
    assert call("quarantine").stdout == ""
    assert verified(call)["documents"] == 2


def test_reindex_makes_the_index_anew(call: Call, tmp_path: Path) -> None:
    """From the stored bytes; digest and chain are as they were."""
    call("add", "one.txt")
    before = (verified(call), call("list").stdout, call("search", "robbery").stdout)
    connection = sqlite3.connect(tmp_path / "onrecord.db")
    connection.execute("DELETE FROM listings")
    connection.commit()
    connection.close()
    assert call("list").stdout == ""
    assert call("verify").exit_code == 1
    assert call("reindex").exit_code == 0
    assert (verified(call), call("list").stdout, call("search", "robbery").stdout) == before


def test_changes_tells_what_a_page_says_now(call: Call) -> None:
    """A page of the same address with other words is a revision; the private name is hidden in all of it."""
    page = {"url": "https://office.example/7", "published": "2031-05-06", "text": TEXT}
    newer = {**page, "published": "2031-05-09", "text": TEXT.replace("charged with", "convicted of")}
    for each in (page, {**page, "url": "https://office.example/8"}, newer):
        assert call("add", "--jsonl", "-", input=json.dumps(each)).exit_code == 0
    (change,) = (json.loads(line) for line in call("changes").stdout.splitlines())
    assert change["redating"] == {"before": "2031-05-06", "after": "2031-05-09", "words": "changed"}
    first = change["claims"][0]
    assert (first["kind"], first["turn"], first["words_after"]["text"]) == ("offense", "changed", "robbery")
    assert first["values"] == [{"field": "disposition", "before": "charged", "after": "convicted"}]
    assert [word["after"]["text"] for word in change["words"]] == ["convicted of"]
    assert "Hale" not in json.dumps(change)
    assert json.loads(call("changes", change["document"]).stdout) == change
    assert call("changes", "none").exit_code == 1


def test_dump_and_load_give_the_same_ledger(call: Call) -> None:
    """Into a new ledger; a file that is no dump is refused in one sentence."""
    call("add", "one.txt", EXAMPLE)
    call("forget", json.loads(call("list").stdout.splitlines()[0])["id"], "--why", "a court's order")
    assert call("dump", "office.zip").exit_code == 0
    loaded = call("load", "office.zip", "--ledger", "copy.db")
    assert (loaded.exit_code, loaded.stderr) == (0, "1 documents, 1 records.\n")
    assert verified(call, "--ledger", "copy.db") == verified(call)
    for arguments, words in (
        (("load", "office.zip"), "empty ledger"),
        (("load", "one.txt", "--ledger", "new.db"), "one.txt is no zip"),
        (("dump", "office.zip"), "there already"),
        (("dump", "x.zip", "--ledger", "none.db"), "There is no ledger"),
    ):
        result = call(*arguments)
        assert isinstance(result.exception, LedgerError)
        assert words in str(result.exception)


def test_the_ledger_is_named_by_option_or_environment(call: Call, tmp_path: Path) -> None:
    """The option goes first."""
    assert call("add", "one.txt", env={"ONRECORD_LEDGER": "a.db"}).exit_code == 0
    assert call("add", "one.txt", "--ledger", "b.db", env={"ONRECORD_LEDGER": "a.db"}).exit_code == 0
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["a.db", "b.db"]


def test_the_schema_is_that_of_the_record(call: Call) -> None:
    """As the types give it."""
    assert json.loads(call("schema").stdout) == record_json_schema()


def start(*arguments: str, **settings: Any) -> "subprocess.Popen[str]":
    """The command in a process of its own, as a shell starts it."""
    command = [sys.executable, "-c", "from onrecord.cli import main; main()", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **settings)


def test_an_error_is_one_sentence(tmp_path: Path) -> None:
    """No traceback: what it says can be acted on."""
    with start("show", "d1", "--ledger", str(tmp_path / "none.db")) as process:
        output, log = process.communicate()
    assert (process.returncode, output) == (1, "")
    assert log.startswith("Error: There is no ledger at ")
    assert len(log.splitlines()) == 1


def test_help_answers_at_once() -> None:
    """Nothing heavy is imported for it."""
    program = "import sys, onrecord.cli; print({'spacy', 'sqlalchemy', 'pydantic', 'httpx'} & {*sys.modules})"
    output = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "set()"


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    """As `onrecord schema | head -1` does."""
    with start("schema") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert process.returncode in (0, 1)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
def test_control_c_ends_cleanly(tmp_path: Path) -> None:
    """What was read is in the ledger; nothing is said but that it was stopped."""
    lines = tmp_path / "many.jsonl"
    lines.write_text(
        "".join(json.dumps({"id": f"d{n}", "text": f"{TEXT} {n}"}) + "\n" for n in range(20_000)), encoding="utf-8"
    )
    ledger = str(tmp_path / "office.db")
    with start("add", "--jsonl", str(lines), "--ledger", ledger) as process:
        while not Path(ledger).exists():
            time.sleep(0.1)
        time.sleep(6)
        process.send_signal(signal.SIGINT)
        _, log = process.communicate()
    assert process.returncode == 1
    assert "Traceback" not in log
    with start("verify", "--ledger", ledger) as process:
        assert json.loads(process.communicate()[0])["faults"] == []
