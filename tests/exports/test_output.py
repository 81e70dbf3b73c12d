"""A file or folder is there whole or not at all; nothing else is touched."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import ExportError
from onrecord.exports.output import MARK, write_file, write_folder


def test_a_file_has_its_name_when_it_is_whole(tmp_path: Path) -> None:
    """Until then nothing stands there, and what is unfinished is hidden."""
    path = tmp_path / "out.jsonl"
    with write_file(path) as stream:
        stream.write(b"whole")
        assert not path.exists()
        assert [each.suffix for each in tmp_path.iterdir()] == [".part"]
    assert path.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_has_its_name_when_it_is_whole(tmp_path: Path) -> None:
    """The same."""
    path = tmp_path / "out"
    with write_folder(path) as part:
        (part / MARK).write_text("{}")
        assert not path.exists()
    assert [each.name for each in path.iterdir()] == [MARK]
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    """Neither under the name nor beside it; and what stood there stays."""
    (tmp_path / "out").write_text("before")
    with pytest.raises(RuntimeError), write_file(tmp_path / "out", replacing=True):
        raise RuntimeError
    with pytest.raises(RuntimeError), write_folder(tmp_path / "new"):
        raise RuntimeError
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("out", "before")]


def test_nothing_is_replaced_unasked(tmp_path: Path) -> None:
    """Asked for, a file is; of folders only one that an export made."""
    (tmp_path / "file").write_text("before")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine").write_text("before")
    refused = [
        (write_file, "file", False, "is there already"),
        (write_file, "folder", True, "is a folder"),
        (write_folder, "folder", False, "is there already"),
        (write_folder, "folder", True, "was not made by an export"),
        (write_folder, "file", True, "is a file"),
        (write_file, "none/file", False, "cannot be written: No such file"),
        (write_folder, "none/folder", False, "cannot be written: No such file"),
    ]
    for write, name, replacing, message in refused:
        with pytest.raises(ExportError, match=message), write(tmp_path / name, replacing=replacing):
            pass
    assert (tmp_path / "folder" / "mine").read_text() == "before"
    (tmp_path / "folder" / MARK).write_text("{}")
    with write_folder(tmp_path / "folder", replacing=True) as part:
        (part / MARK).write_text("new")
    assert [each.read_text() for each in (tmp_path / "folder").iterdir()] == ["new"]
    with write_file(tmp_path / "file", replacing=True) as stream:
        stream.write(b"new")
    assert (tmp_path / "file").read_text() == "new"


_WRITER = """
import sys, time
from pathlib import Path
from onrecord.exports.output import write_file, write_folder
with write_file(Path(sys.argv[1])) as stream, write_folder(Path(sys.argv[2])) as part:
    stream.write(b"half")
    stream.flush()
    (part / "half").write_text("half")
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_export_leaves_no_half(tmp_path: Path, how: signal.Signals) -> None:
    """Killed while it writes, nothing stands under the names; interrupted, nothing at all."""
    command = [sys.executable, "-c", _WRITER, str(tmp_path / "file"), str(tmp_path / "folder")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        os.kill(process.pid, how)
        assert process.wait(timeout=10) != 0
    left = sorted(each.name for each in tmp_path.iterdir())
    assert all(name.startswith(".") and name.endswith(".part") for name in left)
    assert how == signal.SIGKILL or not left
