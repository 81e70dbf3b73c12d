"""A model folder -> its statements over the attribution corpus' dev texts, scored by the bench's own scorer.

python training/judge_attribution.py --model src/onrecord/data/models/reader
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from onrecord.records.encoder import Encoder
from onrecord.records.encoding import Encoding, Scored


def write_span(text: str, span: Scored) -> dict:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def write_record(name: str, text: str, found: Encoding) -> dict:
    """One statement a cue that has contents; a cue or content alone says nothing."""
    statements = []
    for attribution in found.attributions:
        if not attribution.contents:
            continue
        source = None if attribution.source is None else write_span(text, found.sources[attribution.source])
        statements.append(
            {
                "source": source,
                "cue": write_span(text, found.cues[attribution.cue]),
                "content": [write_span(text, found.contents[content]) for content in attribution.contents],
            }
        )
    return {"document": {"id": name, "text": text}, "statements": statements}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("src/onrecord/data/models/reader"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("training/runs/dev.jsonl"))
    given = parser.parse_args()
    encoder = Encoder(given.model)
    bench = given.shared / "bench/attribution"
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with given.out.open("w", encoding="utf-8") as out:
        for path in sorted((bench / "polnear/dev/text").glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            record = write_record(path.stem, text, encoder.encode(text, []))
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    dev = bench / "polnear/dev"
    command = [sys.executable, str(bench / "score.py"), str(dev / "text"), str(dev / "attributions"), str(given.out)]
    subprocess.run([*command, "--sentences", str(bench / "polnear/dev.sentences.jsonl")], check=True)


if __name__ == "__main__":
    main()
