"""The fuzzer gives the same inputs for the same seed, loads them with the real loaders, and sees a crash as one."""

import random
from itertools import islice
from pathlib import Path

import pytest
from benchmarks.fuzz.__main__ import make_mutations, report
from benchmarks.fuzz.bombs import make_bombs
from benchmarks.fuzz.mutations import mutate
from benchmarks.fuzz.seeds import KINDS, make_seeds
from benchmarks.fuzz.trials import Trials
from hypothesis import given
from hypothesis import strategies as st


def test_every_seed_can_be_read(tmp_path: Path) -> None:
    """Mutations begin from what is well formed; nothing of it is refused."""
    with Trials(tmp_path, seconds=30, memory=1_000_000_000) as trials:
        for kind, group in make_seeds().items():
            for data in group:
                trial = trials.load(kind, data)
                assert (kind, trial.crash, list(trial.outcomes)) == (kind, None, ["read"])
    assert set(make_seeds()) == set(KINDS)


def test_the_same_seed_gives_the_same_inputs() -> None:
    """Each by its number, so that a crash can be made again."""
    assert list(make_mutations(30, 1)) == list(islice(make_mutations(60, 1), 30))
    assert list(make_mutations(30, 1)) != list(make_mutations(30, 2))


@given(st.binary(max_size=300), st.integers())
def test_a_mutation_is_of_bounded_length(data: bytes, seed: int) -> None:
    """From any bytes, none too."""
    assert len(mutate(data, (data, b"<p>"), random.Random(seed))) <= 2_000_000


def test_what_came_of_them_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Some real inputs, none of which crashes."""
    with Trials(tmp_path, seconds=10, memory=1_000_000_000) as trials:
        assert report(make_mutations(40, 1), trials, None) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("40 inputs: ")
    assert "longest without a document" in printed
    assert printed.endswith("0 crashes\n")


def test_too_much_time_and_too_much_memory_are_crashes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The next input is loaded all the same; what crashed is kept."""
    page = make_seeds()["html"][0]
    with Trials(tmp_path, seconds=0.0, memory=1_000_000_000) as slow:
        assert slow.load("html", page).crash == "more than 0 seconds"
    with Trials(tmp_path, seconds=10, memory=400_000_000) as small:
        kept = tmp_path / "kept"
        large = b'{"text": "Two men.", "a": [' + b"0.1," * 7_000_000 + b"0]}"
        inputs = [("jsonl", "large", large), ("html", "page", page)]
        assert report(inputs, small, kept) == 1
        assert [path.name for path in kept.iterdir()] == ["large.jsonl"]
    assert "CRASH jsonl, large" in capsys.readouterr().err


def test_bombs_are_of_known_kinds() -> None:
    """Each has a name; the first are small enough to be looked at here."""
    assert all(kind in KINDS and name and data for kind, name, data in islice(make_bombs(), 8))


def test_an_archive_of_many_pages_is_not_silent(tmp_path: Path) -> None:
    """It may take longer than an input may be silent, as a document comes every now and then."""
    archive = make_seeds()["warc"][0]
    with Trials(tmp_path, seconds=5, memory=1_000_000_000) as trials:
        trial = trials.load("warc", archive * 100)
    assert trial.outcomes == {"read": 400}
    assert 0 < trial.silence < trial.seconds
