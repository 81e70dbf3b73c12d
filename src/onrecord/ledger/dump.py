"""A ledger -> a zip of JSON lines, and back: the same rows under the same numbers, tombstones and chain included.

A dump holds all that the ledger holds, private names too. What is forgotten is in neither. The same ledger gives the
same bytes. Nothing in a zip is trusted: a line is bounded and flat before it is parsed, bytes must have their digest,
and chain and spans are verified before anything is kept.
"""

import base64
import binascii
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError
from sqlalchemy import Connection, Integer, LargeBinary, Table, func, select
from sqlalchemy.exc import IntegrityError

from onrecord.errors import LedgerError
from onrecord.ledger.audit import find_head, verify_chain
from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.indexing import remake_index
from onrecord.ledger.new_file import new_file
from onrecord.ledger.tables import TRUTH, VERSION
from onrecord.ledger.verification import verify_rows

__all__ = ["LINE_LIMIT", "load_dump", "write_dump"]

LINE_LIMIT = 100_000_000
"""Bytes of a line. The record of the longest text that is read (5 MB) takes about half of that."""

_FORMAT = "onrecord-dump/1"
_HEAD = "dump.json"
_PACKED = "packed"
_HEAD_LIMIT = 10_000
_PAGE = 100  # rows held at once
_DAY = (1980, 1, 1, 0, 0, 0)  # of every file in a zip, so that the same ledger gives the same bytes
_VALUE = rb'(?:null|true|false|-?\d{1,19}|"[^"\\]*+(?:\\.[^"\\]*+)*+")'
_FLAT = re.compile(rb'\{"\w+": ?%b(?:, ?"\w+": ?%b)*+\}\r?\n?' % (_VALUE, _VALUE))  # lists nested for harm cost memory

Row = dict[str, Any]


