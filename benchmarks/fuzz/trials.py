"""Inputs -> what came of each, loaded in a child process with limits of time and memory; a killed one is replaced."""

import json
import os
import select
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

__all__ = ["Trial", "Trials"]

_PATIENCE = 10  # times as long by the clock as it may work: one that waits for ever is ended too
_PER_CHILD = 1000  # inputs before a child is replaced: slow leaks are seen in its memory, and do not add up


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of one input: outcomes by reason, or how it crashed; bytes its process has held.

    Seconds by the clock, of a processor (`work`), and the longest in a row by the clock in which nothing came
    (`silence`): an archive of hundreds of pages takes its time by right, and gives a document now and then.
    """

    seconds: float
    work: float
    silence: float
    memory: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    crash: str | None = None
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
        """Load these bytes in the child."""
        path = self._folder / ("input.warc.gz" if kind == "warc" else f"input.{kind}")
        path.write_bytes(data)
        child = self._open()
        assert child.stdin is not None
        before = _measure_work(child.pid)
        begun = time.perf_counter()
        child.stdin.write(json.dumps({"kind": kind, "path": str(path)}).encode() + b"\n")
        line, heard, silence = b"\n", begun, 0.0
        while line == b"\n":  # it is at work, document by document
            line = self._hear(child)
            silence, heard = max(silence, time.perf_counter() - heard), time.perf_counter()
        seconds, work = heard - begun, _measure_work(child.pid) - before
        path.unlink()
        if line:
            return Trial(seconds=seconds, work=work, silence=silence, **json.loads(line))
        ended = child.poll()  # before it is killed
        self.close()
        died = f"more than {self._seconds:g} seconds" if ended is None else f"the process ended with {ended}"
        return Trial(seconds=seconds, work=max(0.0, work), silence=silence, crash=died)

    def _hear(self, child: "subprocess.Popen[bytes]") -> bytes:
        """The next line; none where it died, or worked too long for it: other programs slow it down by the clock."""
        assert child.stdout is not None
        before = _measure_work(child.pid)
        for _ in range(_PATIENCE):
            ready, _, _ = select.select([child.stdout], [], [], self._seconds)
            if ready:
                return child.stdout.readline()
            if _measure_work(child.pid) - before >= self._seconds:
                break
        return b""

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


def _measure_work(pid: int) -> float:
    """Seconds of a processor that a process and those of its children that ended have taken (Linux)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
