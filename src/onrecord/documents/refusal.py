"""What was not read, and why: a value in a run's summary, where an exception would end the run."""

from dataclasses import dataclass

from onrecord.errors import Reason

__all__ = ["Refusal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A source that gave no document; source is a path, an address, or FILE:LINE."""

    source: str
    reason: Reason
    message: str
