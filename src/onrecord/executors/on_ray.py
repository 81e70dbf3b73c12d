"""Items -> what came of each, read by workers of Ray: those of this machine, or of a cluster.

Only reading goes there; the process that calls writes the ledger, in the order of the items. A worker that dies costs
its one document a try. What is told to Ray of how it is used stays here: its reports are switched off.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

from onrecord.errors import OnRecordError
from onrecord.executors.outcomes import TRIES, Failed, Item, Skipped, Told, read_document
from onrecord.records.reader import Reader
from onrecord.schema import Document, Record

__all__ = ["connect_ray", "read_on_ray"]

_AHEAD = 16  # documents given to each core before the first is taken back; a task takes some milliseconds to send
_LOST = "Ray was lost on the way ({}). Nothing that was read is lost; run the command again."


@contextmanager
def connect_ray(address: str | None, *, jobs: int) -> Iterator[int]:
    """How many cores Ray has. None starts it here, with so many as there are jobs, or with all for one job.

    A Ray that this process has started already is used as it is.
    """
    if find_spec("ray") is None:
        raise OnRecordError("Reading on Ray needs Ray: pip install 'onrecord[ray]'.")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # Ray warns where it is not set
    import ray  # late, and after the lines above, which it reads when it is loaded

    started = not ray.is_initialized()
    if started:
        _start(ray, address, jobs)
    try:
        yield _count_cores(ray)
    finally:
        if started:
            ray.shutdown()


def read_on_ray(
    items: Iterable[Item | Skipped],
    make_reader: Callable[[], Reader],
    *,
    connect: Callable[[], AbstractContextManager[int]],
) -> Iterator[Told]:
    """By the workers of the Ray that `connect` finds; as many documents are under way as keep its cores busy."""
    with connect() as cores:
        import ray

        run = uuid4().hex  # by this name a worker knows the reader that it keeps between two documents
        task = ray.remote(num_cpus=1, max_retries=TRIES - 1)(_read_there)
        maker = ray.put(make_reader)
        waiting: deque[tuple[Item | Skipped, Any]] = deque()
        for item in items:
            waiting.append((item, task.remote(run, maker, item) if isinstance(item, Document) else None))
            if len(waiting) >= max(1, cores) * _AHEAD:
                yield _take(*waiting.popleft())
        while waiting:
            yield _take(*waiting.popleft())


def _count_cores(ray: Any) -> int:
    return int(ray.cluster_resources().get("CPU", 1))


def _start(ray: Any, address: str | None, jobs: int) -> None:
    told: dict[str, object] = {"log_to_driver": False, "logging_level": "ERROR"}
    if address is None:
        told |= {"include_dashboard": False, "num_cpus": jobs if jobs > 1 else None, "address": "local"}
    else:
        told |= {"address": address}
    try:
        ray.init(**told)
    except (ConnectionError, ValueError, RuntimeError, ImportError, OSError) as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise OnRecordError(f"Ray cannot be reached at {address or 'this machine'}: {said}") from error


def _take(item: Item | Skipped, promise: Any) -> Told:
    if not isinstance(item, Document):
        return item
    import ray
    from ray.exceptions import OutOfMemoryError, RayError, WorkerCrashedError

    try:
        told: Record | Failed | OnRecordError = ray.get(promise)
    except (WorkerCrashedError, OutOfMemoryError):
        died = "The process that read it died, perhaps for want of memory."
        return Failed(item, died, died)
    except (RayError, ConnectionError) as error:
        raise OnRecordError(_LOST.format(type(error).__name__)) from error
    if isinstance(told, OnRecordError):
        raise told
    return told


_readers: dict[str, Reader] = {}  # of a worker: that of the run it reads for


def _read_there(run: str, make_reader: Callable[[], Reader], document: Document) -> Record | Failed | OnRecordError:
    """What a worker does; an exception is given back as a value, for Ray would wrap it in one of its own."""
    try:
        if run not in _readers:
            _readers.clear()
            _readers[run] = make_reader()
        return read_document(_readers[run], document)
    except OnRecordError as error:
        return error
