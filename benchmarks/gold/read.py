"""Read gold or benchmark documents (JSON lines) into records: python benchmarks/gold/read.py IN.jsonl… > OUT.jsonl."""

import json
import sys
from pathlib import Path
from typing import get_args

from onrecord.records.reader import open_reader
from onrecord.schema import Document, DocumentKind, encode_record


def main() -> None:
    """Each line of each file is one document; its text is taken as it is."""
    reader = open_reader()
    for path in sys.argv[1:]:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            kinds: tuple[DocumentKind, ...] = get_args(DocumentKind)
            kind = next((kind for kind in kinds if kind == row.get("kind")), "article")
            document = Document(
                id=row["id"], text=row["text"], title=row.get("title"), publisher=row.get("publisher"),
                published=row.get("published"), url=row.get("url"), kind=kind,
            )  # fmt: skip
            sys.stdout.buffer.write(encode_record(reader.read(document)) + b"\n")


if __name__ == "__main__":
    main()
