"""`--model` on the command line: off unless named, told what came of it, and ended by one sentence."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.language_model.conftest import Model, answer, content, raw

from onrecord.cli import cli
from onrecord.errors import EndpointError
from onrecord.schema import decode_record

Call = Callable[..., Result]
PROPOSED = {"person": "Dana Vale", "offense": "signal jamming", "disposition": "convicted", "around": ""}


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command line in a folder with three texts."""
    monkeypatch.chdir(tmp_path)
    for number in (1, 2, 3):
        (tmp_path / f"{number}.txt").write_text(f"Dana Vale faces {number} signal jamming charges.", encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments)

    return run


def test_off_unless_named(call: Call, model: Model) -> None:
    """Nothing is asked."""
    model.say(answer())
    assert decode_record(call("read", "1.txt").stdout).reader.name == "standard"
    assert model.asked == []


def test_read_asks_the_model_and_tells_what_came_of_it(call: Call, model: Model) -> None:
    """The records on standard output, the count on standard error."""
    model.say(answer(offenses=[PROPOSED]), content("no JSON"))
    result = call("read", "1.txt", "2.txt", "--model", f"{model.address}#small")
    assert result.exit_code == 0, result.output
    first, second = (decode_record(line) for line in result.stdout.splitlines())
    assert [offense.disposition for person in first.people for offense in person.offenses] == ["charged"]
    assert (first.reader.name, second.reader.name) == ("language_model", "standard")
    assert "1 added (1 of them weakened)" in result.stderr
    assert "1 of its answers could not be used" in result.stderr


def test_a_document_that_went_unanswered_is_asked_about_again(call: Call, model: Model) -> None:
    """By rereading with the model; what it answered is not asked again."""
    model.say(answer(), content("no JSON"), answer())
    named = ("--model", f"{model.address}#small")
    assert call("add", "1.txt", "2.txt", *named).exit_code == 0
    assert call("reread", *named).exit_code == 0
    assert [asked["messages"][1]["content"][16] for asked in model.asked] == ["1", "2", "2"]


def test_where_nobody_listens_the_run_ends_in_one_sentence(call: Call) -> None:
    """Instead of refusing each document."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        result = call("read", "1.txt", "2.txt", "--model", f"http://127.0.0.1:{held.getsockname()[1]}/v1#small")
    assert isinstance(result.exception, EndpointError)
    assert "is the language model running" in str(result.exception)
    assert result.output == ""


def test_what_was_added_before_the_model_broke_off_stays(call: Call, model: Model) -> None:
    """And nothing is in quarantine: the run is started again as it was."""
    named = ("--model", f"{model.address}#small")
    model.say(answer(), raw(b"{}", status=401))
    assert isinstance(call("add", "1.txt", "2.txt", "3.txt", *named).exception, EndpointError)
    model.say(answer())
    assert call("add", "1.txt", "2.txt", "3.txt", *named).exit_code == 0
    assert len(model.asked) == 4
    assert len(call("list").stdout.splitlines()) == 3


def test_the_key_comes_from_the_environment(call: Call, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in no argument, where others on the machine could read it."""
    monkeypatch.setenv("ONRECORD_MODEL_KEY", "s3cret")
    model.say(answer())
    assert "s3cret" not in call("read", "1.txt", "--model", f"{model.address}#small").output
    assert model.headers[0]["Authorization"] == "Bearer s3cret"


@pytest.mark.parametrize("option", [("--jobs", "2"), ("--explain", "e1")])
def test_what_does_not_go_together_is_told(call: Call, model: Model, option: tuple[str, str]) -> None:
    """A wrong use of the command line."""
    result = call("read", "1.txt", *option, "--model", f"{model.address}#small")
    assert result.exit_code == 2
    assert "one text after another" in result.stderr


def test_a_model_elsewhere_needs_a_word_of_the_user(call: Call) -> None:
    """Which is named."""
    result = call("read", "1.txt", "--model", "http://192.0.2.7/v1#small")
    assert "--text-may-leave" in str(result.exception)