def write_dump(connection: Connection, path: Path) -> None:
    """Write all rows of truth to a new file, whole or not at all. Raises LedgerError where the ledger is damaged."""
    if next(verify_chain(connection), None):
        raise LedgerError("The ledger is damaged, and its dump could not be loaded; `onrecord verify` tells where.")
    with new_file(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = {table.name: _write_table(connection, archive, table) for table in TRUTH}
        head = {"format": _FORMAT, "version": VERSION, "rows": rows, "head": find_head(connection)[1]}
        with archive.open(_entry(_HEAD), "w") as file:
            file.write(json.dumps(head, indent=2).encode() + b"\n")


def load_dump(connection: Connection, path: Path) -> None:
    """Fill an empty ledger; the caller rolls back what is raised. LedgerError says what is wrong with the file."""
    for table in TRUTH:
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise LedgerError("A dump is loaded into an empty ledger: name a new one, --ledger FILE.")
    with _telling(path), zipfile.ZipFile(path) as archive:
        head = _read_head(archive)
        for table in TRUTH:
            count = _read_table(connection, archive, table)
            if count != head["rows"].get(table.name, 0):
                raise ValueError(f"{table.name}: {count} rows are there, not as many as were written")
        remake_index(connection)
        if find_head(connection)[1] != head["head"]:
            raise ValueError("its chain does not end as it was written")
        for fault in (*islice(verify_chain(connection), 1), *islice(verify_rows(connection), 1)):
            raise ValueError(f"{fault.place}: {fault.message}")


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Say in one sentence why a file is no dump, or no whole one."""
    try:
        yield
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise LedgerError(f"{path} is no zip, or a damaged one: {error}. Take another copy of it.") from error
    except ValidationError as error:
        raise LedgerError(f"{path} is no dump of a ledger, or a damaged one: a record in it cannot be read.") from error
    except IntegrityError as error:
        raise LedgerError(f"{path} is no dump of a ledger, or a damaged one: {error.orig}.") from error
    except ValueError as error:
        raise LedgerError(f"{path} is no dump of a ledger, or a damaged one: {error}.") from error


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _write_table(connection: Connection, archive: zipfile.ZipFile, table: Table) -> int:
    count = 0
    with archive.open(_entry(f"{table.name}.jsonl"), "w", force_zip64=True) as file:
        for row in _all_rows(connection, table):
            line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
            if len(line) > LINE_LIMIT:
                raise LedgerError(f"A row of {table.name} has more than {LINE_LIMIT:,} bytes and cannot be dumped.")
            file.write(line)
            count += 1
    return count


def _all_rows(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows in the order of their numbers, some at a time."""
    key, last = _key(table), 0
    query = select(table).order_by(key).limit(_PAGE)
    while found := connection.execute(query.where(key > last)).mappings().all():
        for row in found:
            if "bytes" in row and digest_bytes(row["bytes"]) != row["digest"]:
                raise LedgerError(f"{table.name} {row[key.name]} is damaged; `onrecord verify` tells what is wrong.")
            yield {name: _spell(name, value) for name, value in row.items()}
        last = found[-1][key.name]


def _spell(name: str, value: Any) -> Any:
    """Bytes as text: those of documents and records are JSON, those of contents are packed."""
    if not isinstance(value, bytes):
        return value
    return base64.b64encode(value).decode() if name == _PACKED else value.decode()


def _key(table: Table) -> Any:
    (column,) = table.primary_key.columns
    return column


def _read_head(archive: zipfile.ZipFile) -> Row:
    names = archive.namelist()
    known = {_HEAD, *(f"{table.name}.jsonl" for table in TRUTH)}
    if _HEAD not in names or len(names) != len(set(names)) or not known.issuperset(names):
        raise ValueError(f"it holds other files than {', '.join(sorted(known))}")
    with archive.open(_HEAD) as file:
        head = _parse(file.read(_HEAD_LIMIT))
    if head.get("format") != _FORMAT or not isinstance(head.get("rows"), dict):
        raise ValueError(f"{_HEAD} does not say {_FORMAT}")
    version = head.get("version")
    if type(version) is not int or version > VERSION:
        raise ValueError(f"it was written by a newer OnRecord (version {version}, known is {VERSION}); update OnRecord")
    return head


def _read_table(connection: Connection, archive: zipfile.ZipFile, table: Table) -> int:
    """How many rows were added; a dump of an older version may lack a newer table."""
    name = f"{table.name}.jsonl"
    if name not in archive.namelist():
        return 0
    count, statement = 0, table.insert()
    with archive.open(name) as file:
        lines = (_read_row(line, table, f"{name}:{number}") for number, line in enumerate(_read_lines(file), start=1))
        while rows := list(islice(lines, _PAGE)):
            connection.execute(statement, rows)
            count += len(rows)
    return count


def _read_lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(LINE_LIMIT + 1):
        yield line


def _read_row(line: bytes, table: Table, place: str) -> Row:
    if len(line) > LINE_LIMIT:
        raise ValueError(f"{place}: the line has more than {LINE_LIMIT:,} bytes")
    if not _FLAT.fullmatch(line):
        raise ValueError(f"{place}: the line is no row")
    row = _parse(line)
    if row.keys() != set(table.c.keys()):
        raise ValueError(f"{place}: the row does not have the columns {', '.join(table.c.keys())}")
    for column in table.c:
        row[column.name] = _check(row[column.name], column, f"{place}: {column.name}")
    if "bytes" in row and digest_bytes(row["bytes"]) != row["digest"]:
        raise ValueError(f"{place}: its bytes are not those that were written")
    return row


def _parse(line: bytes) -> Row:
    try:
        value = json.loads(line)
    except RecursionError as error:
        raise ValueError("its lines are nested without end") from error
    if not isinstance(value, dict):
        raise ValueError("a line is no object")  # noqa: TRY004 - of a file, not of a caller
    return value


def _check(value: object, column: Any, place: str) -> object:
    """The value as the column takes it."""
    if value is None and column.nullable:
        return None
    if isinstance(column.type, Integer):
        if type(value) is not int or not 0 <= value < 2**63:
            raise ValueError(f"{place} is no number")
        return value
    if not isinstance(value, str):
        raise ValueError(f"{place} is no text")  # noqa: TRY004 - of a file, not of a caller
    if column.name == _PACKED:
        return _unspell(value, place)
    return value.encode() if isinstance(column.type, LargeBinary) else value


def _unspell(value: str, place: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"{place} is not base64") from error
