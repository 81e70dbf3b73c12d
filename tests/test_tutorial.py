"""The commands of the tutorial, word for word and in their order, give what it says; every picture is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "tutorial" / "first-document.md").read_text(encoding="utf-8")
LEFT_OUT = ("python3 -m venv", "onrecord desk", "python3 -m http.server")
"""What installs, and what waits for a browser: `docs/take_pictures.py` and the tests of the desk open its pages."""


def find_blocks() -> list[str]:
    """What is typed, block by block."""
    found = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    return [block for block in found if not any(words in block for words in LEFT_OUT)]


@pytest.mark.slow
def test_what_is_typed_gives_a_page(tmp_path: Path) -> None:
    """From a release in a file to a page and a package, beside a clone that is called onrecord."""
    (tmp_path / "onrecord").symlink_to(ROOT, target_is_directory=True)
    folder = tmp_path / "newsroom"
    folder.mkdir()
    program = f'onrecord() {{ "{sys.executable}" -m onrecord "$@"; }}\n'
    environment = {**os.environ, "PYTHONPATH": str(Path(onrecord.__file__).parent.parent)}
    environment = {name: value for name, value in environment.items() if not name.startswith("ONRECORD_")}
    said = ""
    for block in find_blocks():
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", program + block],
            cwd=folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (block, done.stderr)
        said += done.stdout + done.stderr
    assert '"text": "Ilya Dremov"' in (folder / "record.json").read_text(encoding="utf-8")
    assert "1 read, 0 already there, none refused." in said
    assert "Residence Bureau Arrests 46 at Stellan Cannery" in said
    assert '"faults": []' in said
    index = (folder / "page" / "index.html").read_text(encoding="utf-8")
    assert "The Halden Record" in index
    pages = "".join(path.read_text(encoding="utf-8") for path in (folder / "page" / "documents").iterdir())
    assert "Harbor Board Arrests Eleven" in pages
    assert "Bastian Rook" not in pages
    assert (folder / "record.zip").stat().st_size > 10_000


def test_pictures_are_shown_and_small() -> None:
    """Each that is shown is there, each that is there is shown, and says in words what it shows."""
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {
        (page.parent / target).resolve(): words
        for page in pages
        for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    there = set((ROOT / "docs" / "pictures").iterdir())
    assert set(shown) == there
    assert all(len(words) > 20 for words in shown.values())
    assert all(picture.stat().st_size < 120_000 for picture in there)
