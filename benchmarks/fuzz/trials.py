"""Inputs -> what came of each, loaded in a child process with limits of time and memory; a killed one is replaced."""

import json
import select
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

__all__ = ["Trial", "Trials"]

_PER_CHILD = 1000  # inputs before a child is replaced: slow leaks are seen in its memory, and do not add up


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of one input: outcomes by reason, or how it crashed; bytes its process has held.

    `seconds` it took in all, and `silence`, the longest of them in a row in which nothing came: an archive of hundreds
    of pages takes its time by right, and gives a document now and then.
    """

    seconds: float
    silence: float = 0.0
    again: bool = False  # it was too slow once, and then was not
    memory: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    crash: str | None = None
    slow: bool = False  # it crashed by its time
    trace: str = ""


class Trials:
    """A child process and the folder in which its inputs lie."""

    def __init__(self, folder: Path, *, seconds: float, memory: int) -> None:
        self._folder = folder
        self._seconds = seconds
        self._memory = memory
        self._child: subprocess.Popen[bytes] | None = None
        self._loaded = 0

    def load(self, kind: str, data: bytes) -> Trial:
        """Load these bytes in the child; once more in another where it was too slow: other programs may be at work."""
        first = self._load(kind, data)
        if not first.slow:
            return first
        second = self._load(kind, data)
        return second if second.crash else replace(second, again=True)

    def _load(self, kind: str, data: bytes) -> Trial:
        path = self._folder / ("input.warc.gz" if kind == "warc" else f"input.{kind}")
        path.write_bytes(data)
        child = self._open()
        assert child.stdin is not None
        assert child.stdout is not None
        begun = time.perf_counter()
        child.stdin.write(json.dumps({"kind": kind, "path": str(path)}).encode() + b"\n")
        line, heard, silence = b"\n", begun, 0.0
        while line == b"\n":  # it is at work, document by document
            ready, _, _ = select.select([child.stdout], [], [], self._seconds)
            line = child.stdout.readline() if ready else b""
            silence, heard = max(silence, time.perf_counter() - heard), time.perf_counter()
        seconds = heard - begun
        path.unlink()
        if not line:
            self.close()
            died = f"the process ended with {child.returncode}" if ready else f"more than {self._seconds:g} seconds"
            return Trial(seconds=seconds, silence=silence, crash=died, slow=not ready)
        return Trial(seconds=seconds, silence=silence, **json.loads(line))

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def __enter__(self) -> "Trials":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def _open(self) -> subprocess.Popen[bytes]:
        self._loaded += 1
        if self._loaded % _PER_CHILD == 0:
            self.close()
        if self._child is None:
            command = [sys.executable, "-m", "benchmarks.fuzz.child", str(self._memory)]
            self._child = subprocess.Popen(  # unbuffered: select sees no line that was read ahead
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
            )
            assert self._child.stdout is not None
            self._child.stdout.readline()  # it has started
        return self._child
