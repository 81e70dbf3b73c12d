"""The packaged gazetteer: names of places -> where they may be."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Gazetteer", "load_gazetteer"]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of places -> candidates."""

    version: str


def load_gazetteer(folder: Path) -> Gazetteer:
    """Load the compact files that training/gazetteer writes."""
    return Gazetteer("0")
