"""Stopped by a signal or killed at any instant, watching goes on where it was and ends with the same ledger."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.watch.newsroom import Office, make_page, open_office

from onrecord.ledger.ledger import open_ledger
from onrecord.watch.signals import heed_signals

ROOT = Path(__file__).parent.parent.parent
COUNT = 40
PROGRAM = """
import sys
from onrecord.ledger.ledger import open_ledger
from onrecord.watch.signals import heed_signals
from tests.documents.site import Site
from tests.watch.newsroom import Office

if __name__ == "__main__":
    office = Office(Site(url=sys.argv[2], port=0), {})
    with open_ledger(sys.argv[1]) as ledger, heed_signals() as stop:
        office.stop = stop
        print("begun", flush=True)
        for event in office.events(ledger):
            print(type(event).__name__, flush=True)
    print("ended", flush=True)
"""


def test_the_first_signal_is_heeded_and_the_second_ends_the_process() -> None:
    """And afterwards all is as it was."""
    before = signal.getsignal(signal.SIGINT)
    with heed_signals() as stop:
        assert not stop.is_set()
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(5)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) == before


@pytest.fixture
def office() -> Iterator[Office]:
    """An office with much news."""
    with open_office() as office:
        office.announce(*((f"/news/{number}", None) for number in range(COUNT)))
        for number in range(COUNT):
            office.publish(f"/news/{number}", make_page(f"Man {number}"))
        yield office


def start(office: Office, place: Path) -> subprocess.Popen[str]:
    """Watch the office in a process of its own; it has begun."""
    script = place.with_suffix(".py")
    script.write_text(PROGRAM, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(place), office.site.url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(office: Office, tmp_path: Path, number: signal.Signals) -> None:
    """With whole documents in the ledger, no end of the poll, and exit code 0."""
    place = tmp_path / "office.db"
    with start(office, place) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Visit\n"
        process.send_signal(number)
        assert process.stdout.read().endswith("ended\n")
    assert process.returncode == 0
    with open_ledger(place) as ledger:
        assert 1 <= ledger.count()[0] < COUNT
        assert ledger.visits.polls("office") == ()
        assert list(ledger.verify()) == []


@pytest.mark.slow
def test_killed_at_any_instant_it_ends_with_the_same_ledger(office: Office, tmp_path: Path) -> None:
    """No page is lost, doubled or without its account."""
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    with start(office, whole) as process:
        process.communicate()
    chance = random.Random(1)
    for _ in range(6):
        with start(office, broken) as process:
            time.sleep(chance.uniform(0, 0.5))
            process.kill()
    with start(office, broken) as process:
        process.communicate()
    with open_ledger(whole) as first, open_ledger(broken) as second:
        assert second.digest() == first.digest()
        assert second.count() == first.count() == (COUNT, COUNT)
        assert len(second.visits.polls("office")) == 1
        for number in range(COUNT):
            assert [visit.outcome for visit in second.visits.visits(f"{office.site.url}/news/{number}")] == ["new"]
        assert list(second.verify()) == []
