"""Hand-marked documents -> marks of the second heads: events, arguments, subjects, offenses, figures and links."""

import json
import re
from collections import Counter
from pathlib import Path

from labels import DISPOSITIONS, FACTUALITIES, SECOND_HEADS
from tokenizers import Tokenizer
from windows import IGNORED, Marked, Marks, find_span, mark_spans

from onrecord.records.pieces import Pieces, cut_pieces

ROLES = {"agent": "agent", "subject": "event_subject", "place": "place"}


def locate(text: str, words: str, nth: int = 1) -> tuple[int, int] | None:
    """The nth occurrence, as the marks count it."""
    at = -1
    for _ in range(max(1, nth)):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at, at + len(words)


def locate_near(text: str, words: str, near: int) -> tuple[int, int] | None:
    """The occurrence of whole words that stands nearest, one on the same line before any other."""
    line = (text.rfind("\n", 0, near) + 1, text.find("\n", near) % (len(text) + 1))
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not found:
        return locate(text, words)
    return min(found, key=lambda span: (not line[0] <= span[0] <= line[1], abs(span[0] - near)))


def find_mentions(text: str, subject: dict) -> list[tuple[int, int]]:
    """The marked mention, every occurrence of the name, and the last name where it stands without another name."""
    first = locate(text, subject["mention"], subject.get("nth", 1))
    found = [first] if first else []
    if subject["name"]:
        last = subject["name"].split()[-1]
        patterns = [rf"(?<!\w){re.escape(subject['name'])}(?!\w)"]
        if len(last) > 3 and last[0].isupper():
            patterns.append(rf"(?<!\w){re.escape(last)}(?!\w)(?! [A-Z][a-z])")
        for number, pattern in enumerate(patterns):
            for match in re.finditer(pattern, text):
                alone = not number or not re.search(r"[A-Z][\w.]* $", text[: match.start()])
                if alone and not any(a < match.end() and match.start() < b for a, b in found):
                    found.append(match.span())
    return found


def mark_document(text: str, gold: dict, pieces: Pieces) -> Marks:
    marks = Marks()
    mark_people(marks, text, gold, pieces)
    mark_events(marks, text, gold, pieces)
    figures = [locate(text, figure["text"], figure.get("nth", 1)) for figure in gold["figures"]]
    marks.labels["figure"] = mark_spans(pieces, [(*span, "") for span in figures if span], SECOND_HEADS["figure"])
    return marks


def mark_people(marks: Marks, text: str, gold: dict, pieces: Pieces) -> None:
    """Subjects, offenses with their disposition, and whose each offense is, as "bags" of a person's mentions."""
    mentions = [find_mentions(text, subject) for subject in gold["subjects"]]
    flat = sorted({span for found in mentions for span in found})
    marks.labels["subject"] = mark_spans(pieces, [(*span, "") for span in flat], SECOND_HEADS["subject"])
    marks.spans["subject"], subject_index = place_spans(pieces, flat)
    marks.bags["subject"] = [[subject_index[span] for span in found if span in subject_index] for found in mentions]
    offenses: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for person, subject in enumerate(gold["subjects"]):
        for offense in subject["history"]:
            span = locate(text, offense["offense"], offense.get("nth", 1))
            if span:
                offenses.setdefault(span, []).append((person, offense["disposition"]))
    marks.labels["offense"] = mark_spans(pieces, [(*span, "") for span in sorted(offenses)], SECOND_HEADS["offense"])
    marks.spans["offense"], offense_index = place_spans(pieces, sorted(offenses))
    marks.classes["disposition"] = [IGNORED] * len(marks.spans["offense"])
    links = set()
    for span, entries in offenses.items():
        if span in offense_index:
            usual = Counter(disposition for _, disposition in entries).most_common(1)[0][0]
            marks.classes["disposition"][offense_index[span]] = DISPOSITIONS.index(usual)
            links |= {(offense_index[span], person) for person, _ in entries}
    marks.links["offender"] = sorted(links)


def mark_events(marks: Marks, text: str, gold: dict, pieces: Pieces) -> None:
    """Triggers with type and factuality, and their arguments."""
    triggers = {}
    for event in gold["events"]:
        span = locate(text, event["trigger"], event.get("nth", 1))
        if span:
            triggers[span] = event
    typed = [(*span, event["type"]) for span, event in sorted(triggers.items())]
    marks.labels["event"] = mark_spans(pieces, typed, SECOND_HEADS["event"])
    marks.spans["event"], event_index = place_spans(pieces, sorted(triggers))
    arguments = {}
    for span, event in triggers.items():
        for role in ROLES:
            if event[role]:
                arguments[span, role] = locate_near(text, event[role], span[0])
    flat = sorted({span for span in arguments.values() if span})
    marks.labels["argument"] = mark_spans(pieces, [(*span, "") for span in flat], SECOND_HEADS["argument"])
    marks.spans["argument"], argument_index = place_spans(pieces, flat)
    marks.classes["factuality"] = [IGNORED] * len(marks.spans["event"])
    links: dict[str, set[tuple[int, int]]] = {name: set() for name in ROLES.values()}
    for span, event in triggers.items():
        if span not in event_index:
            continue
        marks.classes["factuality"][event_index[span]] = FACTUALITIES.index(event["factuality"])
        for role, name in ROLES.items():
            argument = arguments.get((span, role))
            if argument in argument_index:
                links[name].add((event_index[span], argument_index[argument]))
    marks.links |= {name: sorted(pairs) for name, pairs in links.items()}


def place_spans(pieces: Pieces, spans: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], dict]:
    """The spans as pieces in order, and where each is found among them."""
    placed = {span: find_span(pieces, *span) for span in spans}
    kept = sorted({span for span in placed.values() if span})
    return kept, {span: kept.index(found) for span, found in placed.items() if found}


def read_gold(shared: Path, tokenizer: Tokenizer) -> list[Marked]:
    """All train documents; `held` is left to the caller, who chooses a fold."""
    documents = []
    for path in sorted((shared / "gold").glob("train-*.jsonl"), key=lambda path: int(path.stem.split("-")[1])):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line:
                gold = json.loads(line)
                pieces = cut_pieces(tokenizer, gold["text"])
                marks = mark_document(gold["text"], gold, pieces)
                documents.append(Marked(gold["id"], "gold", held=False, pieces=pieces, views=[marks]))
    return documents
