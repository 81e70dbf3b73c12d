"""A desk on the examples' ledger, served over a socket, once a session; a browser that was let in; a small ledger."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.desk.serving import enter, serve
from tests.hand import make_record
from tests.links.corpus import read_corpus

from onrecord.answers.datasets import load_dataset
from onrecord.care import Viewer
from onrecord.desk.site import export_site
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.shown import open_shown

DATASET = Path(__file__).parent.parent.parent / "examples" / "datasets" / "corvania-arrests.toml"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with the record made by hand."""
    with open_ledger(tmp_path / "ledger.db") as opened:
        opened.add(make_record())
        yield opened


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with all examples."""
    with open_ledger(tmp_path_factory.mktemp("desk") / "examples.db") as opened:
        opened.add_all(list(read_corpus()))
        yield opened


@pytest.fixture(scope="session")
def address(examples: Ledger) -> Iterator[str]:
    """Where the desk on the examples answers."""
    with serve(examples, datasets=(load_dataset(DATASET),)) as found:
        yield found


@pytest.fixture(scope="session")
def reporter(address: str) -> Iterator[httpx.Client]:
    """A browser that came in there; it may not see private names."""
    with enter(address) as client:
        yield client


@pytest.fixture(scope="session")
def site(examples: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static site of the examples."""
    folder = tmp_path_factory.mktemp("site") / "site"
    shown = open_shown(examples, Viewer())
    export_site(shown, folder, title="The <Stellan> Record", datasets=(load_dataset(DATASET),))
    return folder
