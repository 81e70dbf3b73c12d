"""A path -> a file that is there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import LedgerError

__all__ = ["new_file"]


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that only its owner may read, under its name once it is whole. LedgerError where it is there already."""
    if path.exists():
        raise LedgerError(f"{path} is there already; name a new file.")
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w+b") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            Path(part).rename(path)
        finally:
            Path(part).unlink(missing_ok=True)
    except OSError as error:
        raise LedgerError(f"{path} cannot be written: {error.strerror}.") from error
