"""A ledger -> a desk on it, started as a user starts it, in a process of its own; and who comes in there."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

import onrecord
from onrecord.users.roles import ROLES, Role
from onrecord.users.users import open_users

__all__ = ["Desk", "Visitor", "add_users", "open_desk", "sign_in"]

_TICKS = os.sysconf("SC_CLK_TCK")
PASSWORD = "three lamps in fog"


@dataclass(frozen=True)
class Desk:
    """Where it answers, and its process."""

    address: str
    process: subprocess.Popen[str]

    @property
    def work(self) -> float:
        """Seconds of a processor that it and the processes that it began took so far."""
        own = self.process.pid
        children = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="utf-8").split()
        stats = (Path(f"/proc/{pid}/stat").read_text(encoding="utf-8") for pid in (own, *children))
        return sum(int(ticks) for stat in stats for ticks in stat.rpartition(")")[2].split()[11:13]) / _TICKS

    def kill(self) -> None:
        """At once, with no time to end anything."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone who signed in: the cookie of the session, and the word that its forms give back."""

    cookie: tuple[str, str]
    forms: str


def add_users(path: Path) -> None:
    """One in each role, called like it."""
    users = open_users(path)
    for role in ROLES:
        users.add(f"the-{role}", role, PASSWORD, now=datetime.now(UTC))


@contextmanager
def open_desk(ledger: str, users: Path, *options: str) -> Iterator[Desk]:
    """`onrecord desk` on this ledger, at any free port, until the block ends."""
    command = [sys.executable, "-m", "onrecord", "desk", "--ledger", ledger, "--port", "0", *options]
    source = str(Path(onrecord.__file__).parent.parent)
    environment = {**os.environ, "ONRECORD_USERS": str(users), "PYTHONPATH": source, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://[^\s?]+", line)
            if found is None:
                raise SystemExit(f"The desk did not open: {line.strip() or 'it said nothing'}")
            yield Desk(address=found.group().rstrip("/"), process=process)
        finally:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            process.kill()


def sign_in(address: str, role: Role) -> Visitor:
    """Come in as the user of this role."""
    with httpx.Client(base_url=address, timeout=30) as client:
        answer = client.post("/sign-in", data={"name": f"the-{role}", "password": PASSWORD})
        answer.raise_for_status() if answer.status_code != 303 else None
        page = client.get("/account").text
        (cookie,) = client.cookies.items()
    return Visitor(cookie=cookie, forms=page.split('name="forms" value="')[1].split('"')[0])
