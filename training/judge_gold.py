"""A model folder -> how well the second heads find what was marked by hand, on a fold of train or on dev.

Spans count when they overlap a marked one; events need their type, offenses their disposition on top. These are figures
of the heads alone, before any rule; the record's own figures come from the bench.

    python training/judge_gold.py --model training/runs/gold/model --fold 0
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from onrecord.records.encoder import Encoder
from onrecord.records.encoding import Encoding, Scored
from onrecord.records.sentences import find_words

FOLDS = 5


def locate(text: str, words: str, nth: int | None) -> tuple[int, int]:
    at = -1
    for _ in range(nth or 1):
        at = text.find(words, at + 1)
    return at, at + len(words)


def overlap(one: Scored, other: tuple[int, int]) -> bool:
    return one.start < other[1] and other[0] < one.end


def alike(one: Scored, other: tuple[int, int]) -> bool:
    """Shares at least half of the words between the first beginning and the last end."""
    shared = min(one.end, other[1]) - max(one.start, other[0])
    return shared >= 0.5 * (max(one.end, other[1]) - min(one.start, other[0]))


def count(counts: Counter, name: str, *, both: int, found: int, marked: int) -> None:
    counts[f"{name} both"] += both
    counts[f"{name} found"] += found
    counts[f"{name} marked"] += marked


def judge_events(gold: dict, found: Encoding, counts: Counter) -> None:
    text = gold["text"]
    marked = [(locate(text, event["trigger"], event.get("nth")), event) for event in gold["events"]]
    pairs = []
    for proposal in found.events:
        for span, event in marked:
            if overlap(proposal.trigger, span) and proposal.trigger.label == event["type"]:
                pairs.append((proposal, event))
                break
    count(counts, "event", both=len(pairs), found=len(found.events), marked=len(marked))
    counts["factuality right"] += sum(proposal.factuality == event["factuality"] for proposal, event in pairs)
    counts["factuality of"] += len(pairs)
    for role in ("agent", "subject", "place"):
        right = given = 0
        for proposal, event in pairs:
            index = getattr(proposal, role)
            if index is None:
                continue
            given += 1
            words = event[role]
            spans = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] if words else []
            right += any(overlap(found.arguments[index], span) for span in spans)
        count(counts, role, both=right, found=given, marked=sum(bool(event[role]) for _, event in marked))


def judge_people(gold: dict, found: Encoding, counts: Counter) -> None:
    text = gold["text"]
    mentions = [locate(text, subject["mention"], subject.get("nth")) for subject in gold["subjects"]]
    counts["mention marked"] += len(mentions)
    counts["mention both"] += sum(any(alike(one, span) for one in found.subjects) for span in mentions)
    names = {subject["name"] or subject["mention"] for subject in gold["subjects"]}
    known = {words for name in names for words in re.findall(r"\w+", name)}
    held = [any(word in known for word in re.findall(r"\w+", text[s.start : s.end])) for s in found.subjects]
    count(counts, "subject words", both=sum(held), found=len(held), marked=0)
    offenses: dict[tuple[int, int], set[str]] = {}
    owners: dict[tuple[int, int], set[str]] = {}
    for subject in gold["subjects"]:
        for offense in subject["history"]:
            span = locate(text, offense["offense"], offense.get("nth"))
            offenses.setdefault(span, set()).add(offense["disposition"])
            owners.setdefault(span, set()).add(subject["name"] or subject["mention"])
    pairs = []
    for proposal in found.offenses:
        near = [span for span in offenses if alike(proposal.span, span)]
        if near:
            pairs.append((proposal, near[0]))
    count(counts, "offense", both=len(pairs), found=len(found.offenses), marked=len(offenses))
    right = sum(proposal.disposition in offenses[span] for proposal, span in pairs)
    count(counts, "with disposition", both=right, found=len(found.offenses), marked=len(offenses))
    for proposal, span in pairs:
        if proposal.offenders:
            best = found.subjects[max(proposal.offenders, key=lambda pair: pair[1])[0]]
            words = set(re.findall(r"\w+", text[best.start : best.end]))
            counts["offender right"] += any(words & set(re.findall(r"\w+", owner)) for owner in owners[span])
        counts["offender of"] += 1


def judge_figures(gold: dict, found: Encoding, words: list[tuple[int, int]], counts: Counter) -> None:
    """Of all words with a digit or marked: those that the head calls a claim."""
    text = gold["text"]
    marked = [locate(text, figure["text"], figure.get("nth")) for figure in gold["figures"]]
    hit = [
        max([c for (a, b), c in zip(words, found.figures, strict=True) if a < e and s < b], default=0)
        for s, e in marked
    ]
    runs, last = 0, False
    for chance in found.figures:
        runs += chance > 0.5 and not last
        last = chance > 0.5
    both = sum(chance > 0.5 for chance in hit)
    count(counts, "figure", both=both, found=max(runs, both), marked=len(marked))


def read_documents(shared: Path, fold: int | None) -> list[dict]:
    """Dev without a fold; else that fifth of train, counted as train_gold.py counts."""
    if fold is None:
        paths = [shared / "gold/dev.jsonl"]
    else:
        paths = sorted((shared / "gold").glob("train-*.jsonl"), key=lambda path: int(path.stem.split("-")[1]))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line]
    return [json.loads(line) for index, line in enumerate(lines) if fold is None or index % FOLDS == fold]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("src/onrecord/data/models/reader"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--fold", type=int, default=None)
    given = parser.parse_args()
    encoder = Encoder(given.model)
    counts: Counter = Counter()
    documents = read_documents(given.shared, given.fold)
    for gold in documents:
        words = [(word.start, word.end) for word in find_words(gold["text"])]
        found = encoder.encode(gold["text"], words)
        judge_events(gold, found, counts)
        judge_people(gold, found, counts)
        judge_figures(gold, found, words, counts)
    print(f"{len(documents)} documents, fold {given.fold}")
    for name in ("event", "agent", "subject", "place", "offense", "with disposition", "figure"):
        both, ours, theirs = (counts[f"{name} {part}"] for part in ("both", "found", "marked"))
        precision, recall = both / max(1, ours), both / max(1, theirs)
        print(f"  {name:18} P {precision:.3f} R {recall:.3f} F1 {2 * both / max(1, ours + theirs):.3f} of {theirs}")
    print(f"  factuality {counts['factuality right'] / max(1, counts['factuality of']):.3f}")
    print(f"  mentions found {counts['mention both'] / max(1, counts['mention marked']):.3f}", end=" ")
    print(f"mentions right {counts['subject words both'] / max(1, counts['subject words found']):.3f}")
    print(f"  best offender right {counts['offender right'] / max(1, counts['offender of']):.3f}")


if __name__ == "__main__":
    main()
