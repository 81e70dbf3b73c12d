"""A model folder -> how far its names and tags agree with the tagger's on texts that it was not trained on.

python training/judge_silver.py --model src/onrecord/data/models/reader
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from onrecord.records.encoder import Encoder


def judge_document(encoder: Encoder, item: dict, counts: Counter) -> None:
    found = encoder.encode(item["text"], [tuple(word) for word in item["words"]])
    counts["words"] += len(found.tags)
    counts["same tag"] += sum(one == other for one, other in zip(found.tags, item["tags"], strict=True))
    names = {(name.start, name.end, name.label) for name in found.names}
    silver = {tuple(name) for name in item["names"]}
    for kind in {label for *_, label in names | silver}:
        ours = {name for name in names if name[2] == kind}
        theirs = {name for name in silver if name[2] == kind}
        counts[f"{kind} both"] += len(ours & theirs)
        counts[f"{kind} ours"] += len(ours)
        counts[f"{kind} theirs"] += len(theirs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("src/onrecord/data/models/reader"))
    parser.add_argument("--silver", type=Path, default=Path("training/runs/silver"))
    parser.add_argument("--documents", type=int, default=30, help="of each kind")
    given = parser.parse_args()
    encoder = Encoder(given.model)
    for name in ("attribution-dev", "plain"):
        lines = (given.silver / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
        items = [json.loads(line) for line in lines if line]
        counts: Counter = Counter()
        chosen = [item for item in items if item["held"] or item["origin"] == "attribution-dev"][: given.documents]
        for item in chosen:
            judge_document(encoder, item, counts)
        print(f"{name}: {len(chosen)} documents, tags {counts['same tag'] / counts['words']:.3f} of {counts['words']}")
        for kind in ("person", "organization", "place", "facility", "nationality"):
            both, ours, theirs = (counts[f"{kind} {part}"] for part in ("both", "ours", "theirs"))
            print(f"  {kind:14} F1 {2 * both / max(1, ours + theirs):.3f} of {theirs}")


if __name__ == "__main__":
    main()
