"""Several processes answer at one address: one that dies is begun again, and none outlives the first."""

import os
import signal
from functools import partial
from pathlib import Path

import httpx
import pytest
from benchmarks.desk.serving import Desk, add_users, open_desk, sign_in
from tests.desk.serving import wait_until
from tests.hand import make_record

from onrecord.desk.workers import keep_working
from onrecord.errors import LedgerError
from onrecord.ledger.ledger import open_ledger

pytestmark = pytest.mark.slow

PROCESSES = 2


def list_workers(desk: Desk) -> set[int]:
    """The processes that the desk began to make pages; multiprocessing begins one of its own, which tracks files."""
    pid = desk.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return {int(child) for child in children if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()}


def is_there(pid: int) -> bool:
    """Whether a process still works."""
    path = Path(f"/proc/{pid}/stat")
    return path.exists() and path.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


def refuses(address: str) -> bool:
    """Whether nobody answers there any more."""
    try:
        httpx.get(address, timeout=5)
    except httpx.ConnectError:
        return True
    except httpx.HTTPError:
        return False
    return False


def test_processes_share_a_desk(tmp_path: Path) -> None:
    """Who signed in with one is known to the other; a dead one is replaced; with the first all end."""
    place, users = str(tmp_path / "ledger.db"), tmp_path / "users.db"
    with open_ledger(place) as ledger:
        ledger.add(make_record())
    add_users(users)
    with open_desk(place, users, "--processes", str(PROCESSES)) as desk:
        visitor = sign_in(desk.address, "viewer")
        wait_until(lambda: len(list_workers(desk)) == PROCESSES)

        def answers() -> bool:
            cookies = dict([visitor.cookie])
            return httpx.get(f"{desk.address}/documents", cookies=cookies, timeout=30).status_code == 200

        assert all(answers() for _ in range(12))  # a connection each: any process may take it
        before = list_workers(desk)
        os.kill(min(before), signal.SIGKILL)
        wait_until(lambda: len(list_workers(desk) - before) == 1)
        assert all(answers() for _ in range(12))
        workers = list_workers(desk)
        desk.kill()
        wait_until(lambda: not any(map(is_there, workers)))
        assert refuses(desk.address)


def test_interrupted_desk_ends_in_order(tmp_path: Path) -> None:
    """As Control-C does: the exit code is 0 and no process is left."""
    place, users = str(tmp_path / "ledger.db"), tmp_path / "users.db"
    open_ledger(place).close()
    with open_desk(place, users, "--processes", str(PROCESSES)) as desk:
        httpx.get(desk.address, timeout=30)
        workers = list_workers(desk)
        desk.process.send_signal(signal.SIGINT)
        assert desk.process.wait(timeout=30) == 0
        assert not any(map(is_there, workers))


def test_what_ends_at_once_is_given_up() -> None:
    """A desk whose processes cannot begin says so."""
    with pytest.raises(LedgerError, match="end as soon as they begin"):
        keep_working(partial(os._exit, 3), PROCESSES)
