"""A beat is a folder of data; each fault names the file, and the line or key in it."""

import shutil
from pathlib import Path

import pytest

from onrecord.beats import load_beat, load_packaged_beat
from onrecord.errors import BeatError

PACKAGED = Path(__file__).parent.parent / "src" / "onrecord" / "data" / "beats" / "enforcement"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged beat, to be spoiled."""
    return Path(shutil.copytree(PACKAGED, tmp_path / "beat"))


def test_packaged(folder: Path) -> None:
    """The packaged beat loads, with its words in lower case."""
    beat = load_beat(folder)
    assert beat.name == "enforcement"
    assert load_packaged_beat() == beat
    assert all(word == word.lower() for word in beat.triggers)


@pytest.mark.parametrize(
    ("expected", "name", "text"),
    [
        ("beat.toml: title is missing", "beat.toml", 'name = "enforcement"\nversion = "1"\n'),
        ("events.toml:2: name: is missing", "events.toml", '[[event]]\nname = ""\n'),
        ("events.toml:1: trigger: no such key", "events.toml", 'event = [{ trigger = "x" }]\n'),
        ("agencies.csv:1: the header must be", "agencies.csv", "name\n"),
        ("agencies.csv:2: kind must be one of", "agencies.csv", "name,kind,aliases\nHalden Police,band,\n"),
        ("offenses.csv", "offenses.csv", "term\n"),
        ("cues.csv", "cues.csv", "act\n"),
        ("titles.toml: official must be a list", "titles.toml", 'official = "sheriff"\n'),
    ],
)
def test_faults(folder: Path, expected: str, name: str, text: str) -> None:
    """The first words of the message say where to look."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(BeatError) as fault:
        load_beat(folder)
    assert expected in str(fault.value)


@pytest.mark.parametrize("name", sorted(path.name for path in PACKAGED.iterdir()))
def test_missing_files(folder: Path, name: str) -> None:
    """A folder that lacks one of its files is no beat."""
    (folder / name).unlink()
    with pytest.raises(BeatError, match="missing"):
        load_beat(folder)
