"""The commands of docs/howto/export.md do what the page says, word for word."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.links.corpus import read_corpus

from onrecord.cli_export_formats import FORMATS
from onrecord.cli_export_release import release
from onrecord.cli_export_site import site
from onrecord.ledger.ledger import open_ledger

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "howto" / "export.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the ledger of the examples, as the first command of the page makes it."""
    place = tmp_path_factory.mktemp("howto")
    (place / "examples").symlink_to(ROOT / "examples")
    with open_ledger(place / "demo.db") as ledger:
        ledger.add_all(tuple(read_corpus()))
    return place


@pytest.mark.slow
def test_every_command_of_the_page_runs(folder: Path) -> None:
    """In its order, but for the reading of the examples and the server."""
    shell = "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)).replace("\\\n", "")
    commands = [line for line in shell.splitlines() if line.startswith("onrecord export")]
    assert len(commands) == 3
    for command in commands:
        subprocess.run(
            [sys.executable, "-m", "onrecord", *shlex.split(command)[1:]], cwd=folder, check=True, timeout=120
        )
    assert {"out-csv", "announcements-1.0.zip", "public"} <= {path.name for path in folder.iterdir()}
    for program in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        said = subprocess.run([sys.executable, "-c", program], cwd=folder, check=True, capture_output=True, text=True)
        assert "charged arson" in said.stdout


def test_every_kind_is_told() -> None:
    """A new export has its line."""
    told = set(re.findall(r"`onrecord export (\w+) F", PAGE))
    assert told == {command.name for command in (*FORMATS, release, site)}
