"""Every floor names a figure that its question measures."""

import re
import tomllib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/floors.toml")), ids=lambda path: path.parent.name)
def test_floors_name_accepted_figures(path: Path) -> None:
    """A floor without a row in RESULTS.md would never be held: its name is misspelt."""
    results = (FOLDER / "RESULTS.md").read_text(encoding="utf-8")
    rules = tomllib.loads(path.read_text(encoding="utf-8"))
    names = [*rules.get("at_least", {}), *rules.get("at_most", {})]
    assert names
    for name in names:
        assert re.search(rf"^\| {path.parent.name} \| {re.escape(name)} \|", results, re.MULTILINE), name
