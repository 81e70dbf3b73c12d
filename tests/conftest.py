"""What tests share: the packaged reader, loaded once."""

from pathlib import Path

import pytest

from onrecord.beats import Beat, load_beat
from onrecord.records.reader import StandardReader, open_reader

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def reader() -> StandardReader:
    """The reader as packaged."""
    return open_reader()


@pytest.fixture(scope="session")
def beat() -> Beat:
    """The packaged beat."""
    return load_beat(ROOT / "src" / "onrecord" / "data" / "beats" / "enforcement")
