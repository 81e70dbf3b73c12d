"""Read gold documents into records, to look at: python -m benchmarks.gold.read GOLD.jsonl… > RECORDS.jsonl."""

import sys
from pathlib import Path

from benchmarks.documents import read_rows, record_lines
from onrecord.records.reader import open_reader


def main() -> None:
    """The records of all files, in order, on stdout."""
    reader = open_reader()
    for path in sys.argv[1:]:
        with Path(path).open(encoding="utf-8") as lines:
            sys.stdout.write(record_lines(read_rows(lines, reader)))


if __name__ == "__main__":
    main()
