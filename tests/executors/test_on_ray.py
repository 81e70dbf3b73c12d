"""On Ray a run gives what it gives here, whatever fails or dies there. The Ray is a real one, on this machine."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.plain_reader import BrokenReader, KilledReader, PlainReader
from tests.test_run import documents, told

from onrecord.documents.refusal import Refusal
from onrecord.errors import ReaderError
from onrecord.executors.on_ray import connect_ray
from onrecord.ledger.ledger import open_ledger
from onrecord.run import add_items, read_items

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # Ray leaves sockets and files to the end of the process
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[int]:
    """A Ray with two cores, started once."""
    pytest.importorskip("ray", reason="the extra `ray` is not installed")
    with connect_ray(None, jobs=2) as cores:
        yield cores


def test_ray_gives_the_same_ledger(cluster: int, tmp_path: Path) -> None:
    """To the last byte of its dump."""
    assert cluster == 2
    dumps = []
    for on in ("here", "ray"):
        with open_ledger(tmp_path / f"{on}.db") as ledger:
            assert len(list(add_items(documents(40), ledger, make_reader=PlainReader, on=on))) == 44
            ledger.dump(tmp_path / f"{on}.zip")
            dumps.append((tmp_path / f"{on}.zip").read_bytes())
    assert dumps[0] == dumps[1]


def test_what_fails_or_dies_there_is_refused(cluster: int) -> None:
    """And the run goes on."""
    special = {3: "FAIL", 12: "DIE"}
    outcomes = list(read_items(documents(20, special=special), make_reader=PlainReader, on="ray"))
    refused = [each for each in outcomes if isinstance(each, Refusal) and each.reason == "unreadable"]
    assert [each.source for each in refused] == ["d3", "d12"]
    assert "ValueError: a bug" in refused[0].message
    assert refused[1].message == "The process that read it died, perhaps for want of memory."
    assert len(outcomes) == 22


def test_a_worker_that_is_killed_once_costs_nothing(cluster: int, tmp_path: Path) -> None:
    """Its document is read by another."""
    make_reader = partial(KilledReader, str(tmp_path / "killed"))
    assert told(read_items(documents(9), make_reader=make_reader, on="ray")) == told(
        read_items(documents(9), make_reader=PlainReader)
    )


def test_a_reader_that_cannot_be_made_is_told(cluster: int) -> None:
    """In its own words."""
    with pytest.raises(ReaderError, match=r"The model is missing\."):
        list(read_items(documents(3), make_reader=BrokenReader, on="ray"))  # type: ignore[arg-type]
