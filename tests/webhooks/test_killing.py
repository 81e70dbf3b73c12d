"""A delivery that is killed at any instant loses no message, and what it sends again has the id that it had."""

import os
import signal
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from tests.webhooks.office import Office, open_office, tell

import onrecord

pytestmark = pytest.mark.slow

KILLED = """
import os, sys
from datetime import datetime
from pathlib import Path
from tests.webhooks.office import SEND
from onrecord.desk.desk import Desk
from onrecord.ledger.ledger import find_ledger
from onrecord.webhooks.delivery import deliver_messages
from onrecord.webhooks.webhooks import open_webhooks

folder, now, when, at = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3], int(sys.argv[4])
sent = 0

def send(url, body, headers, *, limits):
    global sent
    sent += 1
    if (when, sent) == ("before", at):
        os.kill(os.getpid(), 9)
    answer = SEND(url, body, headers, limits=limits)
    if (when, sent) == ("after", at):
        os.kill(os.getpid(), 9)
    return answer

with find_ledger(folder / "ledger.db") as ledger:
    desk = Desk(ledger, today=lambda: now.date())
    list(deliver_messages(open_webhooks(folder / "webhooks.db"), desk, send=send, now=lambda: now))
"""


def run_killed(office: Office, folder: Path, when: str, at: int) -> int:
    """Deliver in a process that is killed before or after it sends its message of this number; its exit code."""
    root = Path(__file__).parent.parent.parent
    source = Path(onrecord.__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": f"{source}{os.pathsep}{root}"}
    command = [sys.executable, "-c", KILLED, str(folder), office.now.isoformat(), when, str(at)]
    return subprocess.run(command, env=environment, cwd=root, check=False).returncode


def test_nothing_is_lost_and_ids_stay(tmp_path: Path) -> None:
    """Killed with a message taken and not sent, and with one sent and not settled; documents come meanwhile."""
    with open_office(tmp_path) as office:
        office.ask("documents")
        titles = []
        for number, (when, at) in enumerate([("before", 1), ("after", 2), ("before", 2), ("after", 1)]):
            for word in ("boat", "shed", "mill"):
                titles.append(f"A {word} burned on day {number}.")
                office.ledger.add(tell(f"{word}-{number}", titles[-1]))
            assert run_killed(office, tmp_path, when, at) == -signal.SIGKILL
            office.pass_time(seconds=61 if number % 2 else 5)
        office.pass_time(seconds=61)
        office.deliver()
        ids: dict[str, set[str]] = defaultdict(set)
        for message in office.receiver.received:
            ids[message.said["data"]["title"]].add(message.id)
        assert sorted(ids) == sorted(titles)
        assert all(len(each) == 1 for each in ids.values())
        assert len(set.union(*ids.values())) == len(titles)
        assert len(office.receiver.received) > len(titles), "one that was sent and not settled is sent again"
        cut = [attempt for attempt in office.webhooks.attempts() if attempt.ended is None]
        assert len(cut) == 4
        (state,) = office.webhooks.states()
        assert (state.waiting, state.delivered, state.given_up) == (0, len(titles), 0)
