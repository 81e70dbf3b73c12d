"""Exports as commands: each writes, says of how much, hides names, and replaces nothing unasked."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.exports.test_exports import read_all
from tests.links.corpus import read_corpus

from onrecord.cli import cli
from onrecord.cli_export_formats import FORMATS
from onrecord.cli_export_release import release
from onrecord.cli_export_site import site
from onrecord.ledger.ledger import open_ledger

KINDS = [*(command.name for command in (*FORMATS, release)), pytest.param(site.name, marks=pytest.mark.slow)]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with all examples."""
    path: Path = tmp_path_factory.mktemp("exports") / "examples.db"
    with open_ledger(path) as opened:
        opened.add_all(tuple(read_corpus()))
    return str(path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_command_writes_the_ledger_without_names(kind: str, ledger: str, tmp_path: Path) -> None:
    """Unless they are turned on; to write again it must be told to replace."""
    target = str(tmp_path / "out")
    about = ["--title", "Releases", "--author", "The Stellan Courier"] if kind == "release" else []
    command = ["export", kind, target, "--ledger", ledger, *about]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 0, result.output
    assert result.stderr == "68 documents; private names are hidden.\n"
    assert not any("Adan Fell" in piece for piece in read_all(Path(target)))
    assert CliRunner().invoke(cli, command).exit_code == 1
    result = CliRunner().invoke(cli, [*command, "--replace", "--names"])
    assert result.exit_code == 0, result.output
    assert result.stderr == "68 documents; private names are shown, but for victims, relatives and minors.\n"
    assert any("Adan Fell" in piece for piece in read_all(Path(target)))
