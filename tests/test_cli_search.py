"""onrecord search: what the options ask for is what is found, and each choice is one that the schema knows."""

import json
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from tests.links.corpus import read_corpus

from onrecord.cli import cli
from onrecord.cli_search import search
from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.marks import FactKind
from onrecord.schema import Disposition, DocumentKind


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with all examples."""
    path: Path = tmp_path_factory.mktemp("search") / "examples.db"
    with open_ledger(path) as opened:
        opened.add_all(read_corpus())
    return str(path)


@pytest.mark.parametrize(
    ("option", "kind"),
    [("--fact", FactKind), ("--status", Disposition), ("--kind", DocumentKind)],
    ids=["facts", "statuses", "kinds of document"],
)
def test_each_choice_is_of_the_schema(option: str, kind: object) -> None:
    """And none is missing: the command line does not load the schema to tell its help."""
    (found,) = (parameter for parameter in search.params if option in parameter.opts)
    assert set(found.type.choices) == set(get_args(kind))  # type: ignore[attr-defined]


def test_all_that_is_asked_for_holds(ledger: str) -> None:
    """Words, an event, a publisher and days, in JSON: document, words and place of the words."""
    asked = ["search", "cannery", "--event", "arrest", "--publisher", "Continental Wire", "--until", "March 31, 2031"]
    result = CliRunner().invoke(cli, [*asked, "--ledger", ledger])
    (found,) = map(json.loads, result.stdout.splitlines())
    assert found["citations"][0]["document"] == "wire-0312"
    assert "cannery" in found["citations"][0]["span"]["text"]


def test_nobody_is_found_by_name(ledger: str) -> None:
    """On a terminal nothing is said in words, too."""
    result = CliRunner().invoke(cli, ["search", "Fell", "--ledger", ledger, "--format", "text"])
    assert (result.exit_code, "Nothing in this ledger answers that." in result.stdout) == (0, True)


def test_nothing_asked_for_is_an_error(ledger: str) -> None:
    """In one sentence."""
    result = CliRunner().invoke(cli, ["search", "--ledger", ledger])
    assert str(result.exception) == "Search for one word or more."
