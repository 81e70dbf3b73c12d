"""onrecord users: who may come to the desk; a password never stands on the command line or in what is printed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import cli
from onrecord.errors import OnRecordError, SignInError

WORDS = "three lamps in fog"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of users that is not there yet."""
    return tmp_path / "users.db"


def run(path: Path, *words: str, typed: str = "") -> Result:
    """The command with this file."""
    return CliRunner().invoke(cli, ["users", *words, "--users", str(path)], input=typed)


def listed(path: Path) -> dict[str, str]:
    """Names and roles."""
    rows = [json.loads(line) for line in run(path, "list").stdout.splitlines()]
    assert all(set(row) == {"name", "role", "made"} for row in rows)
    return {row["name"]: row["role"] for row in rows}


def test_users_are_added_changed_and_removed(path: Path) -> None:
    """In their roles; the password is read from standard input."""
    assert run(path, "add", "mara", "owner", typed=WORDS + "\n").exit_code == 0
    assert run(path, "add", "ines", "viewer", typed=WORDS + "\n").exit_code == 0
    assert listed(path) == {"ines": "viewer", "mara": "owner"}
    assert run(path, "role", "ines", "reviewer").exit_code == 0
    assert run(path, "password", "ines", typed="four lamps in rain\n").exit_code == 0
    assert run(path, "remove", "mara").exit_code == 0
    assert listed(path) == {"ines": "reviewer"}
    assert run(path, "views").stdout == ""


@pytest.mark.parametrize(
    ("words", "typed", "message"),
    [
        (("add", "mara", "owner"), "short\n", "12 to 1,024 characters"),
        (("add", "mara", "owner"), "", "12 to 1,024 characters"),
        (("remove", "nobody"), "", "There is no user nobody"),
        (("role", "nobody", "viewer"), "", "There is no user nobody"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(path: Path, words: tuple[str, ...], typed: str, message: str) -> None:
    """Not as a traceback, which only what OnRecord does not raise on purpose would be."""
    result = run(path, *words, typed=typed)
    assert isinstance(result.exception, SignInError)
    assert isinstance(result.exception, OnRecordError)
    assert message in str(result.exception)


def test_a_role_is_one_of_four(path: Path) -> None:
    """Said as wrong usage."""
    assert run(path, "add", "mara", "king", typed=WORDS).exit_code == 2
