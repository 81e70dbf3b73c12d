"""Each question as a command: one JSON object a finding, or words; errors are one sentence."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.links.corpus import read_corpus

from onrecord.cli import cli
from onrecord.ledger.ledger import open_ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with all examples."""
    path: Path = tmp_path_factory.mktemp("answers") / "examples.db"
    with open_ledger(path) as opened:
        for record in read_corpus():
            opened.add(record)
    return str(path)


DATASET = Path(__file__).parent.parent / "examples" / "datasets" / "corvania-arrests.toml"
COMMANDS = {
    "cases": ["cases"],
    "case": ["cases", "31-cr-217"],
    "compare": ["compare", "cjs-0304", str(DATASET)],
    "debt": ["debt", "--as-of", "2031-07-01"],
    "echoes": ["echoes"],
    "echoes of one": ["echoes", "dha-0312"],
    "figures": ["figures", "dha-0428"],
    "lapses": ["lapses", "--as-of", "2031-07-01"],
    "questions of one": ["questions", "--as-of", "2031-07-01", "--body", "Department of Home Affairs"],
    "questions": ["questions", "--as-of", "2031-07-01", "--derived"],
    "reliance": ["reliance"],
    "reliance on one": ["reliance", "Department of Home Affairs"],
    "series": ["series"],
    "figures of a body": ["figures", "--body", "Department of Home Affairs", "--measures", "arrest"],
    "figures of words": ["figures", "--words", "cannery", "--unit", "people"],
    "timeline": ["timeline", "hda-0321"],
    "timeline of a place": ["timeline", "--place", "Port Halden"],
    "timeline of words": ["timeline", "--words", '"forged work papers"', "--event", "arrest"],
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_an_answer_is_a_finding_a_line(ledger: str, arguments: list[str]) -> None:
    """With what is said, the words it rests on, and why."""
    result = CliRunner().invoke(cli, [*arguments, "--ledger", ledger])
    assert result.exit_code == 0, result.output
    findings = [json.loads(line) for line in result.stdout.splitlines()]
    assert findings
    assert {"question", "says", "day", "citations", "score", "why"} == findings[0].keys()


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_an_answer_in_words(ledger: str, arguments: list[str]) -> None:
    """The same, for the eyes."""
    result = CliRunner().invoke(cli, [*arguments, "--ledger", ledger, "--format", "text"])
    assert result.exit_code == 0, result.output
    assert "“" in result.stdout
    assert "Adan Fell" not in result.stdout


@pytest.mark.parametrize(
    "command", ["cases", "debt", "echoes", "lapses", "questions", "reliance", "timeline", "timeline of a place"]
)
def test_a_list_goes_on_where_it_ended(ledger: str, command: str) -> None:
    """And that there is more is said beside it."""
    asked = [*COMMANDS[command], "--ledger", ledger]
    whole, first, rest = (
        CliRunner().invoke(cli, [*asked, *page]) for page in ([], ["--limit", "1"], ["--offset", "1"])
    )
    assert whole.stderr == rest.stderr == ""
    assert "There are more than these 1: --offset goes on" in first.stderr
    says = [[json.loads(line)["day"] for line in each.stdout.splitlines()] for each in (whole, first, rest)]
    assert says[0] == says[1] + says[2]


def test_links_made_anew_are_the_same(ledger: str) -> None:
    """To make them anew changes no answer."""
    before = CliRunner().invoke(cli, ["cases", "--ledger", ledger]).stdout
    assert CliRunner().invoke(cli, ["relink", "--ledger", ledger]).exit_code == 0
    assert CliRunner().invoke(cli, ["cases", "--ledger", ledger]).stdout == before


@pytest.mark.parametrize("command", ["figures", "timeline"])
def test_an_id_and_options_are_not_both_given(ledger: str, command: str) -> None:
    """Which of them is meant nobody knows."""
    result = CliRunner().invoke(cli, [command, "dha-0312", "--place", "Stellan", "--ledger", ledger])
    assert result.exit_code == 2
    assert "not both" in result.output


def test_a_day_is_checked(ledger: str) -> None:
    """Wrong usage is exit 2."""
    result = CliRunner().invoke(cli, ["debt", "--as-of", "soon", "--ledger", ledger])
    assert result.exit_code == 2
    assert "is not a date" in result.output


def test_an_empty_ledger_answers_nothing(tmp_path: Path) -> None:
    """And says so."""
    with open_ledger(tmp_path / "empty.db"):
        pass
    result = CliRunner().invoke(cli, ["questions", "--ledger", str(tmp_path / "empty.db"), "--format", "text"])
    assert "Nothing in this ledger answers that." in result.stdout
