"""A record as shown -> a task of Label Studio with its annotation; and the configuration that shows it there.

Offsets are code points, half-open, as Label Studio gives them for a <Text>; each mark has a region of its own.
"""

import json
from typing import Any

from onrecord.exports.annotations import LABELS, TIES, find_annotations, find_ties
from onrecord.schema import Record

__all__ = ["CONFIGURATION", "describe_task", "encode_tasks"]

CONFIGURATION = (
    "<View>\n"
    '  <Labels name="label" toName="text">\n'
    + "".join(f'    <Label value="{label}"/>\n' for label in LABELS)
    + '  </Labels>\n  <TextArea name="values" toName="text" perRegion="true"/>\n'
    + "  <Relations>"
    + "".join(f'<Relation value="{tie}"/>' for tie in TIES)
    + '</Relations>\n  <Text name="text" value="$text"/>\n</View>\n'
)
"""To paste into a project's labeling interface."""

Task = dict[str, Any]


def describe_task(record: Record) -> Task:
    """One document with one annotation."""
    document, result = record.document, list[Task]()
    for annotation in find_annotations(record):
        for number, span in enumerate(annotation.spans):
            region = {"id": f"{annotation.id}-{number}", "from_name": "label", "to_name": "text", "type": "labels"}
            place = {"start": span.start, "end": span.end, "text": span.text}
            result.append({**region, "value": {**place, "labels": [annotation.label]}})
            if number == 0 and annotation.values:
                told = [f"{field}: {value}" for field, value in annotation.values]
                values = {**region, "from_name": "values", "type": "textarea"}
                result.append({**values, "value": {**place, "text": told}})
    result += [
        {
            "type": "relation",
            "from_id": f"{tie.source}-0",
            "to_id": f"{tie.target}-0",
            "direction": "right",
            "labels": [tie.label],
        }
        for tie in find_ties(record)
    ]
    data = {"text": document.text, "document": document.id, "title": document.title, "published": document.published}
    return {"data": data, "annotations": [{"result": result, "ground_truth": True}]}


def encode_tasks(tasks: list[Task]) -> bytes:
    """The list that Label Studio imports."""
    return json.dumps(tasks, ensure_ascii=False, indent=1).encode() + b"\n"
