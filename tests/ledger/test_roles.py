"""Who may only add, adds, reads and searches, and can neither change nor remove anything, triggers or not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from tests.ledger.conftest import MakeRecord

from onrecord.cli import cli
from onrecord.documents.warc import Capture
from onrecord.errors import LedgerError
from onrecord.ledger.engine import locate_ledger, writing
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.scrubbing import mark_scrubbing
from onrecord.ledger.tables import TRUTH
from onrecord.ledger.visits import Poll

DAY = "2031-05-06T08:00:00+00:00"
POLL = Poll(source="office", begun=DAY, ended=DAY, announced=0, outcomes={})


@pytest.fixture
def places(postgres: str, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The ledger of its owner, with one document, and the same for who may only add."""
    name = f"onrecord_roles_{abs(hash(str(tmp_path)))}"
    admin = create_engine(locate_ledger(postgres), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD 'only-adds'")
    place = postgres.replace("/postgres?", f"/{name}?")
    url = locate_ledger(place).set(drivername="postgresql", username=name, password="only-adds")
    yield place, url.render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        connection.exec_driver_sql(f"DROP ROLE {name}")
    admin.dispose()


@pytest.fixture
def ledger(places: tuple[str, str], make_record: MakeRecord) -> Iterator[Ledger]:
    """The ledger as who may only add has it."""
    user = locate_ledger(places[1]).username
    assert user
    with open_ledger(places[0]) as owned:
        owned.add(make_record("a"))
        owned.grant(user)
    with open_ledger(places[1]) as opened:
        yield opened


def test_who_may_only_add_does_all_that_a_run_does(ledger: Ledger, make_record: MakeRecord) -> None:
    """New documents, revisions, what came of the web, what cannot be read, what stands there again."""
    for text, day in (("One man was held.", 1), ("Two men were held.", 2), ("One man was held.", 3)):
        record = make_record("b", text=text, retrieved=f"2031-05-0{day}T08:00:00+00:00")
        assert ledger.add_all([record], [(record.document, Capture(url="", data=text.encode(), media="text/plain"))])
    ledger.quarantine.add(make_record("c", text="Held.").document, tries=3, message="ValueError in figures.py:88")
    ledger.visits.add_poll(POLL)
    assert [listing.id for listing in ledger.search("one man")] == ["b"]
    assert ledger.count() == (2, 3)
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("table", [table.name for table in TRUTH])
def test_who_may_only_add_has_no_right_to_more(ledger: Ledger, table: str) -> None:
    """Before any trigger is asked: no row needs to be there."""
    column = "document" if table == "forgets" else "number"
    for statement in (f"UPDATE {table} SET {column} = 9", f"DELETE FROM {table}", f"TRUNCATE {table}"):
        with pytest.raises(DBAPIError, match="permission denied"), writing(ledger._engine) as connection:
            connection.exec_driver_sql(statement)
    with pytest.raises(DBAPIError, match="must be owner"), writing(ledger._engine) as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")


def test_who_may_only_add_cannot_forget(ledger: Ledger) -> None:
    """And is told who can; the document stays."""
    with pytest.raises(LedgerError, match="owner"):
        ledger.forget("a", why="a court's order", time=DAY)
    assert ledger.count() == (1, 1)


def test_who_may_only_add_leaves_scrubbing_to_the_owner(
    places: tuple[str, str], ledger: Ledger, make_record: MakeRecord
) -> None:
    """What a killed `forget` left undone keeps nobody from adding; the owner, who opens it next, finishes it."""
    with open_ledger(places[0]) as owned, writing(owned._engine) as connection:
        mark_scrubbing(connection)
    with open_ledger(places[1]) as opened:
        assert opened.add(make_record("d"))
    with open_ledger(places[0]) as owned, owned._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT obj_description('ledger'::regclass)").scalar() == "0"


def test_the_owner_lets_a_user_add_from_the_command_line(places: tuple[str, str], make_record: MakeRecord) -> None:
    """And is told who may do what, without a password; a user who is not there is named."""
    user = locate_ledger(places[1]).username
    assert user
    with open_ledger(places[0]) as owned:
        owned.add(make_record("a"))
    with pytest.raises(LedgerError, match="does not let this user"):
        open_ledger(places[1])
    granted = CliRunner().invoke(cli, ["grant", user, "--ledger", places[0]])
    assert (granted.exit_code, granted.stderr.startswith(f"{user} may read postgresql://")) == (0, True)
    with open_ledger(places[1]) as opened:
        assert opened.add(make_record("b"))
    nobody = CliRunner().invoke(cli, ["grant", "nobody at all", "--ledger", places[0]])
    assert isinstance(nobody.exception, LedgerError)
    assert str(nobody.exception) == "PostgreSQL knows no user nobody at all; make one, as createuser does."


def test_a_file_has_no_users(tmp_path: Path) -> None:
    """Its permissions say who may do what."""
    with open_ledger(tmp_path / "office.db") as ledger, pytest.raises(LedgerError, match="no users"):
        ledger.grant("reporter")
