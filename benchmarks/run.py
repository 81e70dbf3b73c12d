"""Measure everything and hold the floors: python -m benchmarks.run [--shared ../shared] [--only QUESTION…].

Prints one table and writes it to benchmarks/runs/latest.md; exits with 1 where a floor does not hold. The corpora are
other people's texts and lie beside the project; where they are missing there is nothing to measure.
"""

import argparse
import platform
import sys
import time
from pathlib import Path

from benchmarks.attribution.measure import measure as measure_attribution
from benchmarks.figures import Measured, failures, table
from benchmarks.gold.measure import measure as measure_gold
from benchmarks.links.measure import measure as measure_links
from benchmarks.links.real import measure as measure_pairs
from benchmarks.places.measure import measure as measure_places
from benchmarks.speed.measure import measure as measure_speed
from benchmarks.times.measure import measure as measure_times
from onrecord.records.reader import open_reader

FOLDER = Path(__file__).parent
QUESTIONS = {
    "gold": measure_gold,
    "attribution": measure_attribution,
    "times": measure_times,
    "places": measure_places,
    "links": measure_links,
    "pairs": measure_pairs,
    "speed": measure_speed,
}


def main() -> int:
    """The exit code says whether every floor holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=FOLDER.parent.parent / "shared")
    parser.add_argument("--only", nargs="+", choices=QUESTIONS, default=list(QUESTIONS))
    arguments = parser.parse_args()
    if not (arguments.shared / "gold").is_dir():
        print(f"{arguments.shared}: no benchmark texts there; say where with --shared", file=sys.stderr)
        return 1
    reader = open_reader()
    measured: list[Measured] = []
    for question in arguments.only:
        before = time.perf_counter()
        measured += QUESTIONS[question](arguments.shared, reader)
        print(f"{question}: {time.perf_counter() - before:.0f} s", file=sys.stderr)
    machine = f"Python {platform.python_version()}, {platform.machine()}"
    text = f"Reader {reader.version.version}, {machine}.\n\n{table(measured)}"
    print(text)
    (FOLDER / "runs").mkdir(exist_ok=True)
    (FOLDER / "runs" / "latest.md").write_text(text, encoding="utf-8")
    broken = failures(measured, FOLDER)
    for line in broken:
        print(line, file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
