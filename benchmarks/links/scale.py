"""What linking costs as a ledger grows: python -m benchmarks.links.scale [--documents 2000 10000].

Records are invented and not read, which would take hours. Prints seconds, milliseconds a document and memory.
"""

import argparse
import resource
import time

from benchmarks.links.invented import invent_records
from onrecord.links.links import make_links


def main() -> None:
    """One line a size; sizes should grow, as memory is the most that was needed so far."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[2_000, 10_000])
    for number in parser.parse_args().documents:
        records = list(invent_records(number))
        before = time.perf_counter()
        links = make_links(records)
        took = time.perf_counter() - before
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        shared = sum(len(episode.documents) > 1 for episode in links.episodes)
        print(f"{number:,} documents: {took:.1f} s, {1000 * took / number:.2f} ms each, {megabytes:,} MB")
        print(f"  {len(links.echoes):,} echoes, {shared:,} episodes of several, {len(links.proceedings):,} cases")


if __name__ == "__main__":
    main()
