"""events.toml is read into event types; each fault names file, line and key."""

from pathlib import Path

import pytest

from onrecord.beats import Beat
from onrecord.declarations import index_words, load_declarations
from onrecord.errors import BeatError

ARREST = """
[general]
planned = ["will be *"]

[[event]]
name = "arrest"
definition = "Someone is arrested."
triggers = ["arrested"]
phrases = ["*taken* into custody"]
exclusions = ["resisting *arrest*"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "events.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_types(tmp_path: Path) -> None:
    """A type has its words, and each word only the patterns that can hold for it."""
    general, events = load_declarations(write(tmp_path, ARREST))
    assert [event.name for event in events] == ["arrest"]
    assert events[0].words == {"arrested", "taken"}
    index = index_words(general, events)
    assert index["arrested"][0].bare
    assert not index["taken"][0].bare
    assert len(index["taken"][0].phrases) == 1
    assert [value for value, _ in index["taken"][0].around.factuality] == ["planned"]


@pytest.mark.parametrize(
    ("expected", "old", "new"),
    [
        ("events.toml:9: phrases: 'taken into custody'", "*taken* into custody", "taken into custody"),
        ("events.toml:8: triggers: 'Arrested'", '["arrested"]', '["Arrested"]'),
        ("events.toml:7: definition: is missing", '"Someone is arrested."', "1"),
        ("events.toml:8: trigger: no such key", "triggers =", "trigger ="),
        ("events.toml:10: exclusions: must be a list", '["resisting *arrest*"]', '"resisting *arrest*"'),
        ("leaves its trigger open", "*taken* into custody", "* into custody"),
        ("events.toml: Expected", "[[event]]", "[[event"),
    ],
)
def test_faults(tmp_path: Path, expected: str, old: str, new: str) -> None:
    """The message says where the fault stands and what belongs there."""
    path = write(tmp_path, ARREST.replace(old, new))
    with pytest.raises(BeatError, match=r"events\.toml") as fault:
        load_declarations(path)
    assert expected.lower() in str(fault.value).lower()


def test_missing_file(tmp_path: Path) -> None:
    """A folder without the file is no beat."""
    with pytest.raises(BeatError, match=r"events\.toml: the file is missing"):
        load_declarations(tmp_path / "events.toml")


def test_twice(tmp_path: Path) -> None:
    """A type is declared once."""
    with pytest.raises(BeatError, match="declared twice"):
        load_declarations(write(tmp_path, ARREST + ARREST[ARREST.index("[[event]]") :]))


def test_packaged(beat: Beat) -> None:
    """The packaged beat declares the types of the gold guidelines, each with words and an equivalent elsewhere."""
    assert [event.name for event in beat.events] == (
        "arrest charge plead convict acquit sentence release remove sue rule appeal decree operate publish inquire"
    ).split()
    assert all(event.words and (event.ace or event.plover) for event in beat.events)
