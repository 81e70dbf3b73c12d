"""`onrecord watch` and `onrecord sources`: JSON lines on standard output, the log on standard error, an exit code."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.watch.newsroom import make_page, open_office

from onrecord.cli import cli
from onrecord.ledger.ledger import open_ledger
from onrecord.printing import print_watch

SOURCES = """
[[source]]
id = "office"
name = "The Office"
kind = "official"
feeds = ["http://127.0.0.1:9/rss"]
"""

Call = Callable[..., Result]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command line in a folder with a file of sources."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(cli, arguments)


def test_a_source_that_must_not_be_visited(call: Call) -> None:
    """It is told in a line, and is in trouble afterwards; exit code 1."""
    watched = call("watch", "--once")
    assert watched.exit_code == 1, watched.exception
    poll = json.loads(watched.stdout)
    assert (poll["source"], poll["reason"]) == ("office", "not fetched")
    assert "127.0.0.1" in poll["message"]
    (health,) = (json.loads(line) for line in call("sources").stdout.splitlines())
    assert (health["source"], health["state"], health["errors"]) == ("office", "failing", 1)
    assert call("watch", "--once").stdout == "", "it is not due"


def test_sources_that_were_not_visited(call: Call) -> None:
    """There is nothing yet to say of them, and without a ledger nothing at all."""
    assert "There is no ledger" in str(call("sources").exception)
    open_ledger("onrecord.db").close()
    assert json.loads(call("sources").stdout)["state"] == "not visited"


def test_a_file_of_sources_that_is_missing(call: Call) -> None:
    """It is named."""
    assert "none.toml: the file is missing" in str(call("watch", "--sources", "none.toml").exception)


def test_what_is_printed_of_pages_and_polls(capsys: pytest.CaptureFixture[str]) -> None:
    """Pages go to the log; the poll is a line; all was well."""
    with open_office() as office, open_ledger(":memory:") as ledger:
        office.announce(("/news/1", None), ("/news/2", None))
        office.publish("/news/1", make_page("Corvin Hale"))
        assert not print_watch(office.events(ledger))
    printed = capsys.readouterr()
    assert json.loads(printed.out)["outcomes"] == {"new": 1, "refused": 1}
    first, second = printed.err.splitlines()
    assert first == f"new: {office.site.url}/news/1"
    assert second.startswith("refused: ")
    assert "answered 404" in second
