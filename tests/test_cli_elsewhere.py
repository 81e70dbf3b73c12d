"""Every command that prints of a ledger hides whom another document hides: no line on either channel has the name."""

import json
import re
import shlex
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import Phase, given, settings
from tests.desk.test_elsewhere import NAME, make_other, make_victim
from tests.exports.ledgers import find_names, opened, records, said_of
from tests.reviews.making import review_fact

from onrecord.cli import cli
from onrecord.documents.document import make_handle
from onrecord.ledger.ledger import open_ledger
from onrecord.schema import Record

COMMANDS = (
    "list", "show {id}", "changes", "changes {id}", "verify", "search fire", "search Lind",
    "search --body 'Nerida Lind'",
    "search --place 'Nerida Lind'", "search --publisher 'Nerida Lind Weekly'", "search --status arrested", "cases",
    "cases 31-cr-9", "debt", "echoes", "echoes {id}", "figures {id}", "lapses", "reliance", "series", "questions",
    "questions --derived", "questions --derived --body 'Nerida Lind Weekly'", "timeline {id}", "timeline",
    "timeline --words fire", "timeline --words Lind", "timeline --body 'Nerida Lind'", "timeline --place 'Nerida Lind'",
    "timeline --publisher 'Nerida Lind Weekly'", "figures", "figures --words Lind", "figures --body 'Nerida Lind'",
    "reviews", "reviews --orphans", "sources", "quarantine",
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents; the other, in which she is nobody, was changed and reviewed."""
    path = tmp_path_factory.mktemp("elsewhere") / "ledger.db"
    with open_ledger(path) as made:
        made.add(make_victim())
        made.add(make_other(last="Nerida Lind is ill."))
        made.reviews.add(review_fact(make_other(last="Nerida Lind is ill."), "e1", "reject"))
        made.add(make_other(last="They were let go, Nerida Lind said."))
    return path


def run(ledger: Path, command: str) -> Result:
    """One command on this ledger."""
    return CliRunner().invoke(cli, [*shlex.split(command), "--ledger", str(ledger)])


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_tells_who_is_hidden_in_another_document(ledger: Path, command: str) -> None:
    """Whatever is asked, in whatever words."""
    for called in ("nerida-lind-2", make_handle("nerida-lind-2")):
        result = run(ledger, command.format(id=called))
        told = re.sub(rf'"question": "[^"]*({called}|Lind)[^"]*"', "", result.stdout)  # what was typed comes back
        assert find_names(told, {NAME}) == []
        assert find_names(result.stderr, {NAME}) == []


def test_the_rest_is_told(ledger: Path) -> None:
    """The document is there, under a handle, and found by other words; by her name it is not."""
    lines = [json.loads(line) for line in run(ledger, "list").stdout.splitlines()]
    assert [line["title"] for line in lines] == ["Person A: a fire", None]
    assert "Person A was seen at the fire" in run(ledger, "show nerida-lind-2").stdout
    assert "They were let go" in run(ledger, "changes").stdout
    assert run(ledger, "search fire").stdout.count("\n") == 1
    for words in ("Lind", "nerida", "--body 'Nerida Lind'", "--publisher 'Nerida Lind Weekly'"):
        assert run(ledger, f"search {words}").stdout == ""
        option = words if words.startswith("--") else f"--words {words}"
        assert run(ledger, f"timeline {option}").stdout == run(ledger, f"figures {option}").stdout == ""


@pytest.mark.slow
@settings(max_examples=3, deadline=None, phases=[Phase.generate])
@given(told=records())
def test_no_command_tells_a_private_name(told: tuple[Record, ...]) -> None:
    """Whichever document found the person, wherever else the name stands."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with opened(told, place=path):
            pass
        for command in COMMANDS:
            for record in told if "{id}" in command else told[:1]:
                named = command.replace("{id}", f"'{record.document.id}'")
                result = run(path, named)
                told_of = re.sub(r'"question": "[^"]*"', "", result.stdout)  # what was typed comes back
                assert find_names(told_of, said_of(told)) == [], named
