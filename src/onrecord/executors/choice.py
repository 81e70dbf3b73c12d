"""A word of the command line -> the executor."""

from functools import partial

from onrecord.errors import OnRecordError
from onrecord.executors.here import read_here
from onrecord.executors.outcomes import Execute

__all__ = ["check_executor", "choose_executor"]


def check_executor(on: str) -> str:
    """The word as it is. Raises OnRecordError where it names no executor."""
    if on in ("here", "processes", "ray") or (on.startswith("ray://") and on != "ray://"):
        return on
    raise OnRecordError(f"{on} is no place to read in: say here, processes, ray, or ray://HOST:PORT.")


def choose_executor(on: str | None, jobs: int) -> Execute:
    """`here`, `processes`, `ray` on this machine or `ray://HOST:PORT`; None is here, or processes for several jobs.

    Raises OnRecordError for another word, and where Ray is not installed.
    """
    on = check_executor(on or ("here" if jobs == 1 else "processes"))
    if on == "here":
        return read_here
    if on == "processes":
        from onrecord.executors.processes import read_in_processes  # late: here needs no pool

        return partial(read_in_processes, jobs=jobs)
    from onrecord.executors.on_ray import connect_ray, read_on_ray

    return partial(read_on_ray, connect=partial(connect_ray, None if on == "ray" else on, jobs=jobs))
