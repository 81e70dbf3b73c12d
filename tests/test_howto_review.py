"""The commands of docs/howto/review-facts.md and open-the-desk-to-others.md do what the pages say."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.links.corpus import read_corpus

from onrecord.cli import cli
from onrecord.errors import SignInError
from onrecord.ledger.ledger import open_ledger

HOWTO = Path(__file__).parent.parent / "docs" / "howto"


def find_commands(page: str) -> list[list[str]]:
    """The commands of a page, without the name of the program."""
    text = (HOWTO / page).read_text(encoding="utf-8")
    lines = "".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL)).splitlines()
    return [shlex.split(line)[1:] for line in lines]


def test_reviews_are_said_counted_and_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the page, on the ledger of the examples."""
    monkeypatch.chdir(tmp_path)
    with open_ledger(tmp_path / "demo.db") as ledger:
        ledger.add_all([record for record in read_corpus() if record.document.id.startswith("hda")])
    for command in find_commands("review-facts.md"):
        result = CliRunner().invoke(cli, command)
        assert result.exit_code == 0, (command, result.output)
    assert {path.name for path in tmp_path.iterdir()} >= {"gold.jsonl", "tasks.json", "out-brat", "out-cas"}
    assert (tmp_path / "gold.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_users_are_made_and_a_desk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk itself is not started here: without TLS it says what is missing."""
    monkeypatch.chdir(tmp_path)
    open_ledger(tmp_path / "onrecord.db").close()
    commands = find_commands("open-the-desk-to-others.md")
    for command in (command for command in commands if command[0] == "users"):
        result = CliRunner().invoke(cli, command, input="three lamps in fog\n")
        assert result.exit_code == 0, (command, result.output)
    (tls, proxy, many) = (command for command in commands if command[0] == "desk")
    for command in (tls, many):
        at = command.index("--tls-certificate")
        refused = CliRunner().invoke(cli, [*command[:at], *command[at + 4 :]])
        assert isinstance(refused.exception, SignInError)
        assert "go over the wire" in str(refused.exception)
    assert proxy[-2:] == ["--proxy", "127.0.0.1"]
    assert many[-2:] == ["--processes", "4"]
