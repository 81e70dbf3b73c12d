"""What became of a language model's proposals, counted over the documents of a run."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Fate", "Tally"]

Fate = Literal[
    "kept",  # new, anchored and borne out by the rules
    "weakened",  # kept, with a weaker disposition than the model gave
    "known",  # the standard reader had it
    "malformed",
    "not in the text",
    "at several places",
    "no words for an offense",
    "no words of saying",
    "not borne out by the rules",
]
"""How a proposal ends; all but the first three are dropped."""

_LEFT: tuple[Fate, ...] = ("kept", "weakened", "known")


@dataclass(slots=True)
class Tally:
    """Documents asked about, what came of each proposal, and why answers were not usable."""

    asked: int = 0
    fates: Counter[Fate] = field(default_factory=Counter)
    unusable: Counter[str] = field(default_factory=Counter)

    def describe(self) -> str:
        """One sentence for each thing that a user should know."""
        dropped = {fate: count for fate, count in sorted(self.fates.items()) if fate not in _LEFT and count}
        reasons = ", ".join(f"{count} {fate}" for fate, count in dropped.items())
        told = (
            f"The language model was asked about {self.asked} documents and proposed {sum(self.fates.values())} facts: "
            f"{self.fates['known']} were known, {self.fates['kept'] + self.fates['weakened']} added "
            f"({self.fates['weakened']} of them weakened), {sum(dropped.values())} dropped"
        )
        unusable = (
            f"{count} of its answers could not be used, and those documents were read without it: {reason}"
            for reason, count in sorted(self.unusable.items())
        )
        return "\n".join([f"{told} ({reasons})." if reasons else f"{told}.", *unusable])
