"""A desk with users in each role, and browsers that signed in there."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fastapi.testclient import TestClient

from onrecord.desk.app import open_app
from onrecord.desk.desk import Desk
from onrecord.desk.entrance import UserEntrance
from onrecord.ledger.ledger import Ledger
from onrecord.users.roles import ROLES
from onrecord.users.users import Users, open_users

__all__ = ["BASE", "PASSWORD", "find_forms", "make_users", "open_desk", "sign_in"]

BASE = "http://127.0.0.1:8317"
PASSWORD = "three lamps in fog"


def make_users(path: Path) -> Users:
    """One user in each role, called like it; passwords are hashed once, as that is made to take its time."""
    shutil.copyfile(_make_file(), path)
    return open_users(path)


@cache
def _make_file() -> Path:
    path = Path(tempfile.mkdtemp(prefix="onrecord-users-")) / "users.db"
    users = open_users(path)
    for role in ROLES:
        users.add(f"the-{role}", role, PASSWORD, now=datetime.now(UTC))
    return path


@contextmanager
def open_desk(ledger: Ledger, users: Users, *, names: bool = False) -> Iterator[TestClient]:
    """A browser that nobody signed in with, at the desk on this ledger."""
    app = open_app(Desk(ledger), UserEntrance(users, names=names))
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        yield client


def sign_in(client: TestClient, name: str) -> None:
    """Come in as this user."""
    client.cookies.clear()
    answer = client.post("/sign-in", data={"name": name, "password": PASSWORD, "next": "/"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def find_forms(client: TestClient) -> str:
    """The word that forms of this session give back."""
    page = client.get("/account").text
    return page.split('name="forms" value="')[1].split('"')[0]
