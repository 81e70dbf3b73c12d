"""A path -> a file or folder that is there whole or not at all: what is unfinished has another name.

Nothing that stands there is touched unless asked for, and of folders only one that an export made.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import ExportError

__all__ = ["MARK", "write_file", "write_folder"]

MARK = "onrecord.json"
"""The file by which a folder says that an export made it: without it nothing in a folder is ever replaced."""


@contextmanager
def write_file(path: Path, *, replacing: bool = False) -> Iterator[BinaryIO]:
    """A file under its name once it is whole. Raises ExportError where it stands there already, or cannot be written.

    Killed half way, it leaves a hidden file whose name ends in .part.
    """
    _check_file(path, replacing=replacing)
    part = _name_part(path)
    with _telling(path):
        try:
            with part.open("xb") as stream:
                yield stream
            _check_file(path, replacing=replacing)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def write_folder(path: Path, *, replacing: bool = False) -> Iterator[Path]:
    """A folder to fill, under its name once it is whole; who fills it writes MARK into it. Raises ExportError.

    Killed half way, it leaves a hidden folder whose name ends in .part.
    """
    _check_folder(path, replacing=replacing)
    part = _name_part(path)
    with _telling(path):
        try:
            part.mkdir()
            yield part
            assert (part / MARK).is_file(), "who fills the folder marks it"
            _check_folder(path, replacing=replacing)
            if path.exists():
                old = _name_part(path)
                path.rename(old)
                part.rename(path)
                shutil.rmtree(old)
            else:
                part.rename(path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _check_file(path: Path, *, replacing: bool) -> None:
    if path.is_dir():
        raise ExportError(f"{path} is a folder; name a file.")
    if path.exists() and not replacing:
        raise ExportError(f"{path} is there already; name a new file, or say --replace.")


def _check_folder(path: Path, *, replacing: bool) -> None:
    if not path.exists():
        return
    if not path.is_dir():
        raise ExportError(f"{path} is a file; name a folder.")
    if not replacing:
        raise ExportError(f"{path} is there already; name a new folder, or say --replace.")
    if not (path / MARK).is_file():
        raise ExportError(f"{path} was not made by an export (it has no {MARK}): it stays as it is; name a new folder.")


def _name_part(path: Path) -> Path:
    """A hidden name beside the final one, on the same disk."""
    place = path.resolve()
    return place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """What the disk refuses, in one sentence."""
    try:
        yield
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}.") from error
