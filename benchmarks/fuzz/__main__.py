"""Bad inputs through the real loaders: python -m benchmarks.fuzz [--count N] [--seed S] [--keep FOLDER].

First the inputs of bombs.py, then N mutations of those of seeds.py, each in a child process with 10 seconds of a
processor and 1 GB. Prints how many there were, why they were refused, and what crashed; exits with 1 where something
did. The same seed gives the same inputs; `--keep` writes those that crashed into a folder.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.fuzz.bombs import make_bombs
from benchmarks.fuzz.mutations import mutate
from benchmarks.fuzz.seeds import KINDS, make_seeds
from benchmarks.fuzz.trials import Trial, Trials

SECONDS = 10
MEMORY = 1_000_000_000
SHARES = {"pdf": 1}  # of the kinds; each PDF costs a process of its own, so that it has a tenth of the others
USUAL = 10


def main() -> int:
    """The exit code says whether nothing crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000, help="mutations")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-bombs", action="store_true", help="mutations only")
    parser.add_argument("--keep", type=Path, help="a folder for what crashed")
    arguments = parser.parse_args()
    bombs = () if arguments.no_bombs else make_bombs()
    inputs = chain(bombs, make_mutations(arguments.count, arguments.seed))
    with TemporaryDirectory() as folder, Trials(Path(folder), seconds=SECONDS, memory=MEMORY) as trials:
        crashes = report(inputs, trials, arguments.keep)
    return 1 if crashes else 0


def make_mutations(count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Kind, name and bytes of so many mutations; each depends on the seed and its number alone."""
    seeds = make_seeds()
    every = tuple(data for group in seeds.values() for data in group)
    weights = [SHARES.get(kind, USUAL) for kind in KINDS]
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        kind = chance.choices(KINDS, weights)[0]
        others = seeds[kind] if chance.random() < 0.8 else every
        yield kind, f"mutation {number}", mutate(chance.choice(seeds[kind]), others, chance)


def report(inputs: Iterable[tuple[str, str, bytes]], trials: Trials, keep: Path | None) -> int:
    """Load each input, print what came of all, and say how many crashed."""
    kinds: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    crashes = 0
    slowest, silent = ("", 0.0), ("", 0.0)
    memory = 0
    for kind, name, data in inputs:
        trial = trials.load(kind, data)
        kinds[kind] += 1
        outcomes[_judge(trial)] += 1
        memory = max(memory, trial.memory)
        slowest = max(slowest, (f"{kind}, {name}", trial.work), key=lambda pair: pair[1])
        silent = max(silent, (f"{kind}, {name}", trial.silence), key=lambda pair: pair[1])
        if trial.crash:
            crashes += 1
            print(f"CRASH {kind}, {name}, {len(data):,} bytes: {trial.crash}\n{trial.trace}", file=sys.stderr)
            _keep(keep, kind, name, data)
    print(f"{kinds.total():,} inputs: " + ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common()))
    for outcome, number in outcomes.most_common():
        print(f"{number:8,}  {outcome}")
    print(f"slowest {slowest[1]:.1f} s of a processor ({slowest[0]})")
    print(f"longest without a document {silent[1]:.1f} s by the clock ({silent[0]})")
    print(f"largest process {memory / 1e6:.0f} MB; {crashes} crashes")
    return crashes


def _judge(trial: Trial) -> str:
    """One word for an input: read where anything was, else the first reason."""
    if trial.crash:
        return "CRASHED"
    if "read" in trial.outcomes:
        return "read in part" if len(trial.outcomes) > 1 else "read"
    return f"refused: {next(iter(trial.outcomes), 'nothing in it')}"


def _keep(folder: Path | None, kind: str, name: str, data: bytes) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name.replace(' ', '-').replace('/', '-')}.{kind}").write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
