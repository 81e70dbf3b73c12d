"""A desk that is killed while people review has lost nothing that it said it had taken."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import httpx
import pytest
from tests.hand import make_record

import onrecord
from onrecord.ledger.ledger import open_ledger
from onrecord.reviews.placed import list_facts

pytestmark = pytest.mark.slow

FACTS = [placed.fact.id for placed in list_facts(make_record())]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A ledger with the record made by hand."""
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        ledger.add(make_record())
    return path


def start_desk(place: Path) -> Iterator[str | subprocess.Popen[str]]:
    """The address that a desk prints, in a process of its own; then the process."""
    command = [sys.executable, "-m", "onrecord", "desk", "--ledger", str(place), "--port", "0"]
    users = str(place.parent / "users.db")
    source = str(Path(onrecord.__file__).parent.parent)
    environment = {**os.environ, "ONRECORD_USERS": users, "PYTHONPATH": source, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, line
    yield found.group()
    yield process


@pytest.mark.parametrize("after", [3, 17])
def test_no_accepted_review_is_lost(place: Path, after: int) -> None:
    """Killed at once (SIGKILL) while four people review: what was answered is there, whole, and the chain holds."""
    address, process = start_desk(place)
    assert isinstance(address, str)
    assert isinstance(process, subprocess.Popen)
    taken: list[int] = []

    def review(part: int) -> None:
        with httpx.Client(timeout=30, follow_redirects=False) as client:
            base = address.split("/?")[0]
            client.get(address)
            page = client.get(f"{base}/review/hand?fact=x1").text
            forms = page.split('name="forms" value="')[1].split('"')[0]
            for number, fact in enumerate(FACTS * 20):
                if number % 4 != part:
                    continue
                data = {"forms": forms, "number": "1", "fact": fact, "verdict": "accept"}
                try:
                    answer = client.post(f"{base}/reviews/hand", data=data)
                except httpx.HTTPError:
                    return
                assert answer.status_code == 303, answer.text
                taken.append(int(answer.headers["location"].split("did=")[1].split("&")[0]))

    people = [Thread(target=review, args=(part,)) for part in range(4)]
    for person in people:
        person.start()
    end = time.monotonic() + 60
    while len(taken) < after and time.monotonic() < end:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for person in people:
        person.join()
    if process.stdout is not None:
        process.stdout.close()
    with open_ledger(place) as ledger:
        kept = [review.number for review in ledger.reviews.of("hand")]
        assert len(taken) >= after
        assert set(taken) <= set(kept)
        assert kept == list(range(1, len(kept) + 1))
        assert list(ledger.verify()) == []
