"""onrecord webhooks: added, listed, tried, removed; the secret is told once, and no message goes to this machine."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.webhooks.office import tell

from onrecord.cli import cli
from onrecord.errors import LedgerError, WebhookError
from onrecord.ledger.ledger import open_ledger

Call = Callable[..., Result]

SOURCES = """
[[source]]
id = "office"
name = "The Office"
kind = "official"
feeds = ["http://127.0.0.1:9/rss"]
"""


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command line in a folder with a ledger."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    monkeypatch.delenv("ONRECORD_WEBHOOKS", raising=False)
    with open_ledger("onrecord.db") as ledger:
        ledger.add(tell("old"))
    return lambda *arguments: CliRunner().invoke(cli, arguments)


def rows(result: Result) -> list[dict[str, object]]:
    """The lines that were printed."""
    assert not isinstance(result.exception, Exception), result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_webhook_is_added_listed_and_removed(call: Call) -> None:
    """Its secret is printed when it is added, and never again."""
    (made,) = rows(call("webhooks", "add", "https://office.invalid/hook", "--on", "documents", "--search", "harbour"))
    assert str(made["secret"]).startswith("whsec_")
    (listed,) = rows(call("webhooks", "list"))
    assert (listed["id"], listed["topics"], listed["searches"]) == (made["id"], ["documents"], ["harbour"])
    assert str(made["secret"]) not in call("webhooks", "list").output
    assert call("webhooks", "remove", str(made["id"])).exit_code == 0
    assert [row["reason"] for row in rows(call("webhooks", "list"))] == ["It was removed."]


def test_what_it_is_told_of(call: Call) -> None:
    """All four topics where nothing is chosen; a search alone where one is."""
    rows(call("webhooks", "add", "https://office.invalid/all"))
    rows(call("webhooks", "add", "https://office.invalid/one", "--search", "harbour"))
    listed = {row["url"]: row["topics"] for row in rows(call("webhooks", "list"))}
    assert listed == {
        "https://office.invalid/all": ["documents", "changes", "lapses", "answers"],
        "https://office.invalid/one": [],
    }


def test_what_is_refused(call: Call) -> None:
    """In a sentence: this machine, an empty search, a webhook that is not there, a ledger that is not there."""
    assert isinstance(call("webhooks", "add", "http://127.0.0.1:8000/").exception, WebhookError)
    assert isinstance(call("webhooks", "add", "https://office.invalid/", "--search", " ").exception, LedgerError)
    assert isinstance(call("webhooks", "test", "wh-none").exception, WebhookError)
    assert isinstance(call("webhooks", "deliver", "--ledger", "none.db").exception, LedgerError)


def test_an_address_on_this_machine_is_not_reached(call: Call) -> None:
    """Under a name neither; the attempt and its reason are kept; exit code 1."""
    added = call("webhooks", "add", "http://localhost:9/hook", "--on", "documents")
    (made,) = rows(added)
    assert "can be read on their way" in added.stderr
    with open_ledger("onrecord.db") as ledger:
        ledger.add(tell("new", "A shed burned."))
    delivered = call("webhooks", "deliver")
    assert delivered.exit_code == 1
    (delivery,) = rows(delivered)
    assert "not an address of the public internet" in str(delivery["reason"])
    tried = call("webhooks", "test", str(made["id"]))
    assert tried.exit_code == 1
    assert [row["topic"] for row in rows(call("webhooks", "attempts", str(made["id"])))] == ["test", "documents"]


def test_watching_delivers(call: Call, tmp_path: Path) -> None:
    """After a round, where there is a file of webhooks; told on standard error."""
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    rows(call("webhooks", "add", "http://localhost:9/hook", "--on", "documents"))
    with open_ledger("onrecord.db") as ledger:
        ledger.add(tell("new", "A shed burned."))
    watched = call("watch", "--once")
    assert '"topic": "documents"' in watched.stderr
    assert len(rows(call("webhooks", "attempts"))) == 1


def test_the_commands_of_the_howto(call: Call) -> None:
    """As they stand there, but for those with an id of someone's own; there is nothing to send."""
    page = (Path(__file__).parent.parent / "docs" / "howto" / "tell-other-programs.md").read_text(encoding="utf-8")
    lines = "".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL)).splitlines()
    commands = [shlex.split(line, comments=True)[1:] for line in lines if "…" not in line]
    assert [command[1] for command in commands] == ["add", "add", "deliver", "list", "attempts"]
    for command in commands:
        result = call(*command)
        assert result.exit_code == 0, (command, result.output)
    assert len(rows(call("webhooks", "list"))) == 2
